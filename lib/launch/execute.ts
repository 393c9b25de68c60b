import { eq } from "drizzle-orm";
import type { ExchangeRecord, Outcome } from "@/lib/core/delivery";
import { outcomeOfFailure } from "@/lib/core/delivery-state";
import type { Id } from "@/lib/core/ids";
import type { Json } from "@/lib/core/json";
import type { StoredLaunchAction } from "@/lib/core/launch-action";
import type { Execution, Executor } from "@/lib/core/ports";
import { notFound, type Result, refuse } from "@/lib/core/result";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { deliveries, events } from "@/lib/db/schema";
import type { Clock } from "@/lib/platform/clock";
import { type FiringProblem, fireRun } from "./fire";
import type { Submitted } from "./runs/submit";

type LaunchPorts = { db: Database; clock: Clock };

/** Queues the run of a delivery. Nothing leaves the database, so that what may have happened is never unknown. */
export function createLaunchExecutor({ db, clock }: LaunchPorts): Executor<StoredLaunchAction> {
  return async ({ deliveryId, teamId, action, body }) => {
    const startedAt = clock.now();
    const begunAt = performance.now();
    const fired = await inTransaction(db, async (tx) => {
      const cause = await findCause(tx, deliveryId);
      return cause
        ? fireRun(tx, { teamId, action, body, deliveryId, ...cause })
        : refuse<FiringProblem>({ code: "worker_lost", problem: notFound("event").problem });
    });
    return { ...executionOf(fired), startedAt, durationMs: performance.now() - begunAt };
  };
}

/** How an attempt ended, with what was answered where others tell what a receiver did. */
export function executionOf(fired: Result<Submitted, FiringProblem>): Pick<Execution, "outcome" | "record"> {
  if (fired.ok) {
    const { id, number } = fired.value;
    return { outcome: QUEUED, record: recordOf({ run: number, id }) };
  }
  const { code, problem } = fired.problem;
  const { message, field } = problem;
  return { outcome: outcomeOfFailure(code), record: recordOf({ message, ...(field === undefined ? {} : { field }) }) };
}

const QUEUED: Outcome = { kind: "delivered", code: "delivered", status: null };

function recordOf(answer: Json): ExchangeRecord {
  const response = { headers: {}, body: JSON.stringify(answer), isBodyTruncated: false };
  return { request: null, response, timings: null };
}

/** Events outlive their deliveries, so that one without is a delivery which retention has just removed. */
async function findCause(tx: Transaction, deliveryId: Id<"delivery">) {
  const [found] = await tx
    .select({
      event: events.event,
      automation: { id: deliveries.automationId, name: deliveries.automationName },
    })
    .from(deliveries)
    .innerJoin(events, eq(events.id, deliveries.eventId))
    .where(eq(deliveries.id, deliveryId));
  return found ?? null;
}
