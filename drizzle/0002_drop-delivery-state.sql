DROP INDEX "deliveries_team_state";--> statement-breakpoint
DROP INDEX "deliveries_due";--> statement-breakpoint
DROP INDEX "deliveries_lease";--> statement-breakpoint
DROP INDEX "deliveries_webhook";--> statement-breakpoint
ALTER TABLE "webhooks" DROP COLUMN "destination";--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "state";--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "tries";--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "attempt_count";--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "last_code";--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "last_status";--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "last_attempt_at";--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "due_at";--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "lease_token";--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "lease_expires_at";--> statement-breakpoint
ALTER TABLE "deliveries" DROP COLUMN "finished_at";--> statement-breakpoint
-- Its jobs only said which deliveries to look at; the due times of open deliveries say the same.
DROP SCHEMA IF EXISTS "queue" CASCADE;
