import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Destination } from "@/lib/core/delivery";
import { type Database, rows } from "@/lib/db/client";

/**
 * Destinations for which something is due and may be sent. It leaps from one destination to the next within the indexes
 * of what waits, so that it costs as much as there are destinations, however many deliveries wait for each.
 */
export async function listDue(db: Database): Promise<Destination[]> {
  const found = await rows(
    db,
    z.object({ destination: z.custom<Destination>((id) => typeof id === "string") }),
    sql`
      with recursive pending as (${leapOver("pending")}), retrying as (${leapOver("retrying")})
      select due.destination
      from (select destination from pending where is_due union select destination from retrying where is_due) as due
      left join webhooks on webhooks.id = due.destination
      left join breakers on breakers.destination = due.destination
      where webhooks.paused_at is null and breakers.open_until is null`,
  );
  return found.map(({ destination }) => destination);
}

function leapOver(state: "pending" | "retrying") {
  const isIn = sql.raw(`state = '${state}'`);
  return sql`
    (
      select destination, due_at <= now() as is_due from open_deliveries where ${isIn}
      order by destination, due_at limit 1
    )
    union all
    select next.destination, next.is_due
    from ${sql.raw(state)} as current
    cross join lateral (
      select destination, due_at <= now() as is_due from open_deliveries
      where ${isIn} and destination > current.destination
      order by destination, due_at limit 1
    ) as next`;
}
