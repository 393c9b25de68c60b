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
ALTER TABLE "versions" ADD COLUMN "run_id" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "run_link" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "logged_model_id" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "download_uri" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "stage" text DEFAULT 'None' NOT NULL;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "mlflow_files" ADD CONSTRAINT "mlflow_files_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mlflow_files_team_path_unique" ON "mlflow_files" USING btree ("team_id","path" collate "C");--> statement-breakpoint
CREATE INDEX "mlflow_files_team_sha256" ON "mlflow_files" USING btree ("team_id","sha256");--> statement-breakpoint
CREATE INDEX "mlflow_files_arriving" ON "mlflow_files" USING btree ("created_at") WHERE "mlflow_files"."path" is null;--> statement-breakpoint
CREATE INDEX "versions_team_run" ON "versions" USING btree ("team_id","run_id") WHERE "versions"."run_id" is not null;--> statement-breakpoint
CREATE INDEX "versions_model_stage" ON "versions" USING btree ("model_id","stage","number");--> statement-breakpoint
CREATE INDEX "versions_team_updated" ON "versions" USING btree ("team_id","updated_at");