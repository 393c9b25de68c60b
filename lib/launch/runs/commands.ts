import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { transact, type Write } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { rankOf } from "@/lib/core/launch-queue";
import { isEnded, type LaunchRunView, type NewRun, type RerunChanges } from "@/lib/core/launch-run";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { jobs, jobVersions, projects, queues, runs, versions } from "@/lib/db/schema";
import { announceQueue } from "../announce";
import { endRun, type OnRunEnded } from "../ended";
import { findSubmittedVersion } from "./find-version";
import { runByRef, runView, selectRuns } from "./run-row";
import { NO_CAUSE, type Submission, type Submitted, type SubmittedVersion, submitRun } from "./submit";

/** Queues a run that a person asks for. A moving name of a version is resolved now, once. */
export async function createRun(db: Database, scope: TeamScope, input: NewRun): Promise<Result<LaunchRunView>> {
  return transact(db, scope, writeOf("run.queued", `${input.job} in ${input.queue}`), async (tx) => {
    const jobId = await findJobId(tx, scope, input.job);
    const queueId = await findQueueId(tx, scope, input.queue);
    if (!jobId || !queueId) {
      return jobId ? unknown("queue", input.queue) : unknown("job", input.job);
    }
    const version = input.version === null ? ok(null) : await findSubmittedVersion(tx, scope, input.version);
    if (!version.ok) {
      return version;
    }
    const { jobVersion, parameters, variables, project } = input;
    const priority = input.priority && rankOf(input.priority);
    const wish = { jobId, queueId, jobVersion, parameters, variables, project, priority, version: version.value };
    return submitAndRead(tx, scope, { ...wish, cause: NO_CAUSE });
  });
}

/**
 * Runs it again, as it was or with changes. It works on the same version and has the same event and automation behind it;
 * the delivery stays with the first run, for a delivery has one.
 */
export async function rerun(
  db: Database,
  scope: TeamScope,
  ref: string,
  changes: RerunChanges,
): Promise<Result<LaunchRunView>> {
  return transact(db, scope, writeOf("run.rerun", nameOf(ref)), async (tx) => {
    const earlier = await findEarlier(tx, scope, runByRef(ref));
    if (!earlier) {
      return notFound("run");
    }
    const wish = await wishOf(tx, scope, earlier, changes);
    return wish.ok ? submitAndRead(tx, scope, wish.value) : wish;
  });
}

/**
 * Ends a run. One that waits is killed here and now; of one that an agent has, the agent is asked, and the run has ended when
 * it says so or is lost.
 */
export async function killRun(
  db: Database,
  scope: TeamScope,
  ref: string,
  onEnded: OnRunEnded,
): Promise<Result<LaunchRunView>> {
  return transact(db, scope, writeOf("run.killed", nameOf(ref)), async (tx) => {
    const run = await lockRun(tx, scope, runByRef(ref));
    if (!run) {
      return notFound("run");
    }
    if (isEnded(run.state)) {
      return refuse({ code: "conflict", message: `Run ${run.number} has ended: it is ${run.state}.` });
    }
    await tx
      .update(runs)
      .set({
        killAskedBy: sql`coalesce(${runs.killAskedBy}, ${scope.actor.name})`,
        killAskedAt: sql`coalesce(${runs.killAskedAt}, now())`,
        changedAt: sql`now()`,
      })
      .where(eq(runs.id, run.id));
    if (run.state === "queued") {
      await endRun(tx, onEnded, run, { ...KILLED, endCause: "killed_by_person" });
    }
    await announceQueue(tx, run.queueId, "all");
    return readRun(tx, scope, run.id);
  });
}

const KILLED = { state: "killed", exitCode: null, endMessage: null } as const;

async function lockRun(tx: Transaction, scope: TeamScope, where: SQL | null) {
  const [run] = where
    ? await tx
        .select({
          id: runs.id,
          number: runs.number,
          teamId: runs.teamId,
          deliveryId: runs.deliveryId,
          queueId: runs.queueId,
          state: runs.state,
        })
        .from(runs)
        .where(and(eq(runs.teamId, scope.teamId), where))
        .for("update")
    : [];
  return run ?? null;
}

function writeOf(action: string, name: string): Write {
  return { permission: "run.operate", action, target: { name }, isTeamWide: true };
}

