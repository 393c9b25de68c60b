import { and, eq, max, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { LogChunk, RunEnded } from "@/lib/core/launch-agent";
import { isEnded, type LaunchState, LOG_BYTES_MAX } from "@/lib/core/launch-run";
import { ok, type Result, refuse } from "@/lib/core/result";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { runLogs, runs } from "@/lib/db/schema";
import { endRun, type OnRunEnded } from "../ended";
import { type HeldRow, isHeld, lockRun, queueOfAgent, staleLease } from "./desk";

export type RunStanding = { id: Id<"run">; state: LaunchState };

/** The program runs. Repeated, it changes nothing. */
export async function reportStarted(
  db: Database,
  scope: TeamScope,
  run: string,
  { lease }: { lease: number },
): Promise<Result<RunStanding>> {
  return withHeldRun(db, scope, { run, lease }, async (tx, held) => {
    if (held.state === "claimed") {
      await tx
        .update(runs)
        .set({ state: "running", startedAt: sql`now()`, changedAt: sql`now()` })
        .where(eq(runs.id, held.id));
    }
    return ok({ id: held.id, state: "running" });
  });
}

/**
 * Stores the next chunk of a log. Answers the sequence that is expected now: one that came before is stored once, and one
 * that leaves a gap is refused, naming what is missing.
 */
export async function appendLog(
  db: Database,
  scope: TeamScope,
  run: string,
  chunk: LogChunk,
): Promise<Result<{ nextSequence: number; isCut: boolean }>> {
  return withHeldRun(db, scope, { run, lease: chunk.lease }, async (tx, held) => {
    const expected = await countChunks(tx, held);
    if (chunk.sequence < expected) {
      return ok({ nextSequence: expected, isCut: held.isLogCut });
    }
    if (chunk.sequence > expected) {
      return refuse({
        code: "conflict",
        reason: "log_gap",
        field: "sequence",
        message: `Chunk ${expected} of the log is missing. Send it first.`,
      });
    }
    const isCut = await storeChunk(tx, held, chunk);
    return ok({ nextSequence: expected + 1, isCut });
  });
}

/** Past the limit a chunk is stored empty, so that its place in the order is known, and the log counts as cut. */
async function storeChunk(tx: Transaction, held: HeldRow, { lease, sequence, lines }: LogChunk): Promise<boolean> {
  const bytes = lines.reduce((sum, { text }) => sum + Buffer.byteLength(text) + 1, 0);
  const isCut = held.logBytes + bytes > LOG_BYTES_MAX;
  const kept = isCut ? [] : lines;
  await tx.insert(runLogs).values({ runId: held.id, lease, sequence, firstLine: held.logLines, lines: kept });
  await tx
    .update(runs)
    .set({
      logLines: held.logLines + kept.length,
      logBytes: isCut ? held.logBytes : held.logBytes + bytes,
      isLogCut: held.isLogCut || isCut,
    })
    .where(eq(runs.id, held.id));
  return held.isLogCut || isCut;
}

/** The run has ended. Repeated with the same lease, it answers how the run stands, whoever came first. */
export async function reportEnded(
  db: Database,
  scope: TeamScope,
  run: string,
  ended: RunEnded,
  onEnded: OnRunEnded,
): Promise<Result<RunStanding>> {
  const queueId = queueOfAgent(scope);
  if (!queueId.ok) {
    return queueId;
  }
  return inTransaction(db, async (tx) => {
    const held = await lockRun(tx, scope, queueId.value, run);
    if (!held.ok) {
      return held;
    }
    if (held.value.lease !== ended.lease) {
      return staleLease(held.value);
    }
    if (isEnded(held.value.state)) {
      return ok({ id: held.value.id, state: held.value.state });
    }
    if (!isHeld(held.value)) {
      return staleLease(held.value);
    }
    const isLogCut = ended.isLogCut || (await countChunks(tx, held.value)) < ended.chunks;
    const { state, cause, exitCode, message } = ended;
    await endRun(tx, onEnded, held.value, { state, endCause: cause, exitCode, endMessage: message, isLogCut });
    return ok({ id: held.value.id, state });
  });
}

async function withHeldRun<T>(
  db: Database,
  scope: TeamScope,
  { run, lease }: { run: string; lease: number },
  fn: (tx: Transaction, held: HeldRow) => Promise<Result<T>>,
): Promise<Result<T>> {
  const queueId = queueOfAgent(scope);
  if (!queueId.ok) {
    return queueId;
  }
  return inTransaction(db, async (tx) => {
    const held = await lockRun(tx, scope, queueId.value, run);
    if (!held.ok) {
      return held;
    }
    return held.value.lease === lease && isHeld(held.value) ? fn(tx, held.value) : staleLease(held.value);
  });
}

async function countChunks(tx: Transaction, { id, lease }: Pick<HeldRow, "id" | "lease">): Promise<number> {
  const [found] = await tx
    .select({ last: max(runLogs.sequence) })
    .from(runLogs)
    .where(and(eq(runLogs.runId, id), eq(runLogs.lease, lease)));
  return (found?.last ?? -1) + 1;
}
