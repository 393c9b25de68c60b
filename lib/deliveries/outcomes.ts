import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { DELIVERY_STATES, type DeliveryState, type DeliverySummary, OUTCOME_CODES } from "@/lib/core/delivery";
import type { Id } from "@/lib/core/ids";
import type { OutcomeSpan, OutcomeView } from "@/lib/core/outcome";
import { type Database, rows } from "@/lib/db/client";
import { aliasMoves, deliveries, openDeliveries, webhooks } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { isWaiting, selectSummaries, toSummary } from "./view";

/** What needs a look comes before what is under way, and that before what went well. */
const BY_NEED: readonly DeliveryState[] = [
  "gave_up",
  "unknown",
  "retrying",
  "sending",
  "pending",
  "stopped",
  "delivered",
];

const IN_MOTION = ["pending", "sending", "retrying", "unknown"] as const satisfies readonly DeliveryState[];

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

/** What is under way or waits for a person, newest first. */
export async function listInMotion(db: Database, scope: TeamScope, limit: number): Promise<DeliverySummary[]> {
  const where = and(inTeam(scope), inArray(openDeliveries.state, [...IN_MOTION]));
  return (await selectSummaries(db, where, limit, desc(deliveries.id))).map(toSummary);
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

export type SpanRequest = { now: Date; spanMinutes: number; spans: number };

/** The deliveries of the last while, counted in equal spans up to now, by how they stand. Empty spans are there too. */
export async function countOutcomes(
  db: Database,
  scope: TeamScope,
  { now, spanMinutes, spans }: SpanRequest,
): Promise<OutcomeSpan[]> {
  const spanMs = spanMinutes * 60_000;
  const end = Math.ceil(now.getTime() / spanMs) * spanMs;
  const start = new Date(end - spans * spanMs).toISOString();
  const found = await rows(
    db,
    spanShape,
    sql`
      select
        floor(extract(epoch from (${deliveries.createdAt} - ${start}::timestamptz)) / ${spanMs / 1000}::int)::int as place,
        (count(*) filter (where ${openDeliveries.state} is null))::int as delivered,
        (count(*) filter (where ${openDeliveries.state} in ('pending', 'sending', 'retrying')))::int as waiting,
        (count(*) filter (where ${openDeliveries.state} in ('unknown', 'gave_up')))::int as failed
      from ${deliveries} left join ${openDeliveries} on ${openDeliveries.deliveryId} = ${deliveries.id}
      where ${and(inTeam(scope), sql`${deliveries.createdAt} >= ${start}::timestamptz`, sinceId(start))}
      group by 1
    `,
  );

  const counted = new Map(found.map((span) => [span.place, span]));
  return Array.from({ length: spans }, (_, place) => {
    const { delivered, waiting, failed } = counted.get(place) ?? { delivered: 0, waiting: 0, failed: 0 };
    return { startedAt: new Date(Date.parse(start) + place * spanMs).toISOString(), delivered, waiting, failed };
  });
}

/** Ids begin with their time: the index on (team, id) bounds the scan, though only creation times carry one of their own. */
function sinceId(start: string): SQL {
  const hex = (Date.parse(start) - 60_000).toString(16).padStart(12, "0");
  return sql`${deliveries.id} >= ${`dl_${hex.slice(0, 8)}-${hex.slice(8)}`}`;
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
          last.status, last.code, delivery.webhook_id as webhook,
          (extract(epoch from (coalesce(open.finished_at, case when open.state is null then last.ended_at end)
            - delivery.created_at)) * 1000)::float8 as duration,
          (count(*) over ())::int as deliveries
        from ${deliveries} as delivery
        left join ${openDeliveries} as open on open.delivery_id = delivery.id
        left join lateral (
          select status, code, started_at + duration_ms * interval '1 millisecond' as ended_at from attempts
          where attempts.delivery_id = delivery.id order by number desc limit 1
        ) as last on true
        where delivery.event_id = last_event.event_id and delivery.team_id = ${scope.teamId}
        order by array_position(string_to_array(${BY_NEED.join(",")}, ','), coalesce(open.state, 'delivered')), delivery.id
        limit 1
      ) as worst
      left join ${webhooks} on ${webhooks.id} = worst.webhook
    `,
  );
  return new Map(found.map((row) => [row.subject as K, toOutcome(row)]));
}

function toOutcome(row: z.infer<typeof outcomeShape>): OutcomeView {
  return {
    deliveryId: row.delivery,
    automation: row.automation,
    preset: row.preset ?? "generic",
    state: row.state,
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
  delivered: z.number(),
  waiting: z.number(),
  failed: z.number(),
});

const outcomeShape = z.object({
  subject: z.string(),
  delivery: z.custom<Id<"delivery">>((id) => typeof id === "string"),
  automation: z.string(),
  preset: z.string().nullable(),
  paused: z.boolean().nullable(),
  state: z.enum(DELIVERY_STATES),
  status: z.number().nullable(),
  code: z.enum(OUTCOME_CODES).nullable(),
  duration: z.number().nullable(),
  deliveries: z.number(),
});