/** What the audit log calls a run that a hostile caller may have made up. */
function nameOf(ref: string): string {
  return `run ${ref.slice(0, 60).replaceAll("\u0000", "\uFFFD")}`;
}

function unknown(field: "job" | "queue", name: string): Result<never> {
  return refuse({ code: "invalid", field, message: `There is no ${field} named ${name}. Name one that there is.` });
}

type Wish = Omit<Submission, "teamId" | "by">;

async function submitAndRead(tx: Transaction, scope: TeamScope, wish: Wish): Promise<Result<LaunchRunView>> {
  const submitted: Result<Submitted> = await submitRun(tx, { ...wish, teamId: scope.teamId, by: scope.actor.name });
  return submitted.ok ? readRun(tx, scope, submitted.value.id) : submitted;
}

async function readRun(tx: Transaction, scope: TeamScope, id: Id<"run">): Promise<Result<LaunchRunView>> {
  const [row] = await selectRuns(tx, scope, { where: eq(runs.id, id), limit: 1 });
  return row ? ok(runView(row)) : notFound("run");
}

async function findJobId(tx: Transaction, scope: TeamScope, name: string): Promise<Id<"job"> | null> {
  const [job] = await tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.teamId, scope.teamId), eq(jobs.name, name), isNull(jobs.deletedAt)));
  return job?.id ?? null;
}

async function findQueueId(tx: Transaction, scope: TeamScope, name: string): Promise<Id<"queue"> | null> {
  const [queue] = await tx
    .select({ id: queues.id })
    .from(queues)
    .where(and(eq(queues.teamId, scope.teamId), eq(queues.name, name), isNull(queues.deletedAt)));
  return queue?.id ?? null;
}

type EarlierRun = NonNullable<Awaited<ReturnType<typeof findEarlier>>>;

async function findEarlier(tx: Transaction, scope: TeamScope, where: SQL | null) {
  const [earlier] = where
    ? await tx
        .select({
          id: runs.id,
          jobId: runs.jobId,
          jobVersion: jobVersions.number,
          queueId: runs.queueId,
          overrides: runs.overrides,
          variables: runs.variables,
          priority: runs.priority,
          project: projects.name,
          versionId: runs.versionId,
          modelId: runs.modelId,
          modelName: runs.modelName,
          versionNumber: runs.versionNumber,
          eventId: runs.eventId,
          automationId: runs.automationId,
          automationName: runs.automationName,
        })
        .from(runs)
        .innerJoin(jobVersions, eq(jobVersions.id, runs.jobVersionId))
        .innerJoin(projects, eq(projects.id, runs.projectId))
        .where(and(eq(runs.teamId, scope.teamId), where))
    : [];
  return earlier ?? null;
}

async function wishOf(
  tx: Transaction,
  scope: TeamScope,
  earlier: EarlierRun,
  changes: RerunChanges,
): Promise<Result<Wish>> {
  const queueId = changes.queue === undefined ? earlier.queueId : await findQueueId(tx, scope, changes.queue);
  if (!queueId) {
    return unknown("queue", changes.queue ?? "");
  }
  const version = versionOf(earlier);
  if (version && !(await isThere(tx, version.id))) {
    const gone = `${version.model}:v${version.number}`;
    return refuse({ code: "conflict", message: `${gone} is gone. Queue a run on a version that there is.` });
  }
  const { id, jobId, project, eventId, automationId, automationName } = earlier;
  return ok({
    jobId,
    jobVersion: changes.jobVersion ?? earlier.jobVersion,
    queueId,
    parameters: changes.parameters ?? earlier.overrides,
    // Another queue has variables of its own.
    variables: changes.variables ?? (queueId === earlier.queueId ? earlier.variables : {}),
    priority: changes.priority === undefined ? earlier.priority : rankOf(changes.priority),
    project,
    version,
    cause: { ...NO_CAUSE, eventId, automationId, automationName, rerunOf: id },
  });
}

function versionOf({ versionId, modelId, modelName, versionNumber }: EarlierRun): SubmittedVersion | null {
  return versionId && modelId && { id: versionId, modelId, model: modelName ?? "", number: versionNumber ?? 0 };
}

async function isThere(tx: Transaction, id: Id<"version">): Promise<boolean> {
  const [version] = await tx.select({ id: versions.id }).from(versions).where(eq(versions.id, id));
  return version !== undefined;
}
