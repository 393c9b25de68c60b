import { sql } from "drizzle-orm";
import { index, integer, json, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ActionType, StoredAction } from "@/lib/core/automation";
import type { BatchKind, BatchState } from "@/lib/core/batch";
import type {
  Destination,
  ExchangeRecord,
  OpenState,
  OutcomeCode,
  RefusalCode,
  SecretHole,
  Timings,
} from "@/lib/core/delivery";
import type { EventType } from "@/lib/core/event";
import { idColumn, instant } from "./columns";

/**
 * One action to perform. Everything that decides what is sent is frozen here; URL, token and signing secret are read at
 * each attempt. A row is never changed: how it stands is told by `open_deliveries`, and by its last attempt.
 */
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
    /** Set where it can never be sent, as when its payload grew too large: its only attempt says so. */
    refusal: text("refusal").$type<RefusalCode>(),
    /** The trace of the change that caused it (W3C traceparent): its attempts are told as parts of that. */
    traceparent: text("traceparent"),
    createdAt: instant("created_at").notNull(),
  },
  (delivery) => [
    // One delivery for one event and one automation, whatever is retried around it.
    uniqueIndex("deliveries_event_automation_unique").on(delivery.eventId, delivery.automationId),
    // The list of a team, newest first.
    index("deliveries_team").on(delivery.teamId, delivery.id),
    // The last result and the success rate of an automation.
    index("deliveries_automation").on(delivery.automationId, delivery.id),
    // What a version has triggered.
    index("deliveries_version").on(delivery.versionId, delivery.id),
    // The deliveries of a model.
    index("deliveries_model").on(delivery.modelId, delivery.id),
    // The deliveries to a webhook, newest first: one that gets few of a million would be looked for in all of them.
    index("deliveries_webhook").on(delivery.webhookId, delivery.id),
    // The newest deliveries of a team to GitHub: what a run may have been started by that names none.
    index("deliveries_github").on(delivery.teamId, delivery.id).where(sql`${delivery.actionType} = 'github'`),
  ],
);

/**
 * The deliveries that are not delivered: those that wait or are being sent, and those that need a person. It is narrow
 * and short, for a delivery's row is written here three times: made, claimed, and removed once it is delivered.
 */
export const openDeliveries = pgTable(
  "open_deliveries",
  {
    deliveryId: idColumn("delivery", "delivery_id").primaryKey(),
    teamId: idColumn("team", "team_id").notNull(),
    automationId: idColumn("automation", "automation_id").notNull(),
    destination: text("destination").$type<Destination>().notNull(),
    state: text("state").$type<OpenState>().notNull(),
    /** Tries since the delivery or the last redelivery was asked for: the position within the schedule. */
    tries: integer("tries").notNull().default(0),
    /** Tries of its whole life: numbers the attempts. */
    attemptCount: integer("attempt_count").notNull().default(0),
    /** When it may be tried, by the database's clock; null in a final state. */
    dueAt: instant("due_at"),
    /** Who is sending it now, and until when nobody else may: a late worker's answer without this token is refused. */
    leaseToken: uuid("lease_token"),
    leaseExpiresAt: instant("lease_expires_at"),
    finishedAt: instant("finished_at"),
  },
  (open) => [
    // First attempts to a destination, oldest first: for a claim. The state splits them from retries, which have room of their own.
    index("open_deliveries_pending").on(open.destination, open.dueAt).where(sql`${open.state} = 'pending'`),
    // Retries to a destination, as they fall due: for a claim.
    index("open_deliveries_retrying").on(open.destination, open.dueAt).where(sql`${open.state} = 'retrying'`),
    // Leases that ran out because their worker died.
    index("open_deliveries_lease").on(open.leaseExpiresAt).where(sql`${open.state} = 'sending'`),
    // What needs a person, of a team.
    index("open_deliveries_ended")
      .on(open.teamId, open.state, open.deliveryId)
      .where(sql`${open.state} in ('unknown', 'gave_up', 'stopped')`),
    // What a recovery of a webhook sends again.
    index("open_deliveries_destination_ended")
      .on(open.destination, open.deliveryId)
      .where(sql`${open.state} in ('unknown', 'gave_up', 'stopped')`),
    // What a recovery of an automation sends again.
    index("open_deliveries_automation_ended")
      .on(open.automationId, open.deliveryId)
      .where(sql`${open.state} in ('unknown', 'gave_up', 'stopped')`),
  ],
);

