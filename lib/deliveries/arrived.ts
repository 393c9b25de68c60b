import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Id } from "@/lib/core/ids";
import { rows, type Transaction } from "@/lib/db/client";
import { newId } from "@/lib/platform/id";

/**
 * Makes an unknown delivery a delivered one, because it turned out to have arrived: its history ends in an attempt that
 * says so and that sent nothing. Answers false for one in any other state, which is left alone.
 */
export async function confirmArrived(tx: Transaction, deliveryId: Id<"delivery">): Promise<boolean> {
  const confirmed = await rows(
    tx,
    z.object({ id: z.string() }),
    sql`
      with known as (
        delete from open_deliveries where delivery_id = ${deliveryId} and state = 'unknown'
        returning delivery_id as id, tries, attempt_count + 1 as number
      )
      insert into attempts (id, delivery_id, number, tries, code, started_at, duration_ms)
      select ${newId("attempt")}, id, number, tries, 'arrived', now(), 0 from known returning delivery_id as id`,
  );
  return confirmed.length > 0;
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
    await confirmArrived(tx, id);
  }
}
