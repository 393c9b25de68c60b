import { and, eq, isNull, sql } from "drizzle-orm";
import { transact, type Write } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { JobPatch, JobView, NewJob, NewJobVersion } from "@/lib/core/launch-job";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { jobs, jobVersions } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { findParameterSchemaProblem } from "../parameters";
import { refuseWhileUsed } from "../uses";
import { readJobs } from "./queries";

/** Creates a job with its first version, which is number 0. */
export async function createJob(db: Database, scope: TeamScope, input: NewJob): Promise<Result<JobView>> {
  return transact(db, scope, writeOf("job.created", input.name), async (tx) => {
    const problem = findParameterSchemaProblem(input.parameters);
    if (problem) {
      return refuse(problem);
    }
    const id = newId("job");
    const [created] = await tx
      .insert(jobs)
      .values({
        id,
        teamId: scope.teamId,
        name: input.name,
        description: input.description,
        nextNumber: 1,
        createdBy: scope.actor.name,
      })
      .onConflictDoNothing() // The name is unique among the living ones.
      .returning({ id: jobs.id });
    if (!created) {
      return refuse({ code: "conflict", field: "name", message: `A job named ${input.name} already exists.` });
    }
    await insertVersion(tx, scope, { jobId: id, number: 0 }, input);
    return readJob(tx, scope, id);
  });
}

/** Adds a version. Runs that name none take it from now on; those that wait keep theirs. */
export async function addJobVersion(
  db: Database,
  scope: TeamScope,
  name: string,
  input: NewJobVersion,
): Promise<Result<JobView>> {
  return transactOnJob(db, scope, "job.version_added", name, async (tx, job) => {
    const problem = findParameterSchemaProblem(input.parameters);
    if (problem) {
      return refuse(problem);
    }
    await insertVersion(tx, scope, { jobId: job.id, number: job.nextNumber }, input);
    await tx
      .update(jobs)
      .set({ nextNumber: job.nextNumber + 1, updatedAt: sql`now()` })
      .where(eq(jobs.id, job.id));
    return readJob(tx, scope, job.id);
  });
}

export async function updateJob(
  db: Database,
  scope: TeamScope,
  name: string,
  patch: JobPatch,
): Promise<Result<JobView>> {
  return transactOnJob(db, scope, "job.changed", name, async (tx, job) => {
    await tx
      .update(jobs)
      .set({ ...patch, updatedAt: sql`now()` })
      .where(eq(jobs.id, job.id));
    return readJob(tx, scope, job.id);
  });
}

/** Takes a job away that no automation uses. Its runs stay, also those that wait, and its name is free. */
export async function deleteJob(
  db: Database,
  scope: TeamScope,
  name: string,
): Promise<Result<{ id: Id<"job">; name: string }>> {
  return transactOnJob(db, scope, "job.deleted", name, async (tx, job) => {
    const refusal = await refuseWhileUsed(tx, scope.teamId, { jobId: job.id });
    if (refusal) {
      return refusal;
    }
    await tx.update(jobs).set({ deletedAt: sql`now()` }).where(eq(jobs.id, job.id));
    return ok({ id: job.id, name: job.name });
  });
}

type LockedJob = { id: Id<"job">; name: string; nextNumber: number };

function transactOnJob<T>(
  db: Database,
  scope: TeamScope,
  action: string,
  name: string,
  fn: (tx: Transaction, job: LockedJob) => Promise<Result<T>>,
): Promise<Result<T>> {
  return transact(db, scope, writeOf(action, name.replaceAll("\u0000", "\uFFFD")), async (tx) => {
    if (name.includes("\u0000")) {
      return notFound("job");
    }
    const [job] = await tx
      .select({ id: jobs.id, name: jobs.name, nextNumber: jobs.nextNumber })
      .from(jobs)
      .where(and(eq(jobs.teamId, scope.teamId), eq(jobs.name, name), isNull(jobs.deletedAt)))
      .for("update");
    return job ? fn(tx, job) : notFound("job");
  });
}

function writeOf(action: string, name: string): Write {
  return { permission: "launch.manage", action, target: { name }, isTeamWide: true };
}

async function insertVersion(
  tx: Transaction,
  scope: TeamScope,
  place: { jobId: Id<"job">; number: number },
  { source, parameters }: NewJobVersion,
): Promise<void> {
  await tx.insert(jobVersions).values({
    id: newId("jobVersion"),
    teamId: scope.teamId,
    ...place,
    source,
    parameters,
    createdBy: scope.actor.name,
  });
}

async function readJob(tx: Transaction, scope: TeamScope, id: Id<"job">): Promise<Result<JobView>> {
  const [job] = await readJobs(tx, scope, { where: eq(jobs.id, id), limit: 1 });
  return job ? ok(job) : notFound("job");
}
