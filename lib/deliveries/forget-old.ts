import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type Database, inTransaction, rows } from "@/lib/db/client";

/** Deliveries that one step removes: few enough to hold nobody up. */
const FORGOTTEN_MAX = 1_000;

/**
 * Forgets the oldest deliveries that have been over for longer than so many days, with their attempts and runs. What waits or is
 * being sent stays, whatever its age; so do events and the audit log. Answers whether there may be more.
 */
export function forgetOldDeliveries(db: Database, days: number): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    // Locked before it is judged for good: what somebody redelivers at this very moment is seen by the second statement.
    const old = await rows(
      tx,
      forgotten,
      sql`
        select id from deliveries where id < ${oldestKept(days)} and ${isOver(days)}
        order by id limit ${FORGOTTEN_MAX}::int for update skip locked`,
    );
    if (old.length === 0) {
      return false;
    }
    await rows(
      tx,
      forgotten,
      sql`
        with old as materialized (
          select id from deliveries
          where id in (select jsonb_array_elements_text(${JSON.stringify(old.map(({ id }) => id))}::jsonb)) and ${isOver(days)}
        ), attempted as (
          delete from attempts using old where attempts.delivery_id = old.id
        ), confirmed as (
          delete from confirmations using old where confirmations.delivery_id = old.id
        ), opened as (
          delete from open_deliveries using old where open_deliveries.delivery_id = old.id
        ), ran as (
          delete from github_runs using old where github_runs.delivery_id = old.id
        ), reported as (
          delete from run_reports using old where run_reports.delivery_id = old.id
        )
        delete from deliveries using old where deliveries.id = old.id returning deliveries.id as id`,
    );
    return old.length === FORGOTTEN_MAX;
  });
}

function isOver(days: number): SQL {
  const since = sql`now() - make_interval(days => ${days}::int)`;
  return sql`
    not exists (
      select from open_deliveries as open
      where open.delivery_id = deliveries.id
        and (open.state in ('pending', 'retrying', 'sending') or open.finished_at > ${since})
    ) and not exists (
      select from attempts where attempts.delivery_id = deliveries.id and attempts.started_at > ${since}
    ) and not exists (
      select from confirmations where confirmations.delivery_id = deliveries.id and confirmations.confirmed_at > ${since}
    )`;
}

/** Ids begin with their time in milliseconds, so that their index finds the oldest of all teams. */
function oldestKept(days: number) {
  const hex = sql`lpad(to_hex((extract(epoch from now() - make_interval(days => ${days}::int)) * 1000)::bigint), 12, '0')`;
  return sql`('dl_' || substr(${hex}, 1, 8) || '-' || substr(${hex}, 9, 4))`;
}

const forgotten = z.object({ id: z.string() });

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
