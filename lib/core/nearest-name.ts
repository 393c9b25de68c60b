const COMPARED_LENGTH_MAX = 64;

/** The known name that somebody most likely meant: few slips away, or else one that contains what they wrote. Null when none is near. */
export function nearestName(written: string, known: readonly string[]): string | null {
  const wanted = comparable(written);
  if (wanted === "") {
    return null;
  }

  let nearest: string | null = null;
  let slipsMin = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const name of known) {
    const slips = editDistance(wanted, comparable(name));
    if (slips < slipsMin) {
      nearest = name;
      slipsMin = slips;
    }
  }
  return nearest ?? known.find((name) => wanted.length >= 3 && comparable(name).includes(wanted)) ?? null;
}

/** The known names nearest to what was written, the nearest first; none that has little in common with it. */
export function nearestNames(written: string, known: readonly string[], count: number): string[] {
  const wanted = comparable(written);
  const slipsMax = Math.max(2, Math.floor(wanted.length / 2));
  return known
    .map((name) => ({ name, slips: slipsTo(wanted, comparable(name)) }))
    .filter(({ slips }) => slips <= slipsMax)
    .sort((one, other) => one.slips - other.slips)
    .slice(0, count)
    .map(({ name }) => name);
}

/** A name that holds the other whole is near, however much longer it is. */
function slipsTo(wanted: string, name: string): number {
  const isHeld = wanted.length >= 3 && name.length >= 3 && (name.includes(wanted) || wanted.includes(name));
  return isHeld ? 1 : editDistance(wanted, name);
}

/** How many letters must be put in, left out or changed to make one text of the other (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [fromIndex, letter] of [...from].entries()) {
    const next = [fromIndex + 1];
    for (let index = 0; index < to.length; index += 1) {
      const changed = (row[index] ?? 0) + (to[index] === letter ? 0 : 1);
      next.push(Math.min(changed, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Without case and cut short, so that a hostile name of a megabyte costs no more than a long one. */
function comparable(name: string): string {
  return name.trim().slice(0, COMPARED_LENGTH_MAX).toLowerCase();
}
