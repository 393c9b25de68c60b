import * as z from "zod";
import type { Id } from "./ids";
import { type JsonObject, jsonObject } from "./json";
import { queueName } from "./launch-job";
import { description } from "./names";

export const RESOURCES = ["process", "docker", "kubernetes", "github-actions"] as const;
/** Where the runs of a queue are executed. `github-actions` needs no agent: the server starts a workflow itself. */
export type Resource = (typeof RESOURCES)[number];

/** What is claimed first; within one the oldest. Numbers as W&B has them on its command line: the smallest goes first. */
export const PRIORITIES = ["critical", "high", "medium", "low"] as const;
export type Priority = (typeof PRIORITIES)[number];

export function rankOf(priority: Priority): number {
  return PRIORITIES.indexOf(priority);
}

export const VARIABLES_MAX = 32;

/**
 * A value of the resource template that whoever queues a run may set, and nothing else of it: `{{name}}` stands for it in a
 * string of the template.
 */
export const queueVariable = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, "Use small letters, digits and _, beginning with a letter."),
    type: z.enum(["string", "integer", "number", "boolean"]),
    description: z.string().max(1_000).default(""),
    default: z
      .union([z.string().max(1_000), z.number(), z.boolean()])
      .nullable()
      .default(null),
    minimum: z.number().nullable().default(null),
    maximum: z.number().nullable().default(null),
    /** The only values there are; null: any of the type and within the bounds. */
    options: z
      .array(z.union([z.string().max(1_000), z.number()]))
      .min(1)
      .max(100)
      .nullable()
      .default(null),
  })
  .refine(
    ({ minimum, maximum }) => minimum === null || maximum === null || minimum <= maximum,
    "The smallest value lies above the greatest.",
  );

export type QueueVariable = z.infer<typeof queueVariable>;

const concurrency = z.int().min(1, "Let at least one run.").max(10_000).nullable();

export const newQueue = z.strictObject({
  name: queueName,
  description: description.default(""),
  resource: z.enum(RESOURCES),
  /** Runs at once over all agents; null: as many as the agents take. */
  maxRunning: concurrency.default(null),
  defaultPriority: z.enum(PRIORITIES).default("medium"),
  /** Resource arguments, as the kind of resource takes them (`lib/core/launch-resource.ts`). */
  template: jsonObject.default({}),
  variables: z.array(queueVariable).max(VARIABLES_MAX).default([]),
});

export const queuePatch = z.strictObject({
  description: description.optional(),
  maxRunning: concurrency.optional(),
  defaultPriority: z.enum(PRIORITIES).optional(),
  template: jsonObject.optional(),
  variables: z.array(queueVariable).max(VARIABLES_MAX).optional(),
});

export type NewQueue = z.infer<typeof newQueue>;
export type QueuePatch = z.infer<typeof queuePatch>;

/** `paused`: nothing is claimed. `draining`: what waits is still run, and nothing more is taken in. */
export const QUEUE_STATES = ["open", "paused", "draining"] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

export type QueueView = {
  id: Id<"queue">;
  name: string;
  description: string;
  resource: Resource;
  state: QueueState;
  maxRunning: number | null;
  defaultPriority: Priority;
  template: JsonObject;
  variables: QueueVariable[];
  /** Runs that wait, and those that agents have. */
  waiting: number;
  running: number;
  /** When the oldest that waits was queued; null while none does. */
  oldestQueuedAt: string | null;
  /** Agents that were heard of lately. A queue of `github-actions` has none and needs none. */
  agentsListening: number;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
};
