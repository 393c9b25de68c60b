import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import type { Transaction } from "@/lib/db/client";
import { deliveries } from "@/lib/db/schema";
import { enqueueDeliveries } from "@/lib/outbox/jobs";

const WOKEN_MAX = 10_000;

/**
 * Gives jobs to what waited for a paused webhook and is due: the jobs that they had found it paused and are gone. What
 * stands beyond the limit, the worker's sweep takes.
 */
export async function wakeDeliveries(tx: Transaction, webhookId: Id<"webhook">): Promise<void> {
  const waiting = await tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.webhookId, webhookId),
        inArray(deliveries.state, ["pending", "retrying"]),
        lte(deliveries.dueAt, sql`now()`),
      ),
    )
    .orderBy(asc(deliveries.id))
    .limit(WOKEN_MAX);

  await enqueueDeliveries(
    tx,
    waiting.map(({ id }) => id),
  );
}
