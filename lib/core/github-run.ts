import type { Id } from "./ids";
import type { LaunchCause, LaunchState } from "./launch-run";

/** How a run stands that a delivery started: the second state of a delivery, told by GitHub. */
export const RUN_STATES = ["queued", "running", "succeeded", "failed", "cancelled"] as const;
export type RunState = (typeof RUN_STATES)[number];

/** GitHub's own word for how a run ended; `other` for one that it has made up since. */
export const RUN_CONCLUSIONS = [
  "success",
  "failure",
  "neutral",
  "cancelled",
  "skipped",
  "timed_out",
  "startup_failure",
  "action_required",
  "stale",
  "other",
] as const;
export type RunConclusion = (typeof RUN_CONCLUSIONS)[number];

/** What most needs a look comes first: of several runs of one delivery, the first of these is told. */
export const RUN_STATES_BY_NEED: readonly RunState[] = ["failed", "running", "queued", "cancelled", "succeeded"];

/** A run as pages and the API show it. */
export type RunView = {
  /** GitHub's own number. */
  id: number;
  state: RunState;
  /** GitHub's own word once it has ended; null before. */
  conclusion: RunConclusion | null;
  url: string;
  workflow: string;
  /** Counts from 1; a rerun is a new attempt of the same run. */
  attempt: number;
  /** The first job that failed; null while none has. */
  failingJob: { name: string; url: string } | null;
  startedAt: string | null;
  finishedAt: string | null;
  /** Set where it is a run of a launch queue: `id` is its number then, `workflow` its job, and `attempt` its claim. */
  launch?: LaunchedRun;
};

/** A run of a launch queue in its own words. */
export type LaunchedRun = {
  id: Id<"run">;
  state: LaunchState;
  end: { cause: LaunchCause; message: string | null } | null;
};

/** What of a workflow run's states stands for one of a launch run, so that lists and filters know one kind of state. */
export const RUN_STATE_OF = {
  queued: "queued",
  claimed: "queued",
  running: "running",
  finished: "succeeded",
  failed: "failed",
  killed: "cancelled",
} as const satisfies Record<LaunchState, RunState>;

/** What an executor learned of the run that its dispatch started: GitHub answers it to a workflow dispatch. */
export type StartedRun = { repositoryId: number; runId: number; url: string };

/** The run that most needs a look, of those that one delivery started. */
export type DeliveryRun = RunView & { deliveryId: Id<"delivery">; runCount: number };

/** How a run stands, as GitHub told it at one moment. */
export type ToldRun = {
  state: RunState;
  conclusion: RunConclusion | null;
  url: string;
  workflow: string;
  event: string;
  title: string;
  sha: string | null;
  attempt: number;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  toldAt: Date;
};

/** A job that failed, as GitHub told it. */
export type ToldJob = { name: string; url: string; attempt: number; failedAt: Date };

/** How far a run is within one attempt: it never goes back. */
const PROGRESS = {
  queued: 0,
  running: 1,
  succeeded: 2,
  failed: 2,
  cancelled: 2,
} as const satisfies Record<RunState, number>;

/**
 * Of two things told about one run the one that counts. Webhooks come late, twice and in any order: a later attempt
 * counts more than an earlier, within one what is further, and then what GitHub told later. Whatever the order in which
 * they come, the same one is left.
 */
export function laterRun<Told extends ToldRun>(one: Told, other: Told): Told {
  const difference =
    other.attempt - one.attempt ||
    PROGRESS[other.state] - PROGRESS[one.state] ||
    other.toldAt.getTime() - one.toldAt.getTime() ||
    inOrder(`${one.state} ${one.conclusion}`, `${other.state} ${other.conclusion}`);
  return difference > 0 ? other : one;
}

function inOrder(one: string, other: string): number {
  return Number(other > one) - Number(other < one);
}

/** Of two failed jobs the one to name: of the later attempt, and in that the first to fail. */
export function tellingJob(one: ToldJob | null, other: ToldJob): ToldJob {
  if (one === null) {
    return other;
  }
  const difference =
    other.attempt - one.attempt || one.failedAt.getTime() - other.failedAt.getTime() || inOrder(other.name, one.name);
  return difference > 0 ? other : one;
}

/**
 * The run that most needs a look, the newest of those that need it alike; null where there is none. One counts no more once
 * another of its workflow has taken its place.
 */
export function worstRun<Run extends Pick<RunView, "id" | "state" | "workflow">>(runs: readonly Run[]): Run | null {
  const current = runs.filter((run) => !runs.some(({ id, workflow }) => workflow === run.workflow && id > run.id));
  const [worst] = current.sort(
    (one, other) =>
      RUN_STATES_BY_NEED.indexOf(one.state) - RUN_STATES_BY_NEED.indexOf(other.state) || other.id - one.id,
  );
  return worst ?? null;
}

export function isRunOver(state: RunState): boolean {
  return PROGRESS[state] === 2;
}

/** How a run ended or stands, as a few words after the workflow's name: "deploy.yml failed". */
export const RUN_WORDS = {
  queued: "is queued",
  running: "is running",
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "was cancelled",
} as const satisfies Record<RunState, string>;

/** What the conclusion adds to the state's own word; null where it says the same. */
export const CONCLUSION_WORDS = {
  success: null,
  failure: null,
  neutral: "It ended as neutral.",
  cancelled: null,
  skipped: "All its jobs were skipped, so nothing ran.",
  timed_out: "It ran out of time.",
  startup_failure: "It could not start: look at the workflow file.",
  action_required: "It waits for somebody's approval on GitHub.",
  stale: "GitHub gave it up because it had waited for two weeks.",
  other: null,
} as const satisfies Record<RunConclusion, string | null>;
