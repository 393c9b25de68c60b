import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { AGENT_HEARD_SECONDS } from "@/lib/core/launch-agent";
import { type LiveMarks, MADE_MAX } from "@/lib/core/live";
import { COUNTED_MAX } from "@/lib/core/outcome";
import { type Database, rows } from "@/lib/db/client";
import {
  agents,
  audit,
  batches,
  deliveries,
  events,
  githubRuns,
  openDeliveries,
  queues,
  runReports,
  runs,
} from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { sha256Hex } from "@/lib/platform/crypto";
import { destinationsOf } from "./destinations";

const ONE_MORE = COUNTED_MAX + 1;
/** The newest changes of runs: one may become visible after a later one, for its transaction took longer. */
const RUNS_LOOKED_AT = 20;

/**
 * Marks that differ when something of the team has changed that pages show. One statement of look-ups in indexes that is
 * asked once a second while somebody watches, and costs the same whatever the team has behind it: what waits is looked at
 * from both ends of each destination's queue and counted so far. A change in the midst of a queue of more than a thousand is
 * seen with the next that moves an end or the count.
 */
export async function readLiveMarks(db: Database, scope: TeamScope): Promise<LiveMarks> {
  // What a person did counts for deliveries, too: one that is sent again and ends as before within a second leaves no other trace.
  const deeds = scope.models === "all" ? newestOf(scope, audit) : sql`select ''`;
  const [found] = await rows(
    db,
    z.object({
      registry: z.string().nullable(),
      deliveries: z.string(),
      batches: z.string(),
      runs: z.string(),
      newest: z.string().nullable(),
    }),
    sql`
      select
        concat_ws(' ', (${newestOf(scope, events, events.modelId)}), (${deeds})) as registry,
        concat_ws(' ', (${newestOf(scope, deliveries, deliveries.modelId)}), (${deeds}), (${ended(scope)}), (${sending(scope)}),
          (${queue(scope, "pending")}), (${queue(scope, "retrying")}), (${runsChanged(scope)}), (${launchedRuns(scope, sql`${runs.deliveryId} is not null`)}), (${reportsChanged(scope)})) as deliveries,
        ${scope.models === "all" ? sql`coalesce((${batchMarks(scope)}), '')` : sql`''`} as batches,
        ${scope.models === "all" ? sql`concat_ws(' ', (${launchedRuns(scope)}), (${agentsListening(scope)}))` : sql`''`} as runs,
        (${newestOf(scope, deliveries, deliveries.modelId)}) as newest`,
  );
  // Hashed: marks travel to browsers, which have no use for what is in them.
  return {
    registry: mark(found?.registry ?? ""),
    deliveries: mark(found?.deliveries ?? ""),
    batches: mark(found?.batches ?? ""),
    runs: mark(found?.runs ?? ""),
    newest: found?.newest ?? null,
  };
}

/** How many deliveries are newer than that one, up to `MADE_MAX`. */
export async function countMadeSince(db: Database, scope: TeamScope, id: string | null): Promise<number> {
  const [found] = await rows(
    db,
    z.object({ made: z.number() }),
    sql`select count(*)::int as made from (
      select from ${deliveries} where ${deliveries.teamId} = ${scope.teamId} and ${deliveries.id} > ${id ?? ""}
        and ${visibleModels(scope, deliveries.modelId) ?? sql`true`} limit ${MADE_MAX}
    ) as newer`,
  );
  return found?.made ?? 0;
}

function mark(text: string): string {
  return sha256Hex(text).slice(0, 16);
}

function newestOf(
  scope: TeamScope,
  table: typeof events | typeof audit | typeof deliveries,
  modelId?: typeof events.modelId | typeof deliveries.modelId,
): SQL {
  const visible = modelId && visibleModels(scope, modelId);
  return sql`select ${table.id} from ${table} where ${table.teamId} = ${scope.teamId} and ${visible ?? sql`true`}
    order by ${table.id} desc limit 1`;
}

function ended(scope: TeamScope): SQL {
  const isEnded = sql`${openDeliveries.state} in ('unknown', 'gave_up', 'stopped')`;
  return sql`
    select string_agg(concat_ws(':', kind.state, counted.count, counted.newest, counted.tries, counted.ended_at), ',' order by kind.state)
    from (values ('unknown'), ('gave_up'), ('stopped')) as kind (state)
    cross join lateral (
      select count(*), max(delivery_id) as newest, sum(tries) as tries, max(ended_at) as ended_at from (
        select ${openDeliveries.deliveryId} as delivery_id, ${openDeliveries.attemptCount} as tries,
          ${openDeliveries.finishedAt} as ended_at
        from ${openDeliveries}
        where ${openDeliveries.teamId} = ${scope.teamId} and ${isEnded} and ${openDeliveries.state} = kind.state ${seen(scope)}
        order by ${openDeliveries.deliveryId} desc limit ${ONE_MORE}
      ) as newest_ones
    ) as counted`;
}

