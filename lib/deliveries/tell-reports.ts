import { and, desc, eq, inArray, sql } from "drizzle-orm";
import * as z from "zod";
import type { RunView } from "@/lib/core/github-run";
import type { Id } from "@/lib/core/ids";
import type { Reported, Reporters, ReportInput } from "@/lib/core/ports";
import { REPORT_KINDS, type ReportKind, reportRetrySeconds } from "@/lib/core/run-report";
import { type Database, rows } from "@/lib/db/client";
import { artifacts, deliveries, events, githubRuns, runReports } from "@/lib/db/schema";
import { listLaunchRuns } from "./launch-run-view";

/** Few at a time: GitHub wants a second between changes, and nobody waits for these. */
const CLAIMED_MAX = 10;
/** A process that dies with a report gives it back by that: longer than all requests of one may take. */
const LEASE_SECONDS = 120;
/** Of a report that kills whatever process tells it. */
const CLAIMS_MAX = 10;
const RUNS_TOLD_MAX = 10;

/**
 * Tells what is due of runs elsewhere: deployments and checks on GitHub, messages in Slack. Those that go to one place
 * follow one another. Best effort beside the deliveries: what fails is kept as a code, tried a few times, and shown.
 */
export async function tellDueReports(db: Database, reporters: Reporters, log: ReportLog): Promise<number> {
  const claimed = await claimReports(db);
  const places = Map.groupBy(claimed, ({ kind, teamId }) =>
    kind === "slack" ? `slack ${teamId}` : `github ${teamId}`,
  );
  await Promise.all(
    [...places.values()].map(async (reports) => {
      for (const report of reports) {
        await tellReport(db, reporters, report, log).catch((err: unknown) => {
          const { deliveryId, kind } = report;
          log.error(
            { deliveryId, kind, err },
            "A report of a run failed; it is tried again when its lease has run out.",
          );
        });
      }
    }),
  );
  return claimed.length;
}

type ReportLog = Record<"warn" | "error", (fields: object, message: string) => void>;

const claimShape = z.object({
  deliveryId: z.custom<Id<"delivery">>((id) => typeof id === "string"),
  teamId: z.string(),
  eventId: z.custom<Id<"event">>((id) => typeof id === "string"),
  kind: z.enum(REPORT_KINDS),
  remoteId: z.string().nullable(),
  told: z.string().nullable(),
  tries: z.number(),
  revision: z.number(),
});

type Claimed = z.infer<typeof claimShape>;

function claimReports(db: Database): Promise<Claimed[]> {
  return rows(
    db,
    claimShape,
    sql`
      update run_reports as report
      set tries = report.tries + 1,
        due_at = case when report.tries < ${CLAIMS_MAX}::int then now() + make_interval(secs => ${LEASE_SECONDS}::int) end
      from (
        select delivery_id, kind from run_reports where due_at <= now() order by due_at limit ${CLAIMED_MAX}::int
        for update skip locked
      ) as due
      where report.delivery_id = due.delivery_id and report.kind = due.kind
      returning report.delivery_id as "deliveryId", report.team_id as "teamId", report.event_id as "eventId", report.kind,
        report.remote_id as "remoteId", report.told, report.tries, report.revision`,
  );
}

async function tellReport(db: Database, reporters: Reporters, claimed: Claimed, log: ReportLog): Promise<void> {
  const { deliveryId, kind, remoteId } = claimed;
  const input = await readInput(db, claimed);
  const mark = input && markOf(input.runs);
  if (!input || mark === claimed.told || input.runs.length === 0) {
    await store(db, claimed, { remoteId, problem: null }, claimed.told);
    return;
  }
  const reported = await reporters[kind](input);
  if (reported.problem) {
    log.warn({ deliveryId, kind, code: reported.problem }, "What a run did could not be told elsewhere.");
  }
  await store(db, claimed, reported, reported.problem ? claimed.told : mark);
}

