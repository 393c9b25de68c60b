import { and, eq, type SQL, sql } from "drizzle-orm";
import type { DeliveryState, DeliverySummary } from "@/lib/core/delivery";
import type { RegistryEvent } from "@/lib/core/event";
import type { Database } from "@/lib/db/client";
import { deliveries, events, webhooks } from "@/lib/db/schema";

/** The columns of a summary, and the two rows beside it that say what caused it and where it goes. */
export function selectSummaries(db: Database, where: SQL | undefined, limit: number, order: SQL) {
  return db
    .select(SUMMARY_COLUMNS)
    .from(deliveries)
    .leftJoin(events, eq(events.id, deliveries.eventId))
    .leftJoin(webhooks, and(eq(webhooks.id, deliveries.webhookId), eq(webhooks.teamId, deliveries.teamId)))
    .where(where)
    .orderBy(order)
    .limit(limit);
}

export type SummaryRow = Awaited<ReturnType<typeof selectSummaries>>[number];

export function toSummary(row: SummaryRow): DeliverySummary {
  return {
    id: row.id,
    state: row.state,
    isPaused: row.isWebhookPaused && isWaiting(row.state),
    lastStatus: row.lastStatus,
    lastCode: row.lastCode,
    automation: { id: row.automationId, name: row.automationName },
    action: { type: row.actionType, target: row.webhookName ?? "a deleted webhook", preset: row.preset ?? "generic" },
    event: {
      id: row.eventId,
      type: row.eventType,
      alias: row.event?.alias ?? null,
      occurredAt: row.event?.occurredAt ?? row.createdAt.toISOString(),
      previousVersion: row.event?.previousVersion?.number ?? null,
      actor: row.event?.actor.name ?? "",
    },
    model: { id: row.modelId, name: row.event?.model.name ?? "" },
    version: row.versionNumber,
    attempts: row.attemptCount,
    createdAt: row.createdAt.toISOString(),
    lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

/** Waiting for a time or a worker, as opposed to being sent or done. */
export function isWaiting(state: DeliveryState): boolean {
  return state === "pending" || state === "retrying";
}

const SUMMARY_COLUMNS = {
  id: deliveries.id,
  state: deliveries.state,
  lastStatus: deliveries.lastStatus,
  lastCode: deliveries.lastCode,
  automationId: deliveries.automationId,
  automationName: deliveries.automationName,
  actionType: deliveries.actionType,
  eventId: deliveries.eventId,
  eventType: deliveries.eventType,
  modelId: deliveries.modelId,
  versionNumber: deliveries.versionNumber,
  attemptCount: deliveries.attemptCount,
  createdAt: deliveries.createdAt,
  lastAttemptAt: deliveries.lastAttemptAt,
  dueAt: deliveries.dueAt,
  finishedAt: deliveries.finishedAt,
  webhookName: webhooks.name,
  preset: webhooks.preset,
  isWebhookPaused: sql<boolean>`coalesce(${webhooks.pausedAt} is not null, false)`,
  event: sql<Pick<
    RegistryEvent,
    "alias" | "occurredAt" | "previousVersion" | "actor" | "model"
  > | null>`${events.event}`.mapWith(events.event),
};
