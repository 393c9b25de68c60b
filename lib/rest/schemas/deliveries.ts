import * as z from "zod";
import { ACTION_TYPES } from "@/lib/core/automation";
import { BATCH_KINDS, BATCH_STATES, type BatchView } from "@/lib/core/batch";
import { DELIVERY_STATES, type DeliverySummary, type DeliveryView } from "@/lib/core/delivery";
import { EVENT_TYPE_NAMES, type EventView } from "@/lib/core/event";
import { type DeliveryRun, RUN_CONCLUSIONS, RUN_STATES, type RunView } from "@/lib/core/github-run";
import { LAUNCH_CAUSES, LAUNCH_STATES } from "@/lib/core/launch-run";
import { REPORT_KINDS, REPORT_PROBLEMS, type ReportView } from "@/lib/core/run-report";
import type { DeliveryMoved } from "@/lib/deliveries/commands";
import { storedAction } from "./automations";
import { anyJsonObject, id, idOrNull, named, time } from "./shared";
import { attemptView, outcomeCode } from "./webhooks";

const eventType = z.enum(EVENT_TYPE_NAMES);
const state = z.enum(DELIVERY_STATES);

const actionShape = { type: z.enum(ACTION_TYPES), target: z.string(), preset: z.string() };

const conclusion = z.enum(RUN_CONCLUSIONS);
const failingJob = z.object({ name: z.string(), url: z.string() }).nullable();

const runShape = {
  id: z.int().meta({ description: "GitHub's own number, or that of a launch run within its team." }),
  state: z.enum(RUN_STATES),
  conclusion: conclusion.nullable().meta({ description: "GitHub's own word for how it ended; null before." }),
  url: z.string(),
  workflow: z.string(),
  attempt: z.int().meta({ description: "Counts from 1; a rerun is a new attempt." }),
  failingJob: failingJob.meta({ description: "The first job that failed in this attempt." }),
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  launch: z
    .object({
      id: id("run"),
      state: z.enum(LAUNCH_STATES),
      end: z.object({ cause: z.enum(LAUNCH_CAUSES), message: z.string().nullable() }).nullable(),
    })
    .optional()
    .meta({ description: "Set where it is a run of a launch queue, in its own words; `workflow` is its job then." }),
};

const runView = z.object(runShape) satisfies z.ZodType<RunView>;

const reportView = z.object({
  kind: z.enum(REPORT_KINDS),
  isTold: z.boolean().meta({ description: "True once the other side has been told anything." }),
  problem: z.enum(REPORT_PROBLEMS).nullable().meta({ description: "Why it could not be told the last time." }),
}) satisfies z.ZodType<ReportView>;

const run = z
  .object({
    ...runShape,
    deliveryId: id("delivery"),
    runCount: z.int().meta({ description: "How many runs the delivery started; this one most needs a look." }),
  })
  .meta({ id: "WorkflowRun" }) satisfies z.ZodType<DeliveryRun>;

const deliverySummaryShape = {
  id: id("delivery"),
  state,
  isPaused: z.boolean().meta({ description: "True while its webhook is paused and it waits for that." }),
  heldUntil: time
    .nullable()
    .meta({ description: "Until when it is held back because its webhook kept failing; null where it is not." }),
  lastStatus: z.int().nullable(),
  lastCode: outcomeCode.nullable(),
  automation: named("automation"),
  action: z.object(actionShape),
  event: z.object({
    id: id("event"),
    type: eventType,
    alias: z.string().nullable(),
    occurredAt: time,
    previousVersion: z.int().nullable(),
    actor: z.string(),
  }),
  model: named("model"),
  version: z.int().nullable(),
  attempts: z.int(),
  createdAt: time,
  lastAttemptAt: time.nullable(),
  dueAt: time.nullable().meta({ description: "When it is tried next; null in a final state." }),
  finishedAt: time.nullable(),
  confirmed: z
    .object({ by: z.string(), at: time })
    .nullable()
    .meta({ description: "Who said that it arrived, when its last attempt left that open." }),
  run: run.nullable().meta({
    description: "How the run stands that it started, on GitHub or in a queue; null where none is known.",
  }),
};

