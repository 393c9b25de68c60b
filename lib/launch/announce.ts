import { sql } from "drizzle-orm";
import * as z from "zod";
import { type Id, isId } from "@/lib/core/ids";
import { type Database, rows, type Transaction } from "@/lib/db/client";

/** Heard by every process that holds polls of agents. */
export const QUEUE_CHANNEL = "modelwire_launch";

/** `one`: there is a run, which one agent can take. `all`: a kill or a drain, and nobody here knows for whom. */
export type Call = "one" | "all";

/**
 * Says, once the transaction has committed, that agents of the queue have something to hear. Nobody relies on it: a poll
 * looks for itself, too.
 */
export async function announceQueue(
  tx: Database | Transaction,
  queueId: Id<"queue">,
  call: Call = "one",
): Promise<void> {
  await rows(tx, z.object({}), sql`select pg_notify(${QUEUE_CHANNEL}, ${`${queueId} ${call}`})`);
}

/** What was said; null for what is no word of ours. */
export function announced(text: string): { queueId: Id<"queue">; call: Call } | null {
  const [queueId = "", call] = text.split(" ");
  return isId("queue", queueId) && (call === "one" || call === "all") ? { queueId, call } : null;
}
