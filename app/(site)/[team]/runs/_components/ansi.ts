export const ANSI_COLORS = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;
export type AnsiColor = (typeof ANSI_COLORS)[number];

export type AnsiLook = {
  color: AnsiColor | null;
  ground: AnsiColor | null;
  isBold: boolean;
  isDim: boolean;
  isItalic: boolean;
  isUnderlined: boolean;
  isStruck: boolean;
};

export type AnsiPiece = AnsiLook & { text: string };

const PLAIN: AnsiLook = {
  color: null,
  ground: null,
  isBold: false,
  isDim: false,
  isItalic: false,
  isUnderlined: false,
  isStruck: false,
};

/**
 * What a terminal would obey: CSI (colours and cursor), OSC (titles, links), other strings, and two-character escapes. Each
 * alternative is told from its first characters on, so that no text takes more than one pass.
 */
const ESCAPE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are made of them.
  /\u001b\[([0-?]*)[ -/]*([@-~])|\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]?/g;

/**
 * Control characters, which have no place on a page, and those that turn the direction of writing, by which a line could be
 * made to read otherwise than it is.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const UNSEEN = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A line as pieces of one look each. Colours are kept, all else that steers a terminal goes; each line begins plain. */
export function ansiPieces(line: string): AnsiPiece[] {
  const text = lastWritten(line);
  const pieces: AnsiPiece[] = [];
  let look = PLAIN;
  let from = 0;
  for (const found of text.matchAll(ESCAPE)) {
    add(pieces, text.slice(from, found.index), look);
    from = found.index + found[0].length;
    if (found[2] === "m") {
      look = afterSgr(look, found[1] ?? "");
    }
  }
  add(pieces, text.slice(from), look);
  return pieces;
}

/** What is read of it, without its colours. */
export function plainOf(line: string): string {
  return lastWritten(line).replace(ESCAPE, "").replace(UNSEEN, "");
}

/** A progress bar writes over itself by carriage returns: what a terminal shows in the end is the last of it. */
function lastWritten(line: string): string {
  const whole = line.replace(/\r+$/, "");
  return whole.slice(whole.lastIndexOf("\r") + 1);
}

function add(pieces: AnsiPiece[], written: string, look: AnsiLook): void {
  const text = written.replace(UNSEEN, "");
  if (text !== "") {
    pieces.push({ ...look, text });
  }
}

function afterSgr(before: AnsiLook, parameters: string): AnsiLook {
  const codes = parameters.split(/[;:]/).map(Number);
  let look = before;
  for (let place = 0; place < codes.length; place += 1) {
    const code = codes[place] ?? 0;
    if (code === 38 || code === 48) {
      const { color, taken } = extended(codes.slice(place + 1));
      look = code === 38 ? { ...look, color } : { ...look, ground: color };
      place += taken;
    } else {
      look = afterCode(look, code);
    }
  }
  return look;
}

/** `5;n` of 256 colours or `2;r;g;b`: the site has eight, so what is none of the first sixteen is left in the ink. */
function extended([kind, color = 0]: readonly (number | undefined)[]): { color: AnsiColor | null; taken: number } {
  if (kind === 5) {
    return { color: color < 16 ? (ANSI_COLORS[color % 8] ?? null) : null, taken: 2 };
  }
  return { color: null, taken: kind === 2 ? 4 : 0 };
}

function afterCode(look: AnsiLook, code: number): AnsiLook {
  const color = ANSI_COLORS[code % 10] ?? null;
  if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
    // Bright black is the grey in which asides are written.
    return { ...look, color, ...(code === 90 ? { color: null, isDim: true } : {}) };
  }
  if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) {
    return { ...look, ground: color };
  }
  return { ...look, ...SGR[code] };
}

const SGR: Readonly<Record<number, Partial<AnsiLook>>> = {
  0: PLAIN,
  1: { isBold: true },
  2: { isDim: true },
  3: { isItalic: true },
  4: { isUnderlined: true },
  9: { isStruck: true },
  22: { isBold: false, isDim: false },
  23: { isItalic: false },
  24: { isUnderlined: false },
  29: { isStruck: false },
  39: { color: null, isDim: false },
  49: { ground: null },
};
