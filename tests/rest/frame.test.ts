import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/id";
import { JSON_BYTES_MAX } from "@/lib/platform/request-body";
import { unavailableResponse } from "@/lib/rest/problem";
import { faultsOfAnswer } from "./openapi-check";
import { openTestApi, type TestApi } from "./test-api";

let api: TestApi;

beforeAll(async () => {
  api = await openTestApi("embedded");
  await api.call("POST", "/models", { body: { name: "m" } });
});
afterAll(() => api.close());

describe("a token", () => {
  test.each<{ what: string; headers: Record<string, string> }>([
    { what: "none", headers: {} },
    { what: "an unknown one", headers: { authorization: "Bearer mw_nothing" } },
    { what: "another scheme", headers: { authorization: "Basic YTpi" } },
    { what: "an empty one", headers: { authorization: "Bearer " } },
    { what: "a huge one", headers: { authorization: `Bearer ${"x".repeat(10_000)}` } },
  ])("is needed: $what is answered 401 with a challenge", async ({ headers }) => {
    const answer = await api.call("GET", "/models", { token: null, headers });

    expect(answer).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    expect(JSON.stringify(answer.body)).not.toContain("mw_");
  });

  test("past its end is no token", async () => {
    const token = await api.token("admin", { expiresAt: new Date(Date.now() - 1_000) });

    expect(await api.call("GET", "/models", { token })).toMatchObject({ status: 401 });
  });

  test("of another team finds nothing of this one, not even the team", async () => {
    const other = await api.database.team();
    const token = await api.token("admin", { team: other });

    for (const path of ["", "/models", "/models/m", "/tokens", "/audit", "/events", "/deliveries"]) {
      expect(await api.call("GET", path, { token })).toMatchObject({ status: 404, body: { code: "not_found" } });
    }
    expect(await api.call("PATCH", "/models/m", { token, body: { description: "x" } })).toMatchObject({ status: 404 });
  });

  test("tells who it is", async () => {
    expect(await api.call("GET", "//whoami")).toMatchObject({
      status: 200,
      body: { team: { name: api.team.name }, role: "admin", models: null, isOperator: false },
    });
  });
});

describe("what cannot be read", () => {
  test.each([
    { what: "no JSON", raw: "{", says: "not valid JSON" },
    { what: "no UTF-8", raw: new Uint8Array([0x22, 0xff, 0x22]), says: "not UTF-8" },
    { what: "nothing at all", raw: "", says: "needs a JSON body" },
    { what: "JSON of a thousand levels with a comma too many", raw: `${"[".repeat(1_000)},`, says: "not valid JSON" },
  ])("is 400: a body of $what", async ({ raw, says }) => {
    const headers = { "content-type": "application/json" };

    expect(await api.call("POST", "/models", { raw, headers })).toMatchObject({
      status: 400,
      body: { code: "malformed", detail: expect.stringContaining(says) },
    });
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])(
    "is 415: a body as %j",
    async (type) => {
      const raw = new TextEncoder().encode('{"name":"x"}'); // Bytes, so that no type is added for us.
      const headers: Record<string, string> = type === "" ? {} : { "content-type": type };

      expect(await api.call("POST", "/models", { raw, headers })).toMatchObject({ status: 415 });
    },
  );

  test("is 413: a body over the limit, whatever its Content-Length says", async () => {
    const chunk = new TextEncoder().encode(" ".repeat(64 * 1024));
    let sent = 0;
    const raw = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.length;
        controller.enqueue(chunk); // Without an end: only a reader that stops counting too late would hang.
      },
    });

    const answer = await api.call("POST", "/models", {
      raw,
      headers: { "content-type": "application/json", "content-length": "12" },
    });

    expect(answer).toMatchObject({ status: 413, body: { code: "too_large" } });
    expect(sent).toBeLessThan(JSON_BYTES_MAX + 4 * chunk.length);
  });

  test.each([
    { query: "limit=0", path: "limit" },
    { query: "limit=201", path: "limit" },
    { query: "limit=ten", path: "limit" },
    { query: "limit=1&limit=2", path: "limit" },
    { query: "cursor=nonsense", path: "cursor" },
    { query: "cursor=WyJhIl0", path: "cursor" },
    { query: "name=%00", path: "name" },
    { query: "createdSince=yesterday", path: "createdSince" },
  ])("is 400: the query $query", async ({ query, path }) => {
    expect(await api.call("GET", `/models?${query}`)).toMatchObject({
      status: 400,
      body: { code: "malformed", errors: [{ path }] },
    });
  });

  test("is 400: an unknown query parameter, with the name that was meant", async () => {
    expect(await api.call("GET", "/models?limt=3")).toMatchObject({
      status: 400,
      body: { errors: [{ path: "limt", message: "limt: There is no such query parameter. Did you mean limit?" }] },
    });
  });

  test.each(["%zz", "%ff", "a%00b"])("is 400: the name %s in an address", async (name) => {
    expect(await api.call("GET", `/models/${name}`)).toMatchObject({ status: 400, body: { code: "malformed" } });
  });

  test.each([
    { header: "idempotency-key", value: "has space", body: { name: "q" } },
    { header: "idempotency-key", value: "k".repeat(256), body: { name: "q" } },
    { header: "modelwire-delivery", value: "not-an-id", body: { name: "q" } },
  ])("is 400: the header $header: $value", async ({ header, value, body }) => {
    expect(await api.call("POST", "/models", { body, headers: { [header]: value } })).toMatchObject({ status: 400 });
  });
});

