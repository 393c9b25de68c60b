import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import type { OpenState } from "@/lib/core/delivery";
import type { Id } from "@/lib/core/ids";
import { COUNTED_MAX } from "@/lib/core/outcome";
import { type Database, rows } from "@/lib/db/client";
import { breakers, deliveries, githubRuns, openDeliveries, runs } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { destinationsOf } from "./destinations";

/** How many deliveries of a team stand in each state that is not delivered, and the oldest that is overdue. */
export type Standing = { byState: Partial<Record<OpenState, number>>; oldestDueAt: string | null };

/**
 * Counts up to one more than `COUNTED_MAX` in each state: every page shows it, and a backlog of a million must not cost
 * it more. What waits is counted destination by destination, along the indexes by which it is claimed: an index by team would be
 * written for every delivery, only to be counted. What a pause or a breaker holds back is not overdue: no worker could
 * take it.
 */
export async function countStanding(db: Database, scope: TeamScope): Promise<Standing> {
  const [ended, waiting, sending] = await Promise.all([
    countEnded(db, scope),
    countWaiting(db, scope),
    countSending(db, scope),
  ]);
  const { oldestDueAt, ...waits } = waiting;
  return { byState: present({ ...ended, ...waits, sending }), oldestDueAt };
}

/**
 * What is under way or waits for a person, that first: at most `limit` of each state. Read from the indexes of the open
 * ones, so that a team at rest with a million deliveries behind it costs nothing.
 */
export async function idsInMotion(db: Database, scope: TeamScope, limit: number): Promise<Id<"delivery">[]> {
  const found = await rows(
    db,
    z.object({ id: z.custom<Id<"delivery">>((id) => typeof id === "string") }),
    sql`
      select id, min(need) as need from (
        (select 0 as need, delivery_id as id from ${openDeliveries}
          where ${openDeliveries.teamId} = ${scope.teamId} and ${isEnded} and state = 'unknown' ${seen(scope)}
          order by delivery_id desc limit ${limit})
        union all
        (select 1, delivery_id from ${openDeliveries}
          where state = 'sending' and ${openDeliveries.teamId} = ${scope.teamId} ${seen(scope)}
          order by delivery_id desc limit ${limit})
        union all
        (select 2, delivery_id from ${eachDestination(scope, "retrying", { limit, columns: sql`delivery_id` })} limit ${limit})
        union all
        (select 3, delivery_id from ${eachDestination(scope, "pending", { limit, columns: sql`delivery_id` })} limit ${limit})
        union all
        (${goingOn(scope, "running", limit)})
        union all
        (${goingOn(scope, "queued", limit)})
        union all
        (${launchGoingOn(scope, limit)})
      ) as moving group by id order by need, id desc limit ${limit}`,
  );
  return found.map(({ id }) => id);
}

/** A run of which nothing was heard for so long is not shown as going on: GitHub's word must have been lost. */
const HEARD_WITHIN = sql.raw("interval '3 days'");

/** What was delivered and whose run goes on. */
function goingOn(scope: TeamScope, state: "running" | "queued", limit: number): SQL {
  const visible = visibleModels(scope, deliveries.modelId);
  const isSeen = visible
    ? sql`and exists (select from ${deliveries} where ${deliveries.id} = ${githubRuns.deliveryId} and ${visible})`
    : sql``;
  return sql`select 4, delivery_id from ${githubRuns}
    where ${githubRuns.teamId} = ${scope.teamId} and ${githubRuns.state} = ${sql.raw(`'${state}'`)}
      and ${githubRuns.deliveryId} is not null and ${githubRuns.changedAt} > now() - ${HEARD_WITHIN} ${isSeen}
    order by ${githubRuns.deliveryId} desc limit ${limit}`;
}

/** The same of runs in queues, whose leases and queues say themselves how long they go on. */
function launchGoingOn(scope: TeamScope, limit: number): SQL {
  const visible = visibleModels(scope, runs.modelId);
  return sql`select 4, delivery_id from ${runs}
    where ${runs.teamId} = ${scope.teamId} and ${runs.state} in ('queued', 'claimed', 'running')
      and ${runs.deliveryId} is not null and ${visible ?? sql`true`}
    order by ${runs.number} desc limit ${limit}`;
}

