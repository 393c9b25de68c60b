import { and, asc, desc, eq, gt, lt } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import type { AliasMoveView } from "@/lib/core/registry";
import { notFound, ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { aliasMoves, protectedAliases } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";
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
