import type { RegistryEvent } from "@/lib/core/event";
import { PRESETS } from "@/lib/core/presets";
import { payloadText, renderTemplate } from "@/lib/core/template";
import type { Transaction } from "@/lib/db/client";
import { deliveries } from "@/lib/db/schema";
import { env } from "@/lib/platform/env";
import { newId } from "@/lib/platform/id";
import { enqueueDeliveries } from "./jobs";
import { type Match, matchAutomations } from "./match";

type NewDelivery = typeof deliveries.$inferInsert;

/** Makes a delivery for every automation that the event fires, each rendered and frozen, and the jobs that will send them. */
export async function enqueueMatches(tx: Transaction, event: RegistryEvent): Promise<void> {
  const matches = await matchAutomations(tx, event);
  if (matches.length === 0) {
    return;
  }

  const rows = matches.map((match) => newDelivery(event, match));
  await tx.insert(deliveries).values(rows);
  await enqueueDeliveries(
    tx,
    rows.filter(({ state }) => state === "pending").map(({ id }) => id),
  );
}

function newDelivery(event: RegistryEvent, match: Match): NewDelivery {
  const id = newId("delivery");
  const frozen = {
    id,
    teamId: event.team.id,
    eventId: event.id,
    eventType: event.type,
    automationId: match.automationId,
    automationName: match.automationName,
    modelId: event.model.id,
    versionId: event.version?.id ?? null,
    versionNumber: event.version?.number ?? null,
    actionType: match.action.type,
    action: match.action,
    webhookId: match.webhook.id,
    schedule: match.webhook.schedule,
    createdAt: new Date(event.occurredAt),
  };

  const rendered = renderTemplate(match.action.payload, {
    event,
    deliveryId: id,
    automationName: match.automationName,
    baseUrl: env().MODELWIRE_URL,
    secretNames: match.secretNames,
    accessTokenSecret: match.accessTokenSecret,
    escape: PRESETS[match.webhook.preset].escape,
  });
  if (!rendered.ok) {
    // The change itself must not fail for a payload that grew too large: the delivery says so instead.
    return { ...frozen, body: "", state: "gave_up", lastCode: "payload_too_large", finishedAt: frozen.createdAt };
  }
  const { body, secretHoles } = rendered.value;
  return { ...frozen, body: payloadText(body), secretHoles, state: "pending", dueAt: frozen.createdAt };
}
