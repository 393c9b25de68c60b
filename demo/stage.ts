import { openTerminal, type Terminal, type Tone } from "@/lib/cli/terminal";

/** Where the demo speaks: a few words per step, in the order in which things happen. */
export type Stage = {
  terminal: Terminal;
  title(text: string): void;
  /** A line of the story. */
  say(text: string): void;
  /** A line below another, as it came from somewhere else. */
  detail(text: string): void;
  /** Does something that takes a while, and says how long it took. */
  during<T>(what: string, work: () => Promise<T>): Promise<T>;
  /** Keeps what comes in by the way until the work has said what it has to say. */
  withoutInterruption<T>(work: () => Promise<T>): Promise<T>;
  /** Speaks at once, or in turn after work that must not be interrupted. */
  inTurn(speak: () => void): void;
  paint(text: string, tone: Tone): string;
};

export function openStage(): Stage {
  const terminal = openTerminal({ stdout: process.stdout, stderr: process.stderr }, process.env);
  const { out, paint } = terminal;
  const waiting: (() => void)[] = [];
  let isBusy = false;

  return {
    terminal,
    paint,
    title(text) {
      out("");
      out(`  ${paint(text, "strong")}`);
    },
    say: (text) => out(`  ${text}`),
    detail: (text) => out(`    ${text}`),
    async during(what, work) {
      const startedAt = performance.now();
      terminal.draw(`  ${what} …`);
      const value = await work();
      out(`  ${what.padEnd(72)} ${paint(seconds(performance.now() - startedAt), "quiet")}`);
      return value;
    },
    async withoutInterruption(work) {
      isBusy = true;
      try {
        return await work();
      } finally {
        isBusy = false;
        for (const speak of waiting.splice(0)) {
          speak();
        }
      }
    },
    inTurn(speak) {
      if (isBusy) {
        waiting.push(speak);
      } else {
        speak();
      }
    },
  };
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
