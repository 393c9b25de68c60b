import { and, asc, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { TagView } from "@/lib/core/registry";
import { ok, type Result, refuse } from "@/lib/core/result";
import { type Database, rows, type Transaction } from "@/lib/db/client";
import { tags } from "@/lib/db/schema";

/** Lists show every tag of a page's rows, so that all tags of one model or version together stay small. */
export const TAGS_PER_TARGET_MAX = 100;
export const TAG_CHARACTERS_PER_TARGET_MAX = 500_000;

/** A model, or one of its versions. */
export type TagTarget = { modelId: Id<"model">; versionId: Id<"version"> | null };

/** Sets a tag's value; says whether that changed anything. */
export async function putTag(
  tx: Transaction,
  scope: TeamScope,
  target: TagTarget,
  { key, value }: TagView,
): Promise<Result<{ isChanged: boolean }>> {
  const [current] = await tx
    .select({ value: tags.value })
    .from(tags)
    .where(and(isOf(target), eq(tags.key, key)));
  if (current?.value === value) {
    return ok({ isChanged: false });
  }
  if (!(await hasRoomFor(tx, target, { key, value }))) {
    return refuse({
      code: "conflict",
      message: `One model or version holds at most ${TAGS_PER_TARGET_MAX} tags of ${TAG_CHARACTERS_PER_TARGET_MAX.toLocaleString("en")} characters together. Remove some first.`,
    });
  }

  await tx
    .insert(tags)
    .values({ teamId: scope.teamId, ...target, key, value })
    .onConflictDoUpdate({ target: [tags.modelId, tags.versionId, tags.key], set: { value, createdAt: sql`now()` } });
  return ok({ isChanged: true });
}

/** Sets the tags of what has none yet, in the order given. */
export async function putTags(
  tx: Transaction,
  scope: TeamScope,
  target: TagTarget,
  given: readonly TagView[],
): Promise<Result<null>> {
  for (const tag of given) {
    const put = await putTag(tx, scope, target, tag);
    if (!put.ok) {
      return put;
    }
  }
  return ok(null);
}

/** Removes a tag and answers what it was; null where there was none. */
export async function takeTag(tx: Transaction, target: TagTarget, key: string): Promise<TagView | null> {
  const [gone] = await tx
    .delete(tags)
    .where(and(isOf(target), eq(tags.key, key)))
    .returning({ key: tags.key, value: tags.value });
  return gone ?? null;
}

/** The tags of all models of a page in one query, by model. */
export async function tagsOfModels(
  db: Database,
  modelIds: readonly Id<"model">[],
): Promise<Map<Id<"model">, TagView[]>> {
  if (modelIds.length === 0) {
    return new Map();
  }
  const found = await db
    .select({ target: tags.modelId, key: tags.key, value: tags.value })
    .from(tags)
    .where(and(inArray(tags.modelId, [...modelIds]), isNull(tags.versionId)))
    .orderBy(asc(tags.key));
  return groupedByTarget(found);
}

/** The tags of all versions of a page in one query, by version. */
export async function tagsOfVersions(
  db: Database,
  versionIds: readonly Id<"version">[],
): Promise<Map<Id<"version">, TagView[]>> {
  if (versionIds.length === 0) {
    return new Map();
  }
  const found = await db
    .select({ target: sql<Id<"version">>`${tags.versionId}`, key: tags.key, value: tags.value })
    .from(tags)
    .where(inArray(tags.versionId, [...versionIds]))
    .orderBy(asc(tags.key));
  return groupedByTarget(found);
}

/** The team's models that carry a tag, with any value or with this one: a subquery for a search. */
export function modelsWithTag(db: Database, scope: TeamScope, tag: TagWanted) {
  return db
    .select({ id: tags.modelId })
    .from(tags)
    .where(and(isWanted(scope, tag), isNull(tags.versionId)));
}

/** The team's versions that carry a tag, with any value or with this one: a subquery for a search. */
export function versionsWithTag(db: Database, scope: TeamScope, tag: TagWanted) {
  return db
    .select({ id: tags.versionId })
    .from(tags)
    .where(and(isWanted(scope, tag), isNotNull(tags.versionId)));
}

export type TagWanted = { key: string; value: string | undefined };

/** The index holds the beginnings of values: the first comparison finds by it, the second is exact. */
function isWanted(scope: TeamScope, { key, value }: TagWanted): SQL | undefined {
  return and(
    eq(tags.teamId, scope.teamId),
    eq(tags.key, key),
    value === undefined ? undefined : sql`left(${tags.value}, 200) = left(${value}::text, 200)`,
    value === undefined ? undefined : eq(tags.value, value),
  );
}

async function hasRoomFor(tx: Transaction, target: TagTarget, tag: TagView): Promise<boolean> {
  const [others] = await rows(
    tx,
    z.object({ count: z.number(), characters: z.number() }),
    sql`
      select count(*)::int as count, coalesce(sum(length(${tags.value})), 0)::int as characters
      from ${tags}
      where ${and(isOf(target), ne(tags.key, tag.key))}
    `,
  );
  const { count, characters } = others ?? { count: 0, characters: 0 };
  return count < TAGS_PER_TARGET_MAX && characters + tag.value.length <= TAG_CHARACTERS_PER_TARGET_MAX;
}

function isOf({ modelId, versionId }: TagTarget) {
  return and(eq(tags.modelId, modelId), versionId === null ? isNull(tags.versionId) : eq(tags.versionId, versionId));
}

function groupedByTarget<K>(found: readonly (TagView & { target: K })[]): Map<K, TagView[]> {
  const groups = new Map<K, TagView[]>();
  for (const { target, key, value } of found) {
    const group = groups.get(target) ?? [];
    group.push({ key, value });
    groups.set(target, group);
  }
  return groups;
}
