import { inArray, sql } from "drizzle-orm";
import * as z from "zod";
import type { DeliveryState } from "@/lib/core/delivery";
import type { Id } from "@/lib/core/ids";
import type { Execution } from "@/lib/core/ports";
import { type Database, inTransaction, rows, type Transaction } from "@/lib/db/client";
import { attempts, webhooks } from "@/lib/db/schema";
import { type Batcher, createBatcher } from "@/lib/platform/batcher";
import { newId } from "@/lib/platform/id";

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
    const settled = await inTransaction(db, (tx) => settle(tx, settlements));
    for (const { deliveryId } of settlements) {
      if (!settled.has(deliveryId)) {
        onStale(deliveryId);
      }
    }
  });
}

async function settle(tx: Transaction, settlements: readonly Settlement[]): Promise<Set<string>> {
  const numbers = await updateDeliveries(tx, settlements);
  const current = settlements.filter(({ deliveryId }) => numbers.has(deliveryId));
  if (current.length === 0) {
    return new Set();
  }

  await tx
    .insert(attempts)
    .values(current.map((settlement) => newAttempt(settlement, numbers.get(settlement.deliveryId) ?? 0)));
  await enqueueRetries(tx, current);
  await pauseWebhooks(tx, current);
  return new Set(numbers.keys());
}

/** Only rows that still carry the settlement's lease: the fence against a worker that was frozen and came back. */
async function updateDeliveries(tx: Transaction, settlements: readonly Settlement[]): Promise<Map<string, number>> {
  const changes = JSON.stringify(
    settlements.map(({ deliveryId, leaseToken, execution, next }) => ({
      id: deliveryId,
      lease: leaseToken,
      state: next.state,
      tries: next.tries,
      code: execution.outcome.code,
      status: execution.outcome.status,
      delay: next.delaySeconds,
    })),
  );
  const settled = await rows(
    tx,
    settledRow,
    sql`
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
      from jsonb_to_recordset(${changes}::jsonb)
        as change(id text, lease uuid, state text, tries int, code text, status int, delay float8)
      where delivery.id = change.id and delivery.lease_token = change.lease and delivery.state = 'sending'
      returning delivery.id, delivery.attempt_count as number`,
  );
  return new Map(settled.map(({ id, number }) => [id, number]));
}

function newAttempt({ deliveryId, execution }: Settlement, number: number): typeof attempts.$inferInsert {
  const { outcome, record, startedAt, durationMs } = execution;
  return {
    id: newId("attempt"),
    deliveryId,
    number,
    code: outcome.code,
    status: outcome.status,
    request: record.request,
    response: record.response,
    timings: record.timings,
    startedAt,
    durationMs: Math.round(durationMs),
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
        pauseReason: "The receiver asked for no more (410 Gone).",
      })
      .where(inArray(webhooks.id, ids));
  }
}

const settledRow = z.object({ id: z.string(), number: z.number() });
