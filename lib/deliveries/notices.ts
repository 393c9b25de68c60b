import { and, asc, count, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { GAVE_UP_TOLD_DAYS, type Notice } from "@/lib/core/notice";
import type { Database } from "@/lib/db/client";
import { automations, deliveries, openDeliveries, webhooks } from "@/lib/db/schema";
import { canSeeTeam, visibleModels } from "@/lib/db/visibility";

/** Of one kind; who has more of them looks at their list. */
const OF_A_KIND_MAX = 20;

/** What needs a person: what is most urgent first. To a restricted token webhooks, which belong to the team, are none. */
export async function listNotices(db: Database, scope: TeamScope): Promise<Notice[]> {
  const [ended, looped, paused] = await Promise.all([
    countEnded(db, scope),
    listLooped(db, scope),
    canSeeTeam(scope) ? listPaused(db, scope) : [],
  ]);
  return [
    ...ended.map((row): Notice => ({ kind: "deliveries", ...row })),
    ...looped.map((row): Notice => ({ kind: "automation", ...row })),
    ...paused.map((row): Notice => ({ kind: "webhook", ...row })),
  ];
}

type Ended = { state: "unknown" | "gave_up"; count: number };

/** What gave up long ago has been seen; what is unknown waits for a person however long. */
async function countEnded(db: Database, scope: TeamScope): Promise<Ended[]> {
  const found = await db
    .select({ state: openDeliveries.state, count: count() })
    .from(openDeliveries)
    .innerJoin(deliveries, eq(deliveries.id, openDeliveries.deliveryId))
    .where(
      and(
        eq(openDeliveries.teamId, scope.teamId),
        visibleModels(scope, deliveries.modelId),
        inArray(openDeliveries.state, ["unknown", "gave_up"]),
        or(
          eq(openDeliveries.state, "unknown"),
          sql`${openDeliveries.finishedAt} > now() - make_interval(days => ${GAVE_UP_TOLD_DAYS}::int)`,
        ),
      ),
    )
    .groupBy(openDeliveries.state);
  const counts = new Map<string, number>(found.map((row) => [row.state, row.count]));
  return (["unknown", "gave_up"] as const)
    .map((state) => ({ state, count: counts.get(state) ?? 0 }))
    .filter((row) => row.count > 0);
}

function listLooped(db: Database, scope: TeamScope) {
  return db
    .select({ id: automations.id, name: automations.name })
    .from(automations)
    .where(
      and(
        eq(automations.teamId, scope.teamId),
        isNull(automations.deletedAt),
        visibleModels(scope, automations.modelId),
        eq(automations.isEnabled, false),
        eq(automations.pauseReason, "loop"),
      ),
    )
    .orderBy(asc(automations.name))
    .limit(OF_A_KIND_MAX);
}

function listPaused(db: Database, scope: TeamScope) {
  return db
    .select({ id: webhooks.id, name: webhooks.name, reason: webhooks.pauseReason })
    .from(webhooks)
    .where(and(eq(webhooks.teamId, scope.teamId), isNull(webhooks.deletedAt), isNotNull(webhooks.pausedAt)))
    .orderBy(asc(webhooks.name))
    .limit(OF_A_KIND_MAX);
}
