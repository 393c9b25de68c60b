import { and, count, desc, eq, gte, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { ActionView, AutomationView, StoredAction } from "@/lib/core/automation";
import type { DeliveryState, OpenState } from "@/lib/core/delivery";
import type { RunState } from "@/lib/core/github-run";
import { isId } from "@/lib/core/ids";
import type { Database, Transaction } from "@/lib/db/client";
import {
  attempts,
  automations,
  deliveries,
  githubInstallations,
  githubRepositories,
  models,
  openDeliveries,
  webhooks,
} from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { byNeed, isCurrentRun } from "@/lib/github/run-conditions";
import { launchRunState } from "@/lib/launch/run-state";

/** Deliveries that a success rate is reckoned from: of a busy automation the newest tell enough, and cost little. */
const COUNTED_MAX = 1_000;

const UNDER_WAY = ["pending", "sending", "retrying"] as const satisfies readonly OpenState[];

/** An automation by its id or its name. What looks like an id is one. */
export function automationByRef(ref: string): SQL {
  return isId("automation", ref) ? eq(automations.id, ref) : eq(automations.name, ref);
}

/** The living automations that the scope may see: to a restricted token those of every model do not exist. */
export function visibleAutomations(scope: TeamScope): SQL | undefined {
  return and(
    eq(automations.teamId, scope.teamId),
    isNull(automations.deletedAt),
    visibleModels(scope, automations.modelId),
  );
}

/** The views of some automations, newest first, each with its last result and success rate, in one query. */
export async function readAutomations(
  db: Database | Transaction,
  scope: TeamScope,
  { where, limit }: { where: SQL | undefined; limit: number },
): Promise<AutomationView[]> {
  const found = await readRows(db, scope, { where, limit });
  return found.map(viewOf);
}

type Row = Awaited<ReturnType<typeof readRows>>[number];

function readRows(
  db: Database | Transaction,
  scope: TeamScope,
  { where, limit }: { where: SQL | undefined; limit: number },
) {
  const last = lastDelivery(db);
  const moving = underWay(db, scope);
  const month = monthOfDeliveries(db, moving.ids);
  return db
    .select({
      id: automations.id,
      name: automations.name,
      description: automations.description,
      enabled: automations.isEnabled,
      pauseReason: automations.pauseReason,
      model: { id: models.id, name: models.name },
      eventType: automations.eventType,
      filter: automations.filter,
      action: automations.action,
      webhook: { id: webhooks.id, name: webhooks.name, preset: webhooks.preset },
      repositoryNow: repositoryNow(db),
      revision: automations.revision,
      createdBy: automations.createdBy,
      createdAt: automations.createdAt,
      updatedAt: automations.updatedAt,
      lastDelivery: { id: last.id, state: last.state, run: last.run, status: last.status, at: last.at },
      delivered: month.delivered,
      finished: month.finished,
    })
    .from(automations)
    .leftJoin(webhooks, eq(webhooks.id, automations.webhookId))
    .leftJoin(models, eq(models.id, automations.modelId))
    .leftJoinLateral(last, sql`true`)
    .leftJoin(moving, eq(moving.automationId, automations.id))
    .leftJoinLateral(month, sql`true`)
    .where(and(visibleAutomations(scope), where))
    .orderBy(desc(automations.id))
    .limit(limit);
}

function viewOf({
  webhook,
  repositoryNow: nameNow,
  action,
  delivered,
  finished,
  lastDelivery,
  createdAt,
  updatedAt,
  ...row
}: Row): AutomationView {
  return {
    ...row,
    action: actionView(action, webhook, nameNow),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    lastDelivery: lastDelivery && { ...lastDelivery, at: lastDelivery.at.toISOString() },
    deliveries30d: { delivered: delivered ?? 0, finished: finished ?? 0 },
  };
}

function actionView(action: StoredAction, webhook: Row["webhook"], nameNow: string | null): ActionView {
  if (action.type === "webhook") {
    const { type, webhookId, payload, whenUnsure } = action;
    const shown = webhook ?? { id: webhookId, name: "a deleted webhook", preset: "generic" };
    return { type, webhook: shown, payload, whenUnsure: whenUnsure ?? null };
  }
  if (action.type === "launch") {
    const { type, jobId, jobName, jobVersion, queueId, queueName, payload, variables, priority, project } = action;
    const job = { id: jobId, name: jobName, version: jobVersion };
    return { type, job, queue: { id: queueId, name: queueName }, payload, variables, priority, project };
  }
  const { type, repositoryId, repository, dispatch, payload, deployment, reportsCheck } = action;
  const shown = { id: repositoryId, name: nameNow ?? repository, isReachable: nameNow !== null };
  return { type, repository: shown, dispatch, payload, deployment, reportsCheck };
}

/** What the action's repository is called now; null where no installation of the team covers it any more. */
function repositoryNow(db: Database | Transaction) {
  const named = db
    .select({ name: githubRepositories.name })
    .from(githubRepositories)
    .innerJoin(githubInstallations, eq(githubInstallations.id, githubRepositories.installationId))
    .where(
      and(
        sql`${githubRepositories.repositoryId} = (${automations.action} ->> 'repositoryId')::bigint`,
        eq(githubInstallations.teamId, automations.teamId),
        isNull(githubInstallations.removedAt),
      ),
    )
    .limit(1);
  return sql<string | null>`${named}`;
}

function lastDelivery(db: Database | Transaction) {
  return db
    .select({
      id: deliveries.id,
      state: sql<DeliveryState>`coalesce(${openDeliveries.state}, 'delivered')`.as("state"),
      status: sql<number | null>`(
        select status from ${attempts} where ${attempts.deliveryId} = ${deliveries.id} order by number desc limit 1
      )`.as("status"),
      run: sql<RunState | null>`coalesce((
        select state from github_runs where github_runs.delivery_id = ${deliveries.id} and ${isCurrentRun} order by ${byNeed} limit 1
      ), (select ${launchRunState} from runs where runs.delivery_id = ${deliveries.id}))`.as("run"),
      at: deliveries.createdAt,
    })
    .from(deliveries)
    .leftJoin(openDeliveries, eq(openDeliveries.deliveryId, deliveries.id))
    .where(eq(deliveries.automationId, automations.id))
    .orderBy(desc(deliveries.id))
    .limit(1)
    .as("last_delivery");
}

/**
 * The newest of the month are counted within the index of the automation's ids, and only those that are not delivered are
 * looked at, of which there are few: looking at each was a thousand look-ups for every line of the list.
 */
function monthOfDeliveries(db: Database | Transaction, waitingIds: SQL.Aliased) {
  const recent = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(eq(deliveries.automationId, automations.id), gte(deliveries.id, monthAgoId)))
    .orderBy(desc(deliveries.id))
    .limit(COUNTED_MAX)
    .as("recent");
  const counted = db
    .select({ made: count().as("made"), firstId: sql<string | null>`min(${recent.id})`.as("first_id") })
    .from(recent)
    .as("counted");
  const ended = sql`(
    select count(*) from ${openDeliveries} where ${openDeliveries.automationId} = ${automations.id}
      and ${openDeliveries.deliveryId} >= ${counted.firstId}
      and ${openDeliveries.state} in ('unknown', 'gave_up', 'stopped'))`;
  const waiting = sql`(select count(*) from unnest(${waitingIds}) as id where id >= ${counted.firstId})`;
  return db
    .select({
      delivered: sql<number>`${counted.made} - ${ended} - ${waiting}`.mapWith(Number).as("delivered"),
      finished: sql<number>`${counted.made} - ${waiting}`.mapWith(Number).as("finished"),
    })
    .from(counted)
    .as("month");
}

/** What is under way, by automation: read once for a whole list, for no index leads to it by automation. */
function underWay(db: Database | Transaction, scope: TeamScope) {
  return db
    .select({
      automationId: openDeliveries.automationId,
      ids: sql`array_agg(${openDeliveries.deliveryId})`.as("ids"),
    })
    .from(openDeliveries)
    .where(and(eq(openDeliveries.teamId, scope.teamId), inArray(openDeliveries.state, [...UNDER_WAY])))
    .groupBy(openDeliveries.automationId)
    .as("under_way");
}

/** Ids begin with the time of their making: the lowest that one of thirty days ago could have. */
const monthAgoId = sql`(
  select 'dl_' || substr(hex, 1, 8) || '-' || substr(hex, 9)
  from (select lpad(to_hex((extract(epoch from now() - interval '30 days') * 1000)::bigint), 12, '0') as hex) as made)`;
