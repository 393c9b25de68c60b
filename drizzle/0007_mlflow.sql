ALTER TABLE "versions" ADD COLUMN "run_id" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "run_link" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "logged_model_id" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "download_uri" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "stage" text DEFAULT 'None' NOT NULL;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
UPDATE "versions" SET "updated_at" = "versions"."linked_at", "run_id" = "artifacts"."source" ->> 'runId'
FROM "artifacts" WHERE "artifacts"."id" = "versions"."artifact_id";--> statement-breakpoint
UPDATE "versions" SET "stage" = 'Staging'
FROM "aliases" WHERE "aliases"."version_id" = "versions"."id" AND "aliases"."name" = 'staging';--> statement-breakpoint
UPDATE "versions" SET "stage" = 'Production'
FROM "aliases" WHERE "aliases"."version_id" = "versions"."id" AND "aliases"."name" = 'production';--> statement-breakpoint
CREATE INDEX "versions_team_run" ON "versions" USING btree ("team_id","run_id") WHERE "versions"."run_id" is not null;--> statement-breakpoint
CREATE INDEX "versions_model_stage" ON "versions" USING btree ("model_id","stage","number");--> statement-breakpoint
CREATE INDEX "versions_team_updated" ON "versions" USING btree ("team_id","updated_at");