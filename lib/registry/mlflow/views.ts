import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { type MlflowModelView, type MlflowVersionView, STAGES, type Stage } from "@/lib/core/mlflow";
import { type Database, rows } from "@/lib/db/client";
import { aliases, artifacts, models, projects, tags, versions } from "@/lib/db/schema";

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

/** Where the bytes of a version are, as it was said when it was linked; what was uploaded here has a name of ours. */
export const SOURCE = sql`coalesce(${artifacts.referenceUri},
  'modelwire:/' || ${projects.name} || '/' || ${artifacts.name} || '/v' || ${artifacts.number})`;

/** Stands before the artifact's id as the place of bytes that were uploaded here. */
export const UPLOADED_SCHEME = "modelwire:";

const versionId = z.custom<Id<"version">>((id) => typeof id === "string");
const tagList = z.array(z.object({ key: z.string(), value: z.string() }));
const time = z.string().transform((text) => new Date(text).toISOString());

const versionRow = z.object({
  view: z.object({
    id: versionId,
    model: z.string(),
    number: z.number(),
    createdAt: time,
    updatedAt: time,
    by: z.string(),
    stage: z.enum(STAGES),
    description: z.string(),
    source: z.string(),
    downloadUri: z.string(),
    runId: z.string().nullable(),
    runLink: z.string().nullable(),
    loggedModelId: z.string().nullable(),
    tags: tagList,
    aliases: z.array(z.string()),
  }),
});

/**
 * The views of a page of versions, in its order, by one statement. Each part is a look-up by an index (`offset 0` has
 * the planner join nothing): for a hundred rows that is less than reading a table of ten thousand, as it would choose.
 */
export async function mlflowVersionViews(
  db: Database,
  scope: TeamScope,
  found: readonly { id: Id<"version"> }[],
): Promise<MlflowVersionView[]> {
  const read = await rows(
    db,
    versionRow,
    sql`
      select jsonb_build_object(
        'id', ${versions.id}, 'model', ${models.name}, 'number', ${versions.number},
        'createdAt', ${versions.linkedAt}, 'updatedAt', ${versions.updatedAt}, 'by', ${versions.actorName},
        'stage', ${versions.stage}, 'description', ${versions.description}, 'source', ${SOURCE},
        'downloadUri', coalesce(${versions.downloadUri}, ${artifacts.referenceUri}, ${UPLOADED_SCHEME} || ${artifacts.id}),
        'runId', ${versions.runId},
        'runLink', ${versions.runLink}, 'loggedModelId', ${versions.loggedModelId},
        'tags', ${tagsWhere(sql`${tags.versionId} = ${versions.id}`)},
        'aliases', (select coalesce(jsonb_agg(${aliases.name} order by ${aliases.name}), '[]') from ${aliases}
          where ${aliases.versionId} = ${versions.id})
      ) as view
      from ${each(found)}
      cross join lateral (select * from ${versions} where ${versions.id} = page.id offset 0) as versions
      cross join lateral (select * from ${models} where ${models.id} = ${versions.modelId} offset 0) as models
      cross join lateral (select * from ${artifacts} where ${artifacts.id} = ${versions.artifactId} offset 0) as artifacts
      cross join lateral (select * from ${projects} where ${projects.id} = ${artifacts.projectId} offset 0) as projects
      where ${versions.teamId} = ${scope.teamId}
      order by page.place
    `,
  );
  return read.map(({ view }) => view);
}

const modelParts = z.object({
  tags: tagList,
  aliases: z.array(z.object({ alias: z.string(), version: z.number() })),
  latest: z.array(versionId),
});

/** The views of a page of models, in its order: what each holds comes in two statements, however many they are. */
export async function mlflowModelViews(
  db: Database,
  scope: TeamScope,
  found: readonly MlflowModelRow[],
): Promise<MlflowModelView[]> {
  const parts = await rows(
    db,
    modelParts,
    sql`
      select
        ${tagsWhere(sql`${tags.modelId} = page.id and ${tags.versionId} is null`)} as tags,
        (select coalesce(jsonb_agg(jsonb_build_object('alias', ${aliases.name}, 'version', ${aliases.versionNumber})
          order by ${aliases.name}), '[]') from ${aliases} where ${aliases.modelId} = page.id) as aliases,
        ${newestOfStages()} as latest
      from ${each(found)}
      order by page.place
    `,
  );
  const latest = parts.flatMap((part) => part.latest.map((id) => ({ id })));
  const versionOf = new Map((await mlflowVersionViews(db, scope, latest)).map((view) => [view.id, view]));
  return found.map((row, index) => {
    const part = parts[index];
    return {
      id: row.id,
      name: row.name,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      by: row.createdBy,
      description: row.description,
      latestVersions: (part?.latest ?? []).map((id) => versionOf.get(id)).filter((view) => view !== undefined),
      tags: part?.tags ?? [],
      aliases: part?.aliases ?? [],
    };
  });
}

/** The ids of a page's rows as a table, with the place of each. */
function each(found: readonly { id: string }[]): SQL {
  const ids = JSON.stringify(found.map(({ id }) => id));
  return sql`jsonb_array_elements_text(${ids}::jsonb) with ordinality as page (id, place)`;
}

function tagsWhere(condition: SQL): SQL {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('key', ${tags.key}, 'value', ${tags.value}) order by ${tags.key}), '[]')
    from ${tags} where ${condition})`;
}

/** Always the same order, and the one that recordings of MLflow's own server have. */
const STAGE_ORDER = ["Archived", "Production", "Staging", "None"] as const satisfies readonly Stage[];

/** The newest version of each stage that has one: one look-up each, however many versions there are. */
function newestOfStages(): SQL {
  const stages = sql.join(
    STAGE_ORDER.map((stage, place) => sql`(${stage}::text, ${sql.raw(String(place))})`),
    sql`, `,
  );
  return sql`(
    select coalesce(jsonb_agg(newest.id order by stages.place), '[]')
    from (values ${stages}) as stages (name, place)
    cross join lateral (
      select ${versions.id} from ${versions}
      where ${versions.modelId} = page.id and ${versions.stage} = stages.name
      order by ${versions.number} desc
      limit 1
    ) as newest
  )`;
}