const isEnded = sql`${openDeliveries.state} in ('unknown', 'gave_up', 'stopped')`;
const ONE_MORE = COUNTED_MAX + 1;

async function countEnded(db: Database, scope: TeamScope) {
  const [found] = await rows(
    db,
    z.object({ unknown: z.number(), gave_up: z.number(), stopped: z.number() }),
    sql`select ${endedCount(scope, "unknown")} as unknown, ${endedCount(scope, "gave_up")} as gave_up,
      ${endedCount(scope, "stopped")} as stopped`,
  );
  return found ?? { unknown: 0, gave_up: 0, stopped: 0 };
}

function endedCount(scope: TeamScope, state: OpenState): SQL {
  return sql`(
    select count(*)::int from (
      select from ${openDeliveries}
      where ${openDeliveries.teamId} = ${scope.teamId} and ${isEnded} and state = ${sql.raw(`'${state}'`)} ${seen(scope)}
      limit ${ONE_MORE}
    ) as counted)`;
}

const waitingShape = z.object({
  pending: z.number(),
  retrying: z.number(),
  oldestDueAt: z.coerce.date().nullable(),
});

async function countWaiting(db: Database, scope: TeamScope) {
  const waitingCount = (state: "pending" | "retrying") => sql`(
    select count(*)::int from (select from ${eachDestination(scope, state, { limit: ONE_MORE, columns: sql`1` })} limit ${ONE_MORE}) as counted)`;
  const oldest = (state: "pending" | "retrying") =>
    sql`(select min(due_at) from ${eachDestination(scope, state, { limit: 1, columns: sql`due_at`, isFree: true })})`;
  const [found] = await rows(
    db,
    waitingShape,
    sql`select ${waitingCount("pending")} as pending, ${waitingCount("retrying")} as retrying,
      least(${oldest("pending")}, ${oldest("retrying")}) as "oldestDueAt"`,
  );
  const { oldestDueAt, ...counts } = found ?? { pending: 0, retrying: 0, oldestDueAt: null };
  return { ...counts, oldestDueAt: oldestDueAt?.toISOString() ?? null };
}

/** Few are being sent at any time, of whatever team: as many as workers have places. */
async function countSending(db: Database, scope: TeamScope): Promise<number> {
  const [found] = await rows(
    db,
    z.object({ sending: z.number() }),
    sql`select count(*)::int as sending from ${openDeliveries}
      where state = 'sending' and ${openDeliveries.teamId} = ${scope.teamId} ${seen(scope)}`,
  );
  return found?.sending ?? 0;
}

type Each = { limit: number; columns: SQL; isFree?: boolean };

/** Of each destination of the team what waits for it, soonest due first. `isFree` leaves out what is held back. */
function eachDestination(
  scope: TeamScope,
  state: "pending" | "retrying",
  { limit, columns, isFree = false }: Each,
): SQL {
  const free = sql`left join ${breakers} on ${breakers.destination} = destination.id`;
  return sql`(
    select waiting.* from ${destinationsOf(scope)} as destination ${isFree ? free : sql``}
    cross join lateral (
      select ${columns} from ${openDeliveries}
      where ${openDeliveries.destination} = destination.id and ${openDeliveries.state} = ${sql.raw(`'${state}'`)} ${seen(scope)}
      order by ${openDeliveries.dueAt} limit ${limit}
    ) as waiting
    ${isFree ? sql`where destination.paused_at is null and ${breakers.openUntil} is null` : sql``}
  ) as each`;
}

/** A restricted token counts what it may see alone. */
function seen(scope: TeamScope): SQL {
  const visible = visibleModels(scope, deliveries.modelId);
  return visible
    ? sql`and exists (select from ${deliveries} where ${deliveries.id} = ${openDeliveries.deliveryId} and ${visible})`
    : sql``;
}

function present(counts: Record<OpenState, number>): Standing["byState"] {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