export const deliverySummary = z
  .object(deliverySummaryShape)
  .meta({ id: "DeliverySummary" }) satisfies z.ZodType<DeliverySummary>;

export const deliveryView = z
  .object({
    ...deliverySummaryShape,
    action: z.object({
      ...actionShape,
      stored: storedAction,
    }),
    body: z.string().meta({ description: "The rendered payload, with `***` where secrets stand." }),
    scheduleSeconds: z.array(z.int()).readonly(),
    tries: z.int().meta({ description: "Tries since it was last asked for: the position within the schedule." }),
    history: z.array(attemptView).meta({ description: "Every attempt, newest first." }),
    runs: z.array(runView).meta({ description: "Every run that it started, newest first." }),
    reports: z.array(reportView).meta({ description: "Where else these runs are told of." }),
  })
  .meta({ id: "Delivery" }) satisfies z.ZodType<DeliveryView>;

export const batchView = z
  .object({
    id: id("batch"),
    kind: z.enum(BATCH_KINDS),
    state: z.enum(BATCH_STATES),
    target: z.object({ type: z.enum(["webhook", "automation"]), id: z.string(), name: z.string() }),
    since: time,
    until: time,
    total: z.int().meta({ description: "Deliveries that it was about when it was asked for." }),
    done: z.int().meta({ description: "How many of them it has moved so far." }),
    createdBy: z.string(),
    createdAt: time,
    finishedAt: time.nullable(),
  })
  .meta({ id: "DeliveryBatch" }) satisfies z.ZodType<BatchView>;

export const deliveryMoved = z
  .object({ id: id("delivery"), from: state, to: state })
  .meta({ id: "DeliveryMoved" }) satisfies z.ZodType<DeliveryMoved>;

const actor = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("user"), id: id("user"), name: z.string() }),
  z.object({ kind: z.literal("token"), id: id("token"), name: z.string() }),
  z.object({ kind: z.literal("system"), id: z.null(), name: z.string() }),
]);

const versionSnapshot = z.object({
  id: id("version"),
  number: z.int(),
  description: z.string(),
  artifact: z.object({
    id: id("artifact"),
    project: z.string(),
    name: z.string(),
    number: z.int(),
    type: z.string(),
    digest: z.string(),
  }),
  metadata: anyJsonObject,
  referenceUri: z.string().nullable(),
});

const evaluationSnapshot = z.object({
  id: id("evaluation"),
  name: z.string(),
  metrics: z.record(z.string(), z.number()),
  checks: z.record(z.string(), z.boolean()),
  runUrl: z.string().nullable(),
});

export const eventView = z
  .object({
    id: id("event"),
    type: eventType,
    occurredAt: time,
    team: named("team"),
    actor,
    model: named("model"),
    version: versionSnapshot.nullable(),
    alias: z.string().nullable(),
    tag: z.object({ key: z.string(), value: z.string() }).nullable(),
    previousVersion: z
      .object({ id: id("version"), number: z.int() })
      .nullable()
      .meta({ description: "Where a moved alias stood before." }),
    evaluation: evaluationSnapshot.nullable(),
    failure: z
      .object({
        deliveryId: id("delivery"),
        automationId: id("automation"),
        automationName: z.string(),
        code: z.string(),
        run: z
          .object({
            url: z.string(),
            workflow: z.string(),
            attempt: z.int(),
            conclusion,
            failingJob,
            reason: z.string().optional().meta({ description: "Why a launch run failed, as a sentence." }),
          })
          .optional()
          .meta({ description: "The run that failed, where the delivery itself did not." }),
      })
      .nullable(),
    causeDeliveryId: idOrNull("delivery", "The delivery that led to this change."),
  })
  .meta({ id: "Event" }) satisfies z.ZodType<EventView>;
