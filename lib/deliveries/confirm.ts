import { eq, sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import type { Transaction } from "@/lib/db/client";
import { confirmations, openDeliveries } from "@/lib/db/schema";

/**
 * Makes a delivery whose end was not known a delivered one, because `by` knows that it arrived: a person, or GitHub that
 * told of its run. Nothing is sent, and what is kept says who said so.
 */
export async function confirmArrival(tx: Transaction, deliveryId: Id<"delivery">, by: string): Promise<void> {
  await tx.delete(openDeliveries).where(eq(openDeliveries.deliveryId, deliveryId));
  const said = { confirmedBy: by, confirmedAt: sql`clock_timestamp()` };
  await tx
    .insert(confirmations)
    .values({ deliveryId, ...said })
    .onConflictDoUpdate({ target: confirmations.deliveryId, set: said });
}
