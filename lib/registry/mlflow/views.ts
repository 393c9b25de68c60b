import { and, eq, inArray, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { type MlflowModelView, type MlflowVersionView, STAGES } from "@/lib/core/mlflow";
import { type Database, rows } from "@/lib/db/client";
import { models, versions } from "@/lib/db/schema";
import { aliasesOfModels, aliasesOfVersions } from "../aliases/alias-view";
import { tagsOfModels, tagsOfVersions } from "../tag-rows";
import { selectVersions, type VersionRow } from "../versions/version-row";

const modelColumns = {
  id: models.id,
  name: models.name,
  description: models.description,
  createdBy: models.createdBy,
  createdAt: models.createdAt,
  updatedAt: models.updatedAt,
};

export type MlflowModelRow = Awaited<ReturnType<typeof selectMlflowModels>>[number];

/** Models as MLflow tells of them; the caller adds condition, order and limit. */
export function selectMlflowModels(db: Database) {
  return db.select(modelColumns).from(models);
}

/** The views of a page of versions, in its order: their aliases and tags come in one query each, however many they are. */
export async function mlflowVersionViews(
  db: Database,
  scope: TeamScope,
  found: readonly VersionRow[],
): Promise<MlflowVersionView[]> {
  const ids = found.map(({ id }) => id);
  const [aliases, tags] = await Promise.all([aliasesOfVersions(db, scope, ids), tagsOfVersions(db, ids)]);
  return found.map((row) => {
    const source = sourceOf(row);
    return {
      id: row.id,
      model: row.modelName,
      number: row.number,
      createdAt: row.linkedAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      by: row.linkedBy,
      stage: row.stage,
      description: row.description,
      source,
      downloadUri: row.downloadUri ?? source,
      runId: row.runId,
      runLink: row.runLink,
      loggedModelId: row.loggedModelId,
      tags: tags.get(row.id) ?? [],
      aliases: (aliases.get(row.id) ?? []).map(({ name }) => name),
    };
  });
}

/** The views of a page of models, in its order: what each holds comes in a few queries, however many they are. */
export async function mlflowModelViews(
  db: Database,
  scope: TeamScope,
  found: readonly MlflowModelRow[],
): Promise<MlflowModelView[]> {
  const ids = found.map(({ id }) => id);
  const [latest, aliases, tags] = await Promise.all([
    latestOfModels(db, scope, ids),
    aliasesOfModels(db, scope, ids),
    tagsOfModels(db, ids),
  ]);
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    by: row.createdBy,
    description: row.description,
    latestVersions: latest.get(row.id) ?? [],
    tags: tags.get(row.id) ?? [],
    aliases: (aliases.get(row.id) ?? []).map(({ name, version }) => ({ alias: name, version })),
  }));
}

/** Where the bytes of a version are, as it was said when it was linked; what was uploaded here has a name of ours. */
function sourceOf({ referenceUri, project, artifactName, artifactNumber }: VersionRow): string {
  return referenceUri ?? `modelwire:/${project}/${artifactName}/v${artifactNumber}`;
}

/** Always the same, and the one that recordings of its own server have. */
const STAGE_ORDER = sql.raw("array['Archived', 'Production', 'Staging', 'None']");

/** The newest version of each stage, by model. Each is one look-up in an index, however many versions there are. */
async function latestOfModels(
  db: Database,
  scope: TeamScope,
  modelIds: readonly Id<"model">[],
): Promise<Map<Id<"model">, MlflowVersionView[]>> {
  if (modelIds.length === 0) {
    return new Map();
  }
  const newest = await rows(
    db,
    z.object({ id: z.custom<Id<"version">>((id) => typeof id === "string") }),
    sql`
      select newest.id
      from ${models}
      cross join (values ${sql.join(
        STAGES.map((stage) => sql`(${stage}::text)`),
        sql`, `,
      )}) as stages (name)
      cross join lateral (
        select ${versions.id} from ${versions}
        where ${versions.modelId} = ${models.id} and ${versions.stage} = stages.name
        order by ${versions.number} desc
        limit 1
      ) as newest
      where ${and(eq(models.teamId, scope.teamId), inArray(models.id, [...modelIds]))}
    `,
  );
  if (newest.length === 0) {
    return new Map();
  }
  const found = await selectVersions(db)
    .where(
      inArray(
        versions.id,
        newest.map(({ id }) => id),
      ),
    )
    .orderBy(versions.modelId, sql`array_position(${STAGE_ORDER}::text[], ${versions.stage})`)
    .limit(newest.length);
  const views = await mlflowVersionViews(db, scope, found);

  const byModel = new Map<Id<"model">, MlflowVersionView[]>();
  for (const [index, { modelId }] of found.entries()) {
    const view = views[index];
    if (view) {
      byModel.set(modelId, [...(byModel.get(modelId) ?? []), view]);
    }
  }
  return byModel;
}
