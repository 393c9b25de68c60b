import type * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { newAutomation } from "@/lib/core/automation";
import { automationSearch } from "@/lib/core/automation-search";
import type { RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import type { Id } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { attempts, deliveries, events, models, openDeliveries } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";

export async function addModel(db: Database, scope: TeamScope, name: string): Promise<Id<"model">> {
  const id = newId("model");
  await db.insert(models).values({ id, teamId: scope.teamId, name, createdBy: "test" });
  return id;
}

export async function addEvent(
  db: Database,
  scope: TeamScope,
  modelId: Id<"model">,
  more: Partial<RegistryEvent>,
): Promise<RegistryEvent> {
  const event: RegistryEvent = {
    ...EVENT_SAMPLES.ADD_ARTIFACT_ALIAS,
    id: newId("event"),
    team: { id: scope.teamId, name: scope.teamName },
    model: { id: modelId, name: "fraud" },
    ...more,
  };
  await db.insert(events).values({
    id: event.id,
    teamId: scope.teamId,
    type: event.type,
    modelId,
    alias: event.alias,
    event,
    actorKind: "user",
    actorName: "maria",
    occurredAt: new Date(),
  });
  return event;
}

export async function addDelivery(
  db: Database,
  scope: TeamScope,
  automationId: Id<"automation">,
  modelId: Id<"model">,
  state: "delivered" | "gave_up" | "retrying",
  lastStatus: number,
): Promise<Id<"delivery">> {
  const id = newId("delivery");
  await db.insert(deliveries).values({
    id,
    teamId: scope.teamId,
    eventId: newId("event"),
    eventType: "ADD_ARTIFACT_ALIAS",
    automationId,
    automationName: "x",
    modelId,
    actionType: "webhook",
    action: { type: "webhook", webhookId: newId("webhook"), payload: {} },
    body: "{}",
    schedule: [],
    createdAt: new Date(),
  });
  await db.insert(attempts).values({
    id: newId("attempt"),
    deliveryId: id,
    number: 1,
    code: state === "delivered" ? "delivered" : "http_status",
    status: lastStatus,
    startedAt: new Date(),
    durationMs: 1,
  });
  if (state !== "delivered") {
    const ids = { deliveryId: id, teamId: scope.teamId, automationId, destination: newId("webhook") };
    await db.insert(openDeliveries).values({ ...ids, state, attemptCount: 1 });
  }
  return id;
}
export function wish(more: Partial<z.input<typeof newAutomation>> = {}) {
  return newAutomation.parse({
    name: "Deploy",
    eventType: "ADD_ARTIFACT_ALIAS",
    filter: { alias: { equals: "production" } },
    action: webhook({ ref: "${artifact_version_ref}" }),
    ...more,
  });
}

export function webhook(payload: Record<string, string | number | Record<string, string>>) {
  return { type: "webhook" as const, webhook: "ci", payload };
}

export function search(more: Partial<z.input<typeof automationSearch>> = {}) {
  return automationSearch.parse(more);
}
