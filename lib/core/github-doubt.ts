import type { OutcomeCode } from "./delivery";

/** An earlier attempt of a delivery, oldest first among its like. `answeredAt` is the `Date` header of its answer. */
export type PastAttempt = {
  code: OutcomeCode;
  status: number | null;
  startedAt: Date;
  durationMs: number;
  answeredAt: string | null;
};

/** When a run can have been made, by GitHub's clock, that an attempt without a clear end may have started. */
export type DoubtSpan = { from: Date; to: Date | null };

export type Doubts = {
  /** Where to look for such a run before anything is dispatched again; null where no earlier attempt left a doubt. */
  earlier: DoubtSpan | null;
  /** Where to look for a run of an attempt that begins now. */
  of(startedAt: Date): DoubtSpan;
};

/** How far two clocks may be apart where nothing tells how far they are. */
const CLOCKS_APART_MS = 5 * 60_000;
/** `Date` counts whole seconds, and so do the times of runs. */
const SECONDS_ROUNDED_MS = 2_000;
/** GitHub may queue what it has accepted; a run that is later than this is told by its webhook. */
const LATE_RUN_MS = 60 * 60_000;

/**
 * What of a delivery's past must be cleared up before it is dispatched. An attempt that was delivered ended all doubts
 * before it, and so did whoever said that it had arrived: who sends it again after that wants another run, and runs
 * from before must not be taken for it. Pure.
 */
export function doubtsOf(past: readonly PastAttempt[], confirmedAt: Date | null): Doubts {
  const delivered = past.findLastIndex(({ code }) => code === "delivered");
  const since = past
    .slice(delivered + 1)
    .filter(({ startedAt }) => confirmedAt === null || startedAt.getTime() > confirmedAt.getTime());
  const doubtful = since.filter(mayHaveLeft);
  const last = past[delivered];
  const isAgain = last !== undefined || confirmedAt !== null;
  const aheadMs = last ? clockAhead(last) : 0;

  function of(startedAt: Date): DoubtSpan {
    const marginMs = isAgain ? SECONDS_ROUNDED_MS - aheadMs : CLOCKS_APART_MS;
    return { from: new Date(startedAt.getTime() - marginMs), to: null };
  }

  const [first, newest] = [doubtful[0], doubtful.at(-1)];
  return {
    earlier:
      first && newest ? { ...of(first.startedAt), to: new Date(newest.startedAt.getTime() + LATE_RUN_MS) } : null,
    of,
  };
}

/** How far GitHub's clock is ahead of ours, by the answer to an attempt that arrived. */
function clockAhead({ startedAt, durationMs, answeredAt }: PastAttempt): number {
  const answered = answeredAt === null ? Number.NaN : Date.parse(answeredAt);
  return Number.isNaN(answered) ? 0 : answered - (startedAt.getTime() + durationMs);
}

function mayHaveLeft({ code, status }: PastAttempt): boolean {
  return MAY_HAVE_LEFT.includes(code) || (status !== null && status >= 500);
}

/** Ends after which a request may have been taken, although no answer said so. */
const MAY_HAVE_LEFT: readonly OutcomeCode[] = [
  "connection_reset",
  "timeout",
  "headers_too_large",
  "protocol_error",
  "network_error",
  "worker_lost",
];
