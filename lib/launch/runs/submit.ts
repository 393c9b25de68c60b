import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import type { JsonObject } from "@/lib/core/json";
import type { JobSource } from "@/lib/core/launch-job";
import type { QueueVariable, Resource } from "@/lib/core/launch-queue";
import { canRun } from "@/lib/core/launch-resource";
import type { VariableValues } from "@/lib/core/launch-run";
import { fillTemplate } from "@/lib/core/launch-template";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { jobs, jobVersions, projects, queues, runNumbers, runs } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { announceQueue } from "../announce";
import { fillParameters } from "../parameters";

/** What a run is queued with. Whoever calls has seen to it that the version is the team's. */
export type Submission = {
  teamId: Id<"team">;
  jobId: Id<"job">;
  /** Null: the newest. */
  jobVersion: number | null;
  queueId: Id<"queue">;
  /** What is set instead of the defaults of the job's schema. */
  parameters: JsonObject;
  /** What is set of the queue's variables. */
  variables: VariableValues;
  /** Rank; null: as the queue has it. */
  priority: number | null;
  project: string;
  version: SubmittedVersion | null;
  cause: SubmissionCause;
  by: string;
};

export type SubmittedVersion = { id: Id<"version">; modelId: Id<"model">; model: string; number: number };

export type SubmissionCause = {
  eventId: Id<"event"> | null;
  deliveryId: Id<"delivery"> | null;
  automationId: Id<"automation"> | null;
  automationName: string | null;
  rerunOf: Id<"run"> | null;
};

export const NO_CAUSE: SubmissionCause = {
  eventId: null,
  deliveryId: null,
  automationId: null,
  automationName: null,
  rerunOf: null,
};

export type Submitted = { id: Id<"run">; number: number };

/**
 * Queues a run, within whatever transaction its cause is told in. What it will be run with is decided and kept now: a job or a
 * queue that changes later changes nothing of it. A delivery has one run, however often this is asked for it.
 */
export async function submitRun(tx: Transaction, submission: Submission): Promise<Result<Submitted>> {
  const earlier = await findRunOfDelivery(tx, submission);
  if (earlier) {
    return ok(earlier);
  }
  const queue = await findQueue(tx, submission);
  if (!queue.ok) {
    return queue;
  }
  const version = await findJobVersion(tx, submission);
  if (!version.ok) {
    return version;
  }
  const { source } = version.value;
  if (!canRun(queue.value.resource, source.type)) {
    const message = `A queue of ${queue.value.resource} cannot run a job that is ${NOUNS[source.type]}. Choose another queue.`;
    return refuse({ code: "invalid", field: "queue", message });
  }
  const parameters = fillParameters(version.value.parameters, submission.parameters);
  if (!parameters.ok) {
    return parameters;
  }
  const resource = fillTemplate(queue.value, submission.variables);
  if (!resource.ok) {
    return resource;
  }
  return insertRun(tx, submission, {
    queue: queue.value,
    jobVersionId: version.value.id,
    parameters: parameters.value,
    resource: resource.value as JsonObject, // JSON by its schemas, which drop what is undefined.
  });
}

type FoundQueue = {
  id: Id<"queue">;
  resource: Resource;
  defaultPriority: number;
  template: JsonObject;
  variables: QueueVariable[];
};

/** Held until the commit, so that nobody deletes a queue which then has a run after all. */
async function findQueue(tx: Transaction, { teamId, queueId }: Submission): Promise<Result<FoundQueue>> {
  const [queue] = await tx
    .select({
      id: queues.id,
      name: queues.name,
      resource: queues.resource,
      state: queues.state,
      defaultPriority: queues.defaultPriority,
      template: queues.template,
      variables: queues.variables,
    })
    .from(queues)
    .where(and(eq(queues.teamId, teamId), eq(queues.id, queueId), isNull(queues.deletedAt)))
    .for("share");
  if (!queue) {
    return notFound("queue");
  }
  return queue.state === "draining"
    ? refuse({
        code: "conflict",
        field: "queue",
        message: `The queue ${queue.name} is draining and takes nothing in. Resume it, or choose another.`,
      })
    : ok(queue);
}

type FoundJobVersion = { id: Id<"jobVersion">; source: JobSource; parameters: JsonObject };

