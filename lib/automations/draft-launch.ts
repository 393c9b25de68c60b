import type { TeamScope } from "@/lib/core/actor";
import type { AutomationActionInput, Warning } from "@/lib/core/automation";
import type { EventType } from "@/lib/core/event";
import type { StoredLaunchAction } from "@/lib/core/launch-action";
import type { JobSource } from "@/lib/core/launch-job";
import { canRun } from "@/lib/core/launch-resource";
import type { FieldProblem } from "@/lib/core/result";
import { checkTemplate } from "@/lib/core/template-check";
import type { Database, Transaction } from "@/lib/db/client";
import { canSeeTeam } from "@/lib/db/visibility";
import type { ActionDraft } from "./action-draft";
import { checkVariables, overrideProblems } from "./check-overrides";
import { findLaunchTarget, type LaunchTarget, type TargetJob, type TargetQueue } from "./launch-target";

type LaunchWish = Extract<AutomationActionInput, { type: "launch" }>;

/**
 * Finds the job and the queue that the action names and checks what the run would be given. `kept` is what the automation
 * has already: a restricted token may keep that, though it sees no jobs and queues.
 */
export async function checkLaunchAction(
  db: Database | Transaction,
  scope: TeamScope,
  { action, eventType, kept }: { action: LaunchWish; eventType: EventType; kept: StoredLaunchAction | null },
): Promise<ActionDraft> {
  const { job, queue } = await findVisible(db, scope, action, kept);
  const version = job?.version ?? null;
  if (!job || !queue || !version) {
    return { action: null, problems: missingOf(action, { job, queue }) };
  }

  const overrides = action.payload ?? {};
  // Without known secrets each is refused: a run's parameters can be read by everybody who sees the run.
  const check = checkTemplate(overrides, {
    eventType,
    secretNames: [],
    accessTokenSecret: null,
    path: "action.payload",
  });
  const { variables, problems } = checkVariables(queue, action.variables);
  const { jobVersion, priority, project } = action;
  return {
    action: {
      type: "launch",
      jobId: job.id,
      jobName: job.name,
      jobVersion,
      queueId: queue.id,
      queueName: queue.name,
      payload: overrides,
      variables,
      priority,
      project,
    },
    webhook: null,
    problems: [
      ...sourceProblems(queue, version.source),
      ...check.problems,
      ...overrideProblems(version.parameters, overrides),
      ...problems,
    ],
    secretNames: [],
    warnings: [...check.warnings, ...queueWarnings(queue)],
  };
}

async function findVisible(
  db: Database | Transaction,
  scope: TeamScope,
  action: LaunchWish,
  kept: StoredLaunchAction | null,
): Promise<LaunchTarget> {
  const { job, queue } = await findLaunchTarget(db, scope.teamId, action);
  const isAll = canSeeTeam(scope);
  return {
    job: isAll || job?.id === kept?.jobId ? job : null,
    queue: isAll || queue?.id === kept?.queueId ? queue : null,
  };
}

function missingOf(action: LaunchWish, { job, queue }: LaunchTarget): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!job) {
    problems.push({ path: "action.job", message: `There is no job named ${action.job}.` });
  } else if (!job.version) {
    problems.push({ path: "action.jobVersion", message: missingVersion(job, action.jobVersion) });
  }
  if (!queue) {
    problems.push({ path: "action.queue", message: `There is no queue named ${action.queue}.` });
  }
  return problems;
}

function missingVersion({ name, versionCount }: TargetJob, wanted: number | null): string {
  return wanted === null
    ? `${name} has no version yet. Add one first.`
    : `${name} has no version v${wanted}: its newest is v${versionCount - 1}.`;
}

function sourceProblems({ name, resource }: TargetQueue, { type }: JobSource): FieldProblem[] {
  const message = `${name} is a queue of ${resource}, which cannot run a job that is ${SOURCE_NOUNS[type]}. Choose another queue.`;
  return canRun(resource, type) ? [] : [{ path: "action.queue", message }];
}

const SOURCE_NOUNS = { image: "an image", git: "a repository", command: "a command" } as const satisfies Record<
  JobSource["type"],
  string
>;

/** What will work but not now, or not as fast as somebody may think. */
function queueWarnings({ name, resource, state, agentsListening }: TargetQueue): Warning[] {
  const field = "action.queue";
  const warnings: Warning[] = [];
  if (state === "paused") {
    warnings.push({ code: "queue_paused", field, message: `${name} is paused: runs wait until it is resumed.` });
  }
  if (state === "draining") {
    warnings.push({
      code: "queue_draining",
      field,
      message: `${name} is draining: it takes no new runs until it is opened again.`,
    });
  }
  if (agentsListening === 0 && resource !== "github-actions") {
    warnings.push({
      code: "no_agent",
      field,
      message: `No agent is listening to ${name}: runs wait until one is started.`,
    });
  }
  return warnings;
}
