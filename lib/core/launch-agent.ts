import * as z from "zod";
import type { Id } from "./ids";
import { instant } from "./instant";
import type { JsonObject } from "./json";
import type { JobSource } from "./launch-job";
import type { Resource } from "./launch-queue";
import { LAUNCH_CAUSES, LAUNCH_ENDS, LOG_CHUNK_BYTES_MAX, logLine } from "./launch-run";

/** What an agent and the server say to each other, through the public API and with the token of one queue. */

/** How long the server may hold a poll that has nothing to tell. */
export const POLL_SECONDS_MAX = 25;
/** An agent that was not heard of for longer is not listening. */
export const AGENT_HEARD_SECONDS = 45;
export const SLOTS_MAX = 256;

export const newAgent = z.strictObject({
  name: z
    .string()
    .min(1, "Give the agent a name.")
    .max(128, "Use at most 128 characters.")
    .regex(/^[\w.-]+$/, "Use letters, digits, and . _ -."),
  hostname: z.string().max(253).default(""),
  version: z.string().max(64).default(""),
  /** Runs at once. */
  slots: z.int().min(1).max(SLOTS_MAX),
});
export type NewAgent = z.infer<typeof newAgent>;

/** A run that an agent has, with the number of its lease: the fencing token. */
export const heldRun = z.strictObject({
  run: z.string().max(60),
  lease: z.int().min(1),
  /** True once the agent was told to kill it and does: it need not be told again. */
  isEnding: z.boolean().default(false),
});
export type HeldRun = z.infer<typeof heldRun>;

/**
 * One message for all that an agent has to ask: it tells that it lives and what it holds, which renews those leases, and asks
 * for at most `free` runs. The server answers at once when there is something to say, else after `waitSeconds`.
 */
export const poll = z.strictObject({
  free: z.int().min(0).max(SLOTS_MAX),
  held: z.array(heldRun).max(SLOTS_MAX),
  waitSeconds: z.int().min(0).max(POLL_SECONDS_MAX).default(0),
  /** True once the agent takes nothing more: it was told to, or is being stopped. */
  isDraining: z.boolean().default(false),
});
export type Poll = z.infer<typeof poll>;

/** What an agent is given to do. The token is the run's own, narrow and short-lived; the agent's never reaches the run. */
export type Assignment = {
  run: Id<"run">;
  number: number;
  lease: number;
  leaseSeconds: number;
  job: { name: string; version: number; source: JobSource };
  /** Resource arguments with the variables filled in. */
  resource: { type: Resource; arguments: JsonObject };
  parameters: JsonObject;
  project: string;
  /** What it works on, by the artifact that no move of an alias changes; null for none. */
  version: { id: Id<"version">; model: string; number: number; artifactId: Id<"artifact"> } | null;
  cause: { eventId: Id<"event"> | null; deliveryId: Id<"delivery"> | null };
  team: string;
  token: { text: string; expiresAt: string };
};

export type PollAnswer = {
  assigned: Assignment[];
  /** Runs that it holds and must end. */
  kill: Id<"run">[];
  /** Runs that it said it holds and does not any more: it ends them and reports nothing. */
  lost: Id<"run">[];
  /** `drain`: finish what runs, take nothing more, and go. */
  order: "work" | "drain";
  heartbeatSeconds: number;
};

export const runStarted = z.strictObject({ lease: z.int().min(1) });

/** `sequence` counts from 0 within a lease; a chunk that came before is taken for what it is, and stored once. */
export const logChunk = z.strictObject({
  lease: z.int().min(1),
  sequence: z.int().min(0),
  lines: z.array(logLine).min(1).max(5_000),
});
export type LogChunk = z.infer<typeof logChunk>;
export const LOG_REQUEST_BYTES_MAX = LOG_CHUNK_BYTES_MAX * 2;

export const runEnded = z.strictObject({
  lease: z.int().min(1),
  state: z.enum(LAUNCH_ENDS),
  cause: z.enum(LAUNCH_CAUSES),
  exitCode: z.int().nullable().default(null),
  message: z.string().max(2_000).nullable().default(null),
  /** How many chunks there are in all; the log is marked as cut where some never came. */
  chunks: z.int().min(0),
  isLogCut: z.boolean().default(false),
});
export type RunEnded = z.infer<typeof runEnded>;

export type AgentState = "listening" | "draining" | "silent" | "gone";

export type AgentView = {
  id: Id<"agent">;
  name: string;
  hostname: string;
  version: string;
  slots: number;
  state: AgentState;
  /** The runs that it has now. */
  runs: { id: Id<"run">; number: number }[];
  startedAt: string;
  lastHeardAt: string;
};

/** Lets agents in to one queue. Its text is told once. */
export const newAgentToken = z.strictObject({
  name: z
    .string()
    .min(1, "Give the token a name.")
    .max(128, "Use at most 128 characters.")
    .refine((text) => !text.includes("\u0000"), "Leave out the NUL character."),
  expiresAt: instant.nullable().default(null),
});
export type NewAgentToken = z.infer<typeof newAgentToken>;

export type AgentTokenView = {
  id: Id<"token">;
  name: string;
  /** The last four characters: enough to tell two apart, too few to guess. */
  hint: string;
  createdAt: string;
  createdBy: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
};

export type AgentTokenCreated = AgentTokenView & { token: string };
