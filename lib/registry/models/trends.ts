import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { ModelTrend } from "@/lib/core/model-trend";
import type { Database } from "@/lib/db/client";
import { evaluations, models, versions } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";

/** The newest versions that a trend is drawn over. */
const VERSIONS_MAX = 12;
/** The newest evaluations that are looked at of each: a version with hundreds costs no more than one with a few. */
const EVALUATIONS_MAX = 4;

/**
 * How the metric that most of a model's newest versions have went over them, for a page of models in one query. Both steps
 * of it end within an index, so that a model with 100,000 versions costs as much as one with twelve.
 */
export async function trendsOfModels(
  db: Database,
  scope: TeamScope,
  ids: readonly Id<"model">[],
): Promise<Map<Id<"model">, ModelTrend>> {
  if (ids.length === 0) {
    return new Map();
  }
  const newest = db
    .select({ id: versions.id, number: versions.number })
    .from(versions)
    .where(eq(versions.modelId, models.id))
    .orderBy(desc(versions.number))
    .limit(VERSIONS_MAX)
    .as("newest");
  const recorded = db
    .select({ id: evaluations.id, metrics: evaluations.metrics })
    .from(evaluations)
    .where(eq(evaluations.versionId, newest.id))
    .orderBy(desc(evaluations.id))
    .limit(EVALUATIONS_MAX)
    .as("recorded");
  const found = await db
    .select({ modelId: models.id, number: newest.number, metrics: recorded.metrics })
    .from(models)
    .innerJoinLateral(newest, sql`true`)
    .innerJoinLateral(recorded, sql`true`)
    .where(and(eq(models.teamId, scope.teamId), inArray(models.id, [...ids]), visibleModels(scope, models.id)))
    .orderBy(asc(newest.number), asc(recorded.id));

  const byModel = Map.groupBy(found, ({ modelId }) => modelId);
  return new Map(
    [...byModel].flatMap(([modelId, rows]) => {
      const trend = trendOf(rows);
      return trend ? [[modelId, trend] as const] : [];
    }),
  );
}

type Recorded = { number: number; metrics: Readonly<Record<string, number>> };

/** Of two metrics that as many versions have, the one that was recorded first. Of one recorded twice, the newest value. */
function trendOf(rows: readonly Recorded[]): ModelTrend | null {
  const series = new Map<string, Map<number, number>>();
  for (const { number, metrics } of rows) {
    for (const [name, value] of Object.entries(metrics)) {
      const values = series.get(name) ?? new Map<number, number>();
      series.set(name, values.set(number, value));
    }
  }
  const [best] = [...series].sort(([, a], [, b]) => b.size - a.size);
  return best ? { metric: best[0], points: [...best[1]].map(([version, value]) => ({ version, value })) } : null;
}
