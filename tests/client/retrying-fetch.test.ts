import { describe, expect, test } from "vitest";
import { retryingFetch } from "@/lib/client/retrying-fetch";

const ADDRESS = "http://server.test/api/v1/whoami";
const OK = () => new Response("{}");

/** Answers in turn, and keeps what was sent; a thrown error stands for a connection that broke. */
function server(...answers: (() => Response)[]) {
  const bodies: string[] = [];
  return {
    bodies,
    async fetch(request: Request) {
      bodies.push(await request.text());
      return (answers[bodies.length - 1] ?? OK)();
    },
  };
}

function broken(): never {
  throw new TypeError("fetch failed");
}

const problem =
  (status: number, code: string, headers: Record<string, string> = {}) =>
  () =>
    Response.json({ code }, { status, headers });

describe("a request is sent again", () => {
  test.each([
    { what: "the connection broke", first: broken },
    { what: "the server was busy", first: problem(429, "rate_limited", { "retry-after": "0" }) },
    { what: "the server was not ready", first: problem(503, "unavailable") },
    { what: "the first try is still running", first: problem(409, "in_progress") },
  ])("with its body, when $what", async ({ first }) => {
    const { fetch, bodies } = server(first);
    const send = retryingFetch({ waitMs: 1 }, fetch);

    const response = await send(new Request(ADDRESS, { method: "PUT", body: "part" }));

    expect(response.status).toBe(200);
    expect(bodies).toEqual(["part", "part"]);
  });

  test("after as long as the server asks, and says so", async () => {
    const waits: number[] = [];
    const { fetch } = server(problem(429, "rate_limited", { "retry-after": "0.02" }));

    await retryingFetch({ waitMs: 60_000, onRetry: ({ waitMs }) => waits.push(waitMs) }, fetch)(new Request(ADDRESS));

    expect(waits).toEqual([20]);
  });

  test("a few times only: then the answer is the caller's", async () => {
    const { fetch, bodies } = server(...Array.from({ length: 9 }, () => problem(503, "unavailable")));

    const response = await retryingFetch({ waitMs: 1, triesMax: 3 }, fetch)(new Request(ADDRESS));

    expect(response.status).toBe(503);
    expect(bodies).toHaveLength(3);
  });

  test("when it carries an Idempotency-Key, whatever its method", async () => {
    const { fetch, bodies } = server(broken);
    const headers = { "idempotency-key": "k" };

    await retryingFetch({ waitMs: 1 }, fetch)(new Request(ADDRESS, { method: "POST", headers }));

    expect(bodies).toHaveLength(2);
  });
});

describe("a request is sent once", () => {
  test("when to repeat it could do a thing twice", async () => {
    const { fetch, bodies } = server(broken);

    await expect(retryingFetch({ waitMs: 1 }, fetch)(new Request(ADDRESS, { method: "POST" }))).rejects.toThrow();
    expect(bodies).toHaveLength(1);
  });

  test.each([400, 401, 403, 404, 409, 422, 500])("when it is refused for good with %i", async (status) => {
    const { fetch, bodies } = server(problem(status, "conflict"));

    const response = await retryingFetch({ waitMs: 1 }, fetch)(new Request(ADDRESS));

    expect(response.status).toBe(status);
    expect(bodies).toHaveLength(1);
    expect(await response.json()).toEqual({ code: "conflict" });
  });

  test("when the caller has given up", async () => {
    const { fetch, bodies } = server(broken);
    const stop = new AbortController();
    const send = retryingFetch({ waitMs: 10_000, onRetry: () => stop.abort() }, fetch);

    await expect(send(new Request(ADDRESS, { signal: stop.signal }))).rejects.toThrow();
    expect(bodies).toHaveLength(1);
  });
});
