export type Tone = "strong" | "quiet" | "good" | "bad" | "warn";

export type Terminal = {
  /** True where a person looks on: progress is drawn, colours are used. */
  isInteractive: boolean;
  columns: number;
  /** The command's result, on standard output. */
  out(line: string): void;
  /** Everything else, on standard error, so that a pipe gets the result alone. */
  note(line: string): void;
  /** Draws over the line that was drawn last; does nothing where nobody looks on. */
  draw(line: string): void;
  clear(): void;
  paint(text: string, tone: Tone): string;
};

type Stream = { write(text: string): unknown; isTTY?: boolean; columns?: number };

const CODES = { strong: "1", quiet: "2", good: "32", bad: "31", warn: "33" } as const satisfies Record<Tone, string>;

export function openTerminal(
  streams: { stdout: Stream; stderr: Stream },
  env: Readonly<Record<string, string | undefined>>,
): Terminal {
  const { stdout, stderr } = streams;
  const isPlain = Boolean(env.NO_COLOR) || env.TERM === "dumb";
  const isColourful = stdout.isTTY === true && !isPlain;
  const isInteractive = stderr.isTTY === true && env.TERM !== "dumb";
  let isDrawn = false;

  function clear(): void {
    if (isDrawn) {
      stderr.write("\r\u001b[2K");
      isDrawn = false;
    }
  }

  return {
    isInteractive,
    columns: stderr.columns ?? stdout.columns ?? 80,
    out(line) {
      clear();
      stdout.write(`${line}\n`);
    },
    note(line) {
      clear();
      stderr.write(`${line}\n`);
    },
    draw(line) {
      if (isInteractive) {
        clear();
        stderr.write(line);
        isDrawn = true;
      }
    },
    clear,
    paint: (text, tone) => (isColourful ? `\u001b[${CODES[tone]}m${text}\u001b[0m` : text),
  };
}

/**
 * Text of others as it may be shown: a receiver's answer or a tag's value could otherwise move the cursor, recolour the
 * screen or set the window's title. Line breaks become spaces.
 */
export function shown(text: string): string {
  return text.replace(/[\r\n\t]+/g, " ").replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}

/** The same for text of several lines, which keeps its line breaks. */
export function shownLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/).map((line) => shown(line.replaceAll("\t", "  ")));
}
