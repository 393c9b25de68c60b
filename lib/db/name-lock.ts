import { sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import type { Transaction } from "./client";

/**
 * Serialises what gives names of one kind within one team, until the transaction ends: two that choose the same name at
 * once then see each other, and the second is refused by a sentence instead of by a unique index's error.
 */
export async function lockNames(
  tx: Transaction,
  kind: "automation" | "mlflow file" | "policy" | "secret" | "token" | "webhook",
  teamId: Id<"team">,
): Promise<void> {
  const lockName = `names of ${kind} ${teamId}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lockName}, 1))`);
}
