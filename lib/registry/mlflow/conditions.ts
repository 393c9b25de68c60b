import { and, eq, inArray, isNotNull, isNull, not, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { TeamScope } from "@/lib/core/actor";
import type { ModelClause, TagClause, TextOperator, VersionClause } from "@/lib/core/mlflow-search/filter";
import { likePattern } from "@/lib/core/mlflow-search/like";
import { isAmong } from "@/lib/db/among";
import type { Database } from "@/lib/db/client";
import { artifacts, models, projects, tags, versions } from "@/lib/db/schema";
import { SOURCE } from "./views";

/** The tag by which MLflow keeps its prompts among the models. */
const PROMPT_TAG = "mlflow.prompt.is_prompt";
const NUMBER_MAX = 2_147_483_647;

/**
 * What a search asks of models. Who does not ask for prompts is shown none: the clause that every client appends,
 * `is_prompt != 'true'`, means that, and so is true of models without the tag too.
 */
export function modelConditions(db: Database, scope: TeamScope, clauses: readonly ModelClause[]): SQL[] {
  const others = clauses.filter((clause) => !isNoPrompt(clause));
  const named = others.filter((clause) => clause.field === "name").map((clause) => compare(models.name, clause));
  const tagged = others
    .filter((clause) => clause.field === "tag")
    .map((clause) => taggedModels(db, scope, clause).getSQL());
  const hidden = clauses.some(isPrompt) ? [] : [not(inArray(models.id, taggedModels(db, scope, PROMPT)))];
  return [...named, ...isInAll(models.id, tagged), ...hidden];
}

/** What a search asks of versions that stand joined with their models. */
export function versionConditions(db: Database, scope: TeamScope, clauses: readonly VersionClause[]): SQL[] {
  const tagged = clauses
    .filter((clause) => clause.field === "tag")
    .map((clause) => taggedVersions(db, scope, clause).getSQL());
  const others = clauses.filter((clause) => clause.field !== "tag");
  return [...others.map((clause) => versionCondition(db, scope, clause)), ...isInAll(versions.id, tagged)];
}

/**
 * True of what all these queries find. They are intersected first: the planner takes tags for unrelated, so expects
 * hardly anything of two, and would look up each row of the first in the second.
 */
function isInAll(id: AnyPgColumn, found: readonly SQL[]): SQL[] {
  return found.length === 0 ? [] : [sql`${id} in (${sql.join([...found], sql` intersect `)})`];
}

function versionCondition(db: Database, scope: TeamScope, clause: Exclude<VersionClause, TagClause>): SQL {
  if (clause.operator === "IN") {
    return isAmong(versions.runId, clause.values);
  }
  if (clause.field === "version_number") {
    return compareNumber(clause);
  }
  if (clause.field === "source_path") {
    return inArray(versions.artifactId, artifactsOfSource(db, scope, clause));
  }
  return compare(clause.field === "run_id" ? versions.runId : models.name, clause);
}

const PROMPT: TagClause = { field: "tag", key: PROMPT_TAG, operator: "=", value: "true" };

function isNoPrompt(clause: ModelClause): boolean {
  return clause.field === "tag" && clause.key === PROMPT_TAG && clause.operator === "!=" && clause.value === "true";
}

function isPrompt(clause: ModelClause): boolean {
  const wanted = clause.operator === "!=" ? "false" : "true";
  return clause.field === "tag" && clause.key === PROMPT_TAG && clause.value === wanted;
}

function taggedModels(db: Database, scope: TeamScope, clause: TagClause) {
  return db
    .select({ id: tags.modelId })
    .from(tags)
    .where(and(isTagged(scope, clause), isNull(tags.versionId)));
}

function taggedVersions(db: Database, scope: TeamScope, clause: TagClause) {
  return db
    .select({ id: tags.versionId })
    .from(tags)
    .where(and(isTagged(scope, clause), isNotNull(tags.versionId)));
}

/** What the index holds of a value. */
const INDEXED_LENGTH = 200;

/**
 * Short text is compared with the index's part alone: a second comparison that says the same would have the planner
 * expect hardly any row, and look each of thousands up.
 */
function isTagged(scope: TeamScope, { key, ...test }: TagClause): SQL | undefined {
  const start = sql`left(${tags.value}, ${sql.raw(String(INDEXED_LENGTH))})`;
  const isShort = [...test.value].length < INDEXED_LENGTH;
  const found =
    test.operator === "="
      ? compare(start, { ...test, value: [...test.value].slice(0, INDEXED_LENGTH).join("") })
      : undefined;
  return and(
    eq(tags.teamId, scope.teamId),
    eq(tags.key, key),
    found,
    found && isShort ? undefined : compare(tags.value, test),
  );
}

function artifactsOfSource(db: Database, scope: TeamScope, clause: { operator: TextOperator; value: string }) {
  return db
    .select({ id: artifacts.id })
    .from(artifacts)
    .innerJoin(projects, eq(projects.id, artifacts.projectId))
    .where(and(eq(artifacts.teamId, scope.teamId), compare(SOURCE, clause)));
}

const TEXT_COMPARISON = {
  "=": sql.raw("="),
  "!=": sql.raw("<>"),
  LIKE: sql.raw("like"),
  ILIKE: sql.raw("ilike"),
} as const satisfies Record<TextOperator, SQL>;

function compare(column: AnyPgColumn | SQL, { operator, value }: { operator: TextOperator; value: string }): SQL {
  const isPattern = operator === "LIKE" || operator === "ILIKE";
  return sql`${column} ${TEXT_COMPARISON[operator]} ${isPattern ? likePattern(value) : value}::text`;
}

/** What no number of a version can be is compared as what it is; a cast to integer would throw. */
function compareNumber({ operator, value }: Extract<VersionClause, { field: "version_number" }>): SQL {
  const isInteger = Number.isInteger(value) && Math.abs(value) <= NUMBER_MAX;
  const comparison = sql.raw(operator === "!=" ? "<>" : operator);
  return sql`${versions.number} ${comparison} ${value}::${sql.raw(isInteger ? "int" : "float8")}`;
}
