import { sql } from "drizzle-orm";
import { bigint, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { actorColumns, idColumn, instant } from "./columns";
import { teams } from "./people";

/**
 * What MLflow's clients keep here as in an artifact store: files by their paths, one tree a team, beside the artifacts of
 * the registry. The bytes are blobs of the team like all others.
 */
export const mlflowFiles = pgTable(
  "mlflow_files",
  {
    /** The upload that brought it. */
    id: idColumn("upload", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    /** Null while the bytes arrive: the row then only keeps them from being removed under the upload's hands. */
    path: text("path"),
    sha256: text("sha256").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    ...actorColumns(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (file) => [
    // A file by its path; and the paths below a folder, which compare byte by byte.
    uniqueIndex("mlflow_files_team_path_unique").on(file.teamId, sql`${file.path} collate "C"`),
    // Whether any file still needs a blob, before its bytes are removed.
    index("mlflow_files_team_sha256").on(file.teamId, file.sha256),
    // Files whose upload never ended, for the sweep.
    index("mlflow_files_arriving").on(file.createdAt).where(sql`${file.path} is null`),
  ],
);
