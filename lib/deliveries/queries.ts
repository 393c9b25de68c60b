import { and, desc, eq, gte, inArray, lt, notExists, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import type { AttemptView, DeliverySearch, DeliverySummary, DeliveryView } from "@/lib/core/delivery";
import type { RunState, RunView } from "@/lib/core/github-run";
import { type Id, isId } from "@/lib/core/ids";
import { decodeCursor, type Page, pageOf } from "@/lib/core/page";
import { notFound, ok, type Result } from "@/lib/core/result";
import { REPORT_KINDS, type ReportView } from "@/lib/core/run-report";
import type { Database } from "@/lib/db/client";
import {
  attempts,
  automations,
  deliveries,
  githubRuns,
  models,
  openDeliveries,
  runReports,
  webhooks,
} from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";
import { byNeed, isCurrentRun } from "@/lib/github/run-conditions";
import { isLaunchRunIn } from "@/lib/launch/run-state";
import { listLaunchRuns } from "./launch-run-view";
import { firstIdAt, type SummaryRow, selectSummaries, toSummary } from "./view";

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

  const found = await selectFound(db, scope, search, cursor.value?.[0] as Id<"delivery"> | undefined);
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
    runs: detail.action.type === "launch" ? await listLaunchRuns(db, id) : await listRuns(db, id),
    reports: await listReports(db, id),
  });
}

const ATTEMPTS_SHOWN_MAX = 200;
const RUNS_SHOWN_MAX = 50;
/** Automations or webhooks that one name may have meant over time. */
const NAMED_MAX = 100;
/** Ids begin with the time of the process that made them, creation times are the database's: so far may the two lie apart. */
const CLOCKS_APART_MS = 60_000;
const cursorShape = z.tuple([z.string().refine((text) => isId("delivery", text))]);

function inTeam(scope: TeamScope): SQL | undefined {
  return and(eq(deliveries.teamId, scope.teamId), visibleModels(scope, deliveries.modelId));
}

/**
 * Few are not delivered: what has another state is looked up among the open ones, whose indexes begin with the state, and
 * only then read. The other way round a state that nothing has would be looked for in every delivery of the team.
 */
async function selectFound(
  db: Database,
  scope: TeamScope,
  search: DeliverySearch,
  before: Id<"delivery"> | undefined,
): Promise<SummaryRow[]> {
  const { state, run, limit } = search;
  const named = await findNamed(db, scope, search);
  if (!named) {
    return [];
  }
  const where = and(
    inTeam(scope),
    filtersOf(search, named),
    run ? hasRun(scope, run) : undefined,
    before ? lt(deliveries.id, before) : undefined,
  );
  if (state === undefined || state === "delivered") {
    const isDelivered = state ? notExists(openOnes(db)) : undefined;
    return selectSummaries(db, and(where, isDelivered), limit + 1, desc(deliveries.id));
  }

  const ids = await db
    .select({ id: openDeliveries.deliveryId })
    .from(openDeliveries)
    .innerJoin(deliveries, eq(deliveries.id, openDeliveries.deliveryId))
    .where(
      and(
        where,
        eq(openDeliveries.teamId, scope.teamId),
        // Written out, so that the state's own partial index serves it.
        eq(openDeliveries.state, sql.raw(`'${state}'`)),
        named.automations ? inArray(openDeliveries.automationId, named.automations) : undefined,
        named.webhooks ? inArray(openDeliveries.destination, named.webhooks) : undefined,
        before ? lt(openDeliveries.deliveryId, before) : undefined,
      ),
    )
    .orderBy(desc(openDeliveries.deliveryId))
    .limit(limit + 1);
  return ids.length === 0
    ? []
    : selectSummaries(
        db,
        inArray(
          deliveries.id,
          ids.map(({ id }) => id),
        ),
        limit + 1,
        desc(deliveries.id),
      );
}

/**
 * Looked up among the runs of the team in that state, of which there are few beside its deliveries. A delivery goes by the
 * one of its runs that most needs a look, as it does where it is shown.
 */
function hasRun(scope: TeamScope, state: RunState): SQL {
  return sql`(${deliveries.id} in (
    select delivery_id from github_runs where team_id = ${scope.teamId} and state = ${state} and delivery_id is not null
  ) and ${state} = (
    select state from github_runs where delivery_id = ${deliveries.id} and ${isCurrentRun} order by ${byNeed} limit 1
  ) or ${deliveries.id} in (
    select delivery_id from runs where team_id = ${scope.teamId} and ${isLaunchRunIn(state)} and delivery_id is not null
  ))`;
}

function openOnes(db: Database) {
  return db.select({ one: sql`1` }).from(openDeliveries).where(eq(openDeliveries.deliveryId, deliveries.id));
}