function sending(scope: TeamScope): SQL {
  return sql`
    select md5(string_agg(concat_ws(':', ${openDeliveries.deliveryId}, ${openDeliveries.attemptCount}), ',' order by ${openDeliveries.deliveryId}))
    from ${openDeliveries} where state = 'sending' and ${openDeliveries.teamId} = ${scope.teamId} ${seen(scope)}`;
}

/** Of each destination's queue its length, and when its first and its last fall due; and whether it is paused. */
function queue(scope: TeamScope, state: "pending" | "retrying"): SQL {
  const waiting = (order: SQL, limit: number) => sql`
    select ${openDeliveries.dueAt} as due_at from ${openDeliveries}
    where ${openDeliveries.destination} = destination.id and ${openDeliveries.state} = ${sql.raw(`'${state}'`)} ${seen(scope)}
    ${order} limit ${limit}`;
  const dueAt = openDeliveries.dueAt;
  return sql`
    select md5(string_agg(concat_ws(':', counted.count, counted.first, last.due_at, destination.paused_at), ',' order by destination.id))
    from ${destinationsOf(scope)} as destination
    cross join lateral (
      select count(*), min(due_at) as first from (${waiting(sql`order by ${dueAt}`, ONE_MORE)}) as ones
    ) as counted
    left join lateral (${waiting(sql`order by ${dueAt} desc`, 1)}) as last on true
    where counted.count > 0 or destination.paused_at is not null`;
}

/** The newest changes of runs. */
function runsChanged(scope: TeamScope): SQL {
  const visible = visibleModels(scope, deliveries.modelId);
  const isSeen = visible
    ? sql`and exists (select from ${deliveries} where ${deliveries.id} = ${githubRuns.deliveryId} and ${visible})`
    : sql``;
  return sql`
    select string_agg(concat_ws(':', run_id, changed_at, state), ',' order by changed_at, run_id) from (
      select ${githubRuns.runId}, ${githubRuns.changedAt}, ${githubRuns.state} from ${githubRuns}
      where ${githubRuns.teamId} = ${scope.teamId} and ${githubRuns.deliveryId} is not null ${isSeen}
      order by ${githubRuns.changedAt} desc limit ${RUNS_LOOKED_AT}
    ) as newest_runs`;
}

function reportsChanged(scope: TeamScope): SQL {
  if (scope.models !== "all") {
    return sql`select null`;
  }
  return sql`select max(${runReports.changedAt}) from ${runReports} where ${runReports.teamId} = ${scope.teamId}`;
}

function batchMarks(scope: TeamScope): SQL {
  return sql`
    select string_agg(concat_ws(':', id, state, done), ',') from (
      select ${batches.id} as id, ${batches.state} as state, ${batches.done} as done from ${batches}
      where ${batches.teamId} = ${scope.teamId} order by ${batches.id} desc limit 20
    ) as newest`;
}

/** The newest changes of launch's runs. What a log grows by tells nothing here: who reads one follows it by itself. */
function launchedRuns(scope: TeamScope, which: SQL = sql`true`): SQL {
  return sql`
    select string_agg(concat_ws(':', number, state, changed_at, killed), ',' order by changed_at, number) from (
      select ${runs.number}, ${runs.state}, ${runs.changedAt}, ${runs.killAskedAt} as killed from ${runs}
      where ${runs.teamId} = ${scope.teamId} and ${which} and ${visibleModels(scope, runs.modelId) ?? sql`true`}
      order by ${runs.changedAt} desc limit ${RUNS_LOOKED_AT}
    ) as newest_launched`;
}

/** Of each queue how many agents listen: who waits for the first one sees it come. */
function agentsListening(scope: TeamScope): SQL {
  return sql`
    select string_agg(concat_ws(':', ${queues.id}, listening.count), ',' order by ${queues.id})
    from ${queues} cross join lateral (
      select count(*) from ${agents} where ${agents.queueId} = ${queues.id} and ${agents.goneAt} is null
        and ${agents.lastHeardAt} > now() - make_interval(secs => ${AGENT_HEARD_SECONDS})
    ) as listening
    where ${queues.teamId} = ${scope.teamId} and ${queues.deletedAt} is null`;
}

/** A restricted token is told of what it may see alone. */
function seen(scope: TeamScope): SQL {
  const visible = visibleModels(scope, deliveries.modelId);
  return visible
    ? sql`and exists (select from ${deliveries} where ${deliveries.id} = ${openDeliveries.deliveryId} and ${visible})`
    : sql``;
}
