import * as z from "zod";
import type { Id } from "./ids";
import { type JsonObject, jsonObject } from "./json";
import { type JobSource, jobName, queueName } from "./launch-job";
import { PRIORITIES, type Priority, type Resource } from "./launch-queue";
import { projectName } from "./names";
import { pageRequest } from "./page";

export const LAUNCH_STATES = ["queued", "claimed", "running", "finished", "failed", "killed"] as const;
/** How a run stands: it waits, an agent has taken it, its program runs, or one of three ends that nothing leaves. */
export type LaunchState = (typeof LAUNCH_STATES)[number];

export const LAUNCH_ENDS = ["finished", "failed", "killed"] as const satisfies readonly LaunchState[];
export type LaunchEnd = (typeof LAUNCH_ENDS)[number];

export function isEnded(state: LaunchState): state is LaunchEnd {
  return (LAUNCH_ENDS as readonly LaunchState[]).includes(state);
}

/** Why a run ended as it did. A fixed set, so that pages can say it in words and programs can branch on it. */
export const LAUNCH_CAUSES = [
  "exit",
  "signal",
  "out_of_memory",
  "timed_out",
  "killed_by_person",
  "not_allowed",
  "start_failed",
  "image_missing",
  "checkout_failed",
  "agent_lost",
  "agent_stopped",
  "queue_deleted",
  "workflow_failed",
  "dispatch_refused",
] as const;
export type LaunchCause = (typeof LAUNCH_CAUSES)[number];

/** Claims that a run gets: one whose agent dies is queued again, but not one that kills each agent that takes it. */
export const CLAIMS_MAX = 3;
/** An agent that was not heard of for so long has lost its runs. */
export const LEASE_SECONDS = 60;
export const HEARTBEAT_SECONDS = 10;
/** What is kept of a run's log; what comes after it is dropped, and the log says so. */
export const LOG_BYTES_MAX = 16 * 1_048_576;
export const LOG_CHUNK_BYTES_MAX = 262_144;
export const LOG_LINE_BYTES_MAX = 16_384;
/** How long a run and its log are kept after it has ended. */
export const RUN_KEPT_DAYS = 90;

export const variableValues = z.record(z.string().max(64), z.union([z.string().max(1_000), z.number(), z.boolean()]));
export type VariableValues = z.infer<typeof variableValues>;

/** Queues a run. `jobVersion` null means the newest; `parameters` override the defaults of the job's schema. */
export const newRun = z.strictObject({
  job: jobName,
  jobVersion: z.int().min(0).nullable().default(null),
  queue: queueName,
  parameters: jsonObject.default({}),
  variables: variableValues.default({}),
  priority: z.enum(PRIORITIES).nullable().default(null),
  /** Where what it logs goes. */
  project: projectName.default("launch"),
  /** The version to work on, as `model:v3` or `model:production`: resolved at once, so that the run gets exactly that one. */
  version: z.string().min(1).max(520).nullable().default(null),
});
export type NewRun = z.infer<typeof newRun>;

/** Runs it again: as it was, or with these changed. The version and the cause stay. */
export const rerunChanges = z.strictObject({
  jobVersion: z.int().min(0).optional(),
  queue: queueName.optional(),
  parameters: jsonObject.optional(),
  variables: variableValues.optional(),
  priority: z.enum(PRIORITIES).optional(),
});
export type RerunChanges = z.infer<typeof rerunChanges>;

export const runSearch = pageRequest.extend({
  queue: queueName.optional(),
  job: jobName.optional(),
  state: z.enum(LAUNCH_STATES).optional(),
  versionId: z.string().max(60).optional(),
});
export type RunSearch = z.infer<typeof runSearch>;

/** What led to a run: an event through an automation, another run, or a person alone. */
export type LaunchRunCause = {
  eventId: Id<"event"> | null;
  deliveryId: Id<"delivery"> | null;
  automation: { id: Id<"automation">; name: string } | null;
  rerunOf: { id: Id<"run">; number: number } | null;
  by: string;
};

export type LaunchRunView = {
  id: Id<"run">;
  /** Counts from 1 within the team: people say "run 17". */
  number: number;
  state: LaunchState;
  job: { id: Id<"job">; name: string; version: number; source: JobSource };
  queue: { id: Id<"queue">; name: string; resource: Resource };
  priority: Priority;
  project: string;
  /** The version that it works on; null for none. `number` and `model` as they were. */
  version: { id: Id<"version">; model: string; number: number } | null;
  cause: LaunchRunCause;
  /** How often it was claimed: more than once where an agent was lost. Also the fencing number of the present lease. */
  lease: number;
  agent: { id: Id<"agent">; name: string } | null;
  leaseExpiresAt: string | null;
  killRequested: { by: string; at: string } | null;
  queuedAt: string;
  claimedAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  /** Why it ended; null while it has not, or where it simply finished. */
  end: { cause: LaunchCause; exitCode: number | null; message: string | null } | null;
  log: { lines: number; bytes: number; isCut: boolean };
};

export type LaunchRunDetail = LaunchRunView & {
  /** All of them, defaults filled in. */
  parameters: JsonObject;
  /** Those that were given instead of a default. */
  overrides: JsonObject;
  variables: VariableValues;
  /** Artifacts that it logged, with the versions that were made of them. */
  artifacts: {
    id: Id<"artifact">;
    project: string;
    name: string;
    number: number;
    versions: { model: string; number: number }[];
  }[];
  evaluations: { name: string; model: string; version: number; metrics: Record<string, number> }[];
  /** The workflow run of a `github-actions` queue. */
  workflowUrl: string | null;
};

/** `run`: what the program wrote. `agent`: what the agent says of it. */
export type LogStream = "out" | "err" | "agent";
export const logLine = z.strictObject({
  /** When it was written, in milliseconds since 1970, by the agent's clock. */
  at: z.int().min(0),
  stream: z.enum(["out", "err", "agent"]),
  text: z.string().max(LOG_LINE_BYTES_MAX),
});
export type LogLine = z.infer<typeof logLine>;
