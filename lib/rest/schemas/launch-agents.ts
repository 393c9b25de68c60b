import * as z from "zod";
import type { Assignment, PollAnswer } from "@/lib/core/launch-agent";
import { RESOURCES } from "@/lib/core/launch-queue";
import { LAUNCH_STATES, logLine } from "@/lib/core/launch-run";
import type { Registered } from "@/lib/launch/agents/register";
import type { RunStanding } from "@/lib/launch/agents/report";
import type { LogPage } from "@/lib/launch/logs";
import { anyJsonObject, id, idOrNull, time } from "./shared";

export const registered = z
  .object({
    agent: id("agent"),
    queue: z.object({ id: id("queue"), name: z.string(), resource: z.enum(RESOURCES) }),
    heartbeatSeconds: z.int().meta({ description: "Poll at least this often while it holds runs." }),
    leaseSeconds: z.int().meta({ description: "An agent that was not heard of for so long has lost its runs." }),
  })
  .meta({ id: "RegisteredAgent" }) satisfies z.ZodType<Registered>;

const assignment = z
  .object({
    run: id("run"),
    number: z.int(),
    lease: z.int().meta({ description: "Sent along with everything that is told of the run." }),
    leaseSeconds: z.int(),
    job: z.object({
      name: z.string(),
      version: z.int(),
      source: z.custom<Assignment["job"]["source"]>().meta({ type: "object", additionalProperties: true }),
    }),
    resource: z.object({ type: z.enum(RESOURCES), arguments: anyJsonObject }),
    parameters: anyJsonObject,
    project: z.string(),
    version: z.object({ id: id("version"), model: z.string(), number: z.int(), artifactId: id("artifact") }).nullable(),
    cause: z.object({
      eventId: idOrNull("event", "The event that led to it."),
      deliveryId: idOrNull("delivery", "The delivery that queued it."),
    }),
    team: z.string(),
    token: z.object({ text: z.string(), expiresAt: time }).meta({
      description: "The run's own token: it downloads and evaluates its version, and logs artifacts into its project.",
    }),
  })
  .meta({ id: "Assignment" }) satisfies z.ZodType<Assignment>;

export const pollAnswer = z
  .object({
    assigned: z.array(assignment),
    kill: z.array(id("run")).meta({ description: "Runs to kill." }),
    lost: z
      .array(id("run"))
      .meta({ description: "Runs that are not its own any more: it ends them, and reports nothing." }),
    order: z.enum(["work", "drain"]),
    heartbeatSeconds: z.int(),
  })
  .meta({ id: "PollAnswer" }) satisfies z.ZodType<PollAnswer>;

export const runStanding = z
  .object({ id: id("run"), state: z.enum(LAUNCH_STATES) })
  .meta({ id: "RunStanding" }) satisfies z.ZodType<RunStanding>;

export const logReceipt = z
  .object({
    nextSequence: z.int().meta({ description: "The sequence of the chunk that is expected now." }),
    isCut: z.boolean(),
  })
  .meta({ id: "LogReceipt" });

export const logPage = z
  .object({
    lines: z.array(
      logLine.extend({
        number: z.int().meta({ description: "Counts from 1." }),
        lease: z.int().meta({ description: "Grows where another agent began anew." }),
      }),
    ),
    nextLine: z.int().meta({ description: "The `fromLine` of the next page." }),
    hasMore: z.boolean(),
    state: z.enum(LAUNCH_STATES),
    isEnded: z.boolean(),
    isCut: z.boolean().meta({ description: "Something is missing: an agent was lost, or the log grew too long." }),
  })
  .meta({ id: "LogPage" }) satisfies z.ZodType<LogPage>;
