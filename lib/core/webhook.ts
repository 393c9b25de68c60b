import * as z from "zod";
import type { ExchangeRecord, OutcomeCode } from "./delivery";
import type { Id } from "./ids";
import { json } from "./json";

export const WEBHOOK_PRESETS = ["generic", "github", "slack", "slack_bot", "teams", "teams_legacy", "mlflow"] as const;
export type WebhookPreset = (typeof WEBHOOK_PRESETS)[number];

const webhookName = z
  .string()
  .min(1, "Give the webhook a name.")
  .max(128, "Use at most 128 characters.")
  .refine((text) => !/[\p{Cc}\p{Cs}/]/u.test(text), "Leave out control characters and slashes.")
  .refine((text) => text.trim() === text, "Leave out the spaces at the ends.");

const secretRef = z.string().regex(/^[A-Za-z0-9_]{1,128}$/, "Name one of the team's secrets.");

/** Seconds before each retry; at most 20 retries, each at most 7 days. */
export const retrySchedule = z.array(z.int().min(1).max(604_800)).max(20);

/** Requests under way at once, over all workers. */
const maxConcurrent = z.int().min(1, "Let at least one request through.").max(1_000);
/** Requests a second, over all workers; 0.1 is one in ten seconds. */
const maxPerSecond = z.number().min(0.01, "Let at least one request in a hundred seconds through.").max(10_000);

export const newWebhook = z.strictObject({
  name: webhookName,
  url: z.string().min(1, "Give the URL.").max(2_048, "Use at most 2,048 characters."),
  preset: z.enum(WEBHOOK_PRESETS).default("generic"),
  /** The secret sent as `Authorization: Bearer …`. */
  accessTokenSecret: secretRef.nullable().default(null),
  /** The secret that signs the body. */
  signingSecret: secretRef.nullable().default(null),
  signatureEncoding: z.enum(["base64", "hex"]).default("base64"),
  /** Null: the preset's own. */
  retrySchedule: retrySchedule.nullable().default(null),
  /** Null: as many as the receiver bears, found out by how it answers. */
  maxConcurrent: maxConcurrent.nullable().optional(),
  /** Null: the preset's own (Slack and Teams have one), or none. */
  maxPerSecond: maxPerSecond.nullable().optional(),
});

export const webhookPatch = z.strictObject({
  name: webhookName.optional(),
  url: z.string().min(1).max(2_048).optional(),
  preset: z.enum(WEBHOOK_PRESETS).optional(),
  accessTokenSecret: secretRef.nullable().optional(),
  signingSecret: secretRef.nullable().optional(),
  signatureEncoding: z.enum(["base64", "hex"]).optional(),
  retrySchedule: retrySchedule.nullable().optional(),
  maxConcurrent: maxConcurrent.nullable().optional(),
  maxPerSecond: maxPerSecond.nullable().optional(),
  isPaused: z.boolean().optional(),
});

/** A test sends a payload of the person's own, or the render of a past event. */
export const webhookTest = z.strictObject({
  payload: json.optional(),
  eventId: z.string().max(60).optional(),
  template: json.optional(),
});

/** The same for a webhook that is not saved yet. */
export const unsavedWebhookTest = webhookTest.extend({
  webhook: newWebhook.omit({ name: true }).extend({ name: webhookName.default("unsaved") }),
});

export type NewWebhook = z.infer<typeof newWebhook>;
export type WebhookPatch = z.infer<typeof webhookPatch>;
export type WebhookTest = z.infer<typeof webhookTest>;
export type UnsavedWebhookTest = z.infer<typeof unsavedWebhookTest>;

export type WebhookView = {
  id: Id<"webhook">;
  name: string;
  /** Whole, or cut to its host where the address itself is a secret (Slack, Teams). */
  url: string;
  isUrlSecret: boolean;
  preset: WebhookPreset;
  accessTokenSecret: string | null;
  signingSecret: string | null;
  signatureEncoding: "base64" | "hex";
  retrySchedule: readonly number[];
  maxConcurrent: number | null;
  maxPerSecond: number | null;
  /** Until when nothing is sent because it kept failing; then one delivery is sent to see. Null while it works. */
  heldUntil: string | null;
  isPaused: boolean;
  pauseReason: string | null;
  createdAt: string;
  createdBy: string;
  usedBy: { id: Id<"automation">; name: string }[];
};

/** What choosing a webhook needs to know of it. */
export type WebhookChoice = Pick<WebhookView, "name" | "preset" | "url" | "accessTokenSecret">;

/** What a test shows: exactly the request that a delivery would make, and what came back. */
export type WebhookTestView = ExchangeRecord & {
  code: OutcomeCode;
  status: number | null;
  isDelivered: boolean;
  durationMs: number;
};
