ALTER TABLE "automations" ADD COLUMN "queue_id" text;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "workflow_repository_id" bigint;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "workflow_run_id" bigint;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "workflow_sent_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "workflow_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "automations" ADD CONSTRAINT "automations_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "automations_queue" ON "automations" USING btree ("queue_id");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_workflow_unique" ON "runs" USING btree ("workflow_repository_id","workflow_run_id") WHERE "runs"."workflow_run_id" is not null;