ALTER TABLE "automations" ADD COLUMN "queue_id" text;--> statement-breakpoint
ALTER TABLE "automations" ADD CONSTRAINT "automations_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "automations_queue" ON "automations" USING btree ("queue_id");