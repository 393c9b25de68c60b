import * as z from "zod";
import type { Outcome, OutcomeCode } from "./delivery";
import type { ResponseHeaders } from "./delivery-state";
import { RUN_WORDS } from "./github-run";
import { isJsonObject, type Json, type JsonObject } from "./json";
import type { PostedMessage, ReportInput } from "./ports";
import { retryAfterMsOf } from "./retry";
import { escapeUrl, escapeValue } from "./template-escape";

/** What Slack answered to a message: 200 says nothing yet, `ok` does. */
export type SlackAnswer = { outcome: Outcome; message: PostedMessage | null };

const answerShape = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  channel: z.string().optional(),
  ts: z.string().optional(),
});

/** Slack's own words, by what a person has to mend. */
const ABOUT_CHANNEL = [
  "channel_not_found",
  "not_in_channel",
  "is_archived",
  "restricted_action",
  "restricted_action_read_only_channel",
  "restricted_action_thread_only_channel",
  "team_access_not_granted",
];
const ABOUT_TOKEN = [
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "no_permission",
  "missing_scope",
  "not_allowed_token_type",
  "ekm_access_denied",
  "access_denied",
  "org_login_required",
];
const PASSING = [
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
  "message_limit_exceeded",
];
const LIMITED = ["ratelimited", "rate_limited"];

/** Reads what Slack's Web API answered with 200. What is no answer of Slack's counts as refused: nothing was posted. */
export function readSlackAnswer(
  { headers, bodyText }: { headers: ResponseHeaders; bodyText: string },
  now: Date,
): SlackAnswer {
  const read = answerShape.safeParse(parsed(bodyText));
  if (read.success && read.data.ok) {
    const { channel, ts } = read.data;
    return {
      outcome: { kind: "delivered", code: "delivered", status: 200 },
      message: channel && ts ? { channel, ts } : null,
    };
  }
  const error = (read.success && read.data.error) || "";
  const [, retryAfter] = Object.entries(headers).find(([name]) => name.toLowerCase() === "retry-after") ?? [];
  const isLimited = LIMITED.includes(error);
  return {
    outcome: {
      kind: "failed",
      code: codeOf(error),
      status: 200,
      isRetryable: isLimited || PASSING.includes(error),
      retryAfterMs: isLimited ? retryAfterMsOf(retryAfter, now) : null,
      pausesWebhook: false,
    },
    message: null,
  };
}

/** Where a message that was posted by `chat.postMessage` is changed. */
export function slackUpdateUrl(postUrl: string): string {
  return postUrl.replace(/chat\.postMessage(?=$|[?#])/, "chat.update");
}

/** The message as it is to stand now: as it was sent, with a line for each run beneath. */
export function slackUpdateOf(body: Json, { channel, ts }: PostedMessage, runs: ReportInput["runs"]): JsonObject {
  const sent = isJsonObject(body) ? body : {};
  const lines = runs.map(lineOf);
  const text = typeof sent.text === "string" ? sent.text : "";
  const status = { type: "context", elements: [{ type: "mrkdwn", text: lines.join("\n") }] };
  return {
    ...sent,
    channel,
    ts,
    text: [text, ...lines].filter((line) => line !== "").join("\n"),
    ...(Array.isArray(sent.blocks) ? { blocks: [...sent.blocks.slice(0, BLOCKS_MAX - 1), status] } : {}),
  };
}

/** Slack takes no more. */
const BLOCKS_MAX = 50;

const SIGNS = {
  queued: ":hourglass_flowing_sand:",
  running: ":arrows_counterclockwise:",
  succeeded: ":white_check_mark:",
  failed: ":x:",
  cancelled: ":no_entry_sign:",
} as const;

/** A workflow's and a job's names are texts that others chose. */
function lineOf({ state, url, workflow, attempt, failingJob }: ReportInput["runs"][number]): string {
  const name = String(escapeValue(workflow || "The workflow", "slack")).replaceAll("|", "¦");
  const again = attempt > 1 ? ` (attempt ${attempt})` : "";
  const job = failingJob
    ? `, first in <${escapeUrl(failingJob.url, "slack")}|${String(escapeValue(failingJob.name, "slack")).replaceAll("|", "¦")}>`
    : "";
  return `${SIGNS[state]} <${escapeUrl(url, "slack")}|${name}> ${RUN_WORDS[state]}${again}${job}`;
}

function codeOf(error: string): OutcomeCode {
  if (LIMITED.includes(error)) {
    return "rate_limited";
  }
  if (ABOUT_CHANNEL.includes(error)) {
    return "channel_refused";
  }
  return ABOUT_TOKEN.includes(error) ? "token_refused" : "message_refused";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // A proxy's page: not Slack's answer.
  }
}
