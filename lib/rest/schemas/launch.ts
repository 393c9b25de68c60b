import * as z from "zod";
import type { AgentTokenCreated, AgentTokenView, AgentView } from "@/lib/core/launch-agent";
import { type JobVersionView, type JobView, jobSource } from "@/lib/core/launch-job";
import { PRIORITIES, QUEUE_STATES, type QueueView, queueVariable, RESOURCES } from "@/lib/core/launch-queue";
import {
  LAUNCH_CAUSES,
  LAUNCH_STATES,
  type LaunchRunDetail,
  type LaunchRunView,
  variableValues,
} from "@/lib/core/launch-run";
import { anyJsonObject, id, idOrNull, named, time } from "./shared";

const source = jobSource.meta({ id: "JobSource" });
const timeOrNull = time.nullable();
const priority = z.enum(PRIORITIES).meta({ description: "`critical` is claimed first, then by age." });

export const jobVersionView = z
  .object({
    id: id("jobVersion"),
    number: z.int().meta({ description: "Counts from 0." }),
    source,
    parameters: anyJsonObject.meta({ description: "JSON Schema (2020-12) of the parameters." }),
    createdBy: z.string(),
    createdAt: time,
  })
  .meta({ id: "JobVersion" }) satisfies z.ZodType<JobVersionView>;

export const jobView = z
  .object({
    ...named("job").shape,
    description: z.string(),
    versionCount: z.int(),
    latest: jobVersionView,
    lastRun: z
      .object({ id: id("run"), number: z.int(), state: z.string(), at: time })
      .nullable()
      .meta({ description: "The newest run; null where none was queued yet." }),
    createdBy: z.string(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: "Job" }) satisfies z.ZodType<JobView>;

export const queueView = z
  .object({
    ...named("queue").shape,
    description: z.string(),
    resource: z.enum(RESOURCES),
    state: z.enum(QUEUE_STATES),
    maxRunning: z.int().nullable().meta({ description: "Runs at once over all agents; null: as many as they take." }),
    defaultPriority: priority,
    template: anyJsonObject.meta({ description: "Resource arguments, with `{{variable}}` where a run may set one." }),
    variables: z.array(queueVariable),
    waiting: z.int(),
    running: z.int(),
    oldestQueuedAt: timeOrNull.meta({ description: "When the oldest that waits was queued." }),
    agentsListening: z.int().meta({ description: "Agents heard of in the last seconds. With none, nothing is run." }),
    createdBy: z.string(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: "Queue" }) satisfies z.ZodType<QueueView>;

export const agentView = z
  .object({
    ...named("agent").shape,
    hostname: z.string(),
    version: z.string(),
    slots: z.int().meta({ description: "Runs that it takes at once." }),
    state: z.enum(["listening", "draining", "silent", "gone"]),
    runs: z.array(z.object({ id: id("run"), number: z.int() })),
    startedAt: time,
    lastHeardAt: time,
  })
  .meta({ id: "Agent" }) satisfies z.ZodType<AgentView>;

const agentTokenShape = {
  ...named("token").shape,
  hint: z.string().meta({ description: "The last four characters." }),
  createdAt: time,
  createdBy: z.string(),
  expiresAt: timeOrNull,
  lastUsedAt: timeOrNull,
};

export const agentTokenView = z.object(agentTokenShape).meta({ id: "AgentToken" }) satisfies z.ZodType<AgentTokenView>;

export const agentTokenCreated = z
  .object({ ...agentTokenShape, token: z.string().meta({ description: "The token itself, told this once." }) })
  .meta({ id: "AgentTokenCreated" }) satisfies z.ZodType<AgentTokenCreated>;

const runShape = {
  id: id("run"),
  number: z.int().meta({ description: "Counts from 1 within the team." }),
  state: z.enum(LAUNCH_STATES),
  job: z.object({ ...named("job").shape, version: z.int(), source }),
  queue: z.object({ ...named("queue").shape, resource: z.enum(RESOURCES) }),
  priority,
  project: z.string().meta({ description: "Where what it logs goes." }),
  version: z
    .object({ id: id("version"), model: z.string(), number: z.int() })
    .nullable()
    .meta({ description: "What it works on." }),
  cause: z.object({
    eventId: idOrNull("event", "The event behind it."),
    deliveryId: idOrNull("delivery", "The delivery that queued it."),
    automation: named("automation").nullable(),
    rerunOf: z.object({ id: id("run"), number: z.int() }).nullable(),
    by: z.string(),
  }),
  lease: z.int().meta({ description: "How often it was claimed: more than once where an agent was lost." }),
  agent: named("agent").nullable(),
  leaseExpiresAt: timeOrNull,
  killRequested: z.object({ by: z.string(), at: time }).nullable(),
  queuedAt: time,
  claimedAt: timeOrNull,
  startedAt: timeOrNull,
  finishedAt: timeOrNull,
  end: z
    .object({ cause: z.enum(LAUNCH_CAUSES), exitCode: z.int().nullable(), message: z.string().nullable() })
    .nullable()
    .meta({ description: "Why it ended; null where it has not, or simply finished." }),
  log: z.object({ lines: z.int(), bytes: z.int(), isCut: z.boolean() }),
};

export const runView = z.object(runShape).meta({ id: "Run" }) satisfies z.ZodType<LaunchRunView>;

export const runDetail = z
  .object({
    ...runShape,
    parameters: anyJsonObject.meta({ description: "All of them, with the defaults." }),
    overrides: anyJsonObject.meta({ description: "Those that were given." }),
    variables: variableValues,
    artifacts: z.array(
      z.object({
        id: id("artifact"),
        project: z.string(),
        name: z.string(),
        number: z.int(),
        versions: z.array(z.object({ model: z.string(), number: z.int() })),
      }),
    ),
    evaluations: z.array(
      z.object({
        name: z.string(),
        model: z.string(),
        version: z.int(),
        metrics: z.record(z.string(), z.number()),
      }),
    ),
    workflowUrl: z.string().nullable().meta({ description: "The workflow run of a queue of `github-actions`." }),
  })
  .meta({ id: "RunDetail" }) satisfies z.ZodType<LaunchRunDetail>;
