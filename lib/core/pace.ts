/** Requests that may go out at once although the rate says one after the other: receivers bear short bursts. */
const BURST_MIN = 5;

export type Pace = { maxPerSecond: number; usedUntil: Date | null; now: Date };

/**
 * How many of the wanted may be sent now, and how far the rate is then used up: the generic cell rate algorithm, which
 * needs one moment for a destination and no window. Pure.
 */
export function paced({ maxPerSecond, usedUntil, now }: Pace, wanted: number): { count: number; usedUntil: Date } {
  const intervalMs = 1_000 / maxPerSecond;
  const burst = Math.max(BURST_MIN, Math.floor(maxPerSecond));
  const from = Math.max(usedUntil?.getTime() ?? 0, now.getTime());
  const free = Math.floor((now.getTime() + burst * intervalMs - from) / intervalMs);
  const count = Math.min(Math.max(0, free), wanted);
  return { count, usedUntil: new Date(from + count * intervalMs) };
}
