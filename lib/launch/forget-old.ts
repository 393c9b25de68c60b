import { and, eq, lt, notExists, sql } from "drizzle-orm";
import * as z from "zod";
import { RUN_KEPT_DAYS } from "@/lib/core/launch-run";
import { type Database, inTransaction, rows } from "@/lib/db/client";
import { agents, runs } from "@/lib/db/schema";

/** A run may have a log of megabytes: few enough that one step holds nobody up. */
const FORGOTTEN_MAX = 200;

/**
 * Forgets the runs that ended the longest ago, with their logs and their tokens, and the agents that have not been heard of
 * since. What they logged into the registry stays. Answers whether there may be more.
 */
export async function forgetOldRuns(db: Database): Promise<boolean> {
  const forgotten = await inTransaction(db, (tx) =>
    rows(
      tx,
      z.object({ id: z.string() }),
      sql`
        with old as materialized (
          select id from runs
          where finished_at is not null and finished_at < ${longAgo}
          order by finished_at limit ${FORGOTTEN_MAX}::int for update skip locked
        ), unused as (
          delete from tokens using old where tokens.run_id = old.id
        )
        delete from runs using old where runs.id = old.id returning runs.id as id`,
    ),
  );
  await db.delete(agents).where(
    and(
      lt(agents.lastHeardAt, longAgo),
      notExists(
        db
          .select({ id: runs.id })
          .from(runs)
          .where(and(eq(runs.agentId, agents.id), sql`${runs.state} in ('claimed', 'running')`)),
      ),
    ),
  );
  return forgotten.length === FORGOTTEN_MAX;
}

const longAgo = sql`now() - make_interval(days => ${sql.raw(String(RUN_KEPT_DAYS))})`;
