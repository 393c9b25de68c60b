export type Random = {
  /** 0 up to 1. */
  next(): number;
  /** A whole number, both bounds included. */
  between(min: number, max: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  shuffle<T>(choices: readonly T[]): T[];
};

/** Draws that follow from the parts alone: the same seed and name give the same run on any machine. */
export function seededRandom(...parts: readonly (string | number)[]): Random {
  let state = hashOf(parts.join("/"));

  /** Mulberry32: four lines, and good enough for choosing whom to hit. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  const between = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    between,
    pick: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    shuffle(choices) {
      const left = [...choices];
      return choices.flatMap(() => left.splice(between(0, left.length - 1), 1));
    },
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}
