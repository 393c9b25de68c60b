import "server-only";
import * as z from "zod";
import { readSchedule } from "@/lib/core/schedule-text";
import { newWebhook, webhookTest } from "@/lib/core/webhook";
import { shownUrl } from "@/lib/webhooks/shown-url";

const { name, url, preset, accessTokenSecret, signingSecret, maxConcurrent, maxPerSecond } = newWebhook.shape;

/** Nothing chosen, or nothing typed. */
const blankAsNull = z
  .string()
  .trim()
  .transform((text) => text || null);

const numberOrNull = z
  .string()
  .trim()
  .refine((text) => text === "" || /^\d{1,9}(\.\d{1,9})?$/.test(text), "Write a number such as 5, or leave it empty.")
  .transform((text) => (text === "" ? null : Number(text)));

const schedule = z.string().transform((text, context) => {
  const read = readSchedule(text);
  if (read.ok) {
    return read.value;
  }
  context.addIssue({ code: "custom", message: read.problem.message });
  return z.NEVER;
});

/** What is typed of a webhook, as the schemas of core want it. */
export const webhookFields = z.object({
  name,
  url,
  preset,
  accessTokenSecret: blankAsNull.pipe(accessTokenSecret.unwrap()),
  signingSecret: blankAsNull.pipe(signingSecret.unwrap()),
  signatureEncoding: newWebhook.shape.signatureEncoding.unwrap(),
  retrySchedule: schedule,
  maxConcurrent: numberOrNull.pipe(maxConcurrent.unwrap()),
  maxPerSecond: numberOrNull.pipe(maxPerSecond.unwrap()),
});

/** JSON as it is typed; nothing at all means: not given. */
export const typedJson = z
  .string()
  .max(1_000_000, "Use at most 1,000,000 characters.")
  .transform((text, context): unknown => {
    if (text.trim() === "") {
      return undefined;
    }
    const read = readJson(text);
    if (read.ok) {
      return read.value;
    }
    context.addIssue({ code: "custom", message: `This is no valid JSON: ${read.message}` });
    return z.NEVER;
  })
  .pipe(webhookTest.shape.payload);

/** An address that lets anyone post is a secret, and what is no address may be one with a slip of the pen in it. */
export function unsaidOf(form: FormData): readonly string[] {
  const parsed = URL.parse(String(form.get("url") ?? ""));
  const kind = preset.unwrap().safeParse(form.get("preset"));
  const isPublic = parsed !== null && !shownUrl(parsed, kind.data ?? "generic").isUrlSecret;
  return isPublic ? [] : ["url"];
}

function readJson(text: string): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, message: `${error instanceof Error ? error.message : "it cannot be read"}.` };
  }
}
