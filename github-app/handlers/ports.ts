import type { Database } from "@/lib/db/client";
import type { Receipt } from "@/lib/github/receipts";
import type { Clock } from "@/lib/platform/clock";
import type { GitHubClients } from "../client";

export type WebhookLog = Record<"debug" | "info" | "warn" | "error", (fields: object, message: string) => void>;

/** What the handlers of webhooks work with. They are told of what was verified, and know nothing of how. */
export type HandlerPorts = {
  db: Database;
  clients: GitHubClients;
  log: WebhookLog;
  clock: Clock;
  /** Of the webhook at hand. A change keeps it in its own transaction; what keeps none is noted when its handler has ended. */
  receipt: Receipt;
};

/** Brings what a webhook tells into the database. It may throw: the webhook then counts as not handled, and comes again. */
export type Handler = (ports: HandlerPorts, payload: unknown) => Promise<void>;
