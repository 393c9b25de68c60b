import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { GITHUB_APP_PRESET, LAUNCH_PRESET } from "@/lib/core/action";
import type { TeamScope } from "@/lib/core/actor";
import { DELIVERY_STATES, type DeliveryState, type DeliverySummary, OUTCOME_CODES } from "@/lib/core/delivery";
import { RUN_STATES, type RunState } from "@/lib/core/github-run";
import type { Id } from "@/lib/core/ids";
import type { OutcomeSpan, OutcomeView } from "@/lib/core/outcome";
import { type Database, rows } from "@/lib/db/client";
import { aliasMoves, deliveries, githubRuns, openDeliveries, runs, webhooks } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { byNeed, isCurrentRun } from "@/lib/github/run-conditions";
import { launchRunState } from "@/lib/launch/run-state";
import { idsInMotion } from "./standing";
import { firstIdAt, isWaiting, selectSummaries, toSummary } from "./view";

/** What needs a look comes before what is under way, and that before what went well; what GitHub reports among it. */
const BY_NEED: readonly (DeliveryState | `run_${RunState}`)[] = [
  "gave_up",
  "run_failed",
  "unknown",
  "retrying",
  "sending",
  "pending",
  "run_running",
  "run_queued",
  "stopped",
  "run_cancelled",
  "delivered",
  "run_succeeded",
];

/** Deliveries that a page of events may show all together; a change with more is read on the deliveries page. */
const OF_EVENTS_MAX = 300;

/** How the last change of each model ended, in one query. */
export function lastOutcomesOfModels(
  db: Database,
  scope: TeamScope,
  ids: readonly Id<"model">[],
): Promise<Map<Id<"model">, OutcomeView>> {
  return lastOutcomes(db, scope, ids, newestEventBy(scope, sql`model_id`));
}

/** How the last change of each version ended, in one query. */
export function lastOutcomesOfVersions(
  db: Database,
  scope: TeamScope,
  ids: readonly Id<"version">[],
): Promise<Map<Id<"version">, OutcomeView>> {
  return lastOutcomes(db, scope, ids, newestEventBy(scope, sql`version_id`));
}

/** How the last step of each alias of a model ended, in one query. */
export function lastOutcomesOfAliases(
  db: Database,
  scope: TeamScope,
  modelId: Id<"model">,
  names: readonly string[],
): Promise<Map<string, OutcomeView>> {
  const lastStep = sql`
    select event_id from ${aliasMoves}
    where model_id = ${modelId} and team_id = ${scope.teamId} and alias = subject.id
    order by id desc limit 1
  `;
  return lastOutcomes(db, scope, names, lastStep);
}

/** What is under way or waits for a person, that first and the newest of it. */
export async function listInMotion(db: Database, scope: TeamScope, limit: number): Promise<DeliverySummary[]> {
  const ids = await idsInMotion(db, scope, limit);
  if (ids.length === 0) {
    return [];
  }
  const found = await selectSummaries(db, and(inTeam(scope), inArray(deliveries.id, ids)), limit, desc(deliveries.id));
  const places = new Map(ids.map((id, place) => [id, place]));
  return found.map(toSummary).sort((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0));
}

/** The deliveries of a page of events, in one query, each event's in the order in which they were made. */
export async function deliveriesOfEvents(
  db: Database,
  scope: TeamScope,
  eventIds: readonly Id<"event">[],
): Promise<Map<Id<"event">, DeliverySummary[]>> {
  const groups = new Map<Id<"event">, DeliverySummary[]>();
  if (eventIds.length === 0) {
    return groups;
  }

  const where = and(inTeam(scope), inArray(deliveries.eventId, [...eventIds]));
  const found = await selectSummaries(db, where, OF_EVENTS_MAX, desc(deliveries.id));
  for (const delivery of found.reverse().map(toSummary)) {
    groups.set(delivery.event.id, [...(groups.get(delivery.event.id) ?? []), delivery]);
  }
  return groups;
}

export type SpanRequest = {
  now: Date;
  spanMinutes: number;
  spans: number;
  /** Only what this automation made. */
  automationId?: Id<"automation">;
};

