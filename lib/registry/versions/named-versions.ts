import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { type NamedVersion, partsOfSearch, versionNumberOf } from "@/lib/core/site-search";
import type { Database } from "@/lib/db/client";
import { aliases, models, protectedAliases, versions } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { isStorable } from "../stored-text";

export type NamedVersionSearch = {
  /** A part of an alias or `v12`; `churn:prod` also says of which models. */
  text: string;
  /** Name of the only model that counts. */
  model?: string | undefined;
  limit: number;
};

/** Versions by what people call them, those of the models that changed last first. */
export async function listNamedVersions(
  db: Database,
  scope: TeamScope,
  { text, model, limit }: NamedVersionSearch,
): Promise<NamedVersion[]> {
  if (!isStorable(`${text}${model ?? ""}`)) {
    return [];
  }
  const { model: part, ref } = partsOfSearch(text);
  const inModels = and(
    eq(models.teamId, scope.teamId),
    visibleModels(scope, models.id),
    model === undefined ? undefined : eq(models.name, model),
    part ? holds(models.name, part) : undefined,
  );
  const number = versionNumberOf(ref);
  const numbered = number === null ? [] : await selectNumbered(db, and(inModels, eq(versions.number, number)), limit);
  const aliased = await selectAliased(db, scope, and(inModels, ref ? holds(aliases.name, ref) : undefined), limit);
  return [...numbered, ...aliased].slice(0, limit);
}

async function selectNumbered(db: Database, where: SQL | undefined, limit: number): Promise<NamedVersion[]> {
  const found = await db
    .select({ model: models.name, version: versions.number })
    .from(versions)
    .innerJoin(models, eq(models.id, versions.modelId))
    .where(where)
    .orderBy(desc(models.updatedAt), desc(models.id))
    .limit(limit);
  return found.map((row) => ({ ...row, alias: null, isProtected: false }));
}

async function selectAliased(
  db: Database,
  scope: TeamScope,
  where: SQL | undefined,
  limit: number,
): Promise<NamedVersion[]> {
  const found = await db
    .select({
      model: models.name,
      version: aliases.versionNumber,
      alias: aliases.name,
      protectedName: protectedAliases.name,
    })
    .from(aliases)
    .innerJoin(models, eq(models.id, aliases.modelId))
    .leftJoin(protectedAliases, and(eq(protectedAliases.teamId, scope.teamId), eq(protectedAliases.name, aliases.name)))
    .where(where)
    .orderBy(desc(models.updatedAt), desc(models.id), asc(aliases.name))
    .limit(limit);
  return found.map(({ protectedName, ...row }) => ({ ...row, isProtected: protectedName !== null }));
}

function holds(column: typeof models.name | typeof aliases.name, part: string): SQL {
  return sql`strpos(lower(${column}), lower(${part})) > 0`;
}
