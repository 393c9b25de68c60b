import type { Commit, Repository } from "./records";
import type { Json } from "./upstream";
import type { Workflow } from "./workflow-file";

export type Conclusion = "success" | "failure" | "cancelled" | "skipped" | "timed_out";
export type RunStatus = "queued" | "pending" | "in_progress" | "completed";

export type StepRecord = {
  number: number;
  name: string;
  status: "queued" | "in_progress" | "completed";
  conclusion: Conclusion | null;
  startedAt: Date | null;
  completedAt: Date | null;
};

export type JobRecord = {
  id: number;
  key: string;
  name: string;
  attempt: number;
  status: "queued" | "in_progress" | "completed";
  conclusion: Conclusion | null;
  createdAt: Date;
  startedAt: Date;
  completedAt: Date | null;
  labels: string[];
  steps: StepRecord[];
  /** What the job printed, with its masks on. */
  log: string[];
  summary: string;
  outputs: Record<string, string>;
};

/** What came about in an attempt; the last of them is the run's own state. */
export type Attempt = {
  number: number;
  status: RunStatus;
  conclusion: Conclusion | null;
  startedAt: Date;
  updatedAt: Date;
  triggeringActor: Json;
  jobs: JobRecord[];
  stop: AbortController;
};

export type Run = {
  id: number;
  number: number;
  repositoryId: number;
  workflowId: number;
  path: string;
  name: string;
  displayTitle: string;
  event: string;
  ref: string;
  branch: string;
  commit: Commit;
  createdAt: Date;
  actor: Json;
  /** What the run reads as `github.event`. */
  payload: Json;
  inputs: Record<string, unknown>;
  file: Workflow;
  attempts: Attempt[];
};

export type Trigger = {
  repository: Repository;
  workflowId: number;
  path: string;
  file: Workflow;
  event: string;
  ref: string;
  branch: string;
  commit: Commit;
  actor: Json;
  payload: Json;
  inputs: Record<string, unknown>;
};

/** The attempt that stands for the run. */
export function latest(run: Run): Attempt {
  const attempt = run.attempts.at(-1);
  if (!attempt) {
    throw new Error(`Run ${run.id} has no attempt.`);
  }
  return attempt;
}
