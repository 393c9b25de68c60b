import type { Database } from "@/lib/db/client";
import type { Clock } from "@/lib/platform/clock";
import type { Logger } from "@/lib/platform/log";
import type { GitHubClients } from "../client";

/** What a handler of a webhook may use. */
export type HandlerPorts = { db: Database; clients: GitHubClients; log: Logger; clock: Clock };
