import type { Id } from "@/lib/core/ids";
import type { Transaction } from "@/lib/db/client";

/** What a job of the queue `deliver` carries. */
export type DeliverJob = { deliveryIds: Id<"delivery">[] };

/** Deliveries that one job may name: enough for one statement to claim, few enough for a worker to take at once. */
const DELIVERIES_PER_JOB = 100;

/** Wakes a worker for deliveries that are due, in the caller's transaction. */
export async function enqueueDeliveries(tx: Transaction, ids: readonly Id<"delivery">[]): Promise<void> {
  const jobs: { data: DeliverJob }[] = [];
  for (let start = 0; start < ids.length; start += DELIVERIES_PER_JOB) {
    jobs.push({ data: { deliveryIds: ids.slice(start, start + DELIVERIES_PER_JOB) } });
  }
  if (jobs.length > 0) {
    await tx.queue.send(tx, "deliver", jobs);
  }
}
