import { eq, sql } from "drizzle-orm";
import * as z from "zod";
import { type Database, rows } from "@/lib/db/client";
import { githubRecoveries } from "@/lib/db/schema";

/**
 * Takes on the reading of GitHub's log of webhooks, unless it was begun less than the gap ago: of any number of processes
 * one gets it. One that dies while it reads is made up for after the gap.
 */
export async function claimRecovery(
  db: Database,
  appId: number,
  { now, gapMs }: { now: Date; gapMs: number },
): Promise<{ readUntil: Date | null } | null> {
  const before = new Date(now.getTime() - gapMs);
  const [claimed] = await rows(
    db,
    claimedRow,
    sql`
      insert into github_recoveries (app_id, started_at) values (${appId}, ${now.toISOString()}::timestamptz)
      on conflict (app_id) do update set started_at = excluded.started_at
        where github_recoveries.started_at <= ${before.toISOString()}::timestamptz
      returning (extract(epoch from read_until) * 1000)::float8 as read_until_ms`,
  );
  if (!claimed) {
    return null;
  }
  return { readUntil: claimed.read_until_ms === null ? null : new Date(claimed.read_until_ms) };
}

/** Notes that nothing before the moment needs to be looked at again. */
export async function endRecovery(db: Database, appId: number, readUntil: Date): Promise<void> {
  await db.update(githubRecoveries).set({ readUntil }).where(eq(githubRecoveries.appId, appId));
}

const claimedRow = z.object({ read_until_ms: z.number().nullable() });
