import { and, desc, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { instant } from "@/lib/core/instant";
import { REGISTRY_PROJECT } from "@/lib/core/names";
import { decodeCursor, encodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import type { EvaluationView, VersionSearch, VersionSummary, VersionView } from "@/lib/core/registry";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { versions } from "@/lib/db/schema";
import { visibleVersions } from "@/lib/db/visibility";
import { findModel, findModelOfVersion } from "../models/find-model";
import { evaluationView, selectEvaluations } from "./evaluation-view";
import { isRange, isSearchable, searchConditions } from "./search-conditions";
import { findVersion, selectVersions, type VersionRow } from "./version-row";
import { versionSummaries, versionView } from "./version-view";

const NUMBER_MAX = 2_147_483_647;
const COLUMNS = { modelId: versions.modelId, versionId: versions.id };

const numberCursor = z.tuple([z.int().min(0).max(NUMBER_MAX)]);
const versionCursor = z.tuple([instant, z.custom<Id<"version">>(isIdOf("version"))]);
const evaluationCursor = z.tuple([z.custom<Id<"evaluation">>(isIdOf("evaluation"))]);

/** What a job runs on: the version that a moving name meant at this moment, by names that never move. */
export type ResolvedVersion = {
  /** `team/model:v3`. */
  ref: string;
  versionId: Id<"version">;
  model: { id: Id<"model">; name: string };
  number: number;
  artifactId: Id<"artifact">;
  digest: string;
  referenceUri: string | null;
};

/** The versions of one model, highest number first. */
export async function listVersions(
  db: Database,
  scope: TeamScope,
  modelName: string,
  search: VersionSearch,
): Promise<Result<Page<VersionSummary>>> {
  const cursor = decodeCursor(search.cursor, numberCursor);
  if (!cursor.ok) {
    return cursor;
  }
  const model = await findModel(db, scope, modelName);
  if (!model) {
    return notFound("model");
  }

  const before = cursor.value && lt(versions.number, cursor.value[0]);
  return findPage(db, scope, search, {
    conditions: [eq(versions.modelId, model.id), before ?? undefined],
    order: [desc(versions.number)],
    keyOf: (row) => [row.number],
  });
}

/** Those of some numbers that a model still has, highest first: what a page shows beside one version. */
export async function listVersionsNumbered(
  db: Database,
  scope: TeamScope,
  modelName: string,
  numbers: readonly number[],
): Promise<VersionSummary[]> {
  const model = numbers.length > 0 ? await findModel(db, scope, modelName) : null;
  if (!model) {
    return [];
  }
  const found = await selectVersions(db)
    .where(and(eq(versions.modelId, model.id), inArray(versions.number, [...numbers])))
    .orderBy(desc(versions.number))
    .limit(numbers.length);
  return versionSummaries(db, scope, found);
}

/** The versions of the whole team, latest first. Metadata by equality only: ranges have no index to stand on. */
export async function searchVersions(
  db: Database,
  scope: TeamScope,
  search: VersionSearch,
): Promise<Result<Page<VersionSummary>>> {
  const range = search.metadata.findIndex(isRange);
  if (range >= 0) {
    return refuse({
      code: "invalid",
      field: `metadata.${range}.operator`,
      message: "Over the whole team metadata is searched by =. Search within one model to compare with <, <=, > or >=.",
    });
  }
  const cursor = decodeCursor(search.cursor, versionCursor);
  if (!cursor.ok) {
    return cursor;
  }

  return findPage(db, scope, search, {
    conditions: [visibleVersions(scope, COLUMNS), cursor.value ? isAfter(...cursor.value) : undefined],
    order: [desc(versions.linkedAt), desc(versions.id)],
    keyOf: (row) => [row.linkedAt.toISOString(), row.id],
  });
}

/** `ref` is `v3`, `latest` or an alias. */
export async function getVersion(
  db: Database,
  scope: TeamScope,
  modelName: string,
  ref: string,
): Promise<Result<VersionView>> {
  const row = await findVisible(db, scope, modelName, ref);
  return row ? ok(await versionView(db, scope, row)) : notFound("version");
}

/** Reads `model:ref`, `team/model:ref` or, as payloads write it, `team/model-registry/model:ref`. */
export async function resolveVersion(
  db: Database,
  scope: TeamScope,
  reference: string,
): Promise<Result<ResolvedVersion>> {
  const parts = partsOf(reference);
  if (!parts) {
    return refuse({ code: "invalid", message: "Name a version as model:v3, model:alias or team/model:alias." });
  }
  const isOwnTeam = parts.team === null || parts.team.toLowerCase() === scope.teamName.toLowerCase();
  const row = isOwnTeam ? await findVisible(db, scope, parts.model, parts.ref) : null;
  if (!row) {
    return notFound("version");
  }

  return ok({
    ref: `${scope.teamName}/${row.modelName}:v${row.number}`,
    versionId: row.id,
    model: { id: row.modelId, name: row.modelName },
    number: row.number,
    artifactId: row.artifactId,
    digest: row.digest,
    referenceUri: row.referenceUri,
  });
}

/** The evaluations of a version, newest first. */
export async function listEvaluations(
  db: Database,
  scope: TeamScope,
  { model, version }: { model: string; version: string },
  page: PageRequest,
): Promise<Result<Page<EvaluationView>>> {
  const cursor = decodeCursor(page.cursor, evaluationCursor);
  if (!cursor.ok) {
    return cursor;
  }
  const row = await findVisible(db, scope, model, version);
  if (!row) {
    return notFound("version");
  }

  const found = await selectEvaluations(db, row.id, { limit: page.limit + 1, before: cursor.value?.[0] });
  return ok(pageOf(found, page.limit, evaluationView, (evaluation) => [evaluation.id]));
}

type PageQuery = {
  conditions: readonly (SQL | undefined)[];
  order: readonly SQL[];
  keyOf: (row: VersionRow) => readonly (string | number)[];
};

async function findPage(
  db: Database,
  scope: TeamScope,
  search: VersionSearch,
  { conditions, order, keyOf }: PageQuery,
): Promise<Result<Page<VersionSummary>>> {
  if (!isSearchable(search)) {
    return ok({ items: [], nextCursor: null });
  }

  const found = await selectVersions(db)
    .where(and(eq(versions.teamId, scope.teamId), ...conditions, ...searchConditions(db, scope, search)))
    .orderBy(...order)
    .limit(search.limit + 1);
  const shown = found.slice(0, search.limit);
  const last = shown.at(-1);
  return ok({
    items: await versionSummaries(db, scope, shown),
    nextCursor: found.length > search.limit && last ? encodeCursor(keyOf(last)) : null,
  });
}

async function findVisible(db: Database, scope: TeamScope, modelName: string, ref: string): Promise<VersionRow | null> {
  const model = await findModelOfVersion(db, scope, modelName);
  return model && findVersion(db, scope, model.id, ref);
}

function partsOf(reference: string): { team: string | null; model: string; ref: string } | null {
  const match = /^(?:([^/:]+)\/(?:([^/:]+)\/)?)?([^/:]+):([^/:]+)$/u.exec(reference);
  const [, team = null, project = REGISTRY_PROJECT, model, ref] = match ?? [];
  return project === REGISTRY_PROJECT && model !== undefined && ref !== undefined ? { team, model, ref } : null;
}

/** A row value compares as the index sorts, so that a page begins with one look-up. */
function isAfter(linkedAt: string, id: Id<"version">): SQL {
  return sql`(${versions.linkedAt}, ${versions.id}) < (${linkedAt}::timestamptz, ${id})`;
}

function isIdOf(kind: "version" | "evaluation") {
  return (id: unknown) => typeof id === "string" && isId(kind, id);
}
