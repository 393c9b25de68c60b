import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { TeamScope } from "@/lib/core/actor";
import type { RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import { unsavedWebhookTest } from "@/lib/core/webhook";
import { audit, deliveries, events } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { testUnsavedWebhook, testWebhook } from "@/lib/webhooks/test-call";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { type Receiver, startReceiver } from "../support/receiver";
import { addSecret, addWebhook, makePorts } from "./support";

describe.each(DATABASE_KINDS)("testing a webhook on %s", (kind) => {
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
    await addSecret(database.db, scope, ports, { name: "SIGN", value: "s3cret" });
    return { db: database.db, team, scope, ports };
  }

  test("an admin sends any payload as it is typed, signed as a delivery is, and no delivery is made", async () => {
    const { db, scope, ports } = await setUp();
    await addWebhook(db, scope, ports, { url: receiver.origin, signingSecret: "SIGN" });
    receiver.reply = () => ({ status: 418, body: "teapot" });

    const tested = must(await testWebhook(db, scope, "ci", { payload: { text: "${alias}" } }, ports));

    const [request] = receiver.requests;
    expect(request?.body).toBe('{"text":"${alias}"}');
    expect(Object.keys(request?.headers ?? {})).toEqual(
      expect.arrayContaining(["x-wandb-signature", "webhook-id", "webhook-timestamp", "webhook-signature"]),
    );
    expect(tested).toMatchObject({
      code: "http_status",
      status: 418,
      isDelivered: false,
      response: { body: "teapot" },
    });
    expect(await db.select().from(deliveries).where(eq(deliveries.teamId, scope.teamId))).toEqual([]);
  });

  test("a member tests with a past event, and not with a payload of their own", async () => {
    const { db, team, scope, ports } = await setUp();
    await addWebhook(db, scope, ports, { url: receiver.origin });
    const event = await addEvent(scope, { alias: 'prod"\n' });
    const member = await team.scope("member");
    const template = { alias: "${alias}", accuracy: "${artifact_metadata.accuracy}" };

    const own = await testWebhook(db, member, "ci", { payload: {} }, ports);
    const past = must(await testWebhook(db, member, "ci", { eventId: event.id, template }, ports));

    const log = await db.select().from(audit).where(eq(audit.action, "webhook.tested"));
    expect(own).toMatchObject({ problem: { code: "forbidden" } });
    expect(past.isDelivered).toBe(true);
    expect(receiver.requests.map(({ body }) => JSON.parse(body))).toEqual([{ alias: 'prod"\n', accuracy: 0.947 }]);
    expect(
      log
        .filter(({ teamId }) => teamId === scope.teamId)
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(["done", "refused"]);
  });

  test("a template that could not be saved is refused by field, and another team's event is not found", async () => {
    const { db, scope, ports } = await setUp();
    await addWebhook(db, scope, ports, { url: receiver.origin });
    const { scope: stranger } = await setUp();
    const foreign = await addEvent(stranger, {});

    const unknown = await testWebhook(db, scope, "ci", { template: { a: { b: "${artifact_vers}" } } }, ports);
    const hidden = await testWebhook(db, scope, "ci", { eventId: foreign.id }, ports);

    expect(unknown).toMatchObject({ problem: { code: "invalid", field: "template.a.b" } });
    expect(hidden).toMatchObject({ problem: { code: "not_found" } });
    expect(receiver.requests).toEqual([]);
  });

  test("a webhook that is not saved yet is tested with the secrets it would have, and its address is judged", async () => {
    const { db, team, scope, ports } = await setUp();
    const wish = unsavedWebhookTest.parse({
      webhook: { url: `${receiver.origin}/new`, signingSecret: "SIGN" },
      payload: { a: 1 },
    });
    const inside = unsavedWebhookTest.parse({ webhook: { url: "http://127.0.0.1:1/" }, payload: {} });
    const missing = unsavedWebhookTest.parse({
      webhook: { url: receiver.origin, accessTokenSecret: "NONE" },
      payload: {},
    });

    const tested = must(await testUnsavedWebhook(db, scope, wish, ports));

    expect(tested).toMatchObject({ isDelivered: true, request: { url: `${receiver.origin}/new`, body: '{"a":1}' } });
    expect(receiver.requests[0]?.headers["x-wandb-signature"]).toBeDefined();
    expect(await testUnsavedWebhook(db, scope, inside, ports)).toMatchObject({ problem: { field: "url" } });
    expect(await testUnsavedWebhook(db, scope, missing, ports)).toMatchObject({ problem: { code: "invalid" } });
    expect(await testUnsavedWebhook(db, await team.scope("member"), wish, ports)).toMatchObject({
      problem: { code: "forbidden" },
    });
  });

  test("a secret in the template is filled only towards a webhook that has it granted, and is shown nowhere", async () => {
    const { db, scope, ports } = await setUp();
    await addWebhook(db, scope, ports, { url: receiver.origin });
    await addSecret(db, scope, ports, { name: "TOKEN", value: "granted-value", payloadWebhooks: ["ci"] });
    const template = { token: "${secrets.TOKEN}" };

    const granted = must(await testWebhook(db, scope, "ci", { template }, ports));
    const refused = must(await testWebhook(db, scope, "ci", { template: { token: "${secrets.SIGN}" } }, ports));

    expect(receiver.requests.map(({ body }) => body)).toEqual(['{"token":"granted-value"}']);
    expect(granted.request?.body).toBe('{"token":"***"}');
    expect(refused).toMatchObject({ code: "secret_not_granted", request: null });
  });

  async function addEvent(scope: TeamScope, more: Partial<RegistryEvent>): Promise<RegistryEvent> {
    const sample = EVENT_SAMPLES.ADD_ARTIFACT_ALIAS;
    const event: RegistryEvent = {
      ...sample,
      id: newId("event"),
      team: { id: scope.teamId, name: scope.teamName },
      ...more,
    };
    await database.db.insert(events).values({
      id: event.id,
      teamId: scope.teamId,
      type: event.type,
      modelId: event.model.id,
      alias: event.alias,
      event,
      actorKind: "user",
      actorName: "maria",
      occurredAt: new Date(),
    });
    return event;
  }
});
