import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { automations, webhooks } from "./automations";
import { idColumn, instant } from "./columns";
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
