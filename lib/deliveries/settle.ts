import { inArray, sql } from "drizzle-orm";
import * as z from "zod";
import type { DeliveryState, Destination } from "@/lib/core/delivery";
import { type Id, isId } from "@/lib/core/ids";
import type { Execution } from "@/lib/core/ports";
import { isAmong } from "@/lib/db/among";
import { type Database, inTransaction, rows, type Transaction } from "@/lib/db/client";
import { deliveries, webhooks } from "@/lib/db/schema";
import { type Batcher, createBatcher } from "@/lib/platform/batcher";
import { newId } from "@/lib/platform/id";
import { recordEnded } from "@/lib/platform/metrics";
import { patiently } from "@/lib/platform/patience";
import { type KeptMessage, keepMessages } from "./announce-runs";
import { countOutcomes, talliesOf } from "./breakers";
import { confirmNamedByRuns } from "./confirm";
import { type StartedBy, tieStartedRuns } from "./follow-run";
import { restAfter } from "./limits";
import { type Failure, tellFailures } from "./tell-failures";

/** How one attempt ended, and what the delivery becomes by it. */
export type Settlement = {
  deliveryId: Id<"delivery">;
  destination: Destination;
  leaseToken: string;
  /** True where the destination had a breaker when it was claimed: then a success is worth telling it. */
  isSuspect: boolean;
  execution: Execution;
  next: { state: DeliveryState; tries: number; delaySeconds: number | null; pausesWebhook: boolean };
};

export type Settler = Batcher<Settlement>;

/**
 * A database that restarts is back within seconds, and what a receiver has accepted should not be sent again for want of
 * them. Whoever took the delivery over meanwhile is not disturbed: the lease decides.
 */
const PATIENCE = { forMs: 60_000, everyMs: 500 } as const;

/**
 * Stores what came of attempts, many in one transaction, each on its own merits: an answer whose lease has passed to
 * another worker is dropped, whatever stands beside it.
 */
export function createSettler(db: Database, onStale: (deliveryId: string) => void): Settler {
  const batcher = createBatcher<Settlement>({ sizeMax: 200, waitMs: 1 }, async (settlements) => {
    const settled = await settle(db, settlements);
    for (const { deliveryId, next } of settlements) {
      if (!settled.has(deliveryId)) {
        onStale(deliveryId);
      } else if (next.state === "delivered" || next.state === "unknown" || next.state === "gave_up") {
        recordEnded(next.state);
      }
    }
  });

  return { add: (settlement) => patiently(() => batcher.add(settlement), PATIENCE) };
}

/** Answers which of them stood: the others had lost their lease. */
export async function settle(db: Database, settlements: readonly Settlement[]): Promise<Set<string>> {
  if (settlements.every(isPlainSuccess)) {
    return storeAttempts(db, settlements); // One statement is its own transaction.
  }
  return inTransaction(db, async (tx) => {
    const unknown = settlements.filter(({ next }) => next.state === "unknown").map(({ deliveryId }) => deliveryId);
    await lockDeliveries(tx, unknown);
    const settled = await storeAttempts(tx, settlements);
    const current = settlements.filter(({ deliveryId }) => settled.has(deliveryId));
    await pauseWebhooks(tx, current); // Before the breakers, as a change of a webhook locks them, so that neither waits for the other.
    await countOutcomes(tx, talliesOf(current));
    await restAfter(
      tx,
      current.map(({ destination }) => destination),
    );
    await tellFailures(tx, current.flatMap(failureOf));
    await tieStartedRuns(tx, current.flatMap(startedBy));
    await keepMessages(tx, current.flatMap(messageOf));
    await confirmNamedByRuns(tx, unknown);
    return settled;
  });
}