async function findJobVersion(
  tx: Transaction,
  { teamId, jobId, jobVersion }: Submission,
): Promise<Result<FoundJobVersion>> {
  const [job] = await tx
    .select({ id: jobs.id, name: jobs.name })
    .from(jobs)
    .where(and(eq(jobs.teamId, teamId), eq(jobs.id, jobId), isNull(jobs.deletedAt)))
    .for("share");
  if (!job) {
    return notFound("job");
  }
  const [found] = await tx
    .select({ id: jobVersions.id, source: jobVersions.source, parameters: jobVersions.parameters })
    .from(jobVersions)
    .where(
      and(
        eq(jobVersions.jobId, job.id),
        jobVersion === null ? undefined : eq(jobVersions.number, asNumber(jobVersion)),
      ),
    )
    .orderBy(desc(jobVersions.number))
    .limit(1);
  return found
    ? ok(found)
    : refuse({ code: "invalid", field: "jobVersion", message: `The job ${job.name} has no version ${jobVersion}.` });
}

type Decided = { queue: FoundQueue; jobVersionId: Id<"jobVersion">; parameters: JsonObject; resource: JsonObject };

async function insertRun(tx: Transaction, submission: Submission, decided: Decided): Promise<Result<Submitted>> {
  const { teamId, jobId, queueId, version, cause } = submission;
  const projectId = await projectOf(tx, teamId, submission.project);
  const number = await takeNumber(tx, teamId);
  const [inserted] = await tx
    .insert(runs)
    .values({
      id: newId("run"),
      teamId,
      number,
      queueId,
      jobId,
      jobVersionId: decided.jobVersionId,
      state: "queued",
      priority: submission.priority ?? decided.queue.defaultPriority,
      projectId,
      parameters: decided.parameters,
      overrides: submission.parameters,
      variables: submission.variables,
      resource: decided.resource,
      versionId: version?.id ?? null,
      modelId: version?.modelId ?? null,
      modelName: version?.model ?? null,
      versionNumber: version?.number ?? null,
      ...cause,
      requestedBy: submission.by,
    })
    .onConflictDoNothing() // Another transaction queued one for this delivery since we looked.
    .returning({ id: runs.id, number: runs.number });
  if (!inserted) {
    const first = await findRunOfDelivery(tx, submission);
    return first ? ok(first) : refuse({ code: "in_progress", message: "This run is just being queued. Repeat it." });
  }
  await announceQueue(tx, queueId);
  return ok(inserted);
}

async function findRunOfDelivery(tx: Transaction, { teamId, cause }: Submission): Promise<Submitted | null> {
  if (cause.deliveryId === null) {
    return null;
  }
  const [run] = await tx
    .select({ id: runs.id, number: runs.number })
    .from(runs)
    .where(and(eq(runs.deliveryId, cause.deliveryId), eq(runs.teamId, teamId)));
  return run ?? null;
}

async function projectOf(tx: Transaction, teamId: Id<"team">, name: string): Promise<Id<"project">> {
  await tx
    .insert(projects)
    .values({ id: newId("project"), teamId, name })
    .onConflictDoNothing({ target: [projects.teamId, projects.name] });
  const [project] = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.teamId, teamId), eq(projects.name, name)));
  if (!project) {
    throw new Error(`The project ${name} was not made.`);
  }
  return project.id;
}

/** The counter's row stays locked until the commit: the runs of a team are numbered in the order in which they were queued. */
async function takeNumber(tx: Transaction, teamId: Id<"team">): Promise<number> {
  const [counter] = await tx
    .insert(runNumbers)
    .values({ teamId, nextNumber: 2 })
    .onConflictDoUpdate({ target: runNumbers.teamId, set: { nextNumber: sql`${runNumbers.nextNumber} + 1` } })
    .returning({ nextNumber: runNumbers.nextNumber });
  if (!counter) {
    throw new Error("A run was given no number.");
  }
  return counter.nextNumber - 1;
}

/** What no column holds names none. */
function asNumber(number: number): number {
  return number > 2_147_483_647 ? -1 : number;
}

const NOUNS = { image: "an image", git: "a repository", command: "a command" } as const satisfies Record<
  JobSource["type"],
  string
>;
