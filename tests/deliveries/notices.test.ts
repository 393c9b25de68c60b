import { afterAll, beforeAll, expect, test } from "vitest";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { attempts, automations, deliveries, openDeliveries, webhooks } from "@/lib/db/schema";
import { listNotices } from "@/lib/deliveries/notices";
import { newId } from "@/lib/platform/id";
import { makeModel } from "../registry/registry";
import { openTestDatabase, type TestDatabase } from "../support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase("postgres");
});
afterAll(() => database.close());

const DAY_MS = 86_400_000;

test("what needs a person is told: unknown always, given up for a week, loops, and paused webhooks", async () => {
  const team = await database.team();
  const admin = await team.scope("admin");
  const model = await makeModel(database.db, admin, "churn");
  const other = await makeModel(database.db, admin, "other");
  await addEnded(admin, model.id, "unknown", 30);
  await addEnded(admin, model.id, "gave_up", 1);
  await addEnded(admin, other.id, "gave_up", 1);
  await addEnded(admin, model.id, "gave_up", 30);
  await addEnded(admin, model.id, "stopped", 1);
  const looped = await addAutomation(admin, "circle", { isEnabled: false, pauseReason: "loop" });
  await addAutomation(admin, "by hand", { isEnabled: false, pauseReason: "by_person" });
  await addAutomation(admin, "runs", {});
  const paused = await addWebhook(admin, "gone", { pausedAt: new Date(), pauseReason: "410 Gone." });
  await addWebhook(admin, "deleted", { pausedAt: new Date(), deletedAt: new Date() });
  await addWebhook(admin, "runs", {});

  expect(await listNotices(database.db, await team.scope("viewer"))).toEqual([
    { kind: "deliveries", state: "unknown", count: 1 },
    { kind: "deliveries", state: "gave_up", count: 2 },
    { kind: "automation", id: looped, name: "circle" },
    { kind: "webhook", id: paused, name: "gone", reason: "410 Gone." },
  ]);
  expect(await listNotices(database.db, await team.scope("viewer", { models: [other.id] }))).toEqual([
    { kind: "deliveries", state: "gave_up", count: 1 },
  ]);
  expect(await listNotices(database.db, await (await database.team()).scope("admin"))).toEqual([]);
});

async function addEnded(
  scope: TeamScope,
  modelId: Id<"model">,
  state: "unknown" | "gave_up" | "stopped",
  daysAgo: number,
): Promise<void> {
  const at = new Date(Date.now() - daysAgo * DAY_MS);
  const ids = { id: newId("delivery"), automationId: newId("automation"), webhookId: newId("webhook") };
  await database.db.insert(deliveries).values({
    ...ids,
    teamId: scope.teamId,
    eventId: newId("event"),
    eventType: "ADD_ARTIFACT_ALIAS",
    automationName: "x",
    modelId,
    actionType: "webhook",
    action: { type: "webhook", webhookId: ids.webhookId, payload: {} },
    body: "{}",
    schedule: [],
    createdAt: at,
  });
  await database.db.insert(attempts).values({
    id: newId("attempt"),
    deliveryId: ids.id,
    number: 1,
    code: "http_status",
    status: 500,
    startedAt: at,
    durationMs: 1,
  });
  await database.db.insert(openDeliveries).values({
    deliveryId: ids.id,
    teamId: scope.teamId,
    automationId: ids.automationId,
    destination: ids.webhookId,
    state,
    attemptCount: 1,
    finishedAt: at,
  });
}

async function addAutomation(
  scope: TeamScope,
  name: string,
  wish: Partial<typeof automations.$inferInsert>,
): Promise<Id<"automation">> {
  const id = newId("automation");
  await database.db.insert(automations).values({
    id,
    teamId: scope.teamId,
    name,
    eventType: "LINK_ARTIFACT",
    filter: { alias: null, tag: null, conditions: [] },
    actionType: "webhook",
    action: { type: "webhook", webhookId: newId("webhook"), payload: null },
    secretNames: [],
    createdBy: "test",
    ...wish,
  });
  return id;
}

async function addWebhook(
  scope: TeamScope,
  name: string,
  wish: Partial<typeof webhooks.$inferInsert>,
): Promise<Id<"webhook">> {
  const id = newId("webhook");
  await database.db.insert(webhooks).values({
    id,
    teamId: scope.teamId,
    name,
    preset: "generic",
    urlSealed: "sealed",
    urlKeyId: "k1",
    urlShown: "https://hooks.example.com",
    isUrlSecret: false,
    retrySchedule: [],
    createdBy: "test",
    ...wish,
  });
  return id;
}
