import type { ExchangeRecord, Outcome, OutcomeCode } from "@/lib/core/delivery";
import { type FailureCode, outcomeOfFailure, outcomeOfResponse } from "@/lib/core/delivery-state";
import type { Id } from "@/lib/core/ids";
import type { Execution } from "@/lib/core/ports";
import { readSlackAnswer, type SlackAnswer } from "@/lib/core/slack";
import { SECRET_MASK } from "@/lib/core/template";
import type { WebhookPreset } from "@/lib/core/webhook";
import type { HttpExchange } from "@/lib/platform/http";
import { mlflowHeaders, standardHeaders, wandbSignature } from "@/lib/platform/signature";
import { createMask, type Mask } from "./mask";
import type { SendPorts } from "./ports";

/** Where a request goes and how it proves itself: read at the attempt, in the clear, and kept nowhere. */
export type WebhookTarget = {
  url: string;
  urlShown: string;
  isUrlSecret: boolean;
  preset: WebhookPreset;
  accessToken: string | null;
  signingSecret: string | null;
  signatureEncoding: "base64" | "hex";
};

export type WebhookMessage = {
  deliveryId: Id<"delivery">;
  /** The exact text that is sent and signed. */
  body: string;
  /** The same with `***` where secrets stand: what is kept. */
  bodyShown: string;
  /** False where what may have arrived must not be sent again by itself. */
  isRepeatable: boolean;
  /** Values that the payload holds, to be masked wherever they come back. */
  secretValues: readonly string[];
};

const GITHUB_API_VERSION = "2022-11-28";

/** Failures that happen before a byte of the request leaves: certainly nothing was started by it. */
const BEFORE_SENDING: readonly OutcomeCode[] = [
  "dns_failed",
  "address_forbidden",
  "url_forbidden",
  "connection_refused",
  "network_unreachable",
  "tls_failed",
];

/** A part of a secret address that is worth masking by itself: a shorter one is an ordinary word of a path. */
const URL_PART_LENGTH_MIN = 16;

/** Sends one request and says how it ended, with a record that holds no secret. */
export async function sendWebhook(
  target: WebhookTarget,
  message: WebhookMessage,
  { http, clock, version }: SendPorts,
  signal?: AbortSignal,
): Promise<Execution> {
  const startedAt = clock.now();
  const token = bearerToken(target.accessToken);
  if (token === undefined) {
    return unsent("secret_unreadable", startedAt);
  }

  const headers = headersOf({ ...target, accessToken: token }, message, startedAt, version);
  const exchange = await http.sendRequest({
    url: target.url,
    method: "POST",
    headers,
    body: message.body,
    ...(signal ? { signal } : {}),
  });

  const mask = createMask(secretsOf(target, message));
  const posted = target.preset === "slack_bot" ? slackAnswerOf(exchange, clock.now()) : null;
  const outcome = posted?.outcome ?? outcomeOf(exchange, message.isRepeatable, clock.now());
  return {
    outcome,
    ...(posted?.message ? { message: posted.message } : {}),
    record: recordOf(exchange, { target, headers, body: mask(message.bodyShown) }, mask),
    startedAt,
    durationMs: exchange.timings.totalMs,
  };
}

/** An attempt that ended before anything could be sent. */
export function unsent(code: FailureCode, startedAt: Date): Execution {
  return {
    outcome: outcomeOfFailure(code),
    record: { request: null, response: null, timings: null },
    startedAt,
    durationMs: 0,
  };
}

/** Spaces and line ends around a pasted token are no part of it; within it they would split the header. */
function bearerToken(secret: string | null): string | null | undefined {
  const token = secret?.trim() ?? null;
  return token !== null && /[\p{Cc}]/u.test(token) ? undefined : token;
}

