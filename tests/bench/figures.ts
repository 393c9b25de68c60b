import type { DatabaseKind } from "./product";

export type Unit = "/s" | "ms" | "×" | "MB";
export type Measured = { name: string; value: number; unit: Unit };

/** One line of the report: what the product does, and what the same machine does in the same minute without it. */
export type Figure = Measured & {
  bench: string;
  database: DatabaseKind;
  raw: readonly Measured[];
  /** SPEC 16; null where it promises nothing. */
  target: number | null;
  note?: string;
};

/** Where a bench leaves what it found. A fault is a wrong result, never a slow one. */
export type Findings = {
  figures: Figure[];
  faults: string[];
  /** Where the time went, as text: filled under `--profile`. */
  profiles: string[];
  say(text: string): void;
};

export type Spread = { p50: number; p99: number; max: number };

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((left, right) => left - right);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? Number.NaN };
}

/** Milliseconds on the machine's own monotonic clock, which all its processes share. */
export function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** How long each of the runs took. */
export async function timeEach(runs: number, run: (index: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const start = nowMs();
    await run(index);
    times.push(nowMs() - start);
  }
  return times;
}

/** Runs that many at once for so long, and answers how many ended a second. */
export async function rateOf(
  { concurrency, seconds }: { concurrency: number; seconds: number },
  run: (index: number) => Promise<unknown>,
): Promise<number> {
  const start = nowMs();
  const end = start + seconds * 1_000;
  let begun = 0;
  async function lane(): Promise<void> {
    while (nowMs() < end) {
      begun += 1;
      await run(begun - 1);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane));
  return begun / ((nowMs() - start) / 1_000);
}

/** What is offered cannot be passed, and the last of it takes a moment: rates are forgiven two in a hundred. */
export function isShort({ target, value, unit }: Figure): boolean {
  return target !== null && (unit === "/s" ? value < target * 0.98 : value > target);
}

/** The slope of the straight line that lies nearest to the points. */
export function slopeOf(points: readonly { x: number; y: number }[]): number {
  const meanX = meanOf(points.map(({ x }) => x));
  const meanY = meanOf(points.map(({ y }) => y));
  const rise = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return rise / points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
