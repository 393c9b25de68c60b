import type { Outcome, OutcomeCode } from "./delivery";

/**
 * A circuit breaker for one destination. Closed, it counts how attempts end within a window; when most of them fail, it
 * opens and nothing is sent. Past `openUntil` one delivery at a time is sent as a probe: one that arrives closes it, one
 * that fails opens it again for longer. A destination without failures has none, so that health costs nothing.
 */
export type Breaker = {
  windowStartedAt: Date;
  failures: number;
  successes: number;
  /** Null while it is closed. */
  openUntil: Date | null;
  /** Openings in a row. */
  openings: number;
};

/** How the attempts ended that came to an end together. */
export type Tally = {
  failures: number;
  successes: number;
  /** How long the receiver asked to be left alone (429 or 503 with `Retry-After`); 0 when it did not. */
  holdMs: number;
  /** How long a rate limit of its own still lasts: it is held to the end of that, and it is no failure. */
  limitMs?: number;
};

export const WINDOW_MS = 5 * 60_000;
/** Fewer failures than this prove nothing. */
export const FAILURES_MIN = 5;
/** The share of failures that opens it. */
export const FAILURE_SHARE = 0.7;
/** So many successes with so few failures among them clear it before its window ends: counting them has a price. */
const SUCCESSES_CLEAN = 20;
const SHARE_CLEAN = 0.2;
const OPEN_FIRST_MS = 15_000;
const OPEN_LONGEST_MS = 10 * 60_000;
/** A receiver may ask a single delivery to wait for a day, but not everything for longer than this. */
const HOLD_LONGEST_MS = 5 * 60_000;
/** GitHub counts by the hour, and takes an App that goes on asking meanwhile for an abuse. */
const LIMIT_LONGEST_MS = 60 * 60_000;
/** No breaker is open for longer: a time past it was written by a clock that has been set back since. */
export const HELD_LONGEST_MS = Math.max(OPEN_LONGEST_MS, HOLD_LONGEST_MS, LIMIT_LONGEST_MS);

/** What a breaker becomes by more attempts. Null: it is closed and clean, and need not be kept. Pure. */
export function afterTally(before: Breaker | null, tally: Tally, now: Date): Breaker | null {
  return before?.openUntil ? whileOpen(before, before.openUntil, tally, now) : whileClosed(before, tally, now);
}

function whileOpen(before: Breaker, openUntil: Date, tally: Tally, now: Date): Breaker | null {
  if (tally.successes > 0 && holdOf(tally) === 0) {
    return null;
  }
  const isProbe = now >= openUntil;
  if (!isProbe) {
    // Of attempts that were under way when it opened: they tell nothing new. A clock that was set back makes nothing wait longer.
    const latest = Math.min(openUntil.getTime(), now.getTime() + HELD_LONGEST_MS);
    return held({ ...before, openUntil: new Date(latest) }, tally, now);
  }
  return held(tally.failures > 0 ? opened(before, now) : before, tally, now);
}

function whileClosed(before: Breaker | null, tally: Tally, now: Date): Breaker | null {
  const isWithin = before !== null && isWithinWindow(before, now);
  const holdMs = holdOf(tally);
  if (!isWithin && tally.failures === 0 && holdMs === 0) {
    return null;
  }
  const counted: Breaker = {
    windowStartedAt: isWithin ? before.windowStartedAt : now,
    failures: (isWithin ? before.failures : 0) + tally.failures,
    successes: (isWithin ? before.successes : 0) + tally.successes,
    openUntil: null,
    openings: 0,
  };
  if (counted.failures === 0 && holdMs === 0) {
    return null;
  }
  const share = counted.failures / Math.max(1, counted.failures + counted.successes);
  if (counted.successes >= SUCCESSES_CLEAN && share < SHARE_CLEAN && holdMs === 0) {
    return null;
  }
  const isBroken = counted.failures >= FAILURES_MIN && share >= FAILURE_SHARE;
  return held(isBroken ? opened(counted, now) : counted, tally, now);
}

function isWithinWindow({ windowStartedAt }: Breaker, now: Date): boolean {
  const age = now.getTime() - windowStartedAt.getTime();
  return age >= 0 && age < WINDOW_MS;
}

function opened(before: Breaker, now: Date): Breaker {
  const lastsMs = Math.min(OPEN_FIRST_MS * 2 ** before.openings, OPEN_LONGEST_MS);
  return {
    windowStartedAt: now,
    failures: 0,
    successes: 0,
    openUntil: new Date(now.getTime() + lastsMs),
    openings: before.openings + 1,
  };
}

function held(breaker: Breaker, tally: Tally, now: Date): Breaker {
  const holdMs = holdOf(tally);
  const until = now.getTime() + holdMs;
  return holdMs > 0 && until > (breaker.openUntil?.getTime() ?? 0)
    ? { ...breaker, openUntil: new Date(until) }
    : breaker;
}

function holdOf({ holdMs, limitMs = 0 }: Tally): number {
  return Math.max(Math.min(holdMs, HOLD_LONGEST_MS), Math.min(limitMs, LIMIT_LONGEST_MS));
}

/**
 * Whether it speaks against the destination: one that hangs, breaks off or answers that it is broken. A refused payload
 * (4xx) is an answer like any other: the receiver works. Null: what never left, or was cut off by us, tells nothing; nor
 * does a rate limit, which says how long to wait and nothing else.
 */
export function isFault({ kind, code, status }: Outcome): boolean | null {
  if (UNTELLING.includes(code) && (status === null || code === "rate_limited")) {
    return null;
  }
  return kind !== "delivered" && (status === null || status >= 500 || status === 429);
}

const UNTELLING: readonly OutcomeCode[] = [
  "address_forbidden",
  "url_forbidden",
  "cancelled",
  "webhook_deleted",
  "webhook_paused",
  "secret_missing",
  "secret_not_granted",
  "secret_unreadable",
  "payload_too_large",
  "loop_detected",
  "worker_lost",
  "app_missing",
  "installation_missing",
  "installation_suspended",
  "repository_missing",
  "rate_limited",
];
