import { sql } from "drizzle-orm";
import * as z from "zod";
import type { Id } from "@/lib/core/ids";
import { type Database, rows, type Transaction } from "@/lib/db/client";

/** Heard by every process that holds polls of agents. */
export const QUEUE_CHANNEL = "modelwire_launch";

/**
 * Says, once the transaction has committed, that agents of the queue have something to hear: a run to claim, a kill, a drain.
 * Nobody relies on it: a poll looks for itself, too.
 */
export async function announceQueue(tx: Database | Transaction, queueId: Id<"queue">): Promise<void> {
  await rows(tx, z.object({}), sql`select pg_notify(${QUEUE_CHANNEL}, ${queueId})`);
}
