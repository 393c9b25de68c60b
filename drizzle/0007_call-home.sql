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
CREATE TABLE "github_policies" (
	"id" text PRIMARY KEY NOT NULL,
	"team_id" text NOT NULL,
	"name" text NOT NULL,
	"rule" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "tokens_team_name_unique";--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "delivery_id" text;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "version_id" text;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "purposes" text[];--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "installation_id" text;--> statement-breakpoint
ALTER TABLE "github_policies" ADD CONSTRAINT "github_policies_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "github_callers_bound" ON "github_callers" USING btree ("bound_at");--> statement-breakpoint
CREATE INDEX "github_identity_uses_expires" ON "github_identity_uses" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "github_policies_name_unique" ON "github_policies" USING btree ("team_id","name");--> statement-breakpoint
CREATE INDEX "tokens_runs_expired" ON "tokens" USING btree ("expires_at") WHERE "tokens"."delivery_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_team_name_unique" ON "tokens" USING btree ("team_id","name") WHERE "tokens"."revoked_at" is null and "tokens"."delivery_id" is null;