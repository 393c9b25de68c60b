import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS } from "@/lib/rest/operations";
import { openTestApi, type TestApi } from "./test-api";

let api: TestApi;
let broken: TestApi;

beforeAll(async () => {
  api = await openTestApi("embedded");
  broken = await openTestApi("embedded");
  await broken.database.db.execute("drop table tokens cascade");
});
afterAll(async () => {
  await api.close();
  await broken.close();
});

/** Addresses of things that do not exist, in a form that every operation takes. */
const cases = OPERATIONS.map((operation) => ({
  id: operation.id,
  method: operation.method,
  path: operation.path
    .replace(/^\/(?!teams\/\{team\})/, "//")
    .replace("/teams/{team}", "")
    .replace("{part}", "1")
    .replace(/\{(\w+)\+?\}/g, "none"),
  operation,
}));
/** Those that take a token; the others have tests of their own. */
const guarded = cases.filter(({ operation }) => operation.access === "token");
const inTeam = cases.filter(({ path }) => !path.startsWith("//"));
const withBody = cases.filter(({ operation }) => operation.body !== null);
const strict = withBody.filter(({ operation }) => !operation.body?.safeParse({ nonsense: 1 }).success);

describe("every operation", () => {
  test.each(guarded)("$id answers 401 without a token", async ({ method, path }) => {
    expect(await api.call(method, path, { token: null })).toMatchObject({ status: expect.toBeOneOf([401, 429]) });
  });

  test.each(inTeam)("$id answers 404 to a token of another team", async ({ method, path, operation }) => {
    const token = await api.token("admin", { team: await api.database.team() });
    const answer = await api.call(method, path, { token, ...(operation.body ? { body: operation.bodyExample } : {}) });

    expect(answer).toMatchObject({ status: 404, body: { detail: "There is no such team." } });
  });

  test.each(cases)("$id answers 400 to a query parameter that nobody knows", async ({ method, path }) => {
    expect(await api.call(method, `${path}?nonsense=1`)).toMatchObject({
      status: 400,
      body: { errors: [{ path: "nonsense" }] },
    });
  });

  test.each(guarded)("$id answers 500 and tells nothing when the database fails", async ({ method, path }) => {
    const answer = await broken.call(method, path);

    expect(answer).toMatchObject({ status: 500, body: { code: "internal", errors: [] } });
    expect(JSON.stringify({ ...answer.body, instance: path })).not.toMatch(/select|relation|Error:/i);
    expect(broken.errors.at(-1)).toMatchObject({ requestId: answer.body.requestId });
  });
});

describe("every operation with a body", () => {
  test.each(withBody)("$id answers 400 to what is no JSON", async ({ method, path }) => {
    expect(await api.call(method, path, { raw: "{", headers: { "content-type": "application/json" } })).toMatchObject({
      status: 400,
    });
  });

  test.each(withBody)("$id answers 415 to another type", async ({ method, path }) => {
    expect(await api.call(method, path, { raw: "{}", headers: { "content-type": "text/plain" } })).toMatchObject({
      status: 415,
    });
  });

  test.each(withBody)("$id answers 413 to a body over its limit", async ({ method, path, operation }) => {
    const raw = " ".repeat((operation.bodyBytesMax ?? 1024 * 1024) + 1);

    expect(await api.call(method, path, { raw, headers: { "content-type": "application/json" } })).toMatchObject({
      status: 413,
    });
  });

  test.each(strict)("$id answers 422 to a field that nobody knows, and names it", async ({ method, path }) => {
    const answer = await api.call(method, path, { body: { nonsense: 1 } });

    expect(answer).toMatchObject({ status: 422, body: { code: "invalid" } });
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain("nonsense");
  });

  test("refuses fields that nobody knows", () => {
    expect(strict).toEqual(withBody);
  });
});

describe("roles", () => {
  const writes = inTeam.filter(({ operation }) => operation.isWrite);

  test.each(writes)("$id refuses a viewer, or finds nothing for it", async ({ method, path, operation }) => {
    const token = await api.token("viewer");
    const query = operation.id === "deleteModel" ? "?confirm=none" : "";
    const body = operation.body ? { body: operation.bodyExample } : {};

    expect(await api.call(method, path + query, { token, ...body })).toMatchObject({
      status: expect.toBeOneOf([403, 404]),
    });
  });
});
