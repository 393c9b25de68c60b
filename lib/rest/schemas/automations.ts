import * as z from "zod";
import {
  type AutomationFilter,
  type AutomationView,
  CONDITION_OPERATORS,
  type PauseReason,
  type PreviewView,
  type StoredAction,
  type Warning,
  WHEN_UNSURE,
} from "@/lib/core/automation";
import { EVENT_TYPE_NAMES } from "@/lib/core/event";
import { RUN_STATES } from "@/lib/core/github-run";
import { PRIORITIES } from "@/lib/core/launch-queue";
import { anyJson, anyJsonObject, id, idOrNull, named, time } from "./shared";

const eventType = z.enum(EVENT_TYPE_NAMES);

const nameMatch = z.union([z.object({ equals: z.string() }), z.object({ matches: z.string() })]);

const filter = z
  .object({
    alias: nameMatch.nullable(),
    tag: nameMatch.nullable(),
    conditions: z.array(
      z.object({
        field: z.string(),
        operator: z.enum(CONDITION_OPERATORS),
        value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      }),
    ),
  })
  .meta({ id: "AutomationFilter" }) satisfies z.ZodType<AutomationFilter>;

const githubShape = {
  dispatch: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("repository"), eventType: z.string() }),
    z.object({ kind: z.literal("workflow"), workflow: z.string(), ref: z.string().nullable() }),
  ]),
  payload: anyJson,
  deployment: z.object({ environment: z.string() }).nullable(),
  reportsCheck: z.boolean(),
};

const launchShape = {
  payload: anyJsonObject.meta({ description: "What is given instead of the job's defaults, as a template." }),
  variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  priority: z.enum(PRIORITIES).nullable().meta({ description: "Null: as the queue has it." }),
  project: z.string().meta({ description: "Where what the run logs goes." }),
};

/** An action as a delivery keeps it: by id, as it was when the event matched. */
export const storedAction = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("webhook"),
    webhookId: id("webhook"),
    payload: anyJson,
    whenUnsure: z.enum(WHEN_UNSURE).nullable().optional(),
  }),
  z.object({
    type: z.literal("github"),
    installationId: id("installation"),
    repositoryId: z.int(),
    repository: z.string(),
    ...githubShape,
  }),
  z.object({
    type: z.literal("launch"),
    jobId: id("job"),
    jobName: z.string(),
    jobVersion: z.int().nullable(),
    queueId: id("queue"),
    queueName: z.string(),
    ...launchShape,
  }),
]) satisfies z.ZodType<StoredAction>;

const pauseReason = z.enum(["by_person", "loop"]) satisfies z.ZodType<PauseReason>;

export const automationView = z
  .object({
    ...named("automation").shape,
    description: z.string(),
    enabled: z.boolean(),
    pauseReason: pauseReason.nullable(),
    model: named("model").nullable().meta({ description: "Null: every model of the team." }),
    eventType,
    filter,
    action: z.discriminatedUnion("type", [
      z.object({
        type: z.literal("webhook"),
        webhook: z.object({ ...named("webhook").shape, preset: z.string() }),
        payload: anyJson,
        whenUnsure: z
          .enum(WHEN_UNSURE)
          .nullable()
          .meta({ description: "What becomes of an attempt that may have arrived; null: as the preset has it." }),
      }),
      z.object({
        type: z.literal("github"),
        repository: z.object({
          id: z.int().meta({ description: "GitHub's own number." }),
          name: z.string(),
          isReachable: z.boolean().meta({ description: "False when the installation no longer covers it." }),
        }),
        ...githubShape,
      }),
      z.object({
        type: z.literal("launch"),
        job: z.object({
          ...named("job").shape,
          version: z.int().nullable().meta({ description: "Null: the newest when it fires." }),
        }),
        queue: named("queue"),
        ...launchShape,
      }),
    ]),
    revision: z.int(),
    createdBy: z.string(),
    createdAt: time,
    updatedAt: time,
    lastDelivery: z
      .object({
        id: id("delivery"),
        state: z.string(),
        run: z
          .enum(RUN_STATES)
          .nullable()
          .meta({ description: "How the run stands that it started, on GitHub or in a queue." }),
        status: z.int().nullable(),
        at: time,
      })
      .nullable(),
    deliveries30d: z
      .object({ delivered: z.int(), finished: z.int() })
      .meta({ description: "How the deliveries of the last 30 days ended." }),
  })
  .meta({ id: "Automation" }) satisfies z.ZodType<AutomationView>;

const warning = z
  .object({ code: z.string(), field: z.string(), message: z.string() })
  .meta({ id: "Warning", description: "What will work but may surprise." }) satisfies z.ZodType<Warning>;

export const previewView = z
  .object({
    eventsLookedAt: z.int(),
    matches: z
      .array(
        z.object({
          eventId: id("event"),
          type: eventType,
          model: z.string(),
          version: z.int().nullable(),
          alias: z.string().nullable(),
          previousVersion: z.int().nullable(),
          tag: z.object({ key: z.string(), value: z.string() }).nullable(),
          evaluation: z.string().nullable(),
          actor: z.string(),
          occurredAt: time,
        }),
      )
      .meta({ description: "The newest past events that would have matched, at most 20." }),
    matchCount: z.int(),
    recent: z
      .object({ lookedAt: z.int(), matchCount: z.int(), perDay: z.array(z.int()) })
      .meta({ description: "Of the events looked at, those of the last 30 days; matches by day (UTC), today last." }),
    rendered: z.object({
      eventId: idOrNull("event", "The newest match; null when nothing matched and a sample is shown."),
      isSample: z.boolean(),
      body: anyJson,
    }),
    warnings: z.array(warning),
  })
  .meta({ id: "Preview" }) satisfies z.ZodType<PreviewView>;
