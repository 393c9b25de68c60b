import { type EgressAllow, judgeUrl } from "@/lib/core/address";
import { createNameResolver, type ResolveName } from "./dns";
import { type DialRules, type FailureCode, NO_DIAL } from "./http-dial";
import { ExchangeHandler, type HttpExchange } from "./http-exchange";
import { createPool, type PooledClient } from "./http-pool";

export type { HttpExchange };

export type HttpRequest = {
  url: string;
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Covers everything from the name to the last byte of the body. */
  timeoutMs?: number;
  responseBytesMax?: number;
  signal?: AbortSignal;
};

export type HttpClient = {
  sendRequest: (request: HttpRequest) => Promise<HttpExchange>;
  close: () => Promise<void>;
};

export type HttpClientOptions = {
  allow: EgressAllow;
  resolve?: ResolveName;
  ca?: string;
  /** Of each request that says no other. */
  timeoutMs?: number;
  /** Idle connections that are kept for later requests. */
  keptMax?: number;
};

export const REQUEST_MS_MAX = 15_000;
export const RESPONSE_BYTES_MAX = 64 * 1024;

/** A body that is silent for this long is given up: its status has decided already, and a worker waits for it. */
const BODY_STALL_MS = 3_000;

/** As many as a worker has requests under way, so that a steady load opens none anew. */
const KEPT_MAX = 512;

/**
 * Sends requests to places that strangers chose. The URL is judged here again, the addresses when a connection is opened,
 * and a connection serves its own origin only, so that keeping it alive needs no further judgement.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { timeoutMs = REQUEST_MS_MAX, keptMax = KEPT_MAX, resolve = createNameResolver(), ...egress } = options;
  const rules: DialRules = { ...egress, resolve };
  const pool = createPool(rules, keptMax);
  let isClosed = false;

  async function sendRequest(request: HttpRequest): Promise<HttpExchange> {
    const judged = judgeUrl(request.url, options.allow);
    if (!judged.ok) {
      return unsent("url_forbidden");
    }
    if (isClosed || request.signal?.aborted) {
      return unsent("cancelled");
    }
    const client = pool.take(judged.value);
    const outcome = await exchange(client, judged.value, { timeoutMs, ...request });
    pool.giveBack(client, outcome.kind === "response" && !outcome.bodyTruncated);
    return outcome;
  }

  async function close(): Promise<void> {
    isClosed = true;
    await pool.close();
  }

  return { sendRequest, close };
}

function exchange(client: PooledClient, url: URL, request: HttpRequest): Promise<HttpExchange> {
  return new Promise((resolve) => {
    const handler = new ExchangeHandler(request.responseBytesMax ?? RESPONSE_BYTES_MAX, (outcome) => {
      clearTimeout(expiry);
      request.signal?.removeEventListener("abort", cancel);
      resolve(outcome);
    });
    const cancel = () => handler.stop("cancelled");
    // Timers come before sockets: after a pause of the whole process the answer may lie there, and is looked at first.
    const expiry = setTimeout(() => setImmediate(() => handler.stop("timeout")), request.timeoutMs);
    request.signal?.addEventListener("abort", cancel, { once: true });

    client.send(
      {
        path: url.pathname + url.search,
        method: request.method,
        headers: wireHeaders(request.headers ?? {}),
        body: request.body ?? null,
        headersTimeout: 0,
        bodyTimeout: BODY_STALL_MS,
      },
      handler,
    );
  });
}

/** Text beyond ASCII goes out as its UTF-8 bytes, as curl sends it. Compression is declined: nothing here inflates. */
function wireHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const encoded = Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString("latin1")]);
  return { "accept-encoding": "identity", ...Object.fromEntries(encoded) };
}

function unsent(code: FailureCode): HttpExchange {
  return { kind: "failed", code, totalMs: 0, timings: { ...NO_DIAL, waitMs: null, readMs: null, totalMs: 0 } };
}
