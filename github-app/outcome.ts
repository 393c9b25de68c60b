import * as z from "zod";
import { RUN_CONCLUSIONS, type RunConclusion, type RunState, type ToldJob, type ToldRun } from "@/lib/core/github-run";

/** What starts a run that may be a delivery's. */
const DISPATCHES = ["repository_dispatch", "workflow_dispatch"];

const instant = z.coerce.date();
/** It becomes a link on pages. */
const webUrl = z.url({ protocol: /^https?$/ });
const actor = z.object({ type: z.string().optional() }).nullish();

/** Of the payload what counts; GitHub adds to it, and old Enterprise Servers leave some of it out. */
export const workflowRunPayload = z.object({
  action: z.string(),
  installation: z.object({ id: z.number() }).optional(),
  repository: z.object({ id: z.number() }),
  workflow_run: z.object({
    id: z.number(),
    name: z.string().nullish(),
    display_title: z.string().nullish(),
    event: z.string(),
    status: z.string().nullable(),
    conclusion: z.string().nullable(),
    head_sha: z.string(),
    path: z.string().nullish(),
    run_attempt: z.number().default(1),
    html_url: webUrl,
    created_at: instant,
    updated_at: instant,
    run_started_at: instant.nullish(),
    actor,
    triggering_actor: actor,
  }),
});

export const workflowJobPayload = z.object({
  action: z.string(),
  installation: z.object({ id: z.number() }).optional(),
  repository: z.object({ id: z.number() }),
  workflow_job: z.object({
    run_id: z.number(),
    run_attempt: z.number().default(1),
    name: z.string(),
    workflow_name: z.string().nullish(),
    html_url: webUrl.nullable(),
    conclusion: z.string().nullable(),
    started_at: instant,
    completed_at: instant.nullish(),
  }),
});

export type WorkflowRun = z.infer<typeof workflowRunPayload>["workflow_run"];
export type WorkflowJob = z.infer<typeof workflowJobPayload>["workflow_job"];

/**
 * What each end means for a delivery. Where nothing ran it did not fail, but neither did it do what was wanted, so it
 * counts as cancelled. A run that asks for an approval goes on within the same attempt once it has it: it waits. A word
 * that GitHub has made up since needs a look.
 */
const STATE_OF = {
  success: "succeeded",
  neutral: "succeeded",
  failure: "failed",
  timed_out: "failed",
  startup_failure: "failed",
  other: "failed",
  cancelled: "cancelled",
  skipped: "cancelled",
  stale: "cancelled",
  action_required: "queued",
} as const satisfies Record<RunConclusion, RunState>;

/** GitHub's status and conclusion as the state of a run. Whatever is not running yet waits for something. */
export function runStateOf(status: string | null, conclusion: string | null): Pick<ToldRun, "state" | "conclusion"> {
  if (status === "completed") {
    const known = RUN_CONCLUSIONS.find((word) => word === conclusion) ?? "other";
    return { state: STATE_OF[known], conclusion: known };
  }
  return { state: status === "in_progress" ? "running" : "queued", conclusion: null };
}

/** A run as it is kept; null for one that no dispatch started. */
export function toldRunOf(run: WorkflowRun): ToldRun | null {
  if (!DISPATCHES.includes(run.event)) {
    return null;
  }
  const told = runStateOf(run.status, run.conclusion);
  const hasBegun = told.state !== "queued";
  const isOver = hasBegun && told.state !== "running";
  return {
    ...told,
    url: run.html_url,
    workflow: workflowOf(run),
    event: run.event,
    title: run.display_title ?? "",
    sha: run.head_sha,
    attempt: run.run_attempt,
    createdAt: run.created_at,
    startedAt: hasBegun ? (run.run_started_at ?? run.created_at) : null,
    finishedAt: isOver ? run.updated_at : null,
    toldAt: run.updated_at,
  };
}

/** True where an App started it, as we do: a person's run is never taken for a delivery's unless it names one. */
export function isByApp({ actor: by, triggering_actor: triggeredBy }: WorkflowRun): boolean {
  return (by ?? triggeredBy)?.type === "Bot"; // Who reruns it is another matter.
}

/** A job that failed; null for one that did not. */
export function failedJobOf(job: WorkflowJob): (ToldJob & { workflow: string }) | null {
  if (job.conclusion !== "failure" && job.conclusion !== "timed_out") {
    return null;
  }
  return {
    name: job.name,
    url: job.html_url ?? "",
    attempt: job.run_attempt,
    failedAt: job.completed_at ?? job.started_at,
    workflow: job.workflow_name ?? "",
  };
}

/** The file, by which actions name it; a path may carry the ref it was read at. */
function workflowOf({ path, name }: WorkflowRun): string {
  const [file = ""] = (path ?? "").split("@");
  return file.slice(file.lastIndexOf("/") + 1) || name || "";
}
