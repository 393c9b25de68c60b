import { and, eq, isNull, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import type { TeamPulse } from "@/lib/core/outcome";
import { type Database, rows } from "@/lib/db/client";
import { attempts, automations, deliveries, models } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { countStanding } from "./standing";

/** The newest deliveries over which the median is taken: enough to be steady, few enough for every page. */
const MEDIAN_OVER = 100;

/** The team's counts, and how quickly what happens is sent. */
export async function readPulse(db: Database, scope: TeamScope): Promise<TeamPulse> {
  const [totals, states, medianMs] = await Promise.all([
    readTotals(db, scope),
    countStanding(db, scope),
    readMedian(db, scope),
  ]);
  const { pending = 0, sending = 0, retrying = 0, unknown = 0 } = states.byState;
  return { ...totals, waiting: pending, sending, retrying, unknown, oldestDueAt: states.oldestDueAt, medianMs };
}

async function readTotals(db: Database, scope: TeamScope) {
  const [totals] = await rows(
    db,
    z.object({ models: z.number(), versions: z.number(), automations: z.number() }),
    sql`
      select count(*)::int as models, coalesce(sum(${models.versionCount}), 0)::int as versions, (
        select count(*)::int from ${automations}
        where ${and(eq(automations.teamId, scope.teamId), isNull(automations.deletedAt), visibleModels(scope, automations.modelId))}
      ) as automations
      from ${models}
      where ${and(eq(models.teamId, scope.teamId), visibleModels(scope, models.id))}
    `,
  );
  return totals ?? { models: 0, versions: 0, automations: 0 };
}

async function readMedian(db: Database, scope: TeamScope): Promise<number | null> {
  const [found] = await rows(
    db,
    z.object({ median: z.number().nullable() }),
    sql`
      select (percentile_cont(0.5) within group (
        order by greatest(0, extract(epoch from (${attempts.startedAt} - newest.created_at)) * 1000)
      ))::float8 as median
      from (
        select ${deliveries.id} as id, ${deliveries.createdAt} as created_at from ${deliveries}
        where ${and(eq(deliveries.teamId, scope.teamId), visibleModels(scope, deliveries.modelId))}
        order by ${deliveries.id} desc limit ${MEDIAN_OVER}
      ) as newest
      join ${attempts} on ${attempts.deliveryId} = newest.id and ${attempts.number} = 1
    `,
  );
  return found?.median ?? null;
}
