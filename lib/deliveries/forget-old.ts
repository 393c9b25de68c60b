import { sql } from "drizzle-orm";
import * as z from "zod";
import { type Database, rows } from "@/lib/db/client";

/** Deliveries that one statement removes: few enough to hold nobody up. */
const FORGOTTEN_MAX = 1_000;

/**
 * Forgets the oldest deliveries that have been over for longer than so many days, with their attempts. What waits or is
 * being sent stays, whatever its age; so do events and the audit log. Answers whether there may be more.
 */
export async function forgetOldDeliveries(db: Database, days: number): Promise<boolean> {
  const forgotten = await rows(
    db,
    z.object({ id: z.string() }),
    sql`
      with old as materialized (
        select id from deliveries
        where id < ${oldestKept(days)} and not exists (
          select from open_deliveries as open
          where open.delivery_id = deliveries.id
            and (open.state in ('pending', 'retrying', 'sending') or open.finished_at > now() - make_interval(days => ${days}::int))
        ) and not exists (
          select from attempts
          where attempts.delivery_id = deliveries.id and attempts.started_at > now() - make_interval(days => ${days}::int)
        )
        order by id limit ${FORGOTTEN_MAX}::int
      ), attempted as (
        delete from attempts using old where attempts.delivery_id = old.id
      ), opened as (
        delete from open_deliveries using old where open_deliveries.delivery_id = old.id
      )
      delete from deliveries using old where deliveries.id = old.id returning deliveries.id as id`,
  );
  return forgotten.length === FORGOTTEN_MAX;
}

/** Ids begin with their time in milliseconds, so that their index finds the oldest of all teams. */
function oldestKept(days: number) {
  const hex = sql`lpad(to_hex((extract(epoch from now() - make_interval(days => ${days}::int)) * 1000)::bigint), 12, '0')`;
  return sql`('dl_' || substr(${hex}, 1, 8) || '-' || substr(${hex}, 9, 4))`;
}

/** Breakers of destinations that nothing was sent to for a day: deleted webhooks among them. */
export async function forgetQuietBreakers(db: Database): Promise<void> {
  await rows(
    db,
    z.object({}),
    sql`
      delete from breakers
      where greatest(window_started_at, open_until) < now() - interval '1 day' and not exists (
        select from open_deliveries as open where open.destination = breakers.destination and open.state in ('pending', 'retrying')
      )`,
  );
}
