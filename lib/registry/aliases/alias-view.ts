import { and, asc, eq, inArray } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { AliasView } from "@/lib/core/registry";
import type { Database } from "@/lib/db/client";
import { aliases, protectedAliases } from "@/lib/db/schema";

/** The aliases of all versions of a page in one query, by version; each version's in the order of their names. */
export async function aliasesOfVersions(
  db: Database,
  scope: TeamScope,
  versionIds: readonly Id<"version">[],
): Promise<Map<Id<"version">, AliasView[]>> {
  if (versionIds.length === 0) {
    return new Map();
  }
  const rows = await selectAliases(db, scope)
    .where(inArray(aliases.versionId, [...versionIds]))
    .orderBy(asc(aliases.name));
  return groupedBy(rows, (row) => row.versionId);
}

/** The aliases of all models of a page in one query, by model. */
export async function aliasesOfModels(
  db: Database,
  scope: TeamScope,
  modelIds: readonly Id<"model">[],
): Promise<Map<Id<"model">, AliasView[]>> {
  if (modelIds.length === 0) {
    return new Map();
  }
  const rows = await selectAliases(db, scope)
    .where(inArray(aliases.modelId, [...modelIds]))
    .orderBy(asc(aliases.name));
  return groupedBy(rows, (row) => row.modelId);
}

/** `latest`, which no row holds: it follows the newest version by itself. */
export function latestAlias(version: { number: number; linkedAt: Date; linkedBy: string }): AliasView {
  return {
    name: "latest",
    version: version.number,
    isProtected: false,
    isSystem: true,
    since: version.linkedAt.toISOString(),
    by: version.linkedBy,
  };
}

type AliasRow = Awaited<ReturnType<typeof selectAliases>>[number];

/** Bounded without a limit of its own: a page holds few models, and a model at most `ALIASES_PER_MODEL_MAX`. */
function selectAliases(db: Database, scope: TeamScope) {
  return db
    .select({
      name: aliases.name,
      modelId: aliases.modelId,
      versionId: aliases.versionId,
      version: aliases.versionNumber,
      protectedName: protectedAliases.name,
      since: aliases.since,
      by: aliases.setBy,
    })
    .from(aliases)
    .leftJoin(
      protectedAliases,
      and(eq(protectedAliases.teamId, scope.teamId), eq(protectedAliases.name, aliases.name)),
    );
}

function groupedBy<K>(rows: readonly AliasRow[], keyOf: (row: AliasRow) => K): Map<K, AliasView[]> {
  const groups = new Map<K, AliasView[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row)) ?? [];
    group.push({
      name: row.name,
      version: row.version,
      isProtected: row.protectedName !== null,
      isSystem: false,
      since: row.since.toISOString(),
      by: row.by,
    });
    groups.set(keyOf(row), group);
  }
  return groups;
}
