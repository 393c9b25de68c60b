/** Requests that may go out at once although the rate says one after the other: receivers bear short bursts. */
const BURST_MIN = 5;

export type Pace = {
  maxPerSecond: number;
  usedUntil: Date | null;
  now: Date;
  /** How many may go out at once; left out: what receivers usually bear. */
  burst?: number | undefined;
};

/**
 * How many of the wanted may be sent now, and how far the rate is then used up: the generic cell rate algorithm, which
 * needs one moment for a destination and no window. Pure.
 */
export function paced(pace: Pace, wanted: number): { count: number; usedUntil: Date } {
  const { maxPerSecond, usedUntil, now } = pace;
  const intervalMs = 1_000 / maxPerSecond;
  const burst = pace.burst ?? Math.max(BURST_MIN, Math.floor(maxPerSecond));
  const from = Math.max(bookedUntil(usedUntil, now.getTime() + burst * intervalMs), now.getTime());
  const free = Math.floor((now.getTime() + burst * intervalMs - from) / intervalMs);
  const count = Math.min(Math.max(0, free), wanted);
  return { count, usedUntil: new Date(Math.ceil(from + count * intervalMs)) };
}

/** More than the burst is never booked: what lies further ahead was booked by another rate or another clock, and is void. */
function bookedUntil(usedUntil: Date | null, latest: number): number {
  const booked = usedUntil?.getTime() ?? 0;
  return booked <= Math.ceil(latest) ? booked : 0;
}