describe("a field", () => {
  test.each([
    { what: "unknown", body: { name: "x", descripton: "d" }, path: "descripton", says: "Did you mean description?" },
    { what: "of the wrong type", body: { name: 7 }, path: "name", says: "Give a string." },
    { what: "missing", body: {}, path: "name", says: "This is required." },
    { what: "too long", body: { name: "n".repeat(257) }, path: "name", says: "at most 256" },
    { what: "with a lone surrogate", body: { name: "x", card: "\ud800" }, path: "card", says: "surrogates" },
    { what: "with NUL", body: { name: "x", card: "\u0000" }, path: "card", says: "NUL" },
  ])("$what is 422 and named", async ({ body, path, says }) => {
    expect(await api.call("POST", "/models", { body })).toMatchObject({
      status: 422,
      body: { code: "invalid", errors: [{ path, message: expect.stringContaining(says) }] },
    });
  });

  test("deep inside is named by its dotted path, the most likely branch of a union first", async () => {
    const source = { project: "p", artifact: "a", nunber: 3 };

    expect(await api.call("POST", "/models/m/versions", { body: { source } })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "source.nunber", message: expect.stringContaining("number") }] },
    });
  });
});

describe("an address", () => {
  test.each(["//nothing", "/nothing", "//", "//teams/a/b/c/d/e"])("that is none is a problem: %s", async (path) => {
    const answer = await api.call("GET", path);

    expect(answer).toMatchObject({ status: 404, body: { type: "urn:modelwire:problem:not_found", status: 404 } });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });

  test("by the wrong method is 405 and tells the right ones", async () => {
    const answer = await api.call("PUT", "/models/m", { body: {} });

    expect(answer).toMatchObject({ status: 405, body: { code: "method_not_allowed" } });
    expect(answer.headers.get("allow")?.split(", ").toSorted()).toEqual(["DELETE", "GET", "PATCH"]);
  });
});

test("a server that is not ready says so, and when to come again", async () => {
  const response = unavailableResponse(new Request("http://api.test/api/v1/whoami"));

  expect(response.headers.get("retry-after")).toBe("5");
  expect(await faultsOfAnswer("GET", "/api/v1/whoami", response)).toEqual([]);
});

describe("a request id", () => {
  test("is the caller's where it is sane, and ours where it is not", async () => {
    const own = await api.call("GET", "//nothing", { headers: { "x-request-id": "build-81.2" } });
    const hostile = await api.call("GET", "/models", { headers: { "x-request-id": "<script>" } });

    expect(own.headers.get("x-request-id")).toBe("build-81.2");
    expect(own.body.requestId).toBe("build-81.2");
    expect(hostile.headers.get("x-request-id")).toMatch(/^req_/);
  });

  test("stands in the audit log", async () => {
    await api.call("PATCH", "/models/m", { body: { description: "d" }, headers: { "x-request-id": "find-me" } });

    const { body } = await api.call("GET", "/audit?action=model.updated");
    expect(body.items[0]).toMatchObject({ requestId: "find-me", address: "127.0.0.1" });
  });
});

describe("an Idempotency-Key", () => {
  test("answers a repeat as the first time, and refuses another body", async () => {
    const headers = { "idempotency-key": newId("request") };
    const first = await api.call("POST", "/models", { body: { name: "once" }, headers });
    const again = await api.call("POST", "/models", { body: { name: "once" }, headers });
    const other = await api.call("POST", "/models", { body: { name: "twice" }, headers });

    expect(again).toMatchObject({ status: first.status, body: first.body });
    expect(other).toMatchObject({ status: 422, body: { errors: [{ path: "Idempotency-Key" }] } });
  });

  test("is each token's own", async () => {
    const headers = { "idempotency-key": "shared" };
    await api.call("POST", "/models", { body: { name: "mine" }, headers });

    const token = await api.token("admin");
    expect(await api.call("POST", "/models", { body: { name: "theirs" }, headers, token })).toMatchObject({
      status: 201,
    });
  });
});