function headersOf(
  target: WebhookTarget,
  { deliveryId, body }: WebhookMessage,
  timestamp: Date,
  version: string,
): Record<string, string> {
  return {
    "Content-Type": "application/json",
    "User-Agent": `Modelwire/${version}`,
    ...(target.preset === "github"
      ? { Accept: "application/vnd.github+json", "X-GitHub-Api-Version": GITHUB_API_VERSION }
      : {}),
    ...(target.accessToken === null ? {} : { Authorization: `Bearer ${target.accessToken}` }),
    ...signatureHeaders(target, { deliveryId, body, timestamp }),
    ...(target.preset === "mlflow"
      ? mlflowHeaders({ id: deliveryId, timestamp, body, secret: target.signingSecret })
      : {}),
  };
}

/** The id goes out unsigned too: every receiver can tell a repeated attempt by it. */
function signatureHeaders(
  { signingSecret, signatureEncoding }: WebhookTarget,
  { deliveryId, body, timestamp }: { deliveryId: Id<"delivery">; body: string; timestamp: Date },
): Record<string, string> {
  if (signingSecret === null) {
    return { "webhook-id": deliveryId };
  }
  return {
    "X-Wandb-Signature": wandbSignature(body, signingSecret, signatureEncoding),
    ...standardHeaders({ id: deliveryId, timestamp, body, secret: signingSecret }),
  };
}

function outcomeOf(exchange: HttpExchange, isRepeatable: boolean, now: Date): Outcome {
  const outcome =
    exchange.kind === "response"
      ? outcomeOfResponse(exchange.status, exchange.headers, now)
      : outcomeOfFailure(exchange.code);
  return isRepeatable ? outcome : withoutSecondStart(outcome);
}

/** Null where there is no answer of Slack's own to read. */
function slackAnswerOf(exchange: HttpExchange, now: Date): SlackAnswer | null {
  return exchange.kind === "response" && exchange.status === 200 ? readSlackAnswer(exchange, now) : null;
}

/**
 * A dispatch that may have started a workflow is not sent again by itself: GitHub deduplicates nothing, so a person
 * decides. What GitHub refused by a 4xx, or what never left, started nothing.
 */
function withoutSecondStart(outcome: Outcome): Outcome {
  if (outcome.kind !== "failed" || BEFORE_SENDING.includes(outcome.code)) {
    return outcome;
  }
  const isAmbiguous = outcome.status === null || outcome.status >= 500;
  // A worker that stops gives back what it cancelled; what may have started something must not go back.
  const code = outcome.code === "cancelled" ? "worker_lost" : outcome.code;
  return isAmbiguous ? { kind: "unknown", code, status: outcome.status } : outcome;
}

function secretsOf(target: WebhookTarget, message: WebhookMessage): string[] {
  const credentials = [target.accessToken, target.signingSecret].filter((secret) => secret !== null);
  return [...credentials, ...message.secretValues, ...(target.isUrlSecret ? urlSecrets(target.url) : [])];
}

function urlSecrets(text: string): string[] {
  const url = new URL(text);
  const parts = [...url.pathname.split("/"), ...url.searchParams.values()];
  return [url.href, url.pathname + url.search, ...parts.filter((part) => part.length >= URL_PART_LENGTH_MIN)];
}

function recordOf(
  exchange: HttpExchange,
  sent: { target: WebhookTarget; headers: Record<string, string>; body: string },
  mask: Mask,
): ExchangeRecord {
  const { target, headers, body } = sent;
  const isAuthorized = headers.Authorization !== undefined;
  return {
    request: {
      method: "POST",
      url: target.urlShown,
      headers: isAuthorized ? { ...headers, Authorization: `Bearer ${SECRET_MASK}` } : headers,
      body,
    },
    response: exchange.kind === "response" ? responseOf(exchange, mask) : null,
    timings: exchange.timings,
  };
}

function responseOf(
  { headers, bodyText, bodyTruncated }: Extract<HttpExchange, { kind: "response" }>,
  mask: Mask,
): ExchangeRecord["response"] {
  return {
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, mask(text)])),
    body: mask(bodyText, { isCut: bodyTruncated }),
    isBodyTruncated: bodyTruncated,
  };
}
