import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { JsonObject } from "@/lib/core/json";
import type { ArtifactSource, ArtifactState } from "@/lib/core/registry";
import { actorColumns, idColumn, instant } from "./columns";
import { projects, teams } from "./people";

export const artifacts = pgTable(
  "artifacts",
  {
    id: idColumn("artifact", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    projectId: idColumn("project", "project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    number: integer("number").notNull(),
    type: text("type").notNull(),
    state: text("state").$type<ArtifactState>().notNull(),
    description: text("description").notNull().default(""),
    metadata: jsonb("metadata").$type<JsonObject>().notNull().default({}),
    source: jsonb("source").$type<ArtifactSource>().notNull().default({}),
    referenceUri: text("reference_uri"),
    /** SHA-256 of the canonical manifest; for a reference, what the client claimed or the SHA-256 of the URI. */
    digest: text("digest").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull().default(0),
    fileCount: integer("file_count").notNull().default(0),
    ...actorColumns(),
    createdAt: instant("created_at").notNull().defaultNow(),
    committedAt: instant("committed_at"),
  },
  (artifact) => [
    // An artifact by project, name and number; the newest of a name.
    uniqueIndex("artifacts_project_name_number_unique").on(artifact.projectId, artifact.name, artifact.number),
    // The team's artifacts, newest first.
    index("artifacts_team").on(artifact.teamId, artifact.id),
    // Uploads that were begun and never finished, for their removal.
    index("artifacts_uploading").on(artifact.createdAt).where(sql`${artifact.state} = 'uploading'`),
  ],
);

/** Bytes that the team has, each once, recorded only after size and SHA-256 were read and found right. */
export const blobs = pgTable(
  "blobs",
  {
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    sha256: text("sha256").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    /** Set while the bytes are being removed, for nothing needs them: until the row is gone, nothing may rely on them. */
    removingAt: instant("removing_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (blob) => [
    primaryKey({ columns: [blob.teamId, blob.sha256] }),
    // Removals that a crash cut short, for the sweep to finish.
    index("blobs_removing").on(blob.removingAt).where(sql`${blob.removingAt} is not null`),
  ],
);

export const files = pgTable(
  "files",
  {
    artifactId: idColumn("artifact", "artifact_id")
      .notNull()
      .references(() => artifacts.id, { onDelete: "cascade" }),
    path: text("path").notNull(),
    teamId: idColumn("team", "team_id").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    sha256: text("sha256").notNull(),
  },
  (file) => [
    primaryKey({ columns: [file.artifactId, file.path] }),
    // Whether any artifact of the team still needs a blob, before its bytes are removed.
    index("files_team_sha256").on(file.teamId, file.sha256),
  ],
);

/** One file on its way up. Its parts live in storage under the upload's id; the row goes when the file is proven. */
export const uploads = pgTable(
  "uploads",
  {
    id: idColumn("upload", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    artifactId: idColumn("artifact", "artifact_id")
      .notNull()
      .references(() => artifacts.id, { onDelete: "cascade" }),
    sha256: text("sha256").notNull(),
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    /** When the store was told of it, at the first part or the commit; and the store's own name for it, where it has one. */
    startedAt: instant("started_at"),
    remoteId: text("remote_id"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (upload) => [
    // The uploads that an artifact still waits for; one for each content, however many paths share it.
    uniqueIndex("uploads_artifact_sha256_unique").on(upload.artifactId, upload.sha256),
  ],
);
