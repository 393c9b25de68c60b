import type { StoredGitHubAction } from "@/lib/core/automation";
import { outcomeOfFailure } from "@/lib/core/delivery-state";
import type { Executor } from "@/lib/core/ports";
import type { Database } from "@/lib/db/client";
import type { Clock } from "@/lib/platform/clock";
import type { GitHubClients } from "./client";

export type DispatchPorts = { db: Database; clients: GitHubClients; clock: Clock };

/** Performs deliveries that start a workflow. */
export function createGitHubExecutor({ clock }: DispatchPorts): Executor<StoredGitHubAction> {
  return async () => ({
    outcome: outcomeOfFailure("app_missing"),
    record: { request: null, response: null, timings: null },
    startedAt: clock.now(),
    durationMs: 0,
  });
}
