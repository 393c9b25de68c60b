import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApi, type TestApi } from "./test-api";

let api: TestApi;

const URL_OF_HOOK = "http://127.0.0.1:1/";
const AUTOMATION = { name: "a", eventType: "ADD_ARTIFACT_ALIAS", action: { type: "webhook", webhook: "hook" } };

beforeAll(async () => {
  api = await openTestApi("embedded", { allowedOrigins: ["http://127.0.0.1:1"] });
  await api.call("POST", "/models", { body: { name: "m" } });
  await api.call("POST", "/models/m/versions", { body: { source: { uri: "s3://b/0" } } });
  await api.call("POST", "/secrets", { body: { name: "USED", value: "a-long-signing-secret" } });
  await api.call("POST", "/webhooks", { body: { name: "hook", url: URL_OF_HOOK, signingSecret: "USED" } });
  await api.call("POST", "/webhooks", { body: { name: "other", url: URL_OF_HOOK } });
  await api.call("POST", "/automations", { body: AUTOMATION });
  await api.call("POST", "/automations", { body: { ...AUTOMATION, name: "b" } });
  await api.call("PUT", "/protected-aliases/production");
  await api.call("PUT", "/models/m/aliases/production", { body: { version: "v0" } });
  await api.call("POST", "/tokens", { body: { name: "t", role: "viewer" } });
});
afterAll(() => api.close());

describe("a conflict is 409 and says with what", () => {
  test.each([
    { method: "POST", path: "/models", body: { name: "m" } },
    { method: "POST", path: "/tokens", body: { name: "t", role: "viewer" } },
    { method: "POST", path: "/secrets", body: { name: "USED", value: "a-long-signing-secret" } },
    { method: "POST", path: "/webhooks", body: { name: "hook", url: URL_OF_HOOK } },
    { method: "PATCH", path: "/webhooks/other", body: { name: "hook" } },
    { method: "POST", path: "/automations", body: AUTOMATION },
    { method: "PATCH", path: "/automations/b", body: { name: "a" } },
    { method: "POST", path: "/automations/b/duplicate", body: { name: "a" } },
    { method: "DELETE", path: "/secrets/USED", body: undefined },
    { method: "DELETE", path: "/webhooks/hook", body: undefined },
    { method: "DELETE", path: "/models/m/versions/v0", body: undefined },
    { method: "DELETE", path: "/models/m?confirm=m", body: undefined },
    { method: "PUT", path: "/models/m/aliases/x", body: { version: "v0", expectedVersion: 0 } },
    { method: "DELETE", path: "/models/m/aliases/production?expectedVersion=7", body: undefined },
    { method: "POST", path: "/models/m/aliases/production/rollback", body: {} },
  ])("$method $path", async ({ method, path, body }) => {
    const answer = await api.call(method, path, body === undefined ? {} : { body });

    expect(answer).toMatchObject({ status: 409, body: { code: "conflict" } });
    expect(answer.body.detail).toMatch(/\.$/);
  });

  test("redelivering and stopping what is in no such state", async () => {
    const { body } = await api.call("GET", "/deliveries");
    const { id } = body.items[0];

    expect(await api.call("POST", `/deliveries/${id}/stop`)).toMatchObject({ status: 200, body: { to: "stopped" } });
    expect(await api.call("POST", `/deliveries/${id}/stop`)).toMatchObject({ status: 409 });
    expect(await api.call("POST", `/deliveries/${id}/redeliver`)).toMatchObject({
      status: 202,
      body: { to: "pending" },
    });
    expect(await api.call("GET", `/deliveries/${id}`)).toMatchObject({ status: 200, body: { state: "pending" } });
  });
});

describe("a draft is refused by 422, field by field", () => {
  test.each([
    {
      what: "an unknown variable",
      patch: { action: { type: "webhook", webhook: "hook", payload: { a: "${alais}" } } },
    },
    { what: "an expression that is none", patch: { filter: { alias: { matches: "(" } } } },
    { what: "an unknown webhook", patch: { action: { type: "webhook", webhook: "nowhere" } } },
    { what: "an unknown model", patch: { model: "nowhere" } },
    { what: "an unknown event type", patch: { eventType: "ADD_ALIAS" } },
  ])("$what", async ({ patch }) => {
    const created = await api.call("POST", "/automations", { body: { ...AUTOMATION, name: "c", ...patch } });
    const previewed = await api.call("POST", "/automations/preview", { body: { ...AUTOMATION, ...patch } });

    expect(created).toMatchObject({ status: 422, body: { code: "invalid" } });
    expect(created.body.errors.length).toBeGreaterThan(0);
    expect(previewed).toMatchObject({ status: 422 });
  });

  test.each([
    "http://localhost/",
    "https://10.0.0.1/",
    "https://[::1]/",
    "ftp://example.com/",
    "https://u:p@example.com/",
    "nonsense",
  ])("a webhook to %s", async (url) => {
    expect(await api.call("POST", "/webhooks", { body: { name: "w", url } })).toMatchObject({
      status: 422,
      body: { errors: [{ path: "url" }] },
    });
  });

  test.each(["latest", "v3", "a/b", "a:b", " x"])("the alias %j", async (alias) => {
    const address = `/models/m/aliases/${encodeURIComponent(alias)}`;

    expect(await api.call("PUT", address, { body: { version: "v0" } })).toMatchObject({ status: 422 });
  });
});

describe("a preview and a test", () => {
  test("say what would be sent, and send it", async () => {
    const preview = await api.call("POST", "/automations/preview", { body: AUTOMATION });
    expect(preview).toMatchObject({ status: 200, body: { matchCount: 1, rendered: { isSample: false } } });

    const tested = await api.call("POST", "/automations/a/test", { body: {} });
    expect(tested).toMatchObject({ status: 200, body: { isDelivered: false, code: "connection_refused" } });
    const webhook = await api.call("POST", "/webhooks/hook/test", { body: { payload: { hello: "world" } } });
    expect(webhook).toMatchObject({ status: 200, body: { request: { body: '{"hello":"world"}' } } });
    const unsaved = await api.call("POST", "/webhooks/test", { body: { webhook: { url: URL_OF_HOOK }, payload: {} } });
    expect(unsaved).toMatchObject({ status: 200, body: { code: "connection_refused" } });
  });

  test("come with a script that is ready to run", async () => {
    const script = await api.call("GET", "/webhooks/hook/script");

    expect(script).toMatchObject({ status: 200, body: expect.stringContaining(URL_OF_HOOK) });
    expect(script.headers.get("content-type")).toContain("text/x-shellscript");
  });

  test("an automation is paused, resumed, copied and deleted", async () => {
    expect(await api.call("POST", "/automations/a/pause")).toMatchObject({ status: 200, body: { enabled: false } });
    expect(await api.call("POST", "/automations/a/resume")).toMatchObject({ status: 200, body: { enabled: true } });
    const copy = await api.call("POST", "/automations/a/duplicate", { body: {} });
    expect(copy).toMatchObject({ status: 201, body: { enabled: false } });
    expect(await api.call("DELETE", `/automations/${copy.body.id}`)).toMatchObject({ status: 204 });
    expect(await api.call("GET", `/automations/${copy.body.id}`)).toMatchObject({ status: 404 });
  });
});
