import { and, eq, isNull } from "drizzle-orm";
import type { OutcomeCode } from "@/lib/core/delivery";
import type { RegistryEvent } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import { isJsonObject, type Json } from "@/lib/core/json";
import type { StoredLaunchAction } from "@/lib/core/launch-action";
import { rankOf } from "@/lib/core/launch-queue";
import { ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { queues, versions } from "@/lib/db/schema";
import { type Submitted, type SubmittedVersion, submitRun } from "./runs/submit";

export type Firing = {
  teamId: Id<"team">;
  action: StoredLaunchAction;
  /** The overrides with their variables filled in, as JSON text. */
  body: string;
  /** `id` is null for a sample, which never happened. */
  event: Pick<RegistryEvent, "model" | "version" | "actor"> & { id: Id<"event"> | null };
  /** Null for a test, which is no delivery. */
  deliveryId: Id<"delivery"> | null;
  automation: { id: Id<"automation">; name: string };
};

export type FiringProblem = {
  code: Extract<OutcomeCode, "queue_missing" | "queue_draining" | "job_missing" | "parameters_refused" | "worker_lost">;
  problem: Problem;
};

/** Queues the run that a launch action asks for, with the very version of its event. Asked again for a delivery it answers the same run. */
export async function fireRun(tx: Transaction, firing: Firing): Promise<Result<Submitted, FiringProblem>> {
  const { teamId, action, body, event, deliveryId, automation } = firing;
  const overrides = JSON.parse(body) as Json; // Rendered by us, from an object.
  const submitted = await submitRun(tx, {
    teamId,
    jobId: action.jobId,
    jobVersion: action.jobVersion,
    queueId: action.queueId,
    parameters: isJsonObject(overrides) ? overrides : {},
    variables: action.variables,
    priority: action.priority === null ? null : rankOf(action.priority),
    project: action.project,
    version: await findVersion(tx, teamId, event),
    cause: {
      eventId: event.id,
      deliveryId,
      automationId: automation.id,
      automationName: automation.name,
      rerunOf: null,
    },
    by: event.actor.name,
  });
  return submitted.ok ? ok(submitted.value) : refuse(await toldProblem(tx, action, submitted.problem));
}

/** Null where the event has none, or where it has been unlinked since: the run then works on none. */
async function findVersion(
  tx: Transaction,
  teamId: Id<"team">,
  { model, version }: Firing["event"],
): Promise<SubmittedVersion | null> {
  if (version === null) {
    return null;
  }
  const [found] = await tx
    .select({ id: versions.id, modelId: versions.modelId, number: versions.number })
    .from(versions)
    .where(and(eq(versions.id, version.id), eq(versions.teamId, teamId)));
  return found ? { ...found, model: model.name } : null;
}

/** Which of the reasons that a delivery knows it was. */
async function toldProblem(tx: Transaction, action: StoredLaunchAction, problem: Problem): Promise<FiringProblem> {
  switch (problem.code) {
    case "not_found":
      return { code: (await hasQueue(tx, action.queueId)) ? "job_missing" : "queue_missing", problem };
    case "conflict":
      return { code: "queue_draining", problem };
    case "in_progress":
      return { code: "worker_lost", problem };
    default:
      return { code: problem.field === "jobVersion" ? "job_missing" : "parameters_refused", problem };
  }
}

async function hasQueue(tx: Transaction, id: Id<"queue">): Promise<boolean> {
  const [queue] = await tx
    .select({ id: queues.id })
    .from(queues)
    .where(and(eq(queues.id, id), isNull(queues.deletedAt)));
  return queue !== undefined;
}
