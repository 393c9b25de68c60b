CREATE TABLE "batches" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"webhook_id" text,
	"automation_id" text,
	"target_name" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"cursor" text,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "breakers" (
	"destination" text PRIMARY KEY NOT NULL,
	"window_started_at" timestamp (3) with time zone NOT NULL,
	"failures" integer NOT NULL,
	"successes" integer NOT NULL,
	"open_until" timestamp (3) with time zone,
	"openings" integer NOT NULL,
	"probe_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "open_deliveries" (
	"delivery_id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"automation_id" text NOT NULL,
	"destination" text NOT NULL,
	"state" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"attempt_count" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"lease_token" uuid,
	"lease_expires_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "paces" (
	"destination" text PRIMARY KEY NOT NULL,
	"used_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attempts" DROP CONSTRAINT "attempts_delivery_id_deliveries_id_fk";
--> statement-breakpoint
DROP INDEX "attempts_delivery_number_unique";--> statement-breakpoint
ALTER TABLE "attempts" DROP CONSTRAINT "attempts_pkey";--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_delivery_id_number_pk" PRIMARY KEY("delivery_id","number");--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "max_concurrent" integer;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "max_per_second" real;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "refusal" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "traceparent" text;--> statement-breakpoint
CREATE INDEX "batches_team" ON "batches" USING btree ("team_id","id");--> statement-breakpoint
CREATE INDEX "batches_running" ON "batches" USING btree ("id") WHERE "batches"."state" = 'running';--> statement-breakpoint
CREATE INDEX "open_deliveries_pending" ON "open_deliveries" USING btree ("destination","due_at") WHERE "open_deliveries"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "open_deliveries_retrying" ON "open_deliveries" USING btree ("destination","due_at") WHERE "open_deliveries"."state" = 'retrying';--> statement-breakpoint
CREATE INDEX "open_deliveries_lease" ON "open_deliveries" USING btree ("lease_expires_at") WHERE "open_deliveries"."state" = 'sending';--> statement-breakpoint
CREATE INDEX "open_deliveries_ended" ON "open_deliveries" USING btree ("team_id","state","delivery_id") WHERE "open_deliveries"."state" in ('unknown', 'gave_up', 'stopped');--> statement-breakpoint
CREATE INDEX "open_deliveries_destination_ended" ON "open_deliveries" USING btree ("destination","delivery_id") WHERE "open_deliveries"."state" in ('unknown', 'gave_up', 'stopped');--> statement-breakpoint
CREATE INDEX "open_deliveries_automation_ended" ON "open_deliveries" USING btree ("automation_id","delivery_id") WHERE "open_deliveries"."state" in ('unknown', 'gave_up', 'stopped');--> statement-breakpoint
-- Rows here come and go thousands of times a second: they are cleaned up early, or claims would wade through dead ones.
ALTER TABLE "open_deliveries" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);--> statement-breakpoint
INSERT INTO "open_deliveries" (
	"delivery_id", "team_id", "automation_id", "destination", "state", "tries", "attempt_count", "due_at", "lease_token",
	"lease_expires_at", "finished_at"
)
SELECT
	"id", "team_id", "automation_id", coalesce("webhook_id", ''), "state", "tries", "attempt_count", "due_at", "lease_token",
	"lease_expires_at", "finished_at"
FROM "deliveries" WHERE "state" <> 'delivered';--> statement-breakpoint
-- What gave up unsent kept its reason in the delivery's row: now it has an attempt that says so, as all others do.
UPDATE "deliveries" SET "refusal" = 'payload_too_large' WHERE "body" = '';--> statement-breakpoint
INSERT INTO "attempts" ("id", "delivery_id", "number", "code", "started_at", "duration_ms")
SELECT 'att_' || substr("id", 4), "id", 1, 'payload_too_large', "created_at", 0
FROM "deliveries" WHERE "body" = '' AND "attempt_count" = 0;--> statement-breakpoint
UPDATE "open_deliveries" SET "attempt_count" = 1
WHERE "attempt_count" = 0 AND "delivery_id" IN (SELECT "id" FROM "deliveries" WHERE "body" = '');--> statement-breakpoint
UPDATE "attempts" SET "tries" = "deliveries"."tries" FROM "deliveries"
WHERE "deliveries"."id" = "attempts"."delivery_id" AND "attempts"."number" = "deliveries"."attempt_count";
