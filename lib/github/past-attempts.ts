import { desc, eq, sql } from "drizzle-orm";
import type { PastAttempt } from "@/lib/core/github-doubt";
import type { Id } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { attempts, confirmations } from "@/lib/db/schema";

/** Only hundreds of rate limits make more, and what an older attempt left in doubt was looked for by those since. */
const PAST_MAX = 500;

/** What was tried before, oldest first, and when a person last said that it had arrived: whether a run may exist already. */
export async function readPastAttempts(
  db: Database,
  deliveryId: Id<"delivery">,
): Promise<{ past: PastAttempt[]; confirmedAt: Date | null }> {
  const [past, [confirmed]] = await Promise.all([
    db
      .select({
        code: attempts.code,
        status: attempts.status,
        startedAt: attempts.startedAt,
        durationMs: attempts.durationMs,
        answeredAt: sql<string | null>`${attempts.response} -> 'headers' ->> 'date'`,
      })
      .from(attempts)
      .where(eq(attempts.deliveryId, deliveryId))
      .orderBy(desc(attempts.number))
      .limit(PAST_MAX),
    db
      .select({ confirmedAt: confirmations.confirmedAt })
      .from(confirmations)
      .where(eq(confirmations.deliveryId, deliveryId)),
  ]);
  return { past: past.reverse(), confirmedAt: confirmed?.confirmedAt ?? null };
}
