import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAutomation } from "@/lib/automations/commands";
import { previewAutomation } from "@/lib/automations/preview";
import { testAutomation } from "@/lib/automations/test-call";
import { previewRequest } from "@/lib/core/automation";
import type { WebhookPreset } from "@/lib/core/webhook";
import { deliveries } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { updateWebhook } from "@/lib/webhooks/commands";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { type Receiver, startReceiver } from "../support/receiver";
import { addSecret, addWebhook, makePorts } from "../webhooks/support";
import { addEvent, addModel, webhook, wish } from "./support";

describe.each(DATABASE_KINDS)("previews and tests of automations on %s", (kind) => {
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

  async function setUp(preset: WebhookPreset = "generic") {
    const team = await database.team();
    const admin = await team.scope("admin");
    const ports = makePorts(database.db, [receiver.origin]);
    const webhookId = await addWebhook(database.db, admin, ports, { url: receiver.origin, preset });
    const modelId = await addModel(database.db, admin, "fraud");
    return { db: database.db, team, admin, member: await team.scope("member"), ports, webhookId, modelId };
  }

  test("a preview tells which past events match, what would be sent, and what may surprise", async () => {
    const { db, admin, member, ports, modelId } = await setUp("teams_legacy");
    await addSecret(db, admin, ports, { name: "TOKEN", value: "hidden-value", payloadWebhooks: ["ci"] });
    must(await updateWebhook(db, admin, "ci", { isPaused: true }, ports));
    const elsewhere = await addModel(db, member, "churn");
    for (const alias of ["production", "staging", "preproduction"]) {
      await addEvent(db, member, modelId, { alias });
    }
    await addEvent(db, member, elsewhere, { alias: "production" });
    const request = previewRequest.parse({
      model: "fraud",
      eventType: "ADD_ARTIFACT_ALIAS",
      filter: { alias: { matches: "production" } },
      action: webhook({ text: "${alias}", token: "${secrets.TOKEN}" }),
    });

    const preview = must(await previewAutomation(db, member, request, ports));
    const few = must(await previewAutomation(db, member, { ...request, eventsMax: 2 }, ports));

    expect(preview).toMatchObject({ eventsLookedAt: 3, matchCount: 2, rendered: { isSample: false } });
    expect(preview.matches.map(({ alias }) => alias)).toEqual(["preproduction", "production"]);
    expect(preview.rendered.body).toEqual({ text: "preproduction", token: "***" });
    expect(preview.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["expression_unanchored", "teams_connectors_switched_off", "webhook_paused"]),
    );
    expect(few).toMatchObject({ eventsLookedAt: 2, matchCount: 1 });
  });

  test("a preview without a past shows a sample, and a viewer gets none", async () => {
    const { db, team, member, ports } = await setUp();
    const request = previewRequest.parse({
      eventType: "LINK_ARTIFACT",
      action: webhook({ model: "${artifact_collection_name}" }),
    });

    const preview = must(await previewAutomation(db, member, request, ports));

    expect(preview).toMatchObject({
      matchCount: 0,
      rendered: { eventId: null, isSample: true, body: { model: "fraud-detector" } },
    });
    expect(await previewAutomation(db, await team.scope("viewer"), request, ports)).toMatchObject({
      problem: { code: "forbidden" },
    });
  });

  test("a test sends once what would be sent for the newest match, and makes no delivery", async () => {
    const { db, member, ports, modelId } = await setUp();
    const older = await addEvent(db, member, modelId, { alias: "production" });
    await addEvent(db, member, modelId, { alias: "staging" });
    must(
      await createAutomation(
        db,
        member,
        wish({ model: "fraud", action: webhook({ by: "${automation_name}", event: "${event_id}" }) }),
      ),
    );

    const tested = must(await testAutomation(db, member, "Deploy", {}, ports));
    const wrong = await testAutomation(db, member, "Deploy", { eventId: newId("event") }, ports);

    expect(tested).toMatchObject({ isDelivered: true, status: 200 });
    expect(receiver.requests.map(({ body }) => JSON.parse(body))).toEqual([{ by: "Deploy", event: older.id }]);
    expect(wrong).toMatchObject({ problem: { code: "not_found" } });
    expect(await db.select().from(deliveries).where(eq(deliveries.teamId, member.teamId))).toEqual([]);
  });
});
