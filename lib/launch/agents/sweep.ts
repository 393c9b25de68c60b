import { and, asc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import { CLAIMS_MAX } from "@/lib/core/launch-run";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { runs } from "@/lib/db/schema";
import { announceQueue } from "../announce";
import { endRun, type OnRunEnded } from "../ended";
import { endRunTokens } from "../run-token";

const BATCH = 200;

/**
 * Gives back the runs whose agent was not heard of for the length of a lease: each waits again in its old place, or has
 * ended where somebody asked for that meanwhile or it was claimed too often. Any number of processes may do it at once.
 */
export async function releaseLostRuns(db: Database, onEnded: OnRunEnded): Promise<number> {
  let released = 0;
  for (let batch = BATCH; batch === BATCH; released += batch) {
    batch = await inTransaction(db, (tx) => releaseBatch(tx, onEnded));
  }
  return released;
}

async function releaseBatch(tx: Transaction, onEnded: OnRunEnded): Promise<number> {
  const lost = await tx
    .select({
      id: runs.id,
      number: runs.number,
      teamId: runs.teamId,
      queueId: runs.queueId,
      deliveryId: runs.deliveryId,
      state: runs.state,
      lease: runs.lease,
      agentName: runs.agentName,
      killAskedBy: runs.killAskedBy,
    })
    .from(runs)
    .where(and(inArray(runs.state, ["claimed", "running"]), lt(runs.leaseExpiresAt, sql`now()`)))
    .orderBy(asc(runs.leaseExpiresAt))
    .limit(BATCH)
    .for("update", { skipLocked: true });

  const queues = new Set<Id<"queue">>();
  for (const run of lost) {
    // What the program wrote last, nobody knows: only of one that had not begun there is nothing to miss.
    const isLogCut = run.state === "running";
    const agent = run.agentName ?? "The agent";
    if (run.killAskedBy) {
      const endMessage = `${agent} was not heard of any more after ${run.killAskedBy} asked to kill the run.`;
      await endRun(tx, onEnded, run, {
        state: "killed",
        endCause: "killed_by_person",
        exitCode: null,
        endMessage,
        isLogCut,
      });
    } else if (run.lease >= CLAIMS_MAX) {
      const endMessage = `${agent} was not heard of any more. The run was claimed ${run.lease} times, and is not tried again.`;
      await endRun(tx, onEnded, run, { state: "failed", endCause: "agent_lost", exitCode: null, endMessage, isLogCut });
    } else {
      await queueAgain(tx, run, isLogCut);
      queues.add(run.queueId);
    }
  }
  for (const queueId of queues) {
    await announceQueue(tx, queueId, "one");
  }
  return lost.length;
}

async function queueAgain(tx: Transaction, { id }: { id: Id<"run"> }, isLogCut: boolean): Promise<void> {
  await tx
    .update(runs)
    .set({
      state: "queued",
      leaseExpiresAt: null,
      agentId: null,
      claimedAt: null,
      startedAt: null,
      changedAt: sql`now()`,
      ...(isLogCut ? { isLogCut } : {}),
    })
    .where(eq(runs.id, id));
  await endRunTokens(tx, id);
}
