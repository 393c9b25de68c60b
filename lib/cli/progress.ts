import { formatBytes } from "./amounts";
import type { Terminal } from "./terminal";

export type Progress = {
  add(bytes: number): void;
  done(): void;
};

const BAR_WIDTH = 24;
const DRAW_EVERY_MS = 80;
const FIRST_LINE_MS = 1_000;
const LINE_EVERY_MS = 10_000;

/**
 * Shows how far a long transfer is: a bar where somebody looks on, else a line now and then, so that a log in CI shows
 * life without growing. The clock is the caller's.
 */
export function startProgress(
  terminal: Terminal,
  what: { label: string; totalBytes: number; isQuiet: boolean },
  now: () => number = () => performance.now(),
): Progress {
  const startedAt = now();
  let doneBytes = 0;
  let dueAt = startedAt + (terminal.isInteractive ? DRAW_EVERY_MS : FIRST_LINE_MS);
  if (what.isQuiet) {
    return { add: () => undefined, done: () => undefined };
  }

  return {
    add(bytes) {
      doneBytes += bytes;
      if (now() < dueAt) {
        return;
      }
      dueAt = now() + (terminal.isInteractive ? DRAW_EVERY_MS : LINE_EVERY_MS);
      const line = progressLine({ ...what, doneBytes, elapsedMs: now() - startedAt }, terminal.isInteractive);
      terminal.isInteractive ? terminal.draw(line) : terminal.note(line);
    },
    done() {
      terminal.clear();
    },
  };
}

type Moment = { label: string; totalBytes: number; doneBytes: number; elapsedMs: number };

function progressLine({ label, totalBytes, doneBytes, elapsedMs }: Moment, hasBar: boolean): string {
  const share = totalBytes === 0 ? 1 : Math.min(1, doneBytes / totalBytes);
  const filled = Math.round(share * BAR_WIDTH);
  const bar = hasBar ? ` ${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)}` : "";
  const rate = elapsedMs > 500 ? `, ${formatBytes((doneBytes / elapsedMs) * 1_000)}/s` : "";
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  return `${label}${bar} ${percent} %  ${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}${rate}`;
}
