import type { DeliveryState, Outcome, OutcomeCode } from "./delivery";
import { afterWait, nextDueAt, type RetryPosition, retryAfterMsOf } from "./retry";

/** Header names in any case. */
export type ResponseHeaders = Readonly<Record<string, string | undefined>>;

/** What a delivery becomes after one more attempt. */
export type AfterAttempt = { tries: number; pausesWebhook: boolean } & (
  | { state: Extract<DeliveryState, "retrying">; dueAt: Date; finishedAt: null }
  | { state: Extract<DeliveryState, "delivered" | "gave_up" | "unknown">; dueAt: null; finishedAt: Date }
);

/** Codes of attempts that ended without an answer; the others need a status. */
export type FailureCode = Exclude<
  OutcomeCode,
  "delivered" | "http_status" | "redirected" | "gone" | "disabled_by_receiver"
>;

/** Statuses that say "not now": these and all of 5xx are tried again. */
const RETRYABLE_STATUSES: readonly number[] = [408, 425, 429];

/** Statuses with which `Retry-After` means how long to leave the receiver alone. */
const THROTTLE_STATUSES: readonly number[] = [429, 503];

/**
 * Whether another try may help by itself. What a person has to mend is final, so that they are told at once instead of
 * after three days; *Redeliver* then sends it. A forbidden address is final too: retrying it would let a name that
 * resolves inwards probe the network once per schedule step. `secret_unreadable` is the operator's key ring, which is
 * usually mended by a restart. `worker_lost` is at-least-once: the receiver deduplicates by the delivery id.
 */
const IS_RETRYABLE = {
  dns_failed: true,
  address_forbidden: false,
  url_forbidden: false,
  connection_refused: true,
  connection_reset: true,
  network_unreachable: true,
  timeout: true,
  tls_failed: true,
  headers_too_large: false,
  protocol_error: true,
  network_error: true,
  cancelled: false,
  webhook_deleted: false,
  webhook_paused: true,
  secret_missing: false,
  secret_not_granted: false,
  secret_unreadable: true,
  payload_too_large: false,
  loop_detected: false,
  worker_lost: true,
  app_missing: false,
  installation_missing: false,
  installation_suspended: false,
  repository_missing: false,
  permission_missing: false,
  dispatch_refused: false,
  rate_limited: true,
  channel_refused: false,
  token_refused: false,
  message_refused: false,
  queue_missing: false,
  queue_draining: false,
  job_missing: false,
  parameters_refused: false,
} as const satisfies Record<FailureCode, boolean>;

/** The least that GitHub asks for where it names no time. */
export const RATE_LIMIT_WAIT_MIN_MS = 60_000;

/** Judges an answer by its status and headers; its body never matters. Redirects are not followed, so they are final. */
export function outcomeOfResponse(status: number, headers: ResponseHeaders, now: Date): Outcome {
  const isDisabled = headerOf(headers, "webhook-delivery")?.trim().toLowerCase() === "disable";
  if (status >= 200 && status <= 299) {
    return isDisabled
      ? { kind: "delivered", code: "delivered", status, pausesWebhook: true }
      : { kind: "delivered", code: "delivered", status };
  }
  if (isDisabled) {
    return failed("disabled_by_receiver", status, { pausesWebhook: true });
  }
  if (status === 410) {
    return failed("gone", status, { pausesWebhook: true });
  }
  if (status >= 300 && status <= 399) {
    return failed("redirected", status);
  }

  const isRetryable = RETRYABLE_STATUSES.includes(status) || (status >= 500 && status <= 599);
  const isThrottled = THROTTLE_STATUSES.includes(status);
  const retryAfterMs = isThrottled ? retryAfterMsOf(headerOf(headers, "retry-after"), now) : null;
  return failed("http_status", status, { isRetryable, retryAfterMs });
}

/** Judges an attempt that got no answer, or one that `code` already says more about than its status. */
export function outcomeOfFailure(
  code: FailureCode,
  { status = null, retryAfterMs = null }: { status?: number | null; retryAfterMs?: number | null } = {},
): Outcome {
  return failed(code, status, { isRetryable: IS_RETRYABLE[code], retryAfterMs });
}

/** Says what a delivery becomes after one more attempt. Pure: the worker stores the answer. */
export function afterAttempt(
  position: RetryPosition,
  outcome: Outcome,
  at: { now: Date /** 0 to 1. */; jitter: number },
): AfterAttempt {
  const tries = position.tries + 1;
  const finished = { tries, dueAt: null, finishedAt: at.now } as const;
  if (outcome.kind === "delivered") {
    return { ...finished, state: "delivered", pausesWebhook: outcome.pausesWebhook ?? false };
  }
  if (outcome.kind === "unknown") {
    return { ...finished, state: "unknown", pausesWebhook: false };
  }

  if (outcome.code === "webhook_paused") {
    // Nothing was sent: it keeps its place, and waits as those do that were claimed after the pause.
    return { state: "retrying", tries: position.tries, dueAt: at.now, finishedAt: null, pausesWebhook: false };
  }

  if (outcome.code === "rate_limited") {
    // Nothing is wrong with it, and waiting is all that helps: it costs no place in a schedule that ends in giving up.
    const dueAt = afterWait(outcome.retryAfterMs ?? RATE_LIMIT_WAIT_MIN_MS, at);
    return { state: "retrying", tries: position.tries, dueAt, finishedAt: null, pausesWebhook: false };
  }

  const { pausesWebhook } = outcome;
  const dueAt = outcome.isRetryable ? nextDueAt(position, outcome.retryAfterMs, at) : null;
  return dueAt === null
    ? { ...finished, state: "gave_up", pausesWebhook }
    : { state: "retrying", tries, dueAt, finishedAt: null, pausesWebhook };
}

type Failed = Extract<Outcome, { kind: "failed" }>;

function failed(
  code: OutcomeCode,
  status: number | null,
  rest: Partial<Pick<Failed, "isRetryable" | "retryAfterMs" | "pausesWebhook">> = {},
): Outcome {
  return { kind: "failed", code, status, isRetryable: false, retryAfterMs: null, pausesWebhook: false, ...rest };
}

function headerOf(headers: ResponseHeaders, name: string): string | undefined {
  const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  return entry?.[1];
}
