import { sql } from "drizzle-orm";
import { index, integer, json, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ActionType, StoredAction } from "@/lib/core/automation";
import type { DeliveryState, ExchangeRecord, OutcomeCode, SecretHole, Timings } from "@/lib/core/delivery";
import type { EventType } from "@/lib/core/event";
import { idColumn, instant } from "./columns";

/** One action to perform. Everything that decides what is sent is frozen here; URL, token and signing secret are read at each attempt. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: idColumn("delivery", "id").primaryKey(),
    teamId: idColumn("team", "team_id").notNull(),
    eventId: idColumn("event", "event_id").notNull(),
    eventType: text("event_type").$type<EventType>().notNull(),
    automationId: idColumn("automation", "automation_id").notNull(),
    automationName: text("automation_name").notNull(),
    modelId: idColumn("model", "model_id").notNull(),
    versionId: idColumn("version", "version_id"),
    versionNumber: integer("version_number"),
    actionType: text("action_type").$type<ActionType>().notNull(),
    action: json("action").$type<StoredAction>().notNull(),
    webhookId: idColumn("webhook", "webhook_id"),
    /** Rendered once, as exact JSON text, with *** where secrets stand. */
    body: text("body").notNull(),
    /** Where secrets are filled in at sending, by path: a value that merely looks like a variable has no hole. */
    secretHoles: jsonb("secret_holes").$type<SecretHole[]>().notNull().default([]),
    schedule: integer("schedule").array().notNull(),
    state: text("state").$type<DeliveryState>().notNull(),
    /** Tries since the delivery or the last redelivery was asked for: the position within the schedule. */
    tries: integer("tries").notNull().default(0),
    /** Tries of its whole life: numbers the attempts. */
    attemptCount: integer("attempt_count").notNull().default(0),
    lastCode: text("last_code").$type<OutcomeCode>(),
    lastStatus: integer("last_status"),
    lastAttemptAt: instant("last_attempt_at"),
    /** When it may be tried, by the database's clock; null in a final state. */
    dueAt: instant("due_at"),
    /** Who is sending it now, and until when nobody else may: a late worker's answer without this token is refused. */
    leaseToken: uuid("lease_token"),
    leaseExpiresAt: instant("lease_expires_at"),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (delivery) => [
    // One delivery for one event and one automation, whatever is retried around it.
    uniqueIndex("deliveries_event_automation_unique").on(delivery.eventId, delivery.automationId),
    // The list of a team, newest first.
    index("deliveries_team").on(delivery.teamId, delivery.id),
    // The same filtered by state: what needs a person.
    index("deliveries_team_state").on(delivery.teamId, delivery.state, delivery.id),
    // The last result and the success rate of an automation.
    index("deliveries_automation").on(delivery.automationId, delivery.id),
    // What a version has triggered.
    index("deliveries_version").on(delivery.versionId, delivery.id),
    // The deliveries of a model.
    index("deliveries_model").on(delivery.modelId, delivery.id),
    // The sweep: what is due and has waited for its job too long.
    index("deliveries_due").on(delivery.dueAt).where(sql`${delivery.state} in ('pending', 'retrying')`),
    // The sweep: leases that ran out because their worker died.
    index("deliveries_lease").on(delivery.leaseExpiresAt).where(sql`${delivery.state} = 'sending'`),
    // What a resumed webhook has to send.
    index("deliveries_webhook").on(delivery.webhookId, delivery.state),
  ],
);

export const attempts = pgTable(
  "attempts",
  {
    id: idColumn("attempt", "id").primaryKey(),
    deliveryId: idColumn("delivery", "delivery_id")
      .notNull()
      .references(() => deliveries.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    code: text("code").$type<OutcomeCode>().notNull(),
    status: integer("status"),
    request: jsonb("request").$type<ExchangeRecord["request"]>(),
    response: jsonb("response").$type<ExchangeRecord["response"]>(),
    timings: jsonb("timings").$type<Timings>(),
    startedAt: instant("started_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
  },
  (attempt) => [
    // The attempts of a delivery in order; a stale worker cannot write a number twice.
    uniqueIndex("attempts_delivery_number_unique").on(attempt.deliveryId, attempt.number),
  ],
);
