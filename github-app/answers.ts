import type { Outcome } from "@/lib/core/delivery";
import { outcomeOfFailure, RATE_LIMIT_WAIT_MIN_MS } from "@/lib/core/delivery-state";
import { RETRY_AFTER_MAX_MS, retryAfterMsOf } from "@/lib/core/retry";
import type { HttpExchange } from "@/lib/platform/http";

/** An answer of GitHub, as far as it is judged. */
export type GitHubAnswer = { status: number; headers: Readonly<Record<string, string>>; message: string };

type At = {
  now: Date /** Counts from 1: where GitHub names no time, each attempt waits twice as long. */;
  attempt: number;
};

/**
 * What can be mended on the spot, for nothing was started: the repository has another name by now, or an older GitHub
 * knows nothing of telling the run. `otherwise` is what it came to where that is not so.
 */
export type Undone = { kind: "moved" | "flag_unknown"; otherwise: Outcome };

/** Failures that happen before a byte of the request leaves: certainly nothing was started by it. */
const BEFORE_SENDING: readonly string[] = [
  "dns_failed",
  "address_forbidden",
  "url_forbidden",
  "connection_refused",
  "network_unreachable",
  "tls_failed",
];

const WAIT_LONGEST_MS = 60 * 60_000;

/**
 * Judges what a dispatch came to. `unknown` is where it may have started something although no answer says so: GitHub
 * deduplicates nothing, so it is never simply sent again.
 */
export function outcomeOfDispatch(exchange: HttpExchange, at: At): Outcome | Undone {
  if (exchange.kind === "failed") {
    const { code } = exchange;
    // A worker that stops gives back what it cancelled; what may have started something must not go back.
    return BEFORE_SENDING.includes(code)
      ? outcomeOfFailure(code)
      : { kind: "unknown", code: code === "cancelled" ? "worker_lost" : code, status: null };
  }

  const answer = answerOf(exchange);
  const { status, message } = answer;
  if (status >= 200 && status <= 299) {
    return { kind: "delivered", code: "delivered", status };
  }
  const limited = rateLimitOf(answer, at);
  if (limited) {
    return limited;
  }
  return status === 408 || status >= 500
    ? { kind: "unknown", code: "http_status", status }
    : outcomeOfRefusal(status, message);
}

function outcomeOfRefusal(status: number, message: string): Outcome | Undone {
  if (status === 401) {
    return refusedForNow(status); // Also of a new token: GitHub's own parts do not always know it at once.
  }
  if (status === 404 || (status >= 300 && status <= 399)) {
    return { kind: "moved", otherwise: outcomeOfFailure("repository_missing", { status }) };
  }
  if (status === 422 && message.includes("return_run_details")) {
    return { kind: "flag_unknown", otherwise: outcomeOfFailure("dispatch_refused", { status }) };
  }
  return outcomeOfFailure(status === 403 ? codeOfForbidden(message) : "dispatch_refused", { status });
}

/** Judges why there is no token. Whatever it was, nothing was started. */
export function outcomeOfTokenRefusal(answer: GitHubAnswer, at: At): Outcome {
  const { status, message } = answer;
  const limited = rateLimitOf(answer, at);
  if (limited) {
    return limited;
  }
  if (status === 401) {
    return outcomeOfFailure("app_missing", { status });
  }
  if (status === 404) {
    return outcomeOfFailure("installation_missing", { status });
  }
  if (status === 403) {
    return outcomeOfFailure(codeOfForbidden(message), { status });
  }
  if (status === 422) {
    return outcomeOfFailure(/permission/i.test(message) ? "permission_missing" : "repository_missing", { status });
  }
  return refusedForNow(status);
}

/** Judges why something could not be looked up. */
export function outcomeOfLook(answer: GitHubAnswer, at: At): Outcome {
  const { status, message } = answer;
  const limited = rateLimitOf(answer, at);
  if (limited) {
    return limited;
  }
  if (status === 404) {
    return outcomeOfFailure("repository_missing", { status });
  }
  return status === 403 ? outcomeOfFailure(codeOfForbidden(message), { status }) : refusedForNow(status);
}

/** An answer that says "not now", to a request that started nothing. */
function refusedForNow(status: number): Outcome {
  return {
    kind: "failed",
    code: "http_status",
    status,
    isRetryable: true,
    retryAfterMs: null,
    pausesWebhook: false,
  };
}

/**
 * A rate limit, the hour's or a secondary one, with the time that GitHub asks for; null where it is none. By GitHub's own
 * clock, for the time of a reset is absolute.
 */
export function rateLimitOf({ status, headers, message }: GitHubAnswer, { now, attempt }: At): Outcome | null {
  const asked = headers["retry-after"];
  const isSpent = headers["x-ratelimit-remaining"] === "0";
  const isLimit = status === 429 || (status === 403 && (asked !== undefined || isSpent || SAYS_LIMIT.test(message)));
  if (!isLimit) {
    return null;
  }
  const theirNow = new Date(Date.parse(headers.date ?? "") || now.getTime());
  const named =
    retryAfterMsOf(asked, theirNow) ?? (isSpent ? untilReset(headers["x-ratelimit-reset"], theirNow) : null);
  const unnamed = Math.min(RATE_LIMIT_WAIT_MIN_MS * 2 ** Math.min(attempt - 1, 16), WAIT_LONGEST_MS);
  return outcomeOfFailure("rate_limited", { status, retryAfterMs: named ?? unnamed });
}

/** Answers that are JSON say why under `message`; others, such as a proxy's page, say nothing that we go by. */
export function answerOf({ status, headers, bodyText }: Extract<HttpExchange, { kind: "response" }>): GitHubAnswer {
  return { status, headers, message: messageOf(bodyText) };
}

export function messageOf(body: unknown): string {
  const parsed = typeof body === "string" ? parsedOrNull(body) : body;
  const told = typeof parsed === "object" && parsed !== null && "message" in parsed ? parsed.message : null;
  return typeof told === "string" ? told : "";
}

const SAYS_LIMIT = /rate limit|abuse detection/i;

function codeOfForbidden(message: string) {
  if (/suspended/i.test(message)) {
    return "installation_suspended";
  }
  return /not accessible by integration|permission/i.test(message) ? "permission_missing" : "dispatch_refused";
}

function untilReset(seconds: string | undefined, theirNow: Date): number | null {
  const at = /^\d{1,12}$/.test(seconds ?? "") ? Number(seconds) * 1_000 : Number.NaN;
  const waitMs = at - theirNow.getTime();
  return waitMs > 0 ? Math.min(waitMs, RETRY_AFTER_MAX_MS) : null;
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
