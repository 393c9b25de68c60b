import type { Id } from "./ids";

/** How a run stands that a delivery started: the second state of a delivery, told by GitHub. */
export const RUN_STATES = ["queued", "running", "succeeded", "failed", "cancelled"] as const;
export type RunState = (typeof RUN_STATES)[number];

/** A run as pages and the API show it. */
export type RunView = {
  /** GitHub's own number. */
  id: number;
  state: RunState;
  url: string;
  workflow: string;
  /** Counts from 1; a rerun is a new attempt of the same run. */
  attempt: number;
  /** The first job that failed; null while none has. */
  failingJob: { name: string; url: string } | null;
  startedAt: string | null;
  finishedAt: string | null;
};

/** What an executor learned of the run that its dispatch started: GitHub answers it to a workflow dispatch. */
export type StartedRun = { repositoryId: number; runId: number; url: string };

/** The run that most needs a look, of those that one delivery started. */
export type DeliveryRun = RunView & { deliveryId: Id<"delivery">; runCount: number };
