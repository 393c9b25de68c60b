import { and, eq } from "drizzle-orm";
import { appendAudit } from "@/lib/audit/append";
import type { TeamScope } from "@/lib/core/actor";
import type { NewEvent, RegistryEvent } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import type { Transaction } from "@/lib/db/client";
import { deliveries, events } from "@/lib/db/schema";
import { enqueueMatches } from "@/lib/outbox/enqueue";
import { newId } from "@/lib/platform/id";
import { recordEvent } from "@/lib/platform/metrics";
import { inSpan, type SpanAttributes } from "@/lib/platform/telemetry";

/**
 * Records one change and, in the same transaction, everything that it sets off. Takes a transaction, never the pool:
 * an event and its deliveries exist exactly when the change does.
 */
export function appendEvent(tx: Transaction, scope: TeamScope, change: NewEvent): Promise<RegistryEvent> {
  const attributes = { "modelwire.event.type": change.type, "modelwire.team.id": scope.teamId };
  return inSpan(`appendEvent ${change.type}`, { attributes }, async (annotate) => {
    const event = await insertEvent(tx, scope, change);
    annotate(idsOf(event));
    recordEvent(event.type);
    return event;
  });
}

async function insertEvent(tx: Transaction, scope: TeamScope, change: NewEvent): Promise<RegistryEvent> {
  const causeDeliveryId = scope.causeDeliveryId && (await findCause(tx, scope.teamId, scope.causeDeliveryId));
  const occurredAt = new Date();
  const event: RegistryEvent = {
    id: newId("event"),
    occurredAt: occurredAt.toISOString(),
    team: { id: scope.teamId, name: scope.teamName },
    actor: scope.actor,
    version: null,
    alias: null,
    tag: null,
    previousVersion: null,
    evaluation: null,
    failure: null,
    causeDeliveryId,
    ...change,
  };

  const insert = tx.insert(events).values({
    id: event.id,
    teamId: scope.teamId,
    type: event.type,
    modelId: event.model.id,
    versionId: event.version?.id ?? null,
    alias: event.alias,
    causeDeliveryId: event.causeDeliveryId,
    event,
    actorKind: event.actor.kind,
    actorId: event.actor.id,
    actorName: event.actor.name,
    occurredAt,
  });
  // Sent together: neither waits for the other's answer.
  const [, paused] = await Promise.all([insert, enqueueMatches(tx, event)]);
  for (const { automationId, automationName } of paused) {
    const target = { id: automationId, name: automationName };
    const details = { why: "It kept causing itself.", eventId: event.id, causeDeliveryId };
    await appendAudit(tx, scope, { action: "automation.paused", outcome: "done", target, details });
  }
  return event;
}

/** Ids alone: names are the teams' own. */
function idsOf(event: RegistryEvent): SpanAttributes {
  return {
    "modelwire.event.id": event.id,
    "modelwire.model.id": event.model.id,
    ...(event.version ? { "modelwire.version.id": event.version.id } : {}),
    ...(event.causeDeliveryId ? { "modelwire.cause.delivery.id": event.causeDeliveryId } : {}),
  };
}

/** Callers say themselves what led to their change; a delivery of another team never did. */
async function findCause(tx: Transaction, teamId: Id<"team">, id: Id<"delivery">): Promise<Id<"delivery"> | null> {
  const [cause] = await tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.id, id), eq(deliveries.teamId, teamId)));
  return cause?.id ?? null;
}
