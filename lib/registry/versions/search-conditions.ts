import { and, eq, gte, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Json } from "@/lib/core/json";
import { versionNumberOf } from "@/lib/core/names";
import type { MetadataCondition, VersionSearch } from "@/lib/core/registry";
import type { Database } from "@/lib/db/client";
import { aliases, models, versions } from "@/lib/db/schema";
import { isStorable } from "../stored-text";
import { versionsWithTag } from "../tag-rows";

export function isRange(condition: MetadataCondition): boolean {
  return condition.operator !== "=";
}

/** False when the search asks for what no row can hold. */
export function isSearchable(search: VersionSearch): boolean {
  const texts = [search.alias ?? "", ...search.metadata.flatMap(({ path, value }) => [path, String(value)])];
  return texts.every(isStorable);
}

/** What a search asks of versions that stand joined with their models. */
export function searchConditions(db: Database, scope: TeamScope, search: VersionSearch): (SQL | undefined)[] {
  return [
    search.tag === undefined
      ? undefined
      : inArray(versions.id, versionsWithTag(db, scope, { key: search.tag, value: search.tagValue })),
    search.alias === undefined ? undefined : carriesAlias(db, scope, search.alias),
    search.linkedSince ? gte(versions.linkedAt, new Date(search.linkedSince)) : undefined,
    search.linkedUntil ? lte(versions.linkedAt, new Date(search.linkedUntil)) : undefined,
    ...search.metadata.map(metadataCondition),
  ];
}

function carriesAlias(db: Database, scope: TeamScope, name: string): SQL {
  if (name === "latest") {
    return eq(versions.number, models.latestNumber);
  }
  const number = versionNumberOf(name);
  if (number !== null) {
    return eq(versions.number, number);
  }
  return inArray(
    versions.id,
    db
      .select({ id: aliases.versionId })
      .from(aliases)
      .where(and(eq(aliases.teamId, scope.teamId), eq(aliases.name, name))),
  );
}

/** Equality is containment, which the index on metadata answers. */
function metadataCondition(condition: MetadataCondition): SQL {
  const { path, operator, value } = condition;
  if (operator === "=") {
    return sql`${versions.metadata} @> ${JSON.stringify(nested(path.split("."), value))}::jsonb`;
  }
  return rangeCondition(path.split("."), operator, value);
}

const COMPARISON = {
  "<": sql.raw("<"),
  "<=": sql.raw("<="),
  ">": sql.raw(">"),
  ">=": sql.raw(">="),
} as const satisfies Record<Exclude<MetadataCondition["operator"], "=">, SQL>;

/**
 * Compares JSON with JSON, each kind with its own: a string where a number is asked for matches nothing. A cast to
 * numeric instead would throw on the first version that logged "n/a".
 */
function rangeCondition(keys: string[], operator: keyof typeof COMPARISON, value: string | number | boolean): SQL {
  const steps = sql.join(
    keys.map((key) => sql`${key}::text`),
    sql`, `,
  );
  const found = sql`jsonb_extract_path(${versions.metadata}, ${steps})`;
  const isSameKind = sql`jsonb_typeof(${found}) = ${typeof value}`;
  return sql`(${isSameKind} and ${found} ${COMPARISON[operator]} ${JSON.stringify(value)}::jsonb)`;
}

/** `a.b` and 1 as {"a": {"b": 1}}; entries, so that a key named __proto__ stays a key. */
function nested(keys: readonly string[], value: Json): Json {
  return keys.reduceRight<Json>((inner, key) => Object.fromEntries([[key, inner]]), value);
}
