import { and, count, desc, eq, exists, gte, lt, notExists, or, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import type { AttemptView, DeliverySearch, DeliveryState, DeliverySummary, DeliveryView } from "@/lib/core/delivery";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, pageOf } from "@/lib/core/page";
import { notFound, ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { attempts, automations, breakers, deliveries, models, openDeliveries, webhooks } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { selectSummaries, toSummary } from "./view";

/** The deliveries of a team, newest first. A filter that names nothing finds nothing. */
export async function listDeliveries(
  db: Database,
  scope: TeamScope,
  search: DeliverySearch,
): Promise<Result<Page<DeliverySummary>>> {
  const cursor = decodeCursor(search.cursor, cursorShape);
  if (!cursor.ok) {
    return cursor;
  }

  const after = cursor.value ? lt(deliveries.id, cursor.value[0] as Id<"delivery">) : undefined;
  const where = and(inTeam(scope), filtersOf(db, scope, search), after);
  const found = await selectSummaries(db, where, search.limit + 1, desc(deliveries.id));
  return ok(pageOf(found, search.limit, toSummary, (row) => [row.id]));
}

/** One delivery with its body and every attempt, newest first. */
export async function getDelivery(db: Database, scope: TeamScope, id: string): Promise<Result<DeliveryView>> {
  if (!isId("delivery", id)) {
    return notFound("delivery");
  }
  const [row] = await selectSummaries(db, and(inTeam(scope), eq(deliveries.id, id)), 1, desc(deliveries.id));
  if (!row) {
    return notFound("delivery");
  }

  const [detail] = await db
    .select({ action: deliveries.action, body: deliveries.body, schedule: deliveries.schedule })
    .from(deliveries)
    .where(eq(deliveries.id, id));
  if (!detail) {
    return notFound("delivery"); // Removed by retention between the two reads.
  }

  const summary = toSummary(row);
  return ok({
    ...summary,
    action: { ...summary.action, stored: detail.action },
    body: detail.body,
    scheduleSeconds: detail.schedule,
    tries: row.open?.tries ?? row.last?.tries ?? 0,
    history: await listAttempts(db, id),
  });
}

/**
 * What stands in which state, for the badges of the site, and the oldest that is overdue. What a pause or a breaker holds
 * back is not: no worker could take it.
 */
export async function countDeliveries(
  db: Database,
  scope: TeamScope,
): Promise<{ byState: Partial<Record<DeliveryState, number>>; oldestDueAt: string | null }> {
  const found = await db
    .select({
      state: openDeliveries.state,
      deliveries: count(),
      oldestDueAt:
        sql<Date | null>`min(${openDeliveries.dueAt}) filter (where ${isWaitingState} and ${webhooks.pausedAt} is null and ${breakers.openUntil} is null)`.mapWith(
          openDeliveries.dueAt,
        ),
    })
    .from(openDeliveries)
    .innerJoin(deliveries, eq(deliveries.id, openDeliveries.deliveryId))
    .leftJoin(webhooks, eq(webhooks.id, openDeliveries.destination))
    .leftJoin(breakers, eq(breakers.destination, openDeliveries.destination))
    .where(
      and(
        eq(openDeliveries.teamId, scope.teamId),
        visibleModels(scope, deliveries.modelId),
        // Written as their partial indexes are, so that each is counted by its own.
        or(isWaitingState, isSendingState, isEndedState),
      ),
    )
    .groupBy(openDeliveries.state);
  const dueTimes = found.flatMap(({ oldestDueAt }) => (oldestDueAt ? [oldestDueAt.getTime()] : []));
  return {
    byState: Object.fromEntries(found.map((row) => [row.state, row.deliveries])),
    oldestDueAt: dueTimes.length > 0 ? new Date(Math.min(...dueTimes)).toISOString() : null,
  };
}

const isWaitingState = sql`(${openDeliveries.state} = 'pending' or ${openDeliveries.state} = 'retrying')`;
const isSendingState = sql`${openDeliveries.state} = 'sending'`;
const isEndedState = sql`${openDeliveries.state} in ('unknown', 'gave_up', 'stopped')`;
const ATTEMPTS_SHOWN_MAX = 200;
const cursorShape = z.tuple([z.string().refine((text) => isId("delivery", text))]);

function inTeam(scope: TeamScope): SQL | undefined {
  return and(eq(deliveries.teamId, scope.teamId), visibleModels(scope, deliveries.modelId));
}

function filtersOf(db: Database, scope: TeamScope, search: DeliverySearch): SQL | undefined {
  return and(
    search.state ? inState(db, search.state) : undefined,
    search.eventType ? eq(deliveries.eventType, search.eventType) : undefined,
    search.event ? eq(deliveries.eventId, search.event as Id<"event">) : undefined,
    search.version === undefined ? undefined : eq(deliveries.versionNumber, search.version),
    search.model ? byModel(db, scope, search.model) : undefined,
    search.automation ? byAutomation(db, scope, search.automation) : undefined,
    search.since ? gte(deliveries.createdAt, new Date(search.since)) : undefined,
    search.until ? lt(deliveries.createdAt, new Date(search.until)) : undefined,
  );
}

/** Few are not delivered, so these are looked up among the open ones; most are, so those are found by what they are not. */
function inState(db: Database, state: DeliveryState): SQL {
  const open = db
    .select({ one: sql`1` })
    .from(openDeliveries)
    .where(
      and(
        eq(openDeliveries.deliveryId, deliveries.id),
        state === "delivered" ? undefined : eq(openDeliveries.state, sql.raw(`'${state}'`)),
      ),
    );
  return state === "delivered" ? notExists(open) : exists(open);
}

function byModel(db: Database, scope: TeamScope, idOrName: string): SQL {
  if (isId("model", idOrName)) {
    return eq(deliveries.modelId, idOrName);
  }
  const named = db
    .select({ id: models.id })
    .from(models)
    .where(and(eq(models.teamId, scope.teamId), eq(models.name, idOrName)));
  return sql`${deliveries.modelId} = (${named})`;
}

function byAutomation(db: Database, scope: TeamScope, idOrName: string): SQL {
  if (isId("automation", idOrName)) {
    return eq(deliveries.automationId, idOrName);
  }
  const named = db
    .select({ id: automations.id })
    .from(automations)
    .where(and(eq(automations.teamId, scope.teamId), eq(automations.name, idOrName)));
  return sql`${deliveries.automationId} in (${named})`;
}

async function listAttempts(db: Database, id: Id<"delivery">): Promise<AttemptView[]> {
  const found = await db
    .select({
      id: attempts.id,
      number: attempts.number,
      startedAt: attempts.startedAt,
      durationMs: attempts.durationMs,
      code: attempts.code,
      status: attempts.status,
      request: attempts.request,
      response: attempts.response,
      timings: attempts.timings,
    })
    .from(attempts)
    .where(eq(attempts.deliveryId, id))
    .orderBy(desc(attempts.number))
    .limit(ATTEMPTS_SHOWN_MAX);
  return found.map((attempt) => ({ ...attempt, startedAt: attempt.startedAt.toISOString() }));
}
