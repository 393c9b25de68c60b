import { inArray, lt, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/lib/db/client";
import { githubReceipts, githubRuns, githubUsedStates } from "@/lib/db/schema";

/** A webhook of GitHub's: redelivered, it keeps its guid. */
export type Receipt = { guid: string; event: string };

/**
 * Notes that a webhook was handled; false where it had been before. In the transaction of the change that it brought, so
 * that neither is there without the other.
 */
export async function keepReceipt(db: Database | Transaction, { guid, event }: Receipt): Promise<boolean> {
  const kept = await db
    .insert(githubReceipts)
    .values({ guid, event })
    .onConflictDoNothing()
    .returning({ guid: githubReceipts.guid });
  return kept.length > 0;
}

/** Those of the webhooks that were handled. */
export async function listReceived(db: Database, guids: readonly string[]): Promise<Set<string>> {
  const found =
    guids.length === 0
      ? []
      : await db
          .select({ guid: githubReceipts.guid })
          .from(githubReceipts)
          .where(inArray(githubReceipts.guid, [...guids]))
          .orderBy(githubReceipts.guid)
          .limit(guids.length);
  return new Set(found.map(({ guid }) => guid));
}

/**
 * Forgets receipts past the days in which GitHub could redeliver, steps of setups that are past their minutes, and runs
 * that turned out to be of no delivery.
 */
export async function forgetOldGitHub(db: Database): Promise<void> {
  await db.delete(githubReceipts).where(lt(githubReceipts.receivedAt, sql`now() - interval '7 days'`));
  await db.delete(githubUsedStates).where(lt(githubUsedStates.expiresAt, sql`now() - interval '1 hour'`));
  await db
    .delete(githubRuns)
    .where(sql`${githubRuns.deliveryId} is null and ${githubRuns.createdAt} < now() - interval '1 day'`);
}
