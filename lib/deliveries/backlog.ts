import { sql } from "drizzle-orm";
import * as z from "zod";
import { type Database, rows } from "@/lib/db/client";
import type { Backlog } from "@/lib/platform/metrics";

const backlog = z.object({
  oldestDueAgeSeconds: z.number().nullable(),
  waiting: z.number(),
  unknown: z.number(),
  gaveUp: z.number(),
  openBreakers: z.number(),
}) satisfies z.ZodType<Backlog>;

/**
 * What stands open in all teams, for metrics. What a pause or a breaker holds back is not overdue: nobody could take it.
 * Each count goes by the partial index of its state.
 */
export async function readBacklog(db: Database): Promise<Backlog> {
  const [found] = await rows(
    db,
    backlog,
    sql`
      select
        (
          select (extract(epoch from now() - min(due_at)))::float8
          from open_deliveries as open
          left join webhooks on webhooks.id = open.destination
          left join breakers on breakers.destination = open.destination
          where (open.state = 'pending' or open.state = 'retrying') and open.due_at <= now()
            and webhooks.paused_at is null and breakers.open_until is null
        ) as "oldestDueAgeSeconds",
        (select count(*)::int from open_deliveries where state = 'pending' or state = 'retrying') as waiting,
        (select count(*)::int from open_deliveries
          where state = 'unknown' and state in ('unknown', 'gave_up', 'stopped')) as unknown,
        (select count(*)::int from open_deliveries
          where state = 'gave_up' and state in ('unknown', 'gave_up', 'stopped')) as "gaveUp",
        (select count(*)::int from breakers where open_until is not null) as "openBreakers"`,
  );
  return found ?? { oldestDueAgeSeconds: null, waiting: 0, unknown: 0, gaveUp: 0, openBreakers: 0 };
}
