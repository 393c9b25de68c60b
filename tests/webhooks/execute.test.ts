import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Id } from "@/lib/core/ids";
import { webhooks } from "@/lib/db/schema";
import { updateSecret } from "@/lib/secrets/commands";
import { deleteWebhook, updateWebhook } from "@/lib/webhooks/commands";
import { createWebhookExecutor } from "@/lib/webhooks/execute";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { type Receiver, startReceiver } from "../support/receiver";
import { addSecret, addWebhook, inputFor, makePorts, newKeyring } from "./support";

const NEVER = new AbortController().signal;
const HOLE = { path: ["t"], parts: [{ text: "Bearer " }, { secret: "TOKEN" }] };

describe.each(DATABASE_KINDS)("the webhook executor on %s", (kind) => {
  let database: TestDatabase;
  let receiver: Receiver;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());

  async function setUp() {
    const team = await database.team();
    const scope = await team.scope("admin");
    const ports = makePorts(database.db, [receiver.origin]);
    return { db: database.db, scope, ports, execute: createWebhookExecutor({ db: database.db, ...ports }) };
  }

  test("sends the exact body with bearer token, both signatures and the product's name", async () => {
    const { db, scope, ports, execute } = await setUp();
    const signingSecret = `whsec_${Buffer.from("a key of twenty-four bytes").toString("base64")}`;
    await addSecret(db, scope, ports, { name: "TOKEN", value: "token-1234" });
    await addSecret(db, scope, ports, { name: "SIGN", value: signingSecret });
    const url = `${receiver.origin}/hook?x=1`;
    const webhookId = await addWebhook(db, scope, ports, { url, accessTokenSecret: "TOKEN", signingSecret: "SIGN" });
    const input = inputFor(scope, webhookId, '{"name":"größe \\"q\\" ${x}"}');

    const { outcome } = await execute(input, NEVER);

    const [request] = receiver.requests;
    expect(outcome).toMatchObject({ kind: "delivered", status: 200 });
    expect(request).toMatchObject({ method: "POST", path: "/hook?x=1", body: input.body });
    expect(request?.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "Modelwire/9.8.7",
      authorization: "Bearer token-1234",
      "webhook-id": input.deliveryId,
      "x-wandb-signature": createHmac("sha256", signingSecret).update(input.body).digest("base64"),
    });
    expect(new Webhook(signingSecret).verify(input.body, request?.headers as Record<string, string>)).toEqual(
      JSON.parse(input.body),
    );
  });

  test("signs in hex where the webhook says so, and not at all without a secret", async () => {
    const { db, scope, ports, execute } = await setUp();
    await addSecret(db, scope, ports, { name: "SIGN", value: "s3cret" });
    const hex = { url: receiver.origin, signingSecret: "SIGN", signatureEncoding: "hex" as const };
    const signed = await addWebhook(db, scope, ports, hex);
    const plain = await addWebhook(db, scope, ports, { name: "plain", url: receiver.origin });

    await execute(inputFor(scope, signed), NEVER);
    await execute(inputFor(scope, plain), NEVER);

    const [one, other] = receiver.requests;
    expect(one?.headers["x-wandb-signature"]).toBe(createHmac("sha256", "s3cret").update('{"a":1}').digest("hex"));
    expect(Object.keys(other?.headers ?? {}).filter((name) => /signature|authorization/.test(name))).toEqual([]);
    expect(other?.headers["webhook-id"]).toMatch(/^dl_/);
  });

  test("fills secrets into the payload it sends, and keeps and shows none of it", async () => {
    const { db, scope, ports, execute } = await setUp();
    const secret = 'p@ss/"wörd"+&';
    await addSecret(db, scope, ports, { name: "ACCESS", value: "bearer-token-value" });
    const webhookId = await addWebhook(db, scope, ports, { url: receiver.origin, accessTokenSecret: "ACCESS" });
    await addSecret(db, scope, ports, { name: "TOKEN", value: secret, payloadWebhooks: ["ci"] });
    receiver.reply = ({ headers, body }) => ({
      headers: { "x-echo": encodeURIComponent(secret) },
      body: [
        body,
        headers.authorization,
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret).toString("base64"),
        Buffer.from(`user:${secret}`).toString("base64"),
        JSON.stringify(JSON.stringify(secret)).slice(3, -3),
      ].join("\n"),
    });

    const { record, outcome } = await execute(inputFor(scope, webhookId, '{"t":"Bearer ***"}', [HOLE]), NEVER);

    const kept = JSON.stringify(record);
    expect(outcome.kind).toBe("delivered");
    expect(JSON.parse(receiver.requests[0]?.body ?? "")).toEqual({ t: `Bearer ${secret}` });
    expect(record.request).toMatchObject({ body: '{"t":"Bearer ***"}', headers: { Authorization: "Bearer ***" } });
    expect(record.response?.headers["x-echo"]).toBe("***");
    for (const spelling of ["p@ss", "wörd", "p%40ss", Buffer.from(secret).toString("base64"), "bearer-token"]) {
      expect(kept).not.toContain(spelling);
    }
    expect(kept).not.toContain(Buffer.from(`user:${secret}`).toString("base64").slice(8, 20));
  });

  test("masks a secret that the cut of a long answer goes through", async () => {
    const { db, scope, ports, execute } = await setUp();
    const secret = "0123456789abcdefghijklmnopqrstuv";
    await addSecret(db, scope, ports, { name: "ACCESS", value: secret });
    const webhookId = await addWebhook(db, scope, ports, { url: receiver.origin, accessTokenSecret: "ACCESS" });
    receiver.reply = () => ({ body: `${"x".repeat(64 * 1024 - 16)}${secret}${"y".repeat(100)}` });

    const { record } = await execute(inputFor(scope, webhookId), NEVER);

    expect(record.response?.isBodyTruncated).toBe(true);
    expect(record.response?.body).toMatch(/x\*\*\*$/);
  });

  test("a secret goes only where an admin granted it, and each failing has its own code", async () => {
    const { db, scope, ports, execute } = await setUp();
    const webhookId = await addWebhook(db, scope, ports, { url: receiver.origin });
    const input = inputFor(scope, webhookId, '{"t":"Bearer ***"}', [HOLE]);
    const codeOf = async (run = execute) => (await run(input, NEVER)).outcome.code;

    const missing = await codeOf();
    await addSecret(db, scope, ports, { name: "TOKEN", value: "x-y-z" });
    const ungranted = await codeOf();
    must(await updateSecret(db, scope, "TOKEN", { payloadWebhooks: ["ci"] }, ports));
    const granted = await codeOf();
    const stranger = { ...ports, keyring: newKeyring() };
    const unreadable = await codeOf(createWebhookExecutor({ db, ...stranger }));

    expect([missing, ungranted, granted, unreadable]).toEqual([
      "secret_missing",
      "secret_not_granted",
      "delivered",
      "secret_unreadable",
    ]);
    expect(receiver.requests).toHaveLength(1);
  });

  test("reads address and secrets at every attempt", async () => {
    const { db, scope, ports, execute } = await setUp();
    await addSecret(db, scope, ports, { name: "ACCESS", value: "first" });
    const webhookId = await addWebhook(db, scope, ports, { url: `${receiver.origin}/1`, accessTokenSecret: "ACCESS" });
    await execute(inputFor(scope, webhookId), NEVER);

    must(await updateSecret(db, scope, "ACCESS", { value: "second\n" }, ports));
    must(await updateWebhook(db, scope, "ci", { url: `${receiver.origin}/2` }, ports));
    await execute(inputFor(scope, webhookId), NEVER);

    expect(receiver.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ["/1", "Bearer first"],
      ["/2", "Bearer second"],
    ]);
  });

  test("answers for many attempts at once, each with its own webhook and none with another team's", async () => {
    const { db, scope, ports, execute } = await setUp();
    const stranger = await (await database.team()).scope("admin");
    const ids: Id<"webhook">[] = [];
    for (const name of ["a", "b", "c"]) {
      ids.push(await addWebhook(db, scope, ports, { name, url: `${receiver.origin}/${name}` }));
    }

    const inputs = Array.from({ length: 60 }, (_, index) =>
      inputFor(scope, ids[index % 3] ?? "whk_none", `{"n":${index}}`),
    );
    const executions = await Promise.all(inputs.map((input) => execute(input, NEVER)));
    const foreign = await execute(inputFor(stranger, ids[0] ?? "whk_none"), NEVER);

    expect(executions.every(({ outcome }) => outcome.kind === "delivered")).toBe(true);
    expect(new Set(receiver.requests.map(({ path, body }) => `${path} ${JSON.parse(body).n % 3}`))).toEqual(
      new Set(["/a 0", "/b 1", "/c 2"]),
    );
    expect(foreign.outcome.code).toBe("webhook_deleted");
  });

  test("a secret address is never kept, not even where the receiver sends it back", async () => {
    const { db, scope, ports, execute } = await setUp();
    const url = `${receiver.origin}/services/T000/B000/XyZsecretsecretsecret?sig=abcdefghijklmnopqrstuvwx`;
    const webhookId = await addWebhook(db, scope, ports, { url, preset: "slack" });
    receiver.reply = ({ path }) => ({ status: 404, body: `no ${path} here: ${url}` });

    const { record, outcome } = await execute(inputFor(scope, webhookId), NEVER);

    expect(outcome).toMatchObject({ kind: "failed", code: "http_status", status: 404, isRetryable: false });
    expect(record.request?.url).toBe(`${receiver.origin}/…`);
    expect(JSON.stringify(record)).not.toMatch(/XyZsecret|abcdefghij/);
  });

  test("a dispatch to GitHub says so in its headers, and one that may have started something waits for a person", async () => {
    const { db, scope, ports, execute } = await setUp();
    const webhookId = await addWebhook(db, scope, ports, {
      url: `${receiver.origin}/repos/o/r/dispatches`,
      preset: "github",
    });
    const outcomes = [];
    for (const reply of [{ status: 204 }, { status: 502 }, "reset", { status: 422 }] as const) {
      receiver.reply = () => reply;
      outcomes.push((await execute(inputFor(scope, webhookId), NEVER)).outcome);
    }
    await receiver.close();
    outcomes.push((await execute(inputFor(scope, webhookId), NEVER)).outcome);

    expect(receiver.requests[0]?.headers).toMatchObject({
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
    });
    expect(outcomes).toMatchObject([
      { kind: "delivered", status: 204 },
      { kind: "unknown", code: "http_status", status: 502 },
      { kind: "unknown", code: "connection_reset", status: null },
      { kind: "failed", status: 422, isRetryable: false },
      { kind: "failed", code: "connection_refused", isRetryable: true },
    ]);
  });

  test("what a stopping worker cuts off is cancelled; a dispatch that is cut off is unknown", async () => {
    const { db, scope, ports, execute } = await setUp();
    const plain = await addWebhook(db, scope, ports, { url: receiver.origin });
    const github = await addWebhook(db, scope, ports, { name: "gh", url: receiver.origin, preset: "github" });
    receiver.reply = () => "hang";

    const cut = async (id: typeof plain) => (await execute(inputFor(scope, id), AbortSignal.timeout(150))).outcome;

    expect(await cut(plain)).toMatchObject({ kind: "failed", code: "cancelled" });
    expect(await cut(github)).toMatchObject({ kind: "unknown", code: "worker_lost" });
  });

  test("a paused, a deleted and an unknown webhook are not called", async () => {
    const { db, scope, ports, execute } = await setUp();
    const webhookId = await addWebhook(db, scope, ports, { url: receiver.origin });

    must(await updateWebhook(db, scope, "ci", { isPaused: true }, ports));
    const paused = await execute(inputFor(scope, webhookId), NEVER);
    must(await deleteWebhook(db, scope, "ci"));
    const deleted = await execute(inputFor(scope, webhookId), NEVER);

    expect(paused.outcome).toMatchObject({ code: "webhook_paused", isRetryable: true });
    expect(deleted.outcome).toMatchObject({ code: "webhook_deleted", isRetryable: false });
    expect(receiver.requests).toEqual([]);
  });

  test("a row whose address was swapped with another webhook's is not opened", async () => {
    const { db, scope, ports, execute } = await setUp();
    const webhookId = await addWebhook(db, scope, ports, { url: `${receiver.origin}/mine` });
    const other = await addWebhook(db, scope, ports, { name: "other", url: `${receiver.origin}/other` });
    const [row] = await db.select({ sealed: webhooks.urlSealed }).from(webhooks).where(eq(webhooks.id, other));
    await db
      .update(webhooks)
      .set({ urlSealed: row?.sealed ?? "" })
      .where(eq(webhooks.id, webhookId));

    const { outcome } = await execute(inputFor(scope, webhookId), NEVER);

    expect(outcome.code).toBe("secret_unreadable");
    expect(receiver.requests).toEqual([]);
  });

  test("a token that would break out of its header is not sent", async () => {
    const { db, scope, ports, execute } = await setUp();
    await addSecret(db, scope, ports, { name: "ACCESS", value: "a\r\nX-Injected: 1" });
    const webhookId = await addWebhook(db, scope, ports, { url: receiver.origin, accessTokenSecret: "ACCESS" });

    const { outcome } = await execute(inputFor(scope, webhookId), NEVER);

    expect(outcome.code).toBe("secret_unreadable");
    expect(receiver.requests).toEqual([]);
  });
});
