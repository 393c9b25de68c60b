import type { Findings } from "./verify";

/** Violations of one guarantee that are written out. */
const SHOWN_MAX = 10;

/** What a run came to, as a person reads it: figures, each guarantee, and the stories of what broke one. */
export function reportText({ verdicts, figures, stories }: Findings): string {
  const width = Math.max(...figures.map(([name]) => name.length));
  const guarantees = verdicts.flatMap(({ guarantee, violations }) => [
    `  ${violations.length === 0 ? "ok    " : "BROKEN"}  ${guarantee}`,
    ...violations.slice(0, SHOWN_MAX).map(({ text }) => `            ${text}`),
    ...(violations.length > SHOWN_MAX ? [`            and ${violations.length - SHOWN_MAX} more.`] : []),
  ]);
  return [...figures.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`), "", ...guarantees, ...stories].join(
    "\n",
  );
}

export function brokenCount({ verdicts }: Findings): number {
  return verdicts.filter(({ violations }) => violations.length > 0).length;
}