/** Written once each. No reference to its delivery: checking it would lock and dirty that row for every attempt. */
export const attempts = pgTable(
  "attempts",
  {
    id: idColumn("attempt", "id").notNull(),
    deliveryId: idColumn("delivery", "delivery_id").notNull(),
    number: integer("number").notNull(),
    /** Tries since the delivery or the last redelivery was asked for, this one among them. */
    tries: integer("tries").notNull().default(0),
    code: text("code").$type<OutcomeCode>().notNull(),
    status: integer("status"),
    request: jsonb("request").$type<ExchangeRecord["request"]>(),
    response: jsonb("response").$type<ExchangeRecord["response"]>(),
    timings: jsonb("timings").$type<Timings>(),
    startedAt: instant("started_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
  },
  // The attempts of a delivery in order; a stale worker cannot write a number twice.
  (attempt) => [primaryKey({ columns: [attempt.deliveryId, attempt.number] })],
);

/**
 * What a person said of a delivery whose end was not known: that it arrived. Beside the attempts, for it is none; the row
 * of the delivery itself is never changed.
 */
export const confirmations = pgTable("confirmations", {
  deliveryId: idColumn("delivery", "delivery_id").primaryKey(),
  confirmedBy: text("confirmed_by").notNull(),
  confirmedAt: instant("confirmed_at").notNull(),
});

/** Destinations that have failed lately, shared by all workers. One that works has no row. */
export const breakers = pgTable("breakers", {
  destination: text("destination").$type<Destination>().primaryKey(),
  windowStartedAt: instant("window_started_at").notNull(),
  failures: integer("failures").notNull(),
  successes: integer("successes").notNull(),
  /** Until when nothing is sent; null while it is closed. Past it, one delivery at a time is sent as a probe. */
  openUntil: instant("open_until"),
  /** Openings in a row: each lasts longer. */
  openings: integer("openings").notNull(),
  /** Until when the probe that is out may take; a worker that dies with it gives it up by that. */
  probeUntil: instant("probe_until"),
});

/** How far the sending rate of a destination with a limit is used up: each delivery moves it on by its share of a second. */
export const paces = pgTable("paces", {
  destination: text("destination").$type<Destination>().primaryKey(),
  usedUntil: instant("used_until").notNull(),
});

/** What was asked of many deliveries at once, carried out in bounded steps; it goes on where it stopped. */
export const batches = pgTable(
  "batches",
  {
    id: idColumn("batch", "id").primaryKey(),
    teamId: idColumn("team", "team_id").notNull(),
    kind: text("kind").$type<BatchKind>().notNull(),
    state: text("state").$type<BatchState>().notNull(),
    webhookId: idColumn("webhook", "webhook_id"),
    automationId: idColumn("automation", "automation_id"),
    targetName: text("target_name").notNull(),
    /** Deliveries made from then on, up to the moment it was asked for. */
    since: instant("since").notNull(),
    until: instant("until").notNull(),
    /** The last delivery that was looked at: the next step begins after it. */
    cursor: idColumn("delivery", "cursor"),
    total: integer("total").notNull(),
    done: integer("done").notNull().default(0),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (batch) => [
    // The list of a team, newest first.
    index("batches_team").on(batch.teamId, batch.id),
    // What is still to be done, oldest first.
    index("batches_running").on(batch.id).where(sql`${batch.state} = 'running'`),
  ],
);
