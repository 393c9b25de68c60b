import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import type { JsonObject } from "@/lib/core/json";
import type { Stage } from "@/lib/core/mlflow";
import { artifacts } from "./artifacts";
import { actorColumns, idColumn, instant } from "./columns";
import { teams } from "./people";

export const models = pgTable(
  "models",
  {
    id: idColumn("model", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    card: text("card").notNull().default(""),
    /** 0, or 1 when an MLflow client made the model. */
    firstNumber: integer("first_number").$type<0 | 1>().notNull().default(0),
    /** Only ever grows: a number is never given twice. The row is locked while a version is linked. */
    nextNumber: integer("next_number").notNull().default(0),
    versionCount: integer("version_count").notNull().default(0),
    latestNumber: integer("latest_number"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (model) => [
    // A model by its name in a URL or a reference; and uniqueness.
    uniqueIndex("models_team_name_unique").on(model.teamId, model.name),
    // The list of models: latest activity first, with a stable tie-break. Like every index here it is ascending and
    // read backwards: drizzle's desc() adds NULLS LAST, which serves no ORDER BY … DESC.
    index("models_team_updated").on(model.teamId, model.updatedAt, model.id),
    // Models by date of creation.
    index("models_team_created").on(model.teamId, model.createdAt),
  ],
);

export const versions = pgTable(
  "versions",
  {
    id: idColumn("version", "id").primaryKey(),
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    modelId: idColumn("model", "model_id")
      .notNull()
      .references(() => models.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    artifactId: idColumn("artifact", "artifact_id")
      .notNull()
      .references(() => artifacts.id),
    description: text("description").notNull().default(""),
    /** The artifact's metadata again, so that one index serves the search; an artifact never changes. */
    metadata: jsonb("metadata").$type<JsonObject>().notNull().default({}),
    linkKey: text("link_key"),
    /** The training run, again from the artifact's source, so that versions are found by it. */
    runId: text("run_id"),
    /** What MLflow's clients tell of a version besides, kept as it came: `models:/m-…` is theirs to resolve. */
    runLink: text("run_link"),
    loggedModelId: text("logged_model_id"),
    /** Where a version that was copied from another one of the team has its bytes; null where `source` says it. */
    downloadUri: text("download_uri"),
    stage: text("stage").$type<Stage>().notNull().default("None"),
    ...actorColumns(),
    linkedAt: instant("linked_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (version) => [
    // A version by `vN`; the versions of a model, newest first.
    uniqueIndex("versions_model_number_unique").on(version.modelId, version.number),
    // A link repeated with its key answers with the version that the first one made.
    uniqueIndex("versions_model_link_key_unique").on(version.modelId, version.linkKey),
    // Versions of the whole team, newest first.
    index("versions_team_linked").on(version.teamId, version.linkedAt, version.id),
    // Versions of the team by the exact value of a metadata key: metadata @> '{"framework":"onnx"}'.
    index("versions_metadata").using("gin", sql`${version.metadata} jsonb_path_ops`),
    // Versions of the team by the run that made them.
    index("versions_team_run").on(version.teamId, version.runId).where(sql`${version.runId} is not null`),
    // The newest version of each stage of a model.
    index("versions_model_stage").on(version.modelId, version.stage, version.number),
    // Versions of the team as MLflow's search orders them: the last changed first.
    index("versions_team_updated").on(version.teamId, version.updatedAt),
    // Which versions were made from an artifact, before it is deleted.
    index("versions_artifact").on(version.artifactId),
  ],
);

export const aliases = pgTable(
  "aliases",
  {
    modelId: idColumn("model", "model_id")
      .notNull()
      .references(() => models.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    teamId: idColumn("team", "team_id").notNull(),
    versionId: idColumn("version", "version_id")
      .notNull()
      .references(() => versions.id, { onDelete: "cascade" }),
    versionNumber: integer("version_number").notNull(),
    setBy: text("set_by").notNull(),
    since: instant("since").notNull().defaultNow(),
  },
  (alias) => [
    // An alias holds one version: a version by its alias; the aliases of a model.
    primaryKey({ columns: [alias.modelId, alias.name] }),
    // The aliases of the versions on a page.
    index("aliases_version").on(alias.versionId),
    // Models and versions of the team that carry an alias.
    index("aliases_team_name").on(alias.teamId, alias.name),
  ],
);

/** Every step of every alias, kept after the version is gone: numbers, not references. */
export const aliasMoves = pgTable(
  "alias_moves",
  {
    id: idColumn("aliasMove", "id").primaryKey(),
    teamId: idColumn("team", "team_id").notNull(),
    modelId: idColumn("model", "model_id")
      .notNull()
      .references(() => models.id, { onDelete: "cascade" }),
    alias: text("alias").notNull(),
    fromNumber: integer("from_number"),
    toNumber: integer("to_number"),
    eventId: idColumn("event", "event_id"),
    ...actorColumns(),
    movedAt: instant("moved_at").notNull().defaultNow(),
  },
  (move) => [
    // The history of one alias, newest first; a rollback reads its first row.
    index("alias_moves_model_alias").on(move.modelId, move.alias, move.id),
    // The history of all aliases of a model, newest first.
    index("alias_moves_model").on(move.modelId, move.id),
  ],
);

export const protectedAliases = pgTable(
  "protected_aliases",
  {
    teamId: idColumn("team", "team_id")
      .notNull()
      .references(() => teams.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (alias) => [primaryKey({ columns: [alias.teamId, alias.name] })],
);

/** Tags of models (version null) and of versions. */
export const tags = pgTable(
  "tags",
  {
    teamId: idColumn("team", "team_id").notNull(),
    modelId: idColumn("model", "model_id")
      .notNull()
      .references(() => models.id, { onDelete: "cascade" }),
    versionId: idColumn("version", "version_id").references(() => versions.id, { onDelete: "cascade" }),
    key: text("key").notNull(),
    value: text("value").notNull().default(""),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (tag) => [
    // One value a key: the tags of a model and of its versions.
    unique("tags_target_key_unique").on(tag.modelId, tag.versionId, tag.key).nullsNotDistinct(),
    // Models and versions of the team by tag; values are cut, for an index row holds no 100,000 characters.
    index("tags_team_key_value").on(tag.teamId, tag.key, sql`left(${tag.value}, 200)`),
    // The tags of the versions on a page, and their removal with the version.
    index("tags_version").on(tag.versionId),
  ],
);

export const evaluations = pgTable(
  "evaluations",
  {
    id: idColumn("evaluation", "id").primaryKey(),
    teamId: idColumn("team", "team_id").notNull(),
    modelId: idColumn("model", "model_id")
      .notNull()
      .references(() => models.id, { onDelete: "cascade" }),
    versionId: idColumn("version", "version_id")
      .notNull()
      .references(() => versions.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    metrics: jsonb("metrics").$type<Record<string, number>>().notNull().default({}),
    checks: jsonb("checks").$type<Record<string, boolean>>().notNull().default({}),
    isPassed: boolean("is_passed").notNull().default(true),
    runUrl: text("run_url"),
    ...actorColumns(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (evaluation) => [
    // The evaluations of a version, newest first.
    index("evaluations_version").on(evaluation.versionId, evaluation.id),
  ],
);
