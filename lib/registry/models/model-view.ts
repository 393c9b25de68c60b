import { and, eq, type SQL } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { AliasView, ModelSummary, ModelView, TagView } from "@/lib/core/registry";
import type { Database } from "@/lib/db/client";
import { models, versions } from "@/lib/db/schema";
import { aliasesOfModels, latestAlias } from "../aliases/alias-view";
import { tagsOfModels } from "../tag-rows";

export type ModelRow = Awaited<ReturnType<typeof selectModels>>[number];

const summaryColumns = {
  id: models.id,
  name: models.name,
  description: models.description,
  versionCount: models.versionCount,
  latestNumber: models.latestNumber,
  latestLinkedAt: versions.linkedAt,
  latestLinkedBy: versions.actorName,
  createdAt: models.createdAt,
  updatedAt: models.updatedAt,
};
const isLatest = and(eq(versions.modelId, models.id), eq(versions.number, models.latestNumber));

/** Models with what `latest` shows of their newest version; the caller adds condition, order and limit. */
export function selectModels(db: Database) {
  return db.select(summaryColumns).from(models).leftJoin(versions, isLatest);
}

/** The views of a page of models: their aliases and tags come in one query each, however many they are. */
export async function modelSummaries(
  db: Database,
  scope: TeamScope,
  found: readonly ModelRow[],
): Promise<Map<Id<"model">, ModelSummary>> {
  const ids = found.map((row) => row.id);
  const [aliases, tags] = await Promise.all([aliasesOfModels(db, scope, ids), tagsOfModels(db, ids)]);
  return new Map(found.map((row) => [row.id, summaryOf(row, aliases.get(row.id) ?? [], tags.get(row.id) ?? [])]));
}

/** The whole view of one model, by its id or by whatever else names one; null where there is none. */
export async function findModelView(
  db: Database,
  scope: TeamScope,
  condition: SQL | undefined,
): Promise<ModelView | null> {
  const [row] = await db
    .select({ ...summaryColumns, card: models.card, firstNumber: models.firstNumber, createdBy: models.createdBy })
    .from(models)
    .leftJoin(versions, isLatest)
    .where(condition);
  const summary = row && (await modelSummaries(db, scope, [row])).get(row.id);
  return summary ? { ...summary, card: row.card, firstNumber: row.firstNumber, createdBy: row.createdBy } : null;
}

function summaryOf(row: ModelRow, aliases: AliasView[], tags: TagView[]): ModelSummary {
  const { id, name, description, versionCount, latestNumber } = row;
  return {
    id,
    name,
    description,
    tags,
    versionCount,
    latestVersion: latestNumber,
    aliases: [...systemAliases(row), ...aliases],
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function systemAliases({ latestNumber, latestLinkedAt, latestLinkedBy }: ModelRow): AliasView[] {
  return latestNumber !== null && latestLinkedAt !== null && latestLinkedBy !== null
    ? [latestAlias({ number: latestNumber, linkedAt: latestLinkedAt, linkedBy: latestLinkedBy })]
    : [];
}
