import { inArray, sql } from "drizzle-orm";
import * as z from "zod";
import type { DeliveryState } from "@/lib/core/delivery";
import type { Id } from "@/lib/core/ids";
import type { Execution } from "@/lib/core/ports";
import { type Database, inTransaction, rows, type Transaction } from "@/lib/db/client";
import { webhooks } from "@/lib/db/schema";
import { type Batcher, createBatcher } from "@/lib/platform/batcher";
import { newId } from "@/lib/platform/id";
import { type Failure, tellFailures } from "./tell-failures";

/** How one attempt ended, and what the delivery becomes by it. */
export type Settlement = {
  deliveryId: Id<"delivery">;
  webhookId: Id<"webhook">;
  leaseToken: string;
  execution: Execution;
  next: { state: DeliveryState; tries: number; delaySeconds: number | null; pausesWebhook: boolean };
};

export type Settler = Batcher<Settlement>;

/**
 * Stores what came of attempts, many in one transaction, each on its own merits: an answer whose lease has passed to
 * another worker is dropped, whatever stands beside it.
 */
export function createSettler(db: Database, onStale: (deliveryId: string) => void): Settler {
  return createBatcher({ sizeMax: 200, waitMs: 1 }, async (settlements) => {
    const settled = await settle(db, settlements);
    for (const { deliveryId } of settlements) {
      if (!settled.has(deliveryId)) {
        onStale(deliveryId);
      }
    }
  });
}

/** Answers which of them stood: the others had lost their lease. */
export function settle(db: Database, settlements: readonly Settlement[]): Promise<Set<string>> {
  return inTransaction(db, async (tx) => {
    const settled = await storeAttempts(tx, settlements);
    const current = settlements.filter(({ deliveryId }) => settled.has(deliveryId));
    await enqueueRetries(tx, current);
    await pauseWebhooks(tx, current);
    await tellFailures(tx, current.flatMap(failureOf));
    return settled;
  });
}

/**
 * Only rows that still carry the settlement's lease: the fence against a worker that was frozen and came back. One text
 * of one parameter, however many attempts.
 */
async function storeAttempts(tx: Transaction, settlements: readonly Settlement[]): Promise<Set<string>> {
  const settled = await rows(
    tx,
    settledRow,
    sql`
      with change as (
        select * from jsonb_to_recordset(${JSON.stringify(settlements.map(changeOf))}::jsonb) as change(
          id text, lease uuid, state text, tries int, delay float8, attempt text, code text, status int,
          request jsonb, response jsonb, timings jsonb, started_at timestamptz, duration_ms int
        )
      ), settled as (
        update deliveries as delivery
        set state = change.state,
            tries = change.tries,
            attempt_count = delivery.attempt_count + 1,
            last_code = change.code,
            last_status = change.status,
            last_attempt_at = now(),
            due_at = now() + make_interval(secs => change.delay),
            finished_at = case when change.delay is null then now() end,
            lease_token = null,
            lease_expires_at = null
        from change
        where delivery.id = change.id and delivery.lease_token = change.lease and delivery.state = 'sending'
        returning delivery.id, delivery.attempt_count as number
      )
      insert into attempts (
        id, delivery_id, number, code, status, request, response, timings, started_at, duration_ms
      )
      select
        attempt, id, number, code, status, request, response, timings, started_at, duration_ms
      from change join settled using (id)
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

/** The job's delay and the delivery's due time are reckoned from the same `now()`, so the job never comes too early. */
async function enqueueRetries(tx: Transaction, settlements: readonly Settlement[]): Promise<void> {
  const jobs = settlements.flatMap(({ deliveryId, next }) =>
    next.delaySeconds === null
      ? []
      : [{ data: { deliveryIds: [deliveryId] }, startAfterSeconds: Math.ceil(next.delaySeconds) }],
  );
  if (jobs.length > 0) {
    await tx.queue.send(tx, "deliver", jobs);
  }
}

async function pauseWebhooks(tx: Transaction, settlements: readonly Settlement[]): Promise<void> {
  const ids = settlements.filter(({ next }) => next.pausesWebhook).map(({ webhookId }) => webhookId);
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

const settledRow = z.object({ id: z.string() });
