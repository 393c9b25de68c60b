import { lt, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { githubCallers, githubIdentityUses } from "@/lib/db/schema";

/** Removes what only runs of long ago would be compared with: a delivery's may call home for a day. */
export async function forgetOldCalls(db: Database): Promise<void> {
  await db.delete(githubIdentityUses).where(lt(githubIdentityUses.expiresAt, sql`now()`));
  await db.delete(githubCallers).where(lt(githubCallers.boundAt, sql`now() - interval '2 days'`));
}
