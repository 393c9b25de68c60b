import { inArray } from "drizzle-orm";
import { expect } from "vitest";
import type { DeliveryState, Outcome } from "@/lib/core/delivery";
import { afterAttempt, outcomeOfFailure } from "@/lib/core/delivery-state";
import type { Id } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { attempts, openDeliveries } from "@/lib/db/schema";
import { LOST_FREE_MAX } from "@/lib/deliveries/release";
import { NOW, SCHEDULE } from "./walk-steps";

/** How a delivery ought to stand. */
export type Expected = {
  route: number;
  state: DeliveryState;
  tries: number;
  attempts: number;
  isDue: boolean;
  lease: string | null;
};

/** What the database says is what is expected, of every delivery and each of its attempts. */
export async function expectAsExpected(
  db: Database,
  ids: readonly Id<"delivery">[],
  expected: ReadonlyMap<string, Expected>,
): Promise<void> {
  const open = new Map(
    (
      await db
        .select()
        .from(openDeliveries)
        .where(inArray(openDeliveries.deliveryId, [...ids]))
    ).map((row) => [row.deliveryId as string, row]),
  );
  const numbers = Map.groupBy(
    await db
      .select({ id: attempts.deliveryId, number: attempts.number })
      .from(attempts)
      .where(inArray(attempts.deliveryId, [...ids]))
      .orderBy(attempts.number),
    ({ id }) => id as string,
  );

  expect(ids.length).toBe(expected.size);
  for (const [id, { state, tries, attempts: count, lease }] of expected) {
    const row = open.get(id);
    expect(row?.state ?? "delivered").toBe(state);
    expect(numbers.get(id)?.map(({ number }) => number) ?? []).toEqual(
      Array.from({ length: count }, (_, at) => at + 1),
    );
    if (row) {
      expect(row).toMatchObject({ tries, attemptCount: count, leaseToken: lease });
      expect(row.dueAt === null).toBe(state === "unknown" || state === "gave_up" || state === "stopped");
      expect(row.finishedAt === null).toBe(row.dueAt !== null);
      expect(row.tries).toBeLessThanOrEqual(SCHEDULE.length + 1);
    }
  }
}

export function isWaiting(state: DeliveryState): boolean {
  return state === "pending" || state === "retrying";
}

/** After an attempt that was stored; one that its own worker cut off has cost nothing. */
export function afterAnswer(before: Expected, outcome: Outcome, isCancelled: boolean) {
  const ended = { ...before, attempts: before.attempts + 1, lease: null };
  if (isCancelled) {
    return { ...ended, state: "retrying" as const, isDue: true, pausesWebhook: false };
  }
  const position = { tries: before.tries, scheduleSeconds: SCHEDULE };
  const { state, tries, dueAt, pausesWebhook } = afterAttempt(position, outcome, { now: NOW, jitter: 0 });
  return { ...ended, state, tries, isDue: dueAt?.getTime() === NOW.getTime(), pausesWebhook };
}

/** Route 1 waits for a person; the others have some losses for nothing. */
export function afterLoss(before: Expected): Expected {
  const ended = { ...before, attempts: before.attempts + 1, lease: null };
  if (before.route === 1) {
    return { ...ended, state: "unknown", isDue: false };
  }
  if (before.attempts - before.tries < LOST_FREE_MAX) {
    return { ...ended, state: "retrying", isDue: true };
  }
  const { pausesWebhook: _, ...next } = afterAnswer(before, outcomeOfFailure("worker_lost"), false);
  return next;
}

export function afterBatch(before: Expected, isRecovery: boolean): Expected {
  if (isRecovery) {
    return before.state === "gave_up" ? redelivered(before) : before;
  }
  return isWaiting(before.state) ? stopped(before) : before;
}

export function stopped(before: Expected): Expected {
  return { ...before, state: "stopped", isDue: false };
}

/** One that waits keeps its place in the schedule. */
export function redelivered(before: Expected): Expected {
  const state = before.state === "retrying" ? "retrying" : "pending";
  return { ...before, state, tries: isWaiting(before.state) ? before.tries : 0, isDue: true };
}
