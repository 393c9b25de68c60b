CREATE TABLE "confirmations" (
	"delivery_id" text PRIMARY KEY NOT NULL,
	"confirmed_by" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "github_apps" (
	"id" text PRIMARY KEY NOT NULL,
	"app_id" bigint NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"owner_login" text NOT NULL,
	"client_id" text NOT NULL,
	"sealed" text NOT NULL,
	"key_id" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "github_callers" (
	"delivery_id" text NOT NULL,
	"repository_id" bigint NOT NULL,
	"run_id" bigint NOT NULL,
	"attempt" integer NOT NULL,
	"bound_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "github_callers_delivery_id_repository_id_pk" PRIMARY KEY("delivery_id","repository_id")
);
--> statement-breakpoint
CREATE TABLE "github_identity_uses" (
	"jti" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "github_installations" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"app_id" bigint NOT NULL,
	"installation_id" bigint NOT NULL,
	"account_id" bigint NOT NULL,
	"account_login" text NOT NULL,
	"account_type" text NOT NULL,
	"repository_selection" text NOT NULL,
	"permissions" jsonb NOT NULL,
	"suspended_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "github_policies" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"name" text NOT NULL,
	"rule" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "github_receipts" (
	"guid" text PRIMARY KEY NOT NULL,
	"event" text NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "github_recoveries" (
	"app_id" bigint PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"read_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "github_repositories" (
	"installation_id" text NOT NULL,
	"repository_id" bigint NOT NULL,
	"owner_id" bigint NOT NULL,
	"name" text NOT NULL,
	"default_branch" text NOT NULL,
	"is_private" boolean NOT NULL,
	"is_archived" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "github_repositories_installation_id_repository_id_pk" PRIMARY KEY("installation_id","repository_id")
);
--> statement-breakpoint
CREATE TABLE "github_runs" (
	"repository_id" bigint NOT NULL,
	"run_id" bigint NOT NULL,
	"team_id" text NOT NULL,
	"delivery_id" text,
	"state" text NOT NULL,
	"conclusion" text,
	"url" text NOT NULL,
	"workflow" text NOT NULL,
	"event" text NOT NULL,
	"title" text NOT NULL,
	"sha" text,
	"attempt" integer NOT NULL,
	"failing_job" text,
	"failing_job_url" text,
	"failing_job_attempt" integer,
	"failing_job_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"told_at" timestamp (3) with time zone NOT NULL,
	"failure_told_attempt" integer DEFAULT 0 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "github_runs_repository_id_run_id_pk" PRIMARY KEY("repository_id","run_id")
);
--> statement-breakpoint
CREATE TABLE "github_used_states" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
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
DROP INDEX "tokens_team_name_unique";--> statement-breakpoint
ALTER TABLE "automations" ADD COLUMN "installation_id" text;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "delivery_id" text;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "version_id" text;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "purposes" text[];--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "installation_id" text;--> statement-breakpoint
ALTER TABLE "github_installations" ADD CONSTRAINT "github_installations_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "github_policies" ADD CONSTRAINT "github_policies_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "github_repositories" ADD CONSTRAINT "github_repositories_installation_id_github_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."github_installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "github_apps_key" ON "github_apps" USING btree ("key_id");--> statement-breakpoint
CREATE INDEX "github_callers_bound" ON "github_callers" USING btree ("bound_at");--> statement-breakpoint
CREATE INDEX "github_identity_uses_expires" ON "github_identity_uses" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "github_installations_living_unique" ON "github_installations" USING btree ("installation_id") WHERE "github_installations"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "github_installations_team" ON "github_installations" USING btree ("team_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "github_policies_name_unique" ON "github_policies" USING btree ("team_id","name");--> statement-breakpoint
CREATE INDEX "github_receipts_received" ON "github_receipts" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "github_repositories_name" ON "github_repositories" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "github_repositories_repository" ON "github_repositories" USING btree ("repository_id");--> statement-breakpoint
CREATE INDEX "github_runs_delivery" ON "github_runs" USING btree ("delivery_id");--> statement-breakpoint
CREATE INDEX "github_runs_unmatched" ON "github_runs" USING btree ("created_at") WHERE "github_runs"."delivery_id" is null;--> statement-breakpoint
CREATE INDEX "github_runs_team_state" ON "github_runs" USING btree ("team_id","state","delivery_id") WHERE "github_runs"."delivery_id" is not null;--> statement-breakpoint
CREATE INDEX "github_runs_changed" ON "github_runs" USING btree ("team_id","changed_at") WHERE "github_runs"."delivery_id" is not null;--> statement-breakpoint
CREATE INDEX "github_used_states_expires" ON "github_used_states" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "run_reports_due" ON "run_reports" USING btree ("due_at") WHERE "run_reports"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "run_reports_event" ON "run_reports" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "run_reports_changed" ON "run_reports" USING btree ("team_id","changed_at");--> statement-breakpoint
ALTER TABLE "automations" ADD CONSTRAINT "automations_installation_id_github_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."github_installations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "automations_installation" ON "automations" USING btree ("installation_id");--> statement-breakpoint
CREATE INDEX "deliveries_github" ON "deliveries" USING btree ("team_id","id") WHERE "deliveries"."action_type" = 'github';--> statement-breakpoint
CREATE INDEX "tokens_runs_expired" ON "tokens" USING btree ("expires_at") WHERE "tokens"."delivery_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_team_name_unique" ON "tokens" USING btree ("team_id","name") WHERE "tokens"."revoked_at" is null and "tokens"."delivery_id" is null;