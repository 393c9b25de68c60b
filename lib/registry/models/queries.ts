import { and, asc, desc, eq, gt, gte, inArray, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { instant } from "@/lib/core/instant";
import { NAME_LENGTH_MAX } from "@/lib/core/names";
import { decodeCursor, type Page, pageOf } from "@/lib/core/page";
import type { ModelSearch, ModelSummary, ModelView } from "@/lib/core/registry";
import { notFound, ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { aliases, models } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { isStorable } from "../stored-text";
import { modelsWithTag } from "../tag-rows";
import { findModelView, type ModelRow, modelSummaries, selectModels } from "./model-view";

const modelId = z.custom<Id<"model">>((id) => typeof id === "string" && isId("model", id));
const changeCursor = z.tuple([instant, modelId]);
const nameCursor = z.tuple([z.string().max(NAME_LENGTH_MAX).refine(isStorable)]);

/**
 * The team's models: latest activity first, or by name. One that becomes active meanwhile moves to the front, past any
 * cursor.
 */
export async function listModels(
  db: Database,
  scope: TeamScope,
  search: ModelSearch,
): Promise<Result<Page<ModelSummary>>> {
  const order = search.sort === "name" ? orderByName(search.cursor) : orderByChange(search.cursor);
  if (!order.ok) {
    return order;
  }
  if (!isStorable(`${search.name ?? ""}${search.alias ?? ""}`)) {
    return ok({ items: [], nextCursor: null });
  }

  const found = await selectModels(db)
    .where(
      and(
        eq(models.teamId, scope.teamId),
        visibleModels(scope, models.id),
        ...conditionsOf(db, scope, search),
        order.value.after,
      ),
    )
    .orderBy(...order.value.by)
    .limit(search.limit + 1);

  const views = await modelSummaries(db, scope, found.slice(0, search.limit));
  const page = pageOf(found, search.limit, (row) => views.get(row.id), order.value.keyOf);
  return ok({ ...page, items: page.items.filter((view) => view !== undefined) });
}

export async function getModel(db: Database, scope: TeamScope, name: string): Promise<Result<ModelView>> {
  if (!isStorable(name)) {
    return notFound("model");
  }
  const view = await findModelView(
    db,
    scope,
    and(eq(models.teamId, scope.teamId), eq(models.name, name), visibleModels(scope, models.id)),
  );
  return view ? ok(view) : notFound("model");
}

/** The names of the models that changed last, to tell which one somebody meant. */
export async function listModelNames(db: Database, scope: TeamScope, limit: number): Promise<string[]> {
  const found = await db
    .select({ name: models.name })
    .from(models)
    .where(and(eq(models.teamId, scope.teamId), visibleModels(scope, models.id)))
    .orderBy(desc(models.updatedAt), desc(models.id))
    .limit(limit);
  return found.map(({ name }) => name);
}

function conditionsOf(db: Database, scope: TeamScope, search: ModelSearch): (SQL | undefined)[] {
  return [
    search.name ? sql`strpos(lower(${models.name}), lower(${search.name})) > 0` : undefined,
    search.createdSince ? gte(models.createdAt, new Date(search.createdSince)) : undefined,
    search.createdUntil ? lte(models.createdAt, new Date(search.createdUntil)) : undefined,
    search.tag === undefined
      ? undefined
      : inArray(models.id, modelsWithTag(db, scope, { key: search.tag, value: search.tagValue })),
    search.alias === undefined ? undefined : hasAlias(db, scope, search.alias),
  ];
}

function hasAlias(db: Database, scope: TeamScope, name: string): SQL {
  if (name === "latest") {
    return isNotNull(models.latestNumber);
  }
  return inArray(
    models.id,
    db
      .select({ id: aliases.modelId })
      .from(aliases)
      .where(and(eq(aliases.teamId, scope.teamId), eq(aliases.name, name))),
  );
}

type Order = { by: SQL[]; after: SQL | undefined; keyOf: (row: ModelRow) => string[] };

/** A row value compares as the index sorts, so that a page begins with one look-up. */
function orderByChange(text: string | undefined): Result<Order> {
  const cursor = decodeCursor(text, changeCursor);
  if (!cursor.ok) {
    return cursor;
  }
  const [updatedAt, id] = cursor.value ?? [];
  return ok({
    by: [desc(models.updatedAt), desc(models.id)],
    after: updatedAt ? sql`(${models.updatedAt}, ${models.id}) < (${updatedAt}::timestamptz, ${id})` : undefined,
    keyOf: (row) => [row.updatedAt.toISOString(), row.id],
  });
}

/** Names are unique within a team, and the index that says so serves this order. */
function orderByName(text: string | undefined): Result<Order> {
  const cursor = decodeCursor(text, nameCursor);
  return cursor.ok
    ? ok({
        by: [asc(models.name)],
        after: cursor.value ? gt(models.name, cursor.value[0]) : undefined,
        keyOf: (row) => [row.name],
      })
    : cursor;
}
