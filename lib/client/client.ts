import createFetchClient, { type Client } from "openapi-fetch";
import { retryingFetch, type SendRequest } from "./retrying-fetch";
import type { paths } from "./schema";

export type ModelwireClient = Client<paths>;

export type ClientOptions = {
  /** Where the server is, without `/api/v1`. */
  url: string;
  token: string;
  /** How a request is sent; as it is by default, one that failed for now is sent again. */
  fetch?: SendRequest;
};

const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/**
 * A typed client of the whole API, for one server and token. Every write gets an Idempotency-Key of its own where the
 * caller brings none, so that it may be sent again after a lost connection without doing anything twice.
 */
export function createClient({ url, token, fetch: send = retryingFetch() }: ClientOptions): ModelwireClient {
  const client = createFetchClient<paths>({ baseUrl: `${url.replace(/\/+$/, "")}/api/v1`, fetch: send });
  client.use({
    onRequest({ request }) {
      request.headers.set("Authorization", `Bearer ${token}`);
      if (WRITES.has(request.method) && !request.headers.has("Idempotency-Key")) {
        request.headers.set("Idempotency-Key", crypto.randomUUID());
      }
    },
  });
  return client;
}