function filtersOf(search: DeliverySearch, named: Named): SQL | undefined {
  const { since, until } = search;
  return and(
    search.eventType ? eq(deliveries.eventType, search.eventType) : undefined,
    search.event ? eq(deliveries.eventId, search.event as Id<"event">) : undefined,
    search.version === undefined ? undefined : eq(deliveries.versionNumber, search.version),
    named.model ? eq(deliveries.modelId, named.model) : undefined,
    named.automations ? isOneOf(deliveries.automationId, named.automations) : undefined,
    named.webhooks ? isOneOf(deliveries.webhookId, named.webhooks) : undefined,
    since
      ? and(gte(deliveries.createdAt, new Date(since)), gte(deliveries.id, firstIdAt(since, -CLOCKS_APART_MS)))
      : undefined,
    until
      ? and(lt(deliveries.createdAt, new Date(until)), lt(deliveries.id, firstIdAt(until, CLOCKS_APART_MS)))
      : undefined,
  );
}

/** One value as `=`, whose rows an index gives in order; of several they would have to be sorted. */
function isOneOf(column: typeof deliveries.automationId | typeof deliveries.webhookId, ids: readonly string[]): SQL {
  const [only, ...others] = ids;
  return others.length === 0 ? sql`${column} = ${only}` : inArray(column, ids as Id<"automation">[] & Id<"webhook">[]);
}

type Named = { model?: Id<"model">; automations?: Id<"automation">[]; webhooks?: Id<"webhook">[] };

/**
 * The ids of what a search names, looked up first: a condition on an id tells the planner which index is the short way. A
 * name may have belonged to several, of which all but one are deleted. Null where a name names nothing.
 */
async function findNamed(db: Database, scope: TeamScope, search: DeliverySearch): Promise<Named | null> {
  const [model, ofAutomation, ofWebhook] = await Promise.all([
    search.model ? findByRef(db, scope, { table: models, kind: "model", ref: search.model }) : null,
    search.automation ? findByRef(db, scope, { table: automations, kind: "automation", ref: search.automation }) : null,
    search.webhook ? findByRef(db, scope, { table: webhooks, kind: "webhook", ref: search.webhook }) : null,
  ]);
  if ([model, ofAutomation, ofWebhook].some((ids) => ids?.length === 0)) {
    return null;
  }
  return {
    ...(model?.[0] ? { model: model[0] } : {}),
    ...(ofAutomation ? { automations: ofAutomation } : {}),
    ...(ofWebhook ? { webhooks: ofWebhook } : {}),
  };
}

type Ref<K extends "model" | "automation" | "webhook"> = {
  table: typeof models | typeof automations | typeof webhooks;
  kind: K;
  ref: string;
};

/** An id as it is, whether or not its row is still there: deliveries outlive what they name. */
async function findByRef<K extends "model" | "automation" | "webhook">(
  db: Database,
  scope: TeamScope,
  { table, kind, ref }: Ref<K>,
): Promise<Id<K>[]> {
  if (isId(kind, ref)) {
    return [ref];
  }
  const found = await db
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.teamId, scope.teamId), eq(table.name, ref)))
    .orderBy(desc(table.id))
    .limit(NAMED_MAX);
  return found.map(({ id }) => id as Id<K>);
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

async function listRuns(db: Database, id: Id<"delivery">): Promise<RunView[]> {
  const found = await db
    .select({
      id: githubRuns.runId,
      state: githubRuns.state,
      conclusion: githubRuns.conclusion,
      url: githubRuns.url,
      workflow: githubRuns.workflow,
      attempt: githubRuns.attempt,
      job: { name: githubRuns.failingJob, url: githubRuns.failingJobUrl, attempt: githubRuns.failingJobAttempt },
      startedAt: githubRuns.startedAt,
      finishedAt: githubRuns.finishedAt,
    })
    .from(githubRuns)
    .where(eq(githubRuns.deliveryId, id))
    .orderBy(desc(githubRuns.runId))
    .limit(RUNS_SHOWN_MAX);
  return found.map(({ job, startedAt, finishedAt, ...run }) => ({
    ...run,
    failingJob: job?.name && job.attempt === run.attempt ? { name: job.name, url: job.url ?? run.url } : null,
    startedAt: startedAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
  }));
}

async function listReports(db: Database, id: Id<"delivery">): Promise<ReportView[]> {
  const found = await db
    .select({ kind: runReports.kind, told: runReports.told, problem: runReports.problem })
    .from(runReports)
    .where(eq(runReports.deliveryId, id))
    .orderBy(runReports.kind)
    .limit(REPORT_KINDS.length);
  return found.map(({ told, ...report }) => ({ ...report, isTold: told !== null }));
}
