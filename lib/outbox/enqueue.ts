import { type SQLWrapper, sql } from "drizzle-orm";
import * as z from "zod";
import { destinationOf } from "@/lib/core/action";
import type { Destination } from "@/lib/core/delivery";
import type { RegistryEvent } from "@/lib/core/event";
import { isTooLongForGitHub } from "@/lib/core/github-payload";
import { PRESETS } from "@/lib/core/presets";
import { RETRY_SCHEDULE_SECONDS } from "@/lib/core/retry";
import { payloadText, renderTemplate } from "@/lib/core/template";
import { rows, type Transaction } from "@/lib/db/client";
import type { deliveries } from "@/lib/db/schema";
import { env } from "@/lib/platform/env";
import { newId } from "@/lib/platform/id";
import { currentTraceparent } from "@/lib/platform/telemetry";
import { notifyDue } from "./announce";
import { pauseLoops } from "./loops";
import { type Match, matchAutomations } from "./match";

/** One that may be run by itself, or as a part of another. */
type Statement = SQLWrapper & PromiseLike<unknown>;

type NewDelivery = typeof deliveries.$inferInsert & { destination: Destination };

/**
 * Records the event by the statement that is given, makes a delivery for every automation that it fires, each rendered
 * and frozen, and wakes the workers. Answers the automations that it paused because they keep causing themselves.
 */
export async function enqueueMatches(tx: Transaction, event: RegistryEvent, record: Statement): Promise<Match[]> {
  const matches = await matchAutomations(tx, event);
  if (matches.length === 0) {
    await record;
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
    record,
  );
  return matches.filter(({ automationId }) => looping.has(automationId));
}

/**
 * One statement with the event's own, for each is a round trip. One text of one parameter, however many rows: Drizzle's own
 * insert would make a statement of hundreds of parameters, which took longer to put together than to run. Due times go by
 * the database's clock, as the claims do.
 */
async function insertDeliveries(tx: Transaction, made: readonly NewDelivery[], record: Statement): Promise<void> {
  await rows(
    tx,
    z.object({}),
    sql`
      with recorded as ${record}, made as (
        select * from json_to_recordset(${JSON.stringify(made)}::json) as made(
          id text, "teamId" text, "eventId" text, "eventType" text, "automationId" text, "automationName" text,
          "modelId" text, "versionId" text, "versionNumber" int, "actionType" text, action json, "webhookId" text,
          destination text, body text, "secretHoles" jsonb, schedule int[], refusal text, traceparent text, "createdAt" timestamptz
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
        select id, "teamId", "automationId", destination, 'pending', now() from made
      )
      select ${notifyDue(made.map(({ destination }) => destination))}`,
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
    webhookId: match.webhook?.id ?? null,
    destination: destinationOf(match.action),
    schedule: match.webhook?.schedule ?? [...RETRY_SCHEDULE_SECONDS],
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
    escape: match.webhook ? PRESETS[match.webhook.preset].escape : "none",
  });
  if (!rendered.ok) {
    // The change itself must not fail for a payload that grew too large: the delivery's one attempt says so instead.
    return { ...frozen, body: "", refusal: "payload_too_large" };
  }
  const { secretHoles } = rendered.value;
  const body = payloadText(rendered.value.body);
  if (match.action.type === "github" && isTooLongForGitHub(match.action.dispatch, body)) {
    return { ...frozen, body: "", refusal: "payload_too_large" };
  }
  return { ...frozen, body, secretHoles, refusal: isLooping ? "loop_detected" : null };
}
