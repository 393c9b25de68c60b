import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json } from "@/lib/core/json";
import type { Operation } from "@/lib/rest/operation";
import { OPERATIONS } from "@/lib/rest/operations";
import { DATABASE_KINDS } from "../support/database";
import { openTestApi, type TestApi } from "./test-api";

let api: TestApi;
let token: string;
/** Names and ids that exist, so that a call gets past "not found" and deep into its command. */
let known: Record<string, string>;

async function fill({ call }: TestApi): Promise<Record<string, string>> {
  await call("POST", "/models", { body: { name: "fraud-detector" } });
  const uri = { uri: "s3://b/k", metadata: { accuracy: 0.9, nested: { deep: [1, "a", null] } } };
  const version = { source: uri, aliases: ["production"] };
  await call("POST", "/models/fraud-detector/versions", { body: version });
  await call("PUT", "/models/fraud-detector/versions/v0/tags/owner", { body: { value: "x" } });
  await call("POST", "/secrets", { body: { name: "SLACK_SIGNING", value: "s" } });
  const webhook = await call("POST", "/webhooks", { body: { name: "deploy", url: "http://127.0.0.1:1/" } });
  const action = { type: "webhook", webhook: "deploy" };
  const automation = await call("POST", "/automations", {
    body: { name: "a", eventType: "ADD_ARTIFACT_ALIAS", action },
  });
  await call("PUT", "/models/fraud-detector/aliases/staging", { body: { version: "v0" } });
  const events = await call("GET", "/events");
  const deliveries = await call("GET", "/deliveries");
  const artifacts = await call("GET", "/artifacts");
  const file = { path: "a", sizeBytes: 3, sha256: "0".repeat(64) };
  const draft = await call("POST", "/artifacts", { body: { project: "training", name: "fraud-model", files: [file] } });
  return {
    model: "fraud-detector",
    version: "v0",
    alias: "production",
    key: "owner",
    secret: "SLACK_SIGNING",
    webhook: webhook.body.id,
    automation: automation.body.id,
    event: events.body.items[0].id,
    delivery: deliveries.body.items[0].id,
    artifact: artifacts.body.items[0].id,
    upload: draft.body.uploads[0].id,
    part: "1",
    path: "a",
    token: "none",
  };
}

const hostileText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(
    "",
    "\u0000",
    "\ud800",
    "'; drop table models; --",
    "%00",
    "..",
    "../..",
    "__proto__",
    "constructor",
    "latest",
    "v0",
    "v99999999999",
    "2147483648",
    "-1",
    "1e400",
    "NaN",
    "${secrets.SLACK_SIGNING}",
    "a".repeat(5_000),
    "2026-02-30T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59+14:00",
    "(".repeat(200),
    "(?=x)",
  ),
);

const hostileJson: fc.Arbitrary<Json> = fc.oneof(
  hostileText,
  fc.constantFrom<Json>(0, -1, 1e308, 2 ** 53, 2 ** 31, 0.1, true, null, [], {}, [[]], { a: { b: [] } }),
  fc.constant(JSON.parse(`${'{"a":'.repeat(600)}1${"}".repeat(600)}`) as Json),
  fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>,
);

/** Replaces one place within a value, found by walking as the numbers say. */
function replaced(value: Json, steps: readonly number[], hostile: Json): Json {
  const [step = 0, ...rest] = steps;
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0 || steps.length === 0) {
    return hostile;
  }
  const keys = Object.keys(value);
  const key = keys[step % keys.length] ?? "";
  const copy = structuredClone(value) as Record<string, Json>;
  copy[key] = replaced(copy[key] ?? null, rest, hostile);
  return copy;
}

const anyCall = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  params: fc.record({ isKnown: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), hostile: hostileText }),
  query: fc.array(fc.tuple(fc.nat(), fc.oneof(hostileText, fc.constantFrom("true", "1", "50", "x>=1"))), {
    maxLength: 3,
  }),
  body: fc.record({ steps: fc.array(fc.nat(9), { maxLength: 4 }), hostile: hostileJson }),
});

type AnyCall = typeof anyCall extends fc.Arbitrary<infer T> ? T : never;

function pathOf(operation: Operation, { isKnown, hostile }: AnyCall["params"]): string {
  let index = 0;
  return operation.path
    .replace("/teams/{team}", "")
    .replace(/\{(\w+)\+?\}/g, (_, name: string) => {
      const value = isKnown[index++ % isKnown.length] ? known[name] : hostile;
      return encodeURIComponent((value ?? hostile).toWellFormed()) || "%20";
    })
    .replace(/^$/, operation.path.startsWith("/teams/{team}") ? "" : "/");
}

function addressOf(operation: Operation, call: AnyCall): string {
  const names = Object.keys(operation.query.shape);
  const query = call.query.flatMap(([at, value]) => {
    const name = names[at % Math.max(1, names.length)];
    return name ? [`${name}=${encodeURIComponent(value.toWellFormed())}`] : [];
  });
  const prefix = operation.path.startsWith("/teams/{team}") ? "" : "/";
  return `${prefix}${pathOf(operation, call.params)}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}

describe.each(DATABASE_KINDS)("whatever is sent to a server on %s", (kind) => {
  beforeAll(async () => {
    api = await openTestApi(kind, { allowedOrigins: ["http://127.0.0.1:1"] });
    token = await api.token("admin", { isBootstrap: true });
    known = await fill(api);
  });
  afterAll(() => api.close());

  test("is answered as documented, and never with a fault of ours", async () => {
    await fc.assert(
      fc.asyncProperty(anyCall, async (call) => {
        const { operation } = call;
        const example = (operation.bodyExample ?? {}) as Json;
        const body = operation.body ? { body: replaced(example, call.body.steps, call.body.hostile) } : {};

        const answer = await api.call(operation.method, addressOf(operation, call), { token, ...body });

        expect(answer.status, JSON.stringify(api.errors.at(-1))).toBeLessThan(500);
      }),
      { numRuns: 1_000 },
    );
  }, 120_000);

  test("at random addresses and with random methods is a problem and no fault", async () => {
    const segment = fc.oneof(
      hostileText,
      fc.constantFrom("teams", "models", "versions", "aliases", "docs", "openapi.json"),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"),
        fc.array(segment, { maxLength: 6 }),
        async (method, segments) => {
          const path = segments.map((part) => encodeURIComponent(part.toWellFormed())).join("/");
          const headers = { authorization: `Bearer ${token}` };
          const response = await api.fetch(new Request(`http://api.test/api/v1/${path}`, { method, headers }));

          expect(response.status, path).toBeLessThan(500);
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});
