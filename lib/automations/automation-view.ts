import { and, count, desc, eq, gte, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationView } from "@/lib/core/automation";
import type { DeliveryState, OpenState } from "@/lib/core/delivery";
import { isId } from "@/lib/core/ids";
import type { Database, Transaction } from "@/lib/db/client";
import { attempts, automations, deliveries, models, openDeliveries, webhooks } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";

/** Deliveries that a success rate is reckoned from: of a busy automation the newest tell enough, and cost little. */
const COUNTED_MAX = 1_000;

/** Over, but not delivered. */
const ENDED = ["unknown", "gave_up", "stopped"] as const satisfies readonly OpenState[];

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
  const month = monthOfDeliveries(db);
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
      revision: automations.revision,
      createdBy: automations.createdBy,
      createdAt: automations.createdAt,
      updatedAt: automations.updatedAt,
      lastDelivery: { id: last.id, state: last.state, status: last.status, at: last.at },
      delivered: month.delivered,
      finished: month.finished,
    })
    .from(automations)
    .innerJoin(webhooks, eq(webhooks.id, automations.webhookId))
    .leftJoin(models, eq(models.id, automations.modelId))
    .leftJoinLateral(last, sql`true`)
    .leftJoinLateral(month, sql`true`)
    .where(and(visibleAutomations(scope), where))
    .orderBy(desc(automations.id))
    .limit(limit);
}

function viewOf({
  webhook,
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
    action: { type: action.type, webhook, payload: action.payload, whenUnsure: action.whenUnsure ?? null },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    lastDelivery: lastDelivery && { ...lastDelivery, at: lastDelivery.at.toISOString() },
    deliveries30d: { delivered: delivered ?? 0, finished: finished ?? 0 },
  };
}

function lastDelivery(db: Database | Transaction) {
  return db
    .select({
      id: deliveries.id,
      state: sql<DeliveryState>`coalesce(${openDeliveries.state}, 'delivered')`.as("state"),
      status: sql<number | null>`(
        select status from ${attempts} where ${attempts.deliveryId} = ${deliveries.id} order by number desc limit 1
      )`.as("status"),
      at: deliveries.createdAt,
    })
    .from(deliveries)
    .leftJoin(openDeliveries, eq(openDeliveries.deliveryId, deliveries.id))
    .where(eq(deliveries.automationId, automations.id))
    .orderBy(desc(deliveries.id))
    .limit(1)
    .as("last_delivery");
}

function monthOfDeliveries(db: Database | Transaction) {
  const recent = db
    .select({ state: openDeliveries.state })
    .from(deliveries)
    .leftJoin(openDeliveries, eq(openDeliveries.deliveryId, deliveries.id))
    .where(and(eq(deliveries.automationId, automations.id), gte(deliveries.createdAt, sql`now() - interval '30 days'`)))
    .orderBy(desc(deliveries.id))
    .limit(COUNTED_MAX)
    .as("recent");
  return db
    .select({
      delivered: count(sql`case when ${isNull(recent.state)} then 1 end`).as("delivered"),
      finished: count(sql`case when ${or(isNull(recent.state), inArray(recent.state, [...ENDED]))} then 1 end`).as(
        "finished",
      ),
    })
    .from(recent)
    .as("month");
}
