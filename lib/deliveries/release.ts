import { and, eq, lte, sql } from "drizzle-orm";
import type { StoredAction } from "@/lib/core/automation";
import type { Outcome } from "@/lib/core/delivery";
import { afterAttempt } from "@/lib/core/delivery-state";
import { isRepeatable } from "@/lib/core/presets";
import type { WebhookPreset } from "@/lib/core/webhook";
import type { Database } from "@/lib/db/client";
import { deliveries, openDeliveries, webhooks } from "@/lib/db/schema";
import { LEASE_SECONDS } from "./claim";
import { type Settlement, settle } from "./settle";

const BATCH = 500;
/** Attempts beyond the schedule that a delivery has for nothing: lost, or cut off by a stop. */
export const LOST_FREE_MAX = 10;

/**
 * Settles what a dead worker had claimed, with an attempt that says so. A lease that ran out shows it by itself;
 * `isSoleOwner` is for a process that has just taken the data folder's lock, so that every lease in it is of the dead.
 */
export async function releaseLostLeases(db: Database, options: { isSoleOwner: boolean }): Promise<number> {
  let released = 0;
  for (let batch = BATCH; batch === BATCH; released += batch) {
    batch = await releaseBatch(db, options);
  }
  return released;
}

async function releaseBatch(db: Database, options: { isSoleOwner: boolean }): Promise<number> {
  const isLost = options.isSoleOwner ? undefined : lte(openDeliveries.leaseExpiresAt, sql`now()`);
  const lost = await db
    .select({
      deliveryId: openDeliveries.deliveryId,
      destination: openDeliveries.destination,
      leaseToken: openDeliveries.leaseToken,
      leaseExpiresAt: openDeliveries.leaseExpiresAt,
      tries: openDeliveries.tries,
      attemptCount: openDeliveries.attemptCount,
      schedule: deliveries.schedule,
      action: deliveries.action,
      preset: webhooks.preset,
    })
    .from(openDeliveries)
    .innerJoin(deliveries, eq(deliveries.id, openDeliveries.deliveryId))
    .leftJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
    .where(and(eq(openDeliveries.state, "sending"), isLost))
    .orderBy(openDeliveries.leaseExpiresAt)
    .limit(BATCH);

  const settlements = lost.flatMap((row) => settlementOf(row));
  return settlements.length === 0 ? 0 : (await settle(db, settlements)).size;
}

type LostRow = Pick<Settlement, "deliveryId" | "destination"> & {
  leaseToken: string | null;
  leaseExpiresAt: Date | null;
  tries: number;
  attemptCount: number;
  schedule: number[];
  action: StoredAction;
  preset: WebhookPreset | null;
};

/**
 * Whether the request had left is not known. A receiver deduplicates by the id, and so do our own queues, but GitHub would
 * start a second run.
 */
function settlementOf(row: LostRow): Settlement[] {
  const { deliveryId, destination, leaseToken, leaseExpiresAt } = row;
  if (!leaseToken || !leaseExpiresAt) {
    return [];
  }

  const { action } = row;
  const mayRepeat =
    action.type === "launch" || (action.type === "webhook" && isRepeatable(action, row.preset ?? "generic"));
  const outcome = mayRepeat ? LOST : LOST_FOR_A_PERSON;
  const execution = {
    outcome,
    record: { request: null, response: null, timings: null },
    startedAt: new Date(leaseExpiresAt.getTime() - LEASE_SECONDS * 1_000),
    durationMs: 0,
  };
  return [{ deliveryId, destination, leaseToken, isSuspect: false, execution, next: nextOf(row, outcome) }];
}

const LOST: Outcome = {
  kind: "failed",
  code: "worker_lost",
  status: null,
  isRetryable: true,
  retryAfterMs: null,
  pausesWebhook: false,
};
const LOST_FOR_A_PERSON: Outcome = { kind: "unknown", code: "worker_lost", status: null };

/**
 * That a worker died is no fault of the receiver, so it costs no place in the schedule; but what may itself be the reason,
 * because it was lost time and again, goes by the schedule, and gives up at its end.
 */
function nextOf({ tries, attemptCount, schedule }: LostRow, outcome: Outcome): Settlement["next"] {
  if (outcome.kind === "unknown") {
    return { state: "unknown", tries, delaySeconds: null, pausesWebhook: false };
  }
  if (attemptCount - tries < LOST_FREE_MAX) {
    return { state: "retrying", tries, delaySeconds: 0, pausesWebhook: false };
  }
  const now = new Date(0); // Only the delay counts.
  const { dueAt, ...next } = afterAttempt({ tries, scheduleSeconds: schedule }, outcome, { now, jitter: 0 });
  return { ...next, delaySeconds: dueAt ? dueAt.getTime() / 1_000 : null };
}
