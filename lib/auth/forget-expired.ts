import { and, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { idempotencyKeys, sessions, tokens } from "@/lib/db/schema";

/**
 * Removes idempotency keys past their day, and sessions and tokens of workflow runs past their end. Those of a launch
 * run stay, as dead as they are, until the run is forgotten: they tell what it logged. For the worker, once an hour.
 */
export async function forgetExpired(db: Database): Promise<void> {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, sql`now() - interval '24 hours'`));
  await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
  await db
    .delete(tokens)
    .where(and(isNotNull(tokens.purposes), isNull(tokens.runId), lt(tokens.expiresAt, sql`now()`)));
}
