CREATE TABLE "run_reports" (
	"delivery_id" text NOT NULL,
	"kind" text NOT NULL,
	"team_id" text NOT NULL,
	"event_id" text NOT NULL,
	"remote_id" text,
	"told" text,
	"problem" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "run_reports_delivery_id_kind_pk" PRIMARY KEY("delivery_id","kind")
);
--> statement-breakpoint
ALTER TABLE "github_runs" ADD COLUMN "team_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "github_runs" ADD COLUMN "conclusion" text;--> statement-breakpoint
ALTER TABLE "github_runs" ADD COLUMN "sha" text;--> statement-breakpoint
ALTER TABLE "github_runs" ADD COLUMN "failing_job_attempt" integer;--> statement-breakpoint
ALTER TABLE "github_runs" ADD COLUMN "failing_job_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "github_runs" ADD COLUMN "failure_told_attempt" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "github_runs" ADD COLUMN "changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "run_reports_due" ON "run_reports" USING btree ("due_at") WHERE "run_reports"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "run_reports_event" ON "run_reports" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "run_reports_changed" ON "run_reports" USING btree ("team_id","changed_at");--> statement-breakpoint
CREATE INDEX "deliveries_github" ON "deliveries" USING btree ("team_id","id") WHERE "deliveries"."action_type" = 'github';--> statement-breakpoint
CREATE INDEX "github_runs_team_state" ON "github_runs" USING btree ("team_id","state","delivery_id") WHERE "github_runs"."delivery_id" is not null;--> statement-breakpoint
CREATE INDEX "github_runs_changed" ON "github_runs" USING btree ("team_id","changed_at") WHERE "github_runs"."delivery_id" is not null;