CREATE TABLE "mlflow_webhook_events" (
	"mlflow_webhook_id" uuid NOT NULL,
	"entity" text NOT NULL,
	"action" text NOT NULL,
	"position" integer NOT NULL,
	"automation_id" text NOT NULL,
	CONSTRAINT "mlflow_webhook_events_mlflow_webhook_id_entity_action_pk" PRIMARY KEY("mlflow_webhook_id","entity","action")
);
--> statement-breakpoint
CREATE TABLE "mlflow_webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"webhook_id" text NOT NULL,
	"status" text DEFAULT 'ACTIVE' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "run_id" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "run_link" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "logged_model_id" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "download_uri" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "stage" text DEFAULT 'None' NOT NULL;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "mlflow_webhook_events" ADD CONSTRAINT "mlflow_webhook_events_mlflow_webhook_id_mlflow_webhooks_id_fk" FOREIGN KEY ("mlflow_webhook_id") REFERENCES "public"."mlflow_webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mlflow_webhook_events" ADD CONSTRAINT "mlflow_webhook_events_automation_id_automations_id_fk" FOREIGN KEY ("automation_id") REFERENCES "public"."automations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mlflow_webhooks" ADD CONSTRAINT "mlflow_webhooks_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mlflow_webhooks" ADD CONSTRAINT "mlflow_webhooks_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
UPDATE "versions" SET "updated_at" = "versions"."linked_at", "run_id" = "artifacts"."source" ->> 'runId'
FROM "artifacts" WHERE "artifacts"."id" = "versions"."artifact_id";--> statement-breakpoint
UPDATE "versions" SET "stage" = 'Staging'
FROM "aliases" WHERE "aliases"."version_id" = "versions"."id" AND "aliases"."name" = 'staging';--> statement-breakpoint
UPDATE "versions" SET "stage" = 'Production'
FROM "aliases" WHERE "aliases"."version_id" = "versions"."id" AND "aliases"."name" = 'production';--> statement-breakpoint
CREATE INDEX "mlflow_webhook_events_automation" ON "mlflow_webhook_events" USING btree ("automation_id");--> statement-breakpoint
CREATE INDEX "mlflow_webhooks_team" ON "mlflow_webhooks" USING btree ("team_id","created_at","id");--> statement-breakpoint
CREATE INDEX "mlflow_webhooks_webhook" ON "mlflow_webhooks" USING btree ("webhook_id");--> statement-breakpoint
CREATE INDEX "versions_team_run" ON "versions" USING btree ("team_id","run_id") WHERE "versions"."run_id" is not null;--> statement-breakpoint
CREATE INDEX "versions_model_stage" ON "versions" USING btree ("model_id","stage","number");--> statement-breakpoint
CREATE INDEX "versions_team_updated" ON "versions" USING btree ("team_id","updated_at");