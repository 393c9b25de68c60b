import createFetchClient, { type Client as FetchClient } from "openapi-fetch";
import { type RetryOptions, retryingFetch, type SendRequest } from "./retrying-fetch";
import type { paths } from "./schema";

/** The typed client of the whole API, and the same door for whatever the types cannot say. */
export type Client = FetchClient<paths> & {
  /** Sends a request to an address below `/api/v1`, authenticated and sent again as all others. */
  send(path: string, init?: RequestInit): Promise<Response>;
};

export type ClientOptions = {
  /** Where the server is, without `/api/v1`. */
  url: string;
  token: string;
  retry?: RetryOptions;
  /** How one try is sent. */
  fetch?: SendRequest;
};

const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * A client for one server and token. Every write gets an Idempotency-Key of its own where the caller brings none, so that
 * it may be sent again after a lost connection without doing anything twice.
 */
export function createClient({ url, token, retry = {}, fetch: send }: ClientOptions): Client {
  const baseUrl = `${url.replace(/\/+$/, "")}/api/v1`;
  const retrying = retryingFetch(retry, send);

  function sendAuthenticated(request: Request): Promise<Response> {
    request.headers.set("Authorization", `Bearer ${token}`);
    if (WRITES.has(request.method) && !request.headers.has("Idempotency-Key")) {
      request.headers.set("Idempotency-Key", crypto.randomUUID());
    }
    return retrying(request);
  }

  return Object.assign(createFetchClient<paths>({ baseUrl, fetch: sendAuthenticated }), {
    send: (path: string, init?: RequestInit) => sendAuthenticated(new Request(baseUrl + path, init)),
  });
}
