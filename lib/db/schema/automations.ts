import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { ActionType, AutomationFilter, PauseReason, StoredAction } from "@/lib/core/automation";
import type { EventType, RegistryEvent } from "@/lib/core/event";
import type { WebhookPreset } from "@/lib/core/webhook";
import { actorColumns, idColumn, instant } from "./columns";
import { githubInstallations } from "./github";
import { queues } from "./launch";
import { teams } from "./people";
import { models } from "./registry";

export const events = pgTable(
  "events",
  {
    id: idColumn("event", "id").primaryKey(),
    teamId: idColumn("team", "team_id").notNull(),
    type: text("type").$type<EventType>().notNull(),
    /** Kept by value, without a reference: events outlive what they tell of. */
    modelId: idColumn("model", "model_id").notNull(),
    versionId: idColumn("version", "version_id"),
    alias: text("alias"),
    causeDeliveryId: idColumn("delivery", "cause_delivery_id"),
    event: jsonb("event").$type<RegistryEvent>().notNull(),
    ...actorColumns(),
    occurredAt: instant("occurred_at").notNull(),
  },
  (event) => [
    // The team's events, newest first; the tail of new ones; past events of a preview.
    index("events_team").on(event.teamId, event.id),
    // Events of one type for a preview or a filter, newest first.
    index("events_team_type").on(event.teamId, event.type, event.id),
    // The history of a model and of a version.
    index("events_model").on(event.modelId, event.id),
    // What a version has seen.
    index("events_version").on(event.versionId, event.id),
  ],
);

export const secrets = pgTable(
  "secrets",
  {
    id: idColumn("secret", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** `v1.<key id>.<iv, ciphertext and tag>`: bound to team and secret, so that a row copied elsewhere does not open. */
    sealed: text("sealed").notNull(),
    keyId: text("key_id").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    replacedAt: instant("replaced_at"),
  },
  (secret) => [
    // A secret by name, when a payload or a webhook names it.
    uniqueIndex("secrets_team_name_unique").on(secret.teamId, secret.name),
    // What a rotation still has to seal again.
    index("secrets_key").on(secret.keyId),
  ],
);

export const webhooks = pgTable(
  "webhooks",
  {
    id: idColumn("webhook", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    preset: text("preset").$type<WebhookPreset>().notNull(),
    /** The address is sealed like a secret, because Slack's and Teams's are bearer tokens. */
    urlSealed: text("url_sealed").notNull(),
    urlKeyId: text("url_key_id").notNull(),
    /** As it may be shown: whole, or cut to its host where the address is a secret. */
    urlShown: text("url_shown").notNull(),
    isUrlSecret: boolean("is_url_secret").notNull(),
    accessTokenSecretId: idColumn("secret", "access_token_secret_id").references(() => secrets.id, {
      onDelete: "set null",
    }),
    signingSecretId: idColumn("secret", "signing_secret_id").references(() => secrets.id, { onDelete: "set null" }),
    signatureEncoding: text("signature_encoding").$type<"base64" | "hex">().notNull().default("base64"),
    retrySchedule: integer("retry_schedule").array().notNull(),
    /** Requests at once and a second that the receiver bears, over all workers; null: as it bears them. */
    maxConcurrent: integer("max_concurrent"),
    maxPerSecond: real("max_per_second"),
    pausedAt: instant("paused_at"),
    pauseReason: text("pause_reason"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    /** Deliveries name it for as long as they are kept. */
    deletedAt: instant("deleted_at"),
  },
  (webhook) => [
    // A webhook by name; a deleted one frees its name.
    uniqueIndex("webhooks_team_name_unique").on(webhook.teamId, webhook.name).where(sql`${webhook.deletedAt} is null`),
    // Where a secret is used as an access token, before it is deleted.
    index("webhooks_access_token_secret").on(webhook.accessTokenSecretId),
    // Where a secret signs, before it is deleted.
    index("webhooks_signing_secret").on(webhook.signingSecretId),
    // Addresses that a rotation still has to seal again.
    index("webhooks_url_key").on(webhook.urlKeyId),
  ],
);

/** The webhooks towards which payloads may use a secret: an admin names each. */
export const secretGrants = pgTable(
  "secret_grants",
  {
    secretId: idColumn("secret", "secret_id")
      .notNull()
      .references(() => secrets.id, { onDelete: "cascade" }),
    webhookId: idColumn("webhook", "webhook_id")
      .notNull()
      .references(() => webhooks.id, { onDelete: "cascade" }),
  },
  (grant) => [
    primaryKey({ columns: [grant.secretId, grant.webhookId] }),
    // The secrets that a webhook's payloads may use.
    index("secret_grants_webhook").on(grant.webhookId),
  ],
);

export const automations = pgTable(
  "automations",
  {
    id: idColumn("automation", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    isEnabled: boolean("is_enabled").notNull().default(true),
    pauseReason: text("pause_reason").$type<PauseReason>(),
    /** Null: every model of the team. An automation of one model goes with it. */
    modelId: idColumn("model", "model_id").references(() => models.id, { onDelete: "cascade" }),
    eventType: text("event_type").$type<EventType>().notNull(),
    filter: jsonb("filter").$type<AutomationFilter>().notNull(),
    /** The exact alias or tag of the filter; null when it matches by expression or not by name at all. */
    matchKey: text("match_key"),
    actionType: text("action_type").$type<ActionType>().notNull(),
    /** As json, not jsonb, which would put the payload's keys in an order of its own. */
    action: json("action").$type<StoredAction>().notNull(),
    /** Of a webhook action; null otherwise. */
    webhookId: idColumn("webhook", "webhook_id").references(() => webhooks.id),
    /** Of a github action; null otherwise. */
    installationId: idColumn("installation", "installation_id").references(() => githubInstallations.id),
    /** Of a launch action; null otherwise. */
    queueId: idColumn("queue", "queue_id").references(() => queues.id),
    /** Secrets that the payload names, so that their uses can be listed and their deletion refused. */
    secretNames: text("secret_names").array().notNull(),
    /** Grows with every edit: compiled filters are cached under it. */
    revision: integer("revision").notNull().default(1),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    deletedAt: instant("deleted_at"),
  },
  (automation) => [
    // Matching, inside every change: type = $1 and model in ($2, null) and match_key in ($3, null), enabled only.
    index("automations_match")
      .on(automation.teamId, automation.eventType, automation.modelId, automation.matchKey)
      .where(sql`${automation.isEnabled} and ${automation.deletedAt} is null`),
    // An automation by name; a deleted one frees its name.
    uniqueIndex("automations_team_name_unique")
      .on(automation.teamId, automation.name)
      .where(sql`${automation.deletedAt} is null`),
    // The list of a team, newest first.
    index("automations_team").on(automation.teamId, automation.id).where(sql`${automation.deletedAt} is null`),
    // The automations at the foot of a model's page.
    index("automations_model").on(automation.modelId),
    // What uses a webhook, before it is deleted.
    index("automations_webhook").on(automation.webhookId),
    // What uses an installation of the GitHub App.
    index("automations_installation").on(automation.installationId),
    // What uses a queue, before it is deleted.
    index("automations_queue").on(automation.queueId),
  ],
);
