import * as z from "zod";
import type { AutomationTestView } from "@/lib/core/automation-test";
import { type AttemptView, OUTCOME_CODES } from "@/lib/core/delivery";
import { WEBHOOK_PRESETS, type WebhookTestView, type WebhookView } from "@/lib/core/webhook";
import { id, named, time } from "./shared";

const milliseconds = z.number().nullable();
const headers = z.record(z.string(), z.string());

const exchangeShape = {
  request: z
    .object({ method: z.string(), url: z.string(), headers, body: z.string() })
    .nullable()
    .meta({ description: "What was sent, with `***` where secrets stood; null when nothing was." }),
  response: z
    .object({ headers, body: z.string(), isBodyTruncated: z.boolean() })
    .nullable()
    .meta({ description: "At most 64 KiB of what came back; null when nothing did." }),
  timings: z
    .object({
      dnsMs: milliseconds,
      connectMs: milliseconds,
      tlsMs: milliseconds,
      waitMs: milliseconds,
      readMs: milliseconds,
      totalMs: z.number(),
    })
    .nullable(),
};

export const outcomeCode = z.enum(OUTCOME_CODES).meta({ description: "How an attempt ended." });

export const attemptView = z
  .object({
    ...exchangeShape,
    id: id("attempt"),
    number: z.int().meta({ description: "Counts from 1 over the whole life of the delivery." }),
    startedAt: time,
    durationMs: z.number(),
    code: outcomeCode,
    status: z.int().nullable(),
  })
  .meta({ id: "Attempt" }) satisfies z.ZodType<AttemptView>;

export const webhookView = z
  .object({
    id: id("webhook"),
    name: z.string(),
    url: z.string().meta({ description: "Whole, or cut to its host where the address itself is a secret." }),
    isUrlSecret: z.boolean(),
    preset: z.enum(WEBHOOK_PRESETS),
    accessTokenSecret: z.string().nullable(),
    signingSecret: z.string().nullable(),
    signatureEncoding: z.enum(["base64", "hex"]),
    retrySchedule: z.array(z.int()).readonly().meta({ description: "Seconds to wait before each retry." }),
    maxConcurrent: z.int().nullable().meta({ description: "Requests at once; null: as many as the receiver bears." }),
    maxPerSecond: z
      .number()
      .nullable()
      .meta({ description: "Requests a second; null: the preset's own, or no limit." }),
    heldUntil: time
      .nullable()
      .meta({ description: "Until when nothing is sent because it kept failing; null while it works." }),
    isPaused: z.boolean(),
    pauseReason: z.string().nullable(),
    createdAt: time,
    createdBy: z.string(),
    usedBy: z.array(named("automation")),
  })
  .meta({ id: "Webhook" }) satisfies z.ZodType<WebhookView>;

export const webhookTestView = z
  .object({
    ...exchangeShape,
    code: outcomeCode,
    status: z.int().nullable(),
    isDelivered: z.boolean(),
    durationMs: z.number(),
  })
  .meta({ id: "WebhookTestResult" }) satisfies z.ZodType<WebhookTestView>;

export const automationTestView = z
  .object({
    ...webhookTestView.shape,
    run: z
      .object({ id: z.int(), url: z.string() })
      .nullable()
      .meta({ description: "The run that a dispatch started, where GitHub names it." }),
  })
  .meta({ id: "AutomationTestResult" }) satisfies z.ZodType<AutomationTestView>;
