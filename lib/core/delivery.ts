import * as z from "zod";
import type { ActionType, StoredAction } from "./automation";
import { EVENT_TYPE_NAMES, type EventType } from "./event";
import { type DeliveryRun, RUN_STATES, type RunView } from "./github-run";
import type { Id } from "./ids";
import { instant } from "./instant";
import { pageRequest } from "./page";
import type { ReportView } from "./run-report";

export const DELIVERY_STATES = [
  "pending",
  "sending",
  "retrying",
  "delivered",
  "unknown",
  "gave_up",
  "stopped",
] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** All but `delivered`: these have a row in `open_deliveries`. */
export type OpenState = Exclude<DeliveryState, "delivered">;

/** What is isolated from what, and fails or works as one: a webhook, an installation of the GitHub App, or a queue of runs. */
export type Destination = Id<"webhook"> | Id<"installation"> | Id<"queue">;

/** States that nothing leaves by itself: only a person redelivers from them. */
export const FINAL_STATES: readonly DeliveryState[] = ["delivered", "unknown", "gave_up", "stopped"];

/** Why an attempt ended as it did. A fixed set: exception text may carry a URL or a signature, so none is ever stored. */
export const OUTCOME_CODES = [
  "delivered",
  "http_status",
  "redirected",
  "gone",
  "disabled_by_receiver",
  "dns_failed",
  "address_forbidden",
  "url_forbidden",
  "connection_refused",
  "connection_reset",
  "network_unreachable",
  "timeout",
  "tls_failed",
  "headers_too_large",
  "protocol_error",
  "network_error",
  "cancelled",
  "webhook_deleted",
  "webhook_paused",
  "secret_missing",
  "secret_not_granted",
  "secret_unreadable",
  "payload_too_large",
  "loop_detected",
  "worker_lost",
  "app_missing",
  "installation_missing",
  "installation_suspended",
  "repository_missing",
  "permission_missing",
  "dispatch_refused",
  "rate_limited",
  "channel_refused",
  "token_refused",
  "message_refused",
  "queue_missing",
  "queue_draining",
  "job_missing",
  "parameters_refused",
] as const;

export type OutcomeCode = (typeof OUTCOME_CODES)[number];

/** Why a delivery was never fit to be sent. */
export type RefusalCode = Extract<OutcomeCode, "payload_too_large" | "loop_detected">;

/** What an executor answers. It decides nothing about when to try again: `afterAttempt` does. */
export type Outcome =
  | {
      kind: "delivered";
      code: "delivered";
      status: number | null;
      /** Set when the receiver took this one and asked for no more (`webhook-delivery: disable`). */
      pausesWebhook?: boolean;
    }
  | {
      kind: "failed";
      code: OutcomeCode;
      status: number | null;
      isRetryable: boolean;
      /** What the receiver asked for by `Retry-After`; null when it did not. */
      retryAfterMs: number | null;
      /** True when the receiver said that it wants nothing more (410, or `webhook-delivery: disable`). */
      pausesWebhook: boolean;
    }
  | { kind: "unknown"; code: OutcomeCode; status: number | null };

/** Milliseconds of one try, by phase; null where the phase did not happen (a reused connection resolves no name). */
export type Timings = {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  waitMs: number | null;
  readMs: number | null;
  totalMs: number;
};

/** What was sent and what came back, as it may be shown: secrets are `***` and bodies are cut. */
export type ExchangeRecord = {
  request: { method: string; url: string; headers: Record<string, string>; body: string } | null;
  response: { headers: Record<string, string>; body: string; isBodyTruncated: boolean } | null;
  timings: Timings | null;
};

/** Where in a rendered body a secret belongs, kept beside the body: a value that looks like a variable has no hole. */
export type SecretHole = { path: (string | number)[]; parts: ({ text: string } | { secret: string })[] };

export const deliverySearch = pageRequest.extend({
  state: z.enum(DELIVERY_STATES).optional(),
  /** Of the run that needs the most looking at, of those that it started. */
  run: z.enum(RUN_STATES).optional(),
  /** Ids or names. */
  automation: z.string().max(300).optional(),
  webhook: z.string().max(300).optional(),
  model: z.string().max(256).optional(),
  version: z.coerce.number().int().min(0).optional(),
  event: z.string().max(60).optional(),
  eventType: z.enum(EVENT_TYPE_NAMES).optional(),
  /** ISO 8601 bounds on the time of creation: since is inclusive, until exclusive. */
  since: instant.optional(),
  until: instant.optional(),
});

export type DeliverySearch = z.infer<typeof deliverySearch>;

export type Confirmation = { by: string; at: string };

export type DeliverySummary = {
  id: Id<"delivery">;
  state: DeliveryState;
  /** True while its webhook is paused and it waits for that. */
  isPaused: boolean;
  /** Until when it is held back because its webhook kept failing; null where it is not. */
  heldUntil: string | null;
  lastStatus: number | null;
  lastCode: OutcomeCode | null;
  automation: { id: Id<"automation">; name: string };
  action: { type: ActionType; target: string; preset: string };
  event: {
    id: Id<"event">;
    type: EventType;
    alias: string | null;
    occurredAt: string;
    previousVersion: number | null;
    actor: string;
  };
  model: { id: Id<"model">; name: string };
  version: number | null;
  attempts: number;
  createdAt: string;
  lastAttemptAt: string | null;
  /** When it is tried next, at the earliest; null in a final state. */
  dueAt: string | null;
  finishedAt: string | null;
  /** Who said that it arrived, when its last attempt left that open; null where nobody had to. */
  confirmed: Confirmation | null;
  /** How the run stands that it started, on GitHub or in a queue; null where none is known. */
  run: DeliveryRun | null;
};

export type AttemptView = ExchangeRecord & {
  id: Id<"attempt">;
  /** Counts from 1 over the whole life of the delivery, redeliveries included. */
  number: number;
  startedAt: string;
  durationMs: number;
  code: OutcomeCode;
  status: number | null;
};

export type DeliveryView = DeliverySummary & {
  /** The rendered body with `***` where secrets stand. */
  body: string;
  action: { type: ActionType; target: string; preset: string; stored: StoredAction };
  /** Seconds to wait before each retry, as frozen when the event matched. */
  scheduleSeconds: readonly number[];
  /** Tries since the last (re)delivery was asked for: the position within the schedule. */
  tries: number;
  history: AttemptView[];
  /** Every run that it started, newest first. */
  runs: RunView[];
  /** Where else these runs are told of. */
  reports: ReportView[];
};
