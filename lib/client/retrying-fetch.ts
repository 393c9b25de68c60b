import { setTimeout as delay } from "node:timers/promises";

export type RetryOptions = {
  /** Tries in all, the first included. */
  triesMax?: number;
  /** What is waited before the second try; it doubles from there, up to `waitMsMax`. */
  waitMs?: number;
  waitMsMax?: number;
  onRetry?: (retry: { waitMs: number }) => void;
};

export type SendRequest = (request: Request) => Promise<Response>;

/** Answers that say "not now": the same request may do later. */
const NOT_NOW = new Set([429, 502, 503, 504]);
const REPEATABLE = new Set(["GET", "HEAD", "PUT", "DELETE"]);

/**
 * Sends a request until it is answered for good: again after a lost connection or a "not now", for as long as the server
 * asks to wait, or doubling. Only what may be repeated is: reads, replacements, and writes with an Idempotency-Key.
 */
export function retryingFetch(
  { triesMax = 6, waitMs = 250, waitMsMax = 30_000, onRetry = () => {} }: RetryOptions = {},
  send: SendRequest = (request) => fetch(request),
): SendRequest {
  return async function sendUntilAnswered(request) {
    const isRepeatable = REPEATABLE.has(request.method) || request.headers.has("idempotency-key");
    for (let tries = 1; isRepeatable && tries < triesMax; tries += 1) {
      const answer = await attempt(request.clone(), send);
      if (answer instanceof Response && !(await isNotNow(answer))) {
        return answer;
      }
      request.signal.throwIfAborted();

      const asked = answer instanceof Response ? askedWaitMs(answer) : null;
      const wait = Math.min(asked ?? waitMs * 2 ** (tries - 1) * (1 + Math.random() / 4), waitMsMax);
      onRetry({ waitMs: wait });
      await delay(wait, undefined, { signal: request.signal });
    }
    return send(request);
  };
}

/** Null where no answer came: the last try, which is not made here, tells why. */
async function attempt(request: Request, send: SendRequest): Promise<Response | null> {
  try {
    return await send(request);
  } catch {
    return null;
  }
}

/** A 409 may mean that the first try is still running: then its answer is worth waiting for. */
async function isNotNow(response: Response): Promise<boolean> {
  if (response.status === 409) {
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    return typeof body === "object" && body !== null && "code" in body && body.code === "in_progress";
  }
  return NOT_NOW.has(response.status);
}

function askedWaitMs(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return seconds >= 0 ? seconds * 1_000 : null;
}
