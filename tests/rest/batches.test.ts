import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { breakers, openDeliveries } from "@/lib/db/schema";
import { advanceBatches } from "@/lib/deliveries/batches/step";
import { openTestApi, type TestApi } from "./test-api";

let api: TestApi;

const HOOK = { name: "hook", url: "http://127.0.0.1:1/" };

beforeAll(async () => {
  api = await openTestApi("embedded", { allowedOrigins: ["http://127.0.0.1:1"] });
  await api.call("POST", "/models", { body: { name: "m" } });
  await api.call("POST", "/webhooks", { body: { ...HOOK, maxConcurrent: 4, maxPerSecond: 0.5 } });
  const automation = { name: "deploy", eventType: "LINK_ARTIFACT", action: { type: "webhook", webhook: "hook" } };
  await api.call("POST", "/automations", { body: automation });
  for (const uri of ["s3://b/0", "s3://b/1", "s3://b/2"]) {
    await api.call("POST", "/models/m/versions", { body: { source: { uri } } });
  }
});
afterAll(() => api.close());

describe("batches of deliveries", () => {
  test("stop what waits, tell how far they are, and recover it when it has given up", async () => {
    const stopped = await api.call("POST", "/delivery-batches", { body: { kind: "stop", webhook: "hook" } });
    expect(stopped).toMatchObject({ status: 202, body: { state: "running", total: 3, done: 0 } });
    await carryOut();
    expect(await api.call("GET", `/delivery-batches/${stopped.body.id}`)).toMatchObject({
      status: 200,
      body: { state: "done", done: 3, target: { type: "webhook", name: "hook" } },
    });

    await api.database.db.update(openDeliveries).set({ state: "gave_up" });
    const recovered = await api.call("POST", "/delivery-batches", { body: { kind: "recover", automation: "deploy" } });
    await carryOut();

    expect((await api.call("GET", "/deliveries?state=pending")).body.items).toHaveLength(3);
    expect((await api.call("GET", "/delivery-batches")).body.items).toMatchObject([
      { id: recovered.body.id, state: "done", target: { type: "automation", name: "deploy" } },
      { id: stopped.body.id },
    ]);
    const first = await api.call("GET", "/delivery-batches?limit=1");
    const second = await api.call("GET", `/delivery-batches?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ id: stopped.body.id }], nextCursor: null });
  });

  test("are cancelled once", async () => {
    const { body } = await api.call("POST", "/delivery-batches", { body: { kind: "stop", automation: "deploy" } });
    const cancel = `/delivery-batches/${body.id}/cancel`;

    expect(await api.call("POST", cancel)).toMatchObject({ status: 200, body: { state: "cancelled", done: 0 } });
    expect(await api.call("POST", cancel)).toMatchObject({ status: 409 });
    expect(await api.call("POST", "/delivery-batches/none/cancel")).toMatchObject({ status: 404 });
  });

  test.each([
    { body: { kind: "stop" }, status: 422, path: "webhook" },
    { body: { kind: "stop", webhook: "hook", automation: "deploy" }, status: 422, path: "webhook" },
    { body: { kind: "burn", webhook: "hook" }, status: 422, path: "kind" },
    { body: { kind: "stop", automation: "none" }, status: 422, path: "automation" },
    { body: { kind: "recover", webhook: "hook", since: "yesterday" }, status: 422, path: "since" },
  ])("are refused where $body names no target or no time", async ({ body, status, path }) => {
    expect(await api.call("POST", "/delivery-batches", { body })).toMatchObject({
      status,
      body: { errors: [{ path }] },
    });
  });

  test("are for members, and seen by viewers; a token of some models finds none", async () => {
    const body = { kind: "stop", webhook: "hook" };
    const viewer = await api.token("viewer");
    const restricted = await api.token("admin", { models: [(await api.call("GET", "/models/m")).body.id] });

    expect(await api.call("POST", "/delivery-batches", { body, token: viewer })).toMatchObject({ status: 403 });
    expect(await api.call("GET", "/delivery-batches", { token: viewer })).toMatchObject({ status: 200 });
    expect(await api.call("POST", "/delivery-batches", { body, token: restricted })).toMatchObject({ status: 404 });
    expect(await api.call("GET", "/delivery-batches", { token: restricted })).toMatchObject({ status: 404 });
    const started = await api.call("POST", "/delivery-batches", { body, token: await api.token("member") });
    expect(started).toMatchObject({ status: 202 });
  });
});

describe("the limits of a webhook and what holds it back", () => {
  test("are shown with it, changed and taken away", async () => {
    expect((await api.call("GET", "/webhooks/hook")).body).toMatchObject({ maxConcurrent: 4, maxPerSecond: 0.5 });

    const patched = await api.call("PATCH", "/webhooks/hook", { body: { maxConcurrent: null, maxPerSecond: 20 } });

    expect(patched).toMatchObject({ status: 200, body: { maxConcurrent: null, maxPerSecond: 20, heldUntil: null } });
  });

  test.each([
    ["maxConcurrent", 0],
    ["maxConcurrent", 1.5],
    ["maxPerSecond", 0],
    ["maxPerSecond", 1_000_000],
  ])("%s of %d is refused", async (field, value) => {
    expect(await api.call("PATCH", "/webhooks/hook", { body: { [field]: value } })).toMatchObject({
      status: 422,
      body: { errors: [{ path: field }] },
    });
  });

  test("an open breaker is shown by its webhook and by each delivery that waits for it", async () => {
    const { body } = await api.call("GET", "/webhooks/hook");
    const openUntil = new Date(Date.now() + 60_000);
    const row = { windowStartedAt: new Date(), failures: 0, successes: 0, openUntil, openings: 1 };
    await api.database.db.update(openDeliveries).set({ state: "pending", dueAt: sql`now()` });
    await api.database.db.insert(breakers).values({ destination: body.id, ...row });

    expect((await api.call("GET", "/webhooks/hook")).body.heldUntil).toBe(openUntil.toISOString());
    const { items } = (await api.call("GET", "/deliveries")).body;
    expect(items[0].heldUntil).toBe(openUntil.toISOString());
    expect((await api.call("GET", `/deliveries/${items[0].id}`)).body.heldUntil).toBe(openUntil.toISOString());
  });
});

function carryOut(): Promise<void> {
  return advanceBatches(api.database.db, new AbortController().signal);
}
