import { and, asc, eq, gt, gte, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { batches, deliveries, openDeliveries } from "@/lib/db/schema";
import { announceDue } from "@/lib/outbox/announce";

/** Deliveries that one step moves: a transaction short enough to hold nobody up. */
const STEP_MAX = 500;

export type Batch = Pick<
  typeof batches.$inferSelect,
  "id" | "teamId" | "kind" | "webhookId" | "automationId" | "since" | "until" | "cursor"
>;

/** Carries on what was asked of many deliveries at once, step by step, until nothing is left or it is to stop. */
export async function advanceBatches(db: Database, signal: AbortSignal): Promise<void> {
  for (let isMore = true; isMore && !signal.aborted; ) {
    isMore = await step(db);
  }
}

/** One step of the oldest batch that no other worker is at: moved and noted in one transaction, so that none is lost or done twice. */
function step(db: Database): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const [batch] = await tx
      .select({
        id: batches.id,
        teamId: batches.teamId,
        kind: batches.kind,
        webhookId: batches.webhookId,
        automationId: batches.automationId,
        since: batches.since,
        until: batches.until,
        cursor: batches.cursor,
      })
      .from(batches)
      .where(eq(batches.state, "running"))
      .orderBy(asc(batches.id))
      .limit(1)
      .for("update", { skipLocked: true });
    if (!batch) {
      return false;
    }

    const ids = await lockNext(tx, batch);
    await move(tx, batch, ids);
    const isDone = ids.length < STEP_MAX;
    await tx
      .update(batches)
      .set({
        cursor: ids.at(-1) ?? batch.cursor,
        done: sql`${batches.done} + ${ids.length}`,
        ...(isDone ? { state: "done" as const, finishedAt: sql`now()` } : {}),
      })
      .where(eq(batches.id, batch.id));
    return true;
  });
}

/** The deliveries that a batch is about. What can never be sent stays where it is. */
export function ofBatch(batch: Omit<Batch, "id" | "cursor">): SQL | undefined {
  const { teamId, kind, webhookId, automationId, since, until } = batch;
  return and(
    eq(openDeliveries.teamId, teamId),
    webhookId ? eq(openDeliveries.destination, webhookId) : undefined,
    automationId ? eq(openDeliveries.automationId, automationId) : undefined,
    kind === "recover" ? eq(openDeliveries.state, "gave_up") : inArray(openDeliveries.state, ["pending", "retrying"]),
    kind === "recover" ? isNull(deliveries.refusal) : undefined,
    gte(deliveries.createdAt, since),
    lt(deliveries.createdAt, until),
  );
}

async function lockNext(tx: Transaction, batch: Batch): Promise<Id<"delivery">[]> {
  const found = await tx
    .select({ id: openDeliveries.deliveryId })
    .from(openDeliveries)
    .innerJoin(deliveries, eq(deliveries.id, openDeliveries.deliveryId))
    .where(and(ofBatch(batch), batch.cursor ? gt(openDeliveries.deliveryId, batch.cursor) : undefined))
    .orderBy(asc(openDeliveries.deliveryId))
    .limit(STEP_MAX)
    .for("update", { of: openDeliveries });
  return found.map(({ id }) => id);
}

async function move(tx: Transaction, { kind }: Batch, ids: Id<"delivery">[]): Promise<void> {
  if (ids.length === 0) {
    return;
  }
  const moved = await tx
    .update(openDeliveries)
    .set(
      kind === "recover"
        ? { state: "pending", tries: 0, dueAt: sql`now()`, finishedAt: null }
        : { state: "stopped", dueAt: null, finishedAt: sql`now()` },
    )
    .where(inArray(openDeliveries.deliveryId, ids))
    .returning({ destination: openDeliveries.destination });
  if (kind === "recover") {
    await announceDue(
      tx,
      moved.map(({ destination }) => destination),
    );
  }
}
