import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { GITHUB_APP_PRESET, LAUNCH_PRESET } from "@/lib/core/action";
import type { DeliveryState, DeliverySummary } from "@/lib/core/delivery";
import type { RegistryEvent } from "@/lib/core/event";
import type { DeliveryRun } from "@/lib/core/github-run";
import type { Id } from "@/lib/core/ids";
import type { Database, Transaction } from "@/lib/db/client";
import { attempts, breakers, confirmations, deliveries, events, openDeliveries, webhooks } from "@/lib/db/schema";
import { byNeed, isCurrentRun } from "@/lib/github/run-conditions";
import { launchRunOfDelivery, toRunView } from "./launch-run-view";

/** The last attempt of each delivery of the outer query, or none. */
export function lastAttempt(db: Database | Transaction) {
  return db
    .select({
      number: attempts.number,
      tries: attempts.tries,
      code: attempts.code,
      status: attempts.status,
      endedAt: sql<Date>`${attempts.startedAt} + ${attempts.durationMs} * interval '1 millisecond'`
        .mapWith(attempts.startedAt)
        .as("ended_at"),
    })
    .from(attempts)
    .where(eq(attempts.deliveryId, deliveries.id))
    .orderBy(desc(attempts.number))
    .limit(1)
    .as("last_attempt");
}

/** The columns of a summary, and the rows beside it that say how it stands, what caused it and where it goes. */
export function selectSummaries(db: Database, where: SQL | undefined, limit: number, order: SQL) {
  const last = lastAttempt(db);
  return db
    .select({
      ...SUMMARY_COLUMNS,
      last: { number: last.number, tries: last.tries, code: last.code, status: last.status, endedAt: last.endedAt },
    })
    .from(deliveries)
    .leftJoin(openDeliveries, eq(openDeliveries.deliveryId, deliveries.id))
    .leftJoinLateral(last, sql`true`)
    .leftJoin(events, eq(events.id, deliveries.eventId))
    .leftJoin(webhooks, and(eq(webhooks.id, deliveries.webhookId), eq(webhooks.teamId, deliveries.teamId)))
    .leftJoin(breakers, eq(breakers.destination, destinationOfRow))
    .leftJoin(confirmations, eq(confirmations.deliveryId, deliveries.id))
    .where(where)
    .orderBy(order)
    .limit(limit);
}

export type SummaryRow = Awaited<ReturnType<typeof selectSummaries>>[number];

export function toSummary(row: SummaryRow): DeliverySummary {
  const { id, event } = row;
  return {
    id,
    ...standingOf(row),
    automation: { id: row.automationId, name: row.automationName },
    action: { type: row.action.type, ...receiverOf(row) },
    event: {
      id: row.eventId,
      type: row.eventType,
      alias: event?.alias ?? null,
      occurredAt: event?.occurredAt ?? row.createdAt.toISOString(),
      previousVersion: event?.previousVersion?.number ?? null,
      actor: event?.actor.name ?? "",
    },
    model: { id: row.modelId, name: event?.model.name ?? "" },
    version: row.versionNumber,
    createdAt: row.createdAt.toISOString(),
    run: runOf(row),
  };
}

function runOf({ id, run, launchRun }: SummaryRow): DeliveryRun | null {
  if (launchRun) {
    return { ...toRunView(launchRun), deliveryId: id, runCount: 1 };
  }
  return run && { ...run, deliveryId: id };
}

function receiverOf({ action, webhookName, preset }: SummaryRow): { target: string; preset: string } {
  switch (action.type) {
    case "webhook":
      return { target: webhookName ?? "a deleted webhook", preset: preset ?? "generic" };
    case "github":
      return { target: action.repository, preset: GITHUB_APP_PRESET };
    case "launch":
      return { target: `${action.jobName} on ${action.queueName}`, preset: LAUNCH_PRESET };
  }
}

type Standing = "state" | "isPaused" | "heldUntil" | "lastStatus" | "lastCode" | "attempts" | "confirmed";
type Times = "lastAttemptAt" | "dueAt" | "finishedAt";