/** A webhook of GitHub that tells of the run at this very moment waits, so that one of the two sees the other. */
async function lockDeliveries(tx: Transaction, ids: readonly Id<"delivery">[]): Promise<void> {
  if (ids.length > 0) {
    await tx
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(isAmong(deliveries.id, ids))
      .orderBy(deliveries.id)
      .for("update");
  }
}

/** Nothing beside its own rows has to change for it. */
function isPlainSuccess({ destination, isSuspect, execution, next }: Settlement): boolean {
  const isAll = next.state === "delivered" && !isSuspect && !next.pausesWebhook && !isId("installation", destination);
  return isAll && !execution.run && !execution.message;
}

/**
 * Only rows that still carry the settlement's lease: the fence against a worker that was frozen and came back. One text
 * of one parameter, however many attempts.
 */
async function storeAttempts(db: Database | Transaction, settlements: readonly Settlement[]): Promise<Set<string>> {
  const settled = await rows(
    db,
    settledRow,
    sql`
      with change as materialized (
        select * from jsonb_to_recordset(${JSON.stringify(settlements.map(changeOf))}::jsonb) as change(
          id text, lease uuid, state text, tries int, delay float8, attempt text, code text, status int,
          request jsonb, response jsonb, timings jsonb, started_at timestamptz, duration_ms int
        )
      ), delivered as (
        delete from open_deliveries as open using change
        where open.delivery_id = change.id and open.lease_token = change.lease and change.state = 'delivered'
        returning open.delivery_id as id, open.attempt_count + 1 as number
      ), kept as (
        update open_deliveries as open
        set state = change.state,
            tries = change.tries,
            attempt_count = open.attempt_count + 1,
            due_at = now() + make_interval(secs => change.delay),
            finished_at = case when change.delay is null then now() end,
            lease_token = null,
            lease_expires_at = null
        from change
        where open.delivery_id = change.id and open.lease_token = change.lease and change.state <> 'delivered'
        returning open.delivery_id as id, open.attempt_count as number
      )
      insert into attempts (
        id, delivery_id, number, tries, code, status, request, response, timings, started_at, duration_ms
      )
      select
        attempt, id, number, tries, code, status, request, response, timings, started_at, duration_ms
      from change join (select * from delivered union all select * from kept) as settled using (id)
      returning delivery_id as id`,
  );
  return new Set(settled.map(({ id }) => id));
}

function changeOf({ deliveryId, leaseToken, execution, next }: Settlement) {
  const { outcome, record, startedAt, durationMs } = execution;
  return {
    id: deliveryId,
    lease: leaseToken,
    state: next.state,
    tries: next.tries,
    delay: next.delaySeconds,
    attempt: newId("attempt"),
    code: outcome.code,
    status: outcome.status,
    request: record.request,
    response: record.response,
    timings: record.timings,
    started_at: startedAt,
    duration_ms: Math.round(durationMs),
  };
}

async function pauseWebhooks(tx: Transaction, settlements: readonly Settlement[]): Promise<void> {
  const ids = settlements
    .filter(({ next }) => next.pausesWebhook)
    .map(({ destination }) => destination)
    .filter((destination) => isId("webhook", destination));
  if (ids.length > 0) {
    await tx
      .update(webhooks)
      .set({
        pausedAt: sql`coalesce(${webhooks.pausedAt}, now())`,
        pauseReason: "The receiver asked for no more, by 410 Gone or webhook-delivery: disable.",
      })
      .where(inArray(webhooks.id, ids));
  }
}

function failureOf({ deliveryId, execution, next }: Settlement): Failure[] {
  return next.state === "gave_up" ? [{ deliveryId, code: execution.outcome.code }] : [];
}

function startedBy({ deliveryId, execution }: Settlement): StartedBy[] {
  return execution.run ? [{ deliveryId, run: execution.run }] : [];
}

function messageOf({ deliveryId, execution }: Settlement): KeptMessage[] {
  return execution.message ? [{ deliveryId, message: execution.message }] : [];
}

const settledRow = z.object({ id: z.string() });
