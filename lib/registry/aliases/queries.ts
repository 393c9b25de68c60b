import { and, asc, desc, eq, gt, inArray, lt, lte, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import type { AliasMoveView } from "@/lib/core/registry";
import { notFound, ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { aliases, aliasMoves, models, protectedAliases } from "@/lib/db/schema";
import { canSeeTeam, visibleModels } from "@/lib/db/visibility";
import { findModel } from "../models/find-model";
import { isStorable } from "../stored-text";

export type ProtectedAliasView = { name: string; since: string; by: string };

const moveCursor = z.tuple([z.custom<Id<"aliasMove">>((id) => typeof id === "string" && isId("aliasMove", id))]);
const nameCursor = z.tuple([z.string().max(256).refine(isStorable)]);

/** The history of one alias, or of all aliases of the model, newest first. It outlives the versions it tells of. */
export async function listAliasMoves(
  db: Database,
  scope: TeamScope,
  { model: modelName, alias }: { model: string; alias?: string | undefined },
  page: PageRequest,
): Promise<Result<Page<AliasMoveView>>> {
  const cursor = decodeCursor(page.cursor, moveCursor);
  if (!cursor.ok) {
    return cursor;
  }
  const model = await findModel(db, scope, modelName);
  if (!model) {
    return notFound("model");
  }
  if (alias !== undefined && !isStorable(alias)) {
    return ok({ items: [], nextCursor: null });
  }

  const found = await db
    .select({
      id: aliasMoves.id,
      alias: aliasMoves.alias,
      from: aliasMoves.fromNumber,
      to: aliasMoves.toNumber,
      movedAt: aliasMoves.movedAt,
      by: aliasMoves.actorName,
    })
    .from(aliasMoves)
    .where(
      and(
        eq(aliasMoves.modelId, model.id),
        alias === undefined ? undefined : eq(aliasMoves.alias, alias),
        cursor.value ? lt(aliasMoves.id, cursor.value[0]) : undefined,
      ),
    )
    .orderBy(desc(aliasMoves.id))
    .limit(page.limit + 1);
  return ok(
    pageOf(
      found,
      page.limit,
      ({ movedAt, ...row }) => ({ ...row, at: movedAt.toISOString() }),
      (row) => [row.id],
    ),
  );
}

/** The team's protected aliases by name. A list of the whole team: a restricted token finds none. */
export async function listProtectedAliases(
  db: Database,
  scope: TeamScope,
  page: PageRequest,
): Promise<Result<Page<ProtectedAliasView>>> {
  if (!canSeeTeam(scope)) {
    return notFound("list of protected aliases");
  }
  const cursor = decodeCursor(page.cursor, nameCursor);
  if (!cursor.ok) {
    return cursor;
  }

  const found = await db
    .select({ name: protectedAliases.name, createdAt: protectedAliases.createdAt, by: protectedAliases.createdBy })
    .from(protectedAliases)
    .where(
      and(
        eq(protectedAliases.teamId, scope.teamId),
        cursor.value ? gt(protectedAliases.name, cursor.value[0]) : undefined,
      ),
    )
    .orderBy(asc(protectedAliases.name))
    .limit(page.limit + 1);
  return ok(
    pageOf(
      found,
      page.limit,
      ({ createdAt, ...row }) => ({ ...row, since: createdAt.toISOString() }),
      (row) => [row.name],
    ),
  );
}

/** An alias name as the team uses it: on how many models, and the first of these by name. */
export type AliasUse = { name: string; total: number; holders: { model: string; version: number }[] };

const HOLDERS_MAX = 10;

/** Where these aliases stand now, over all models; a name that nothing carries is in it too. */
export async function listAliasUses(db: Database, scope: TeamScope, names: readonly string[]): Promise<AliasUse[]> {
  const wanted = names.filter(isStorable);
  if (wanted.length === 0) {
    return [];
  }
  const ranked = db
    .select({
      name: aliases.name,
      model: sql<string>`${models.name}`.as("model"),
      version: aliases.versionNumber,
      rank: sql<number>`row_number() over (partition by ${aliases.name} order by ${models.name})`.as("rank"),
      total: sql<number>`(count(*) over (partition by ${aliases.name}))::int`.as("total"),
    })
    .from(aliases)
    .innerJoin(models, eq(models.id, aliases.modelId))
    .where(
      and(eq(aliases.teamId, scope.teamId), inArray(aliases.name, [...wanted]), visibleModels(scope, aliases.modelId)),
    )
    .as("ranked");
  const found = await db
    .select({ name: ranked.name, model: ranked.model, version: ranked.version, total: ranked.total })
    .from(ranked)
    .where(lte(ranked.rank, HOLDERS_MAX))
    .orderBy(asc(ranked.name), asc(ranked.model));

  return wanted.map((name) => {
    const held = found.filter((row) => row.name === name);
    return {
      name,
      total: held[0]?.total ?? 0,
      holders: held.map(({ model, version }) => ({ model, version })),
    };
  });
}

/** The alias names that stand on the most models and are not protected: the ones that somebody may want to protect. */
export async function listOpenAliasNames(db: Database, scope: TeamScope, limit: number): Promise<string[]> {
  const isOpen = sql`not exists (
    select 1 from ${protectedAliases}
    where ${protectedAliases.teamId} = ${aliases.teamId} and ${protectedAliases.name} = ${aliases.name}
  )`;
  const found = await db
    .select({ name: aliases.name })
    .from(aliases)
    .where(and(eq(aliases.teamId, scope.teamId), visibleModels(scope, aliases.modelId), isOpen))
    .groupBy(aliases.name)
    .orderBy(desc(sql`count(*)`), asc(aliases.name))
    .limit(limit);
  return found.map(({ name }) => name);
}