/** How it stands: told by its open row where it has one, by its last attempt, and by what holds its webhook back. */
function standingOf(row: SummaryRow): Pick<DeliverySummary, Standing | Times> {
  const { open, last, isWebhookPaused, heldUntil, confirmed } = row;
  const state = open?.state ?? "delivered";
  const finishedAt = open ? open.finishedAt : laterOf(last?.endedAt ?? confirmed?.at ?? null, confirmed?.at ?? null);
  const held = isWaiting(state) ? heldUntil : null;
  return {
    state,
    isPaused: isWebhookPaused && isWaiting(state),
    heldUntil: isoOrNull(held),
    lastStatus: last?.status ?? null,
    lastCode: last?.code ?? null,
    attempts: last?.number ?? 0,
    confirmed: confirmed && { by: confirmed.by, at: confirmed.at.toISOString() },
    lastAttemptAt: isoOrNull(last?.endedAt),
    dueAt: isWaiting(state) ? isoOrNull(laterOf(open?.dueAt ?? null, held)) : null,
    finishedAt: isoOrNull(finishedAt),
  };
}

function laterOf(one: Date | null, other: Date | null): Date | null {
  return one && other && other > one ? other : one;
}

function isoOrNull(time: Date | null | undefined): string | null {
  return time?.toISOString() ?? null;
}

/**
 * The lowest id that a delivery made then could have. Ids begin with their time, so that an index on them bounds what lies
 * between two times, though creation times have no index of their own.
 */
export function firstIdAt(time: string | number, offsetMs = 0): Id<"delivery"> {
  const hex = Math.max(0, new Date(time).getTime() + offsetMs)
    .toString(16)
    .padStart(12, "0");
  return `dl_${hex.slice(0, 8)}-${hex.slice(8)}` as Id<"delivery">;
}

/** As `destinationOf` has it, of a row. */
const destinationOfRow = sql`coalesce(
  ${deliveries.webhookId}, ${deliveries.action} ->> 'installationId', ${deliveries.action} ->> 'queueId'
)`;

/** Waiting for a time or a worker, as opposed to being sent or done. */
export function isWaiting(state: DeliveryState): boolean {
  return state === "pending" || state === "retrying";
}

/** Of the runs that the delivery started the one that most needs a look: failed, then what still goes on, then the newest. */
const worstRun = sql<Omit<DeliveryRun, "deliveryId"> | null>`(
  select json_build_object(
    'id', run_id, 'state', state, 'conclusion', conclusion, 'url', url, 'workflow', workflow, 'attempt', attempt,
    'failingJob', case when failing_job_attempt = attempt then json_build_object('name', failing_job, 'url', failing_job_url) end,
    'startedAt', ${isoOf("started_at")}, 'finishedAt', ${isoOf("finished_at")}, 'runCount', (select count(*) from github_runs as each_run where each_run.delivery_id = ${deliveries.id})
  )
  from github_runs where github_runs.delivery_id = ${deliveries.id} and ${isCurrentRun}
  order by ${byNeed}, run_id desc limit 1
)`;

function isoOf(column: "started_at" | "finished_at"): SQL {
  return sql`to_char(${sql.raw(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

const SUMMARY_COLUMNS = {
  id: deliveries.id,
  automationId: deliveries.automationId,
  automationName: deliveries.automationName,
  action: deliveries.action,
  eventId: deliveries.eventId,
  eventType: deliveries.eventType,
  modelId: deliveries.modelId,
  versionNumber: deliveries.versionNumber,
  createdAt: deliveries.createdAt,
  open: {
    state: openDeliveries.state,
    tries: openDeliveries.tries,
    dueAt: openDeliveries.dueAt,
    finishedAt: openDeliveries.finishedAt,
  },
  heldUntil: breakers.openUntil,
  confirmed: { by: confirmations.confirmedBy, at: confirmations.confirmedAt },
  run: worstRun,
  launchRun: launchRunOfDelivery,
  webhookName: webhooks.name,
  preset: webhooks.preset,
  isWebhookPaused: sql<boolean>`coalesce(${webhooks.pausedAt} is not null, false)`,
  event: sql<Pick<
    RegistryEvent,
    "alias" | "occurredAt" | "previousVersion" | "actor" | "model"
  > | null>`${events.event}`.mapWith(events.event),
};
