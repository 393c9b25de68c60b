import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Destination } from "@/lib/core/delivery";
import type { RegistryEvent } from "@/lib/core/event";
import { PRESETS } from "@/lib/core/presets";
import { payloadText, renderTemplate } from "@/lib/core/template";
import { rows, type Transaction } from "@/lib/db/client";
import type { deliveries } from "@/lib/db/schema";
import { env } from "@/lib/platform/env";
import { newId } from "@/lib/platform/id";
import { currentTraceparent } from "@/lib/platform/telemetry";
import { notifyDue } from "./announce";
import { pauseLoops } from "./loops";
import { type Match, matchAutomations } from "./match";

type NewDelivery = typeof deliveries.$inferInsert & { webhookId: Destination };

/**
 * Makes a delivery for every automation that the event fires, each rendered and frozen, and wakes the workers. Answers
 * the automations that it paused because they keep causing themselves.
 */
export async function enqueueMatches(tx: Transaction, event: RegistryEvent): Promise<Match[]> {
  const matches = await matchAutomations(tx, event);
  if (matches.length === 0) {
    return [];
  }

  const looping = await pauseLoops(
    tx,
    event,
    matches.map(({ automationId }) => automationId),
  );
  await insertDeliveries(
    tx,
    matches.map((match) => newDelivery(event, match, looping.has(match.automationId))),
  );
  return matches.filter(({ automationId }) => looping.has(automationId));
}

/**
 * One text of one parameter, however many rows: Drizzle's own insert would make a statement of hundreds of parameters,
 * which took longer to put together than to run. Due times go by the database's clock, as the claims do.
 */
async function insertDeliveries(tx: Transaction, made: readonly NewDelivery[]): Promise<void> {
  await rows(
    tx,
    z.object({}),
    sql`
      with made as (
        select * from json_to_recordset(${JSON.stringify(made)}::json) as made(
          id text, "teamId" text, "eventId" text, "eventType" text, "automationId" text, "automationName" text,
          "modelId" text, "versionId" text, "versionNumber" int, "actionType" text, action json, "webhookId" text,
          body text, "secretHoles" jsonb, schedule int[], refusal text, traceparent text, "createdAt" timestamptz
        )
      ), inserted as (
        insert into deliveries (
          id, team_id, event_id, event_type, automation_id, automation_name, model_id, version_id, version_number,
          action_type, action, webhook_id, body, secret_holes, schedule, refusal, traceparent, created_at
        )
        select
          id, "teamId", "eventId", "eventType", "automationId", "automationName", "modelId", "versionId", "versionNumber",
          "actionType", action, "webhookId", body, coalesce("secretHoles", '[]'), schedule, refusal, traceparent, "createdAt"
        from made
      ), opened as (
        insert into open_deliveries (delivery_id, team_id, automation_id, destination, state, due_at)
        select id, "teamId", "automationId", "webhookId", 'pending', now() from made
      )
      select ${notifyDue(made.map(({ webhookId }) => webhookId))}`,
  );
}

function newDelivery(event: RegistryEvent, match: Match, isLooping: boolean): NewDelivery {
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
    traceparent: currentTraceparent(),
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
    // The change itself must not fail for a payload that grew too large: the delivery's one attempt says so instead.
    return { ...frozen, body: "", refusal: "payload_too_large" };
  }
  const { body, secretHoles } = rendered.value;
  return { ...frozen, body: payloadText(body), secretHoles, refusal: isLooping ? "loop_detected" : null };
}
