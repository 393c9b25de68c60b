/** Seconds before each retry where a webhook has no schedule of its own: three days in all, dense at first. */
export const RETRY_SCHEDULE_SECONDS: readonly number[] = [
  5,
  5 * 60,
  30 * 60,
  2 * 3_600,
  5 * 3_600,
  10 * 3_600,
  14 * 3_600,
  20 * 3_600,
  24 * 3_600,
];

/** A receiver may ask for patience, but not for so much that a promotion is forgotten. */
export const RETRY_AFTER_MAX_MS = 24 * 3_600 * 1_000;

/** Jitter only adds: nothing is tried sooner than the schedule says, and many that failed together come back spread out. */
const JITTER_SHARE_MAX = 0.1;

const IMF_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

export type RetryPosition = {
  /** Tries before this one since the (re)delivery was asked for. */
  tries: number;
  scheduleSeconds: readonly number[];
};

/** When to try again, or null once the schedule is used up. A later `Retry-After` wins, an earlier one does not. */
export function nextDueAt(
  position: RetryPosition,
  retryAfterMs: number | null,
  at: { now: Date; jitter: number },
): Date | null {
  const seconds = position.scheduleSeconds[position.tries];
  if (seconds === undefined) {
    return null;
  }

  const scheduledMs = jittered(Math.max(0, seconds) * 1_000, at.jitter);
  const askedMs = Math.min(Math.max(retryAfterMs ?? 0, 0), RETRY_AFTER_MAX_MS);
  return new Date(at.now.getTime() + Math.ceil(Math.max(scheduledMs, askedMs)));
}

/** When what has to wait so long may be tried, not all at the same moment. */
export function afterWait(waitMs: number, at: { now: Date; jitter: number }): Date {
  const askedMs = Math.min(Math.max(waitMs, 0), RETRY_AFTER_MAX_MS);
  return new Date(at.now.getTime() + Math.ceil(jittered(askedMs, at.jitter)));
}

function jittered(waitMs: number, jitter: number): number {
  const share = Number.isFinite(jitter) ? Math.min(Math.max(jitter, 0), 1) : 0;
  return waitMs * (1 + JITTER_SHARE_MAX * share);
}

/** Reads `Retry-After`: whole seconds or an HTTP date, at most a day. Null for anything else, and for what has passed. */
export function retryAfterMsOf(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? "";
  const waitMs = /^\d{1,12}$/.test(text) ? Number(text) * 1_000 : millisecondsUntil(text, now);
  return waitMs > 0 ? Math.min(waitMs, RETRY_AFTER_MAX_MS) : null;
}

/** Only the one format that senders must produce: Date.parse alone would read meaning into almost any text. */
function millisecondsUntil(text: string, now: Date): number {
  const time = IMF_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? 0 : time - now.getTime();
}
