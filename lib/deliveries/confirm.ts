import { and, eq, sql } from "drizzle-orm";
import * as z from "zod";
import type { Id } from "@/lib/core/ids";
import { rows, type Transaction } from "@/lib/db/client";
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

/** What is said to have confirmed a delivery whose run GitHub told of. */
const BY_GITHUB = "GitHub";

/**
 * Says so of a delivery that a run names; one whose end is known, or that still goes on, is left alone. The condition on the
 * state keeps it from waiting for an attempt that is being stored, which may itself wait for the run that is told of here.
 */
export async function confirmByRun(tx: Transaction, deliveryId: Id<"delivery">): Promise<void> {
  const [unknown] = await tx
    .select({ id: openDeliveries.deliveryId })
    .from(openDeliveries)
    .where(and(eq(openDeliveries.deliveryId, deliveryId), eq(openDeliveries.state, "unknown")))
    .for("update");
  if (unknown) {
    await confirmArrival(tx, deliveryId, BY_GITHUB);
  }
}

/** The same for those that a run names which was told of before they became unknown. */
export async function confirmNamedByRuns(tx: Transaction, ids: readonly Id<"delivery">[]): Promise<void> {
  if (ids.length === 0) {
    return;
  }
  const named = await rows(
    tx,
    z.object({ id: z.custom<Id<"delivery">>((id) => typeof id === "string") }),
    sql`
      select distinct delivery_id as id from github_runs
      where delivery_id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
        and strpos(title, delivery_id) > 0`,
  );
  for (const { id } of named) {
    await confirmByRun(tx, id);
  }
}
