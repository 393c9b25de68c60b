import { and, asc, eq, inArray } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { evaluations } from "@/lib/db/schema";

/** Evaluations read for one page of versions; a version with hundreds of them shows its oldest values past this. */
const ROWS_MAX = 2_000;

/** The metrics recorded on each version of a page, in one query: of a name recorded twice, the newest value. */
export async function metricsOfVersions(
  db: Database,
  scope: TeamScope,
  versionIds: readonly Id<"version">[],
): Promise<Map<Id<"version">, Record<string, number>>> {
  const metrics = new Map<Id<"version">, Record<string, number>>();
  if (versionIds.length === 0) {
    return metrics;
  }

  const found = await db
    .select({ versionId: evaluations.versionId, metrics: evaluations.metrics })
    .from(evaluations)
    .where(and(eq(evaluations.teamId, scope.teamId), inArray(evaluations.versionId, [...versionIds])))
    .orderBy(asc(evaluations.id))
    .limit(ROWS_MAX);
  for (const row of found) {
    metrics.set(row.versionId, { ...metrics.get(row.versionId), ...row.metrics });
  }
  return metrics;
}