/**
 * The deliveries of the last while, counted in equal spans up to now, by how they stand. Empty spans are there too. All
 * are counted within the index of the team's ids, which begin with their time, and only those that are not delivered are
 * looked at: joining both took eight times as long for a day of 300,000.
 */
export async function countOutcomes(
  db: Database,
  scope: TeamScope,
  { now, spanMinutes, spans, automationId }: SpanRequest,
): Promise<OutcomeSpan[]> {
  const spanMs = spanMinutes * 60_000;
  const end = Math.ceil(now.getTime() / spanMs) * spanMs;
  const start = end - spans * spanMs;
  const starts = Array.from({ length: spans }, (_, place) => start + place * spanMs);
  const bounds = sql.join(
    starts.map((from, place) => sql`(${place}::int, ${firstIdAt(from)}::text, ${firstIdAt(from + spanMs)}::text)`),
    sql`, `,
  );
  const ofAutomation = automationId ? eq(deliveries.automationId, automationId) : undefined;
  const openOfAutomation = automationId ? eq(openDeliveries.automationId, automationId) : sql`true`;
  const made = sql`select count(*) from ${deliveries}
    where ${and(inTeam(scope), ofAutomation)} and ${deliveries.id} >= span.first_id and ${deliveries.id} < span.end_id`;
  const found = await rows(
    db,
    spanShape,
    sql`
      with open as materialized (
        select ${openDeliveries.deliveryId} as id, ${openDeliveries.state} as state
        from ${openDeliveries} ${ofVisible(scope, sql`${openDeliveries.deliveryId}`)}
        where ${openDeliveries.teamId} = ${scope.teamId} and ${openDeliveries.deliveryId} >= ${firstIdAt(start)}
          and ${openOfAutomation}
        union all
        select distinct ${githubRuns.deliveryId}, 'run_failed' from ${githubRuns} ${ofVisible(scope, sql`${githubRuns.deliveryId}`, automationId)}
        where ${githubRuns.teamId} = ${scope.teamId} and ${githubRuns.state} = 'failed' and ${githubRuns.deliveryId} >= ${firstIdAt(start)}
          and not exists (select from ${openDeliveries} where ${openDeliveries.deliveryId} = ${githubRuns.deliveryId})
          and ${isCurrentRun}
        union all
        select ${runs.deliveryId}, 'run_failed' from ${runs} ${ofVisible(scope, sql`${runs.deliveryId}`, automationId)}
        where ${runs.teamId} = ${scope.teamId} and ${runs.state} = 'failed' and ${runs.deliveryId} >= ${firstIdAt(start)}
          and not exists (select from ${openDeliveries} where ${openDeliveries.deliveryId} = ${runs.deliveryId})
      )
      select span.place, (${made})::int as made, coalesce(open_of.waiting, 0)::int as waiting,
        coalesce(open_of.failed, 0)::int as failed, coalesce(open_of.stopped, 0)::int as stopped
      from (values ${bounds}) as span (place, first_id, end_id)
      left join lateral (
        select count(*) filter (where state in ('pending', 'sending', 'retrying')) as waiting,
          count(*) filter (where state in ('unknown', 'gave_up', 'run_failed')) as failed,
          count(*) filter (where state = 'stopped') as stopped
        from open where open.id >= span.first_id and open.id < span.end_id
      ) as open_of on true`,
  );

  const counted = new Map(found.map((span) => [span.place, span]));
  return starts.map((from, place) => {
    const {
      made: all,
      waiting,
      failed,
      stopped,
    } = counted.get(place) ?? { made: 0, waiting: 0, failed: 0, stopped: 0 };
    // Read at one moment by one statement, so that the parts are never more than the whole.
    return { startedAt: new Date(from).toISOString(), delivered: all - waiting - failed - stopped, waiting, failed };
  });
}

/** A restricted token counts what it may see alone: only for that are the deliveries' own rows needed. */
function ofVisible(scope: TeamScope, id: SQL, automationId?: Id<"automation">): SQL {
  const ofAutomation = automationId ? eq(deliveries.automationId, automationId) : undefined;
  const visible = and(visibleModels(scope, deliveries.modelId), ofAutomation);
  return visible ? sql`join ${deliveries} on ${deliveries.id} = ${id} and ${visible}` : sql``;
}

