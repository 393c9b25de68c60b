CREATE TABLE "agents" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"queue_id" text NOT NULL,
	"token_id" text NOT NULL,
	"name" text NOT NULL,
	"hostname" text NOT NULL,
	"version" text NOT NULL,
	"slots" integer NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_heard_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"drain_asked_at" timestamp (3) with time zone,
	"gone_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "job_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"job_id" text NOT NULL,
	"team_id" text NOT NULL,
	"number" integer NOT NULL,
	"source" jsonb NOT NULL,
	"parameters" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"next_number" integer DEFAULT 0 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "queues" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"resource" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"max_running" integer,
	"default_priority" integer NOT NULL,
	"template" jsonb NOT NULL,
	"variables" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "run_logs" (
	"run_id" text NOT NULL,
	"lease" integer NOT NULL,
	"sequence" integer NOT NULL,
	"first_line" integer NOT NULL,
	"lines" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "run_logs_run_id_lease_sequence_pk" PRIMARY KEY("run_id","lease","sequence")
);
--> statement-breakpoint
CREATE TABLE "run_numbers" (
	"team_id" text PRIMARY KEY NOT NULL,
	"next_number" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"number" integer NOT NULL,
	"queue_id" text NOT NULL,
	"job_id" text NOT NULL,
	"job_version_id" text NOT NULL,
	"state" text NOT NULL,
	"priority" integer NOT NULL,
	"project_id" text NOT NULL,
	"parameters" jsonb NOT NULL,
	"overrides" jsonb NOT NULL,
	"variables" jsonb NOT NULL,
	"resource" jsonb NOT NULL,
	"version_id" text,
	"model_id" text,
	"model_name" text,
	"version_number" integer,
	"event_id" text,
	"delivery_id" text,
	"automation_id" text,
	"automation_name" text,
	"rerun_of" text,
	"requested_by" text NOT NULL,
	"lease" integer DEFAULT 0 NOT NULL,
	"lease_expires_at" timestamp (3) with time zone,
	"agent_id" text,
	"agent_name" text,
	"kill_asked_by" text,
	"kill_asked_at" timestamp (3) with time zone,
	"queued_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"end_cause" text,
	"exit_code" integer,
	"end_message" text,
	"log_lines" integer DEFAULT 0 NOT NULL,
	"log_bytes" integer DEFAULT 0 NOT NULL,
	"is_log_cut" boolean DEFAULT false NOT NULL,
	"workflow_url" text,
	"workflow_repository_id" bigint,
	"workflow_run_id" bigint,
	"workflow_sent_at" timestamp (3) with time zone,
	"workflow_due_at" timestamp (3) with time zone,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mlflow_files" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"path" text,
	"sha256" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "tokens_team_name_unique";--> statement-breakpoint
DROP INDEX "tokens_runs_expired";--> statement-breakpoint
ALTER TABLE "automations" ADD COLUMN "queue_id" text;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "run_id" text;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "run_project_id" text;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "queue_id" text;--> statement-breakpoint
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
ALTER TABLE "agents" ADD CONSTRAINT "agents_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_versions" ADD CONSTRAINT "job_versions_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "queues" ADD CONSTRAINT "queues_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_logs" ADD CONSTRAINT "run_logs_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_numbers" ADD CONSTRAINT "run_numbers_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mlflow_files" ADD CONSTRAINT "mlflow_files_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agents_queue" ON "agents" USING btree ("queue_id","last_heard_at");--> statement-breakpoint
CREATE INDEX "agents_heard" ON "agents" USING btree ("last_heard_at");--> statement-breakpoint
CREATE UNIQUE INDEX "job_versions_job_number_unique" ON "job_versions" USING btree ("job_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_team_name_unique" ON "jobs" USING btree ("team_id","name") WHERE "jobs"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "queues_team_name_unique" ON "queues" USING btree ("team_id","name") WHERE "queues"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "run_logs_lines" ON "run_logs" USING btree ("run_id","first_line");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_team_number_unique" ON "runs" USING btree ("team_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_delivery_unique" ON "runs" USING btree ("delivery_id") WHERE "runs"."delivery_id" is not null;--> statement-breakpoint
CREATE INDEX "runs_queue_waiting" ON "runs" USING btree ("queue_id","priority","id") WHERE "runs"."state" = 'queued';--> statement-breakpoint
CREATE INDEX "runs_queue_held" ON "runs" USING btree ("queue_id","lease_expires_at") WHERE "runs"."state" in ('claimed', 'running');--> statement-breakpoint
CREATE INDEX "runs_agent_held" ON "runs" USING btree ("agent_id") WHERE "runs"."state" in ('claimed', 'running');--> statement-breakpoint
CREATE INDEX "runs_queue" ON "runs" USING btree ("queue_id","number");--> statement-breakpoint
CREATE INDEX "runs_job" ON "runs" USING btree ("job_id","number");--> statement-breakpoint
CREATE INDEX "runs_version" ON "runs" USING btree ("version_id","number");--> statement-breakpoint
CREATE INDEX "runs_team_state" ON "runs" USING btree ("team_id","state","number");--> statement-breakpoint
CREATE INDEX "runs_team_changed" ON "runs" USING btree ("team_id","changed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_workflow_unique" ON "runs" USING btree ("workflow_repository_id","workflow_run_id") WHERE "runs"."workflow_run_id" is not null;--> statement-breakpoint
CREATE INDEX "runs_finished" ON "runs" USING btree ("finished_at") WHERE "runs"."finished_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "mlflow_files_team_path_unique" ON "mlflow_files" USING btree ("team_id","path" collate "C");--> statement-breakpoint
CREATE INDEX "mlflow_files_team_sha256" ON "mlflow_files" USING btree ("team_id","sha256");--> statement-breakpoint
CREATE INDEX "mlflow_files_arriving" ON "mlflow_files" USING btree ("created_at") WHERE "mlflow_files"."path" is null;--> statement-breakpoint
ALTER TABLE "automations" ADD CONSTRAINT "automations_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "automations_queue" ON "automations" USING btree ("queue_id");--> statement-breakpoint
CREATE INDEX "tokens_queue" ON "tokens" USING btree ("queue_id") WHERE "tokens"."queue_id" is not null;--> statement-breakpoint
CREATE INDEX "tokens_run" ON "tokens" USING btree ("run_id") WHERE "tokens"."run_id" is not null;--> statement-breakpoint
CREATE INDEX "versions_team_run" ON "versions" USING btree ("team_id","run_id") WHERE "versions"."run_id" is not null;--> statement-breakpoint
CREATE INDEX "versions_model_stage" ON "versions" USING btree ("model_id","stage","number");--> statement-breakpoint
CREATE INDEX "versions_team_updated" ON "versions" USING btree ("team_id","updated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_team_name_unique" ON "tokens" USING btree ("team_id","name") WHERE "tokens"."revoked_at" is null and "tokens"."purposes" is null and "tokens"."queue_id" is null;--> statement-breakpoint
CREATE INDEX "tokens_runs_expired" ON "tokens" USING btree ("expires_at") WHERE "tokens"."purposes" is not null;