import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { automations, webhooks } from "./automations";
import { actorColumns, idColumn, instant } from "./columns";
import { teams } from "./people";

/** A webhook as MLflow's clients made it: a face of the webhook and of the automations that do what it says. */
export const mlflowWebhooks = pgTable(
  "mlflow_webhooks",
  {
    id: uuid("id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    description: text("description"),
    webhookId: idColumn("webhook", "webhook_id")
      .notNull()
      .references(() => webhooks.id, { onDelete: "cascade" }),
    status: text("status").$type<"ACTIVE" | "DISABLED">().notNull().default("ACTIVE"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (webhook) => [
    // The team's, newest first.
    index("mlflow_webhooks_team").on(webhook.teamId, webhook.createdAt, webhook.id),
    // The face of a webhook that the site changes or deletes.
    index("mlflow_webhooks_webhook").on(webhook.webhookId),
  ],
);

/** The events of such a webhook, each with the automation that sends it: what the site deletes is gone here too. */
export const mlflowWebhookEvents = pgTable(
  "mlflow_webhook_events",
  {
    mlflowWebhookId: uuid("mlflow_webhook_id")
      .notNull()
      .references(() => mlflowWebhooks.id, { onDelete: "cascade" }),
    entity: text("entity").notNull(),
    action: text("action").notNull(),
    /** Its place in the list that the client gave. */
    position: integer("position").notNull(),
    automationId: idColumn("automation", "automation_id")
      .notNull()
      .references(() => automations.id, { onDelete: "cascade" }),
  },
  (event) => [
    primaryKey({ columns: [event.mlflowWebhookId, event.entity, event.action] }),
    // The face of an automation that the site changes or deletes.
    index("mlflow_webhook_events_automation").on(event.automationId),
  ],
);

/**
 * What MLflow's clients keep here as in an artifact store: files by their paths, one tree a team, beside the artifacts of
 * the registry. The bytes are blobs of the team like all others.
 */
export const mlflowFiles = pgTable(
  "mlflow_files",
  {
    /** The upload that brought it. */
    id: idColumn("upload", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    /** Null while the bytes arrive: the row then only keeps them from being removed under the upload's hands. */
    path: text("path"),
    sha256: text("sha256").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    ...actorColumns(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (file) => [
    // A file by its path; and the paths below a folder, which compare byte by byte.
    uniqueIndex("mlflow_files_team_path_unique").on(file.teamId, sql`${file.path} collate "C"`),
    // Whether any file still needs a blob, before its bytes are removed.
    index("mlflow_files_team_sha256").on(file.teamId, file.sha256),
    // Files whose upload never ended, for the sweep.
    index("mlflow_files_arriving").on(file.createdAt).where(sql`${file.path} is null`),
  ],
);
