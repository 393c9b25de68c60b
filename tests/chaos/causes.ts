import { LOST } from "./database-record";
import type { PerformedFault, RecordedAttempt, SeenRequest } from "./evidence";
import type { Act } from "./misbehaviour";
import type { FaultKind } from "./plan";

/**
 * Faults after which a worker cannot tell how its request ended. A graceful stop is none of them: it must lose nothing. Nor
 * is a database that was away: an answer waits in its worker until it is back.
 */
const LOSING: readonly FaultKind[] = ["kill", "freeze"];

/** Where there was no request, the claim itself may have been lost: it was made, but nobody heard of it. */
const LOSING_CLAIMS: readonly FaultKind[] = [...LOSING, "restart", "cut"];

/** Faults during which a client's patience runs out though the receiver did nothing wrong. */
const DISTURBING: readonly FaultKind[] = ["freeze", "nap"];

/** Faults that put off the storing of an answer, which another may then hit. */
const DELAYING: readonly FaultKind[] = ["freeze", "nap", "restart"];

/** Acts that send a 2xx which the client may never get. */
const SELF_DEFEATING: readonly Act[] = ["accept_late", "reset_in_body", "truncate"];

/** Storing an answer follows it at once; a worker that thaws first works off what it had in hand. */
const BEFORE_MS = 1_000;
const AFTER_MS = 5_000;

/** How long a request without an answer is under way. */
const PATIENCE_MS = 15_000;

type Window = { from: number; to: number };

/**
 * The fault that can have kept a worker from telling how this attempt ended; null when there is none. Such an attempt is
 * dated by its lease: it begins when the worker was last heard of, by its claim or by a renewal.
 */
export function causeOfLoss(
  attempt: RecordedAttempt,
  request: SeenRequest | undefined,
  faults: readonly PerformedFault[],
  leaseMs: number,
): PerformedFault | null {
  const leased = { from: attempt.startedAt - BEFORE_MS, to: attempt.startedAt + leaseMs + AFTER_MS };
  return request ? faultWithin(windowOf(request, faults), faults, LOSING) : faultWithin(leased, faults, LOSING_CLAIMS);
}

/**
 * Why a request that the receiver acknowledged was not the end of its delivery: the worker was lost before it could say
 * so, or the answer never reached it. Null when nothing explains it.
 */
export function causeOfRepeat(
  request: SeenRequest,
  { code }: RecordedAttempt,
  faults: readonly PerformedFault[],
): string | null {
  const isLost = code === LOST;
  if (!isLost && SELF_DEFEATING.includes(request.act)) {
    return `the receiver's own ${request.act}`;
  }
  return faultWithin(windowOf(request, faults), faults, isLost ? LOSING : DISTURBING)?.kind ?? null;
}

/** While a worker sleeps, or its database is away, it cannot store an answer: the window is open for as long. */
function windowOf({ seenAt, answeredAt }: SeenRequest, faults: readonly PerformedFault[]): Window {
  let to = (answeredAt ?? seenAt + PATIENCE_MS) + AFTER_MS;
  for (const { kind, from, to: end } of faults) {
    if (DELAYING.includes(kind) && from <= to && end + AFTER_MS > to) {
      to = end + AFTER_MS;
    }
  }
  return { from: seenAt - BEFORE_MS, to };
}

/** Of several the last, which is the likeliest. */
function faultWithin(
  window: Window,
  faults: readonly PerformedFault[],
  kinds: readonly FaultKind[],
): PerformedFault | null {
  const overlapping = faults.filter(
    (fault) => kinds.includes(fault.kind) && fault.from <= window.to && lastEffectOf(fault) >= window.from,
  );
  return overlapping.at(-1) ?? null;
}

/** A process that was killed does nothing more; one that thaws or loses its database is late for a while. */
function lastEffectOf({ kind, from, to }: PerformedFault): number {
  return kind === "kill" ? from : to + AFTER_MS;
}