/** Ends at its first row in an index, so that a model with a million deliveries costs as much as one with two. */
function newestEventBy(scope: TeamScope, column: SQL): SQL {
  return sql`
    select event_id from ${deliveries}
    where ${column} = subject.id and team_id = ${scope.teamId}
    order by id desc limit 1
  `;
}

/** Of each subject's last event the delivery that most needs a look. `lastEvent` selects by `subject.id`. */
async function lastOutcomes<K extends string>(
  db: Database,
  scope: TeamScope,
  ids: readonly K[],
  lastEvent: SQL,
): Promise<Map<K, OutcomeView>> {
  if (ids.length === 0) {
    return new Map();
  }

  const subjects = sql.join(
    ids.map((id) => sql`(${id}::text)`),
    sql`, `,
  );
  const found = await rows(
    db,
    outcomeShape,
    sql`
      select subject.id as subject, worst.*, ${webhooks.preset} as preset, ${webhooks.pausedAt} is not null as paused
      from (values ${subjects}) as subject (id)
      cross join lateral (${lastEvent}) as last_event
      cross join lateral (
        select
          delivery.id as delivery, delivery.automation_name as automation, coalesce(open.state, 'delivered') as state,
          last.status, last.code, delivery.webhook_id as webhook, delivery.action_type as action, run.state as run,
          (extract(epoch from (coalesce(open.finished_at, case when open.state is null then last.ended_at end)
            - delivery.created_at)) * 1000)::float8 as duration,
          (count(*) over ())::int as deliveries
        from ${deliveries} as delivery
        left join ${openDeliveries} as open on open.delivery_id = delivery.id
        left join lateral (
          select status, code, started_at + duration_ms * interval '1 millisecond' as ended_at from attempts
          where attempts.delivery_id = delivery.id order by number desc limit 1
        ) as last on true
        left join lateral (
          (select state from github_runs where github_runs.delivery_id = delivery.id and ${isCurrentRun} order by ${byNeed} limit 1)
          union all
          select ${launchRunState} from runs where runs.delivery_id = delivery.id
          limit 1
        ) as run on true
        where delivery.event_id = last_event.event_id and delivery.team_id = ${scope.teamId}
        order by array_position(
          string_to_array(${BY_NEED.join(",")}, ','), coalesce(open.state, 'run_' || run.state, 'delivered')
        ), delivery.id
        limit 1
      ) as worst
      left join ${webhooks} on ${webhooks.id} = worst.webhook
    `,
  );
  return new Map(found.map((row) => [row.subject as K, toOutcome(row)]));
}

/** What stands where a webhook's preset would. */
const PRESET_OF: Readonly<Record<string, string>> = { github: GITHUB_APP_PRESET, launch: LAUNCH_PRESET };

function toOutcome(row: z.infer<typeof outcomeShape>): OutcomeView {
  return {
    deliveryId: row.delivery,
    automation: row.automation,
    preset: PRESET_OF[row.action] ?? row.preset ?? "generic",
    state: row.state,
    run: row.run,
    isPaused: row.paused === true && isWaiting(row.state),
    status: row.status,
    code: row.code,
    durationMs: row.duration,
    deliveryCount: row.deliveries,
  };
}

function inTeam(scope: TeamScope): SQL | undefined {
  return and(eq(deliveries.teamId, scope.teamId), visibleModels(scope, deliveries.modelId));
}

const spanShape = z.object({
  place: z.number(),
  made: z.number(),
  waiting: z.number(),
  failed: z.number(),
  stopped: z.number(),
});

const outcomeShape = z.object({
  subject: z.string(),
  delivery: z.custom<Id<"delivery">>((id) => typeof id === "string"),
  automation: z.string(),
  preset: z.string().nullable(),
  action: z.string(),
  run: z.enum(RUN_STATES).nullable(),
  paused: z.boolean().nullable(),
  state: z.enum(DELIVERY_STATES),
  status: z.number().nullable(),
  code: z.enum(OUTCOME_CODES).nullable(),
  duration: z.number().nullable(),
  deliveries: z.number(),
});
