import { and, asc, count, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { GAVE_UP_TOLD_DAYS, type Notice } from "@/lib/core/notice";
import { COUNTED_MAX } from "@/lib/core/outcome";
import type { Database } from "@/lib/db/client";
import { automations, deliveries, githubRuns, openDeliveries, runs, webhooks } from "@/lib/db/schema";
import { canSeeTeam, visibleModels } from "@/lib/db/visibility";
import { isCurrentRun } from "@/lib/github/run-conditions";

/** Of one kind; who has more of them looks at their list. */
const OF_A_KIND_MAX = 20;

/** What needs a person: what is most urgent first. To a restricted token webhooks, which belong to the team, are none. */
export async function listNotices(db: Database, scope: TeamScope): Promise<Notice[]> {
  const [ended, failedRuns, looped, paused] = await Promise.all([
    countEnded(db, scope),
    countFailedRuns(db, scope),
    listLooped(db, scope),
    canSeeTeam(scope) ? listPaused(db, scope) : [],
  ]);
  return [
    ...ended.map((row): Notice => ({ kind: "deliveries", ...row })),
    ...(failedRuns > 0 ? [{ kind: "runs", count: failedRuns } as const] : []),
    ...looped.map((row): Notice => ({ kind: "automation", ...row })),
    ...paused.map((row): Notice => ({ kind: "webhook", ...row })),
  ];
}

type Ended = { state: "unknown" | "gave_up"; count: number };

/**
 * What gave up long ago has been seen; what is unknown waits for a person however long. Counted up to one more than
 * `COUNTED_MAX`, newest first along the index of what has ended, for it stands on every page.
 */
async function countEnded(db: Database, scope: TeamScope): Promise<Ended[]> {
  const isRecent = sql`${openDeliveries.finishedAt} > now() - make_interval(days => ${GAVE_UP_TOLD_DAYS}::int)`;
  const [unknown, gaveUp] = await Promise.all([
    countNewest(db, scope, sql`${openDeliveries.state} = 'unknown'`),
    countNewest(db, scope, and(sql`${openDeliveries.state} = 'gave_up'`, isRecent)),
  ]);
  const all: Ended[] = [
    { state: "unknown", count: unknown },
    { state: "gave_up", count: gaveUp },
  ];
  return all.filter((row) => row.count > 0);
}

async function countNewest(db: Database, scope: TeamScope, condition: SQL | undefined): Promise<number> {
  const visible = visibleModels(scope, deliveries.modelId);
  const isVisible = visible
    ? sql`exists (select from ${deliveries} where ${deliveries.id} = ${openDeliveries.deliveryId} and ${visible})`
    : undefined;
  const newest = db
    .select({ one: sql`1`.as("one") })
    .from(openDeliveries)
    .where(
      and(
        eq(openDeliveries.teamId, scope.teamId),
        // Written as the index is, so that it serves this.
        sql`${openDeliveries.state} in ('unknown', 'gave_up', 'stopped')`,
        condition,
        isVisible,
      ),
    )
    .orderBy(desc(openDeliveries.deliveryId))
    .limit(COUNTED_MAX + 1)
    .as("newest");
  const [found] = await db.select({ count: count() }).from(newest);
  return found?.count ?? 0;
}

/** A run that was rerun and did well has another state, so it counts no more. */
async function countFailedRuns(db: Database, scope: TeamScope): Promise<number> {
  const visible = visibleModels(scope, deliveries.modelId);
  const failed = db
    .selectDistinct({ id: githubRuns.deliveryId })
    .from(githubRuns)
    .where(
      and(
        eq(githubRuns.teamId, scope.teamId),
        eq(githubRuns.state, "failed"),
        isNotNull(githubRuns.deliveryId),
        isCurrentRun,
        sql`${githubRuns.finishedAt} > now() - make_interval(days => ${GAVE_UP_TOLD_DAYS}::int)`,
        visible
          ? sql`exists (select from ${deliveries} where ${deliveries.id} = ${githubRuns.deliveryId} and ${visible})`
          : undefined,
      ),
    )
    .limit(COUNTED_MAX + 1)
    .as("failed");
  const [found] = await db.select({ count: count() }).from(failed);
  return (found?.count ?? 0) + (await countFailedLaunches(db, scope));
}

/** Those in queues; what a person queued by hand, that person looks after. */
async function countFailedLaunches(db: Database, scope: TeamScope): Promise<number> {
  const failed = db
    .select({ id: runs.deliveryId })
    .from(runs)
    .where(
      and(
        eq(runs.teamId, scope.teamId),
        eq(runs.state, "failed"),
        isNotNull(runs.deliveryId),
        sql`${runs.finishedAt} > now() - make_interval(days => ${GAVE_UP_TOLD_DAYS}::int)`,
        visibleModels(scope, runs.modelId),
      ),
    )
    .limit(COUNTED_MAX + 1)
    .as("failed");
  const [found] = await db.select({ count: count() }).from(failed);
  return found?.count ?? 0;
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