/** What came meanwhile is told next: then neither the tries nor the lease of this one counts. */
async function store(db: Database, claimed: Claimed, reported: Reported, told: string | null): Promise<void> {
  const { deliveryId, kind, revision, tries } = claimed;
  const { remoteId, problem } = reported;
  const delay = problem === null ? null : reportRetrySeconds(problem, tries);
  const isSame = sql`${runReports.revision} = ${revision}`;
  await db
    .update(runReports)
    .set({
      remoteId,
      told,
      problem,
      tries: sql`case when ${isSame} then ${runReports.tries} else 0 end`,
      dueAt: sql`case when ${isSame} then now() + make_interval(secs => ${delay}::float8) else now() end`,
      changedAt: sql`now()`,
    })
    .where(and(eq(runReports.deliveryId, deliveryId), eq(runReports.kind, kind)));
}

async function readInput(db: Database, { deliveryId, eventId, kind, remoteId }: Claimed): Promise<ReportInput | null> {
  const [found] = await db
    .select({
      teamId: deliveries.teamId,
      automationName: deliveries.automationName,
      action: deliveries.action,
      body: deliveries.body,
      secretHoles: deliveries.secretHoles,
      event: events.event,
    })
    .from(deliveries)
    .innerJoin(events, eq(events.id, deliveries.eventId))
    .where(eq(deliveries.id, deliveryId));
  if (!found) {
    return null; // Removed by retention meanwhile.
  }
  const runs = kind === "slack" ? await readRunsOfEvent(db, eventId) : await readRuns(db, [deliveryId]);
  return { ...found, kind, deliveryId, remoteId, runs, source: await readSource(db, kind, found.event.version) };
}

async function readSource(db: Database, kind: ReportKind, version: ReportInput["event"]["version"]) {
  if (kind === "slack" || version === null) {
    return {};
  }
  const [artifact] = await db
    .select({ source: artifacts.source })
    .from(artifacts)
    .where(eq(artifacts.id, version.artifact.id));
  return artifact?.source ?? {};
}

/** The message is about the event, so whatever the event's deliveries started counts. */
async function readRunsOfEvent(db: Database, eventId: Id<"event">): Promise<ReportInput["runs"]> {
  const others = await db.select({ id: deliveries.id }).from(deliveries).where(eq(deliveries.eventId, eventId));
  return readRuns(
    db,
    others.map(({ id }) => id),
  );
}

async function readRuns(db: Database, ids: readonly Id<"delivery">[]): Promise<ReportInput["runs"]> {
  const found = await db
    .select({
      id: githubRuns.runId,
      state: githubRuns.state,
      conclusion: githubRuns.conclusion,
      url: githubRuns.url,
      workflow: githubRuns.workflow,
      attempt: githubRuns.attempt,
      sha: githubRuns.sha,
      job: { name: githubRuns.failingJob, url: githubRuns.failingJobUrl, attempt: githubRuns.failingJobAttempt },
      startedAt: githubRuns.startedAt,
      finishedAt: githubRuns.finishedAt,
    })
    .from(githubRuns)
    .where(inArray(githubRuns.deliveryId, [...ids]))
    .orderBy(desc(githubRuns.runId))
    .limit(RUNS_TOLD_MAX);
  const ofGitHub = found.map(({ job, ...run }) => ({ ...run, ...timesOf(run), failingJob: failingJobOf(job, run) }));
  const ofQueues = await listLaunchRuns(db, ...ids);
  return [...ofGitHub, ...ofQueues.map((run) => ({ ...run, sha: null }))].slice(0, RUNS_TOLD_MAX);
}

function timesOf({ startedAt, finishedAt }: { startedAt: Date | null; finishedAt: Date | null }) {
  return { startedAt: startedAt?.toISOString() ?? null, finishedAt: finishedAt?.toISOString() ?? null };
}

function failingJobOf(
  job: { name: string | null; url: string | null; attempt: number | null } | null,
  run: { attempt: number; url: string },
): RunView["failingJob"] {
  return job?.name && job.attempt === run.attempt ? { name: job.name, url: job.url ?? run.url } : null;
}

/** Differs whenever something else is to be told. */
function markOf(runs: ReportInput["runs"]): string {
  return runs
    .map(({ id, attempt, state, failingJob }) => `${id}.${attempt}.${state}${failingJob ? ".job" : ""}`)
    .join(" ");
}
