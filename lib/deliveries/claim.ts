import { and, eq, inArray, isNotNull, lte, notExists, or, type SQL, sql } from "drizzle-orm";
import type { ExecutorInput } from "@/lib/core/ports";
import type { Database } from "@/lib/db/client";
import { deliveries, webhooks } from "@/lib/db/schema";

/** How long a claimed delivery is its worker's own: the total timeout of a request, and room for storing the answer. */
const LEASE_SECONDS = 30;
/** What is due has a job that is on its way; only past this many seconds does the sweep take it without one. */
const OVERDUE_SECONDS = 10;

export type Claim = Omit<ExecutorInput, "attempt"> & {
  leaseToken: string;
  tries: number;
  schedule: number[];
  attemptCount: number;
};

/** Takes those of the deliveries that are due and that nobody else has: for a job. The others are somebody's, or done. */
export async function claimDeliveries(db: Database, ids: readonly Claim["deliveryId"][]): Promise<Claim[]> {
  const named = sql`select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)`; // One text, however many ids.
  return claimWhere(db, and(sql`${deliveries.id} in (${named})`, isDue(0)), ids.length);
}

/** Takes what is due but was not sent, whatever became of its job: for the sweep, oldest first. */
export async function claimOverdue(db: Database, limit: number, overdueSeconds = OVERDUE_SECONDS): Promise<Claim[]> {
  return claimWhere(db, isDue(overdueSeconds), limit);
}

/**
 * Gives back what a dead worker had claimed. A lease that ran out says so by itself; `isSoleOwner` is for a process that
 * has just taken the data folder's lock, so that every lease in it is of the dead.
 */
export async function releaseLostLeases(db: Database, options: { isSoleOwner: boolean }): Promise<number> {
  const lost = options.isSoleOwner ? undefined : lte(deliveries.leaseExpiresAt, sql`now()`);
  const released = await db
    .update(deliveries)
    .set({
      state: sql`case when ${deliveries.tries} = 0 then 'pending' else 'retrying' end`,
      leaseToken: null,
      leaseExpiresAt: null,
      dueAt: sql`now()`,
    })
    .where(and(eq(deliveries.state, "sending"), lost))
    .returning({ id: deliveries.id });
  return released.length;
}

function isDue(overdueSeconds: number): SQL | undefined {
  return and(
    or(eq(deliveries.state, "pending"), eq(deliveries.state, "retrying")),
    lte(deliveries.dueAt, sql`now() - make_interval(secs => ${overdueSeconds})`),
  );
}

async function claimWhere(db: Database, condition: SQL | undefined, limit: number): Promise<Claim[]> {
  const isPaused = db
    .select({ one: sql`1` })
    .from(webhooks)
    .where(and(eq(webhooks.id, deliveries.webhookId), isNotNull(webhooks.pausedAt)));
  const picked = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(condition, notExists(isPaused)))
    .orderBy(deliveries.dueAt)
    .limit(limit)
    .for("update", { skipLocked: true });

  const claimed = await db
    .update(deliveries)
    .set({
      state: "sending",
      leaseToken: sql`gen_random_uuid()`,
      leaseExpiresAt: sql`now() + make_interval(secs => ${LEASE_SECONDS})`,
    })
    .where(inArray(deliveries.id, picked))
    .returning({
      deliveryId: deliveries.id,
      teamId: deliveries.teamId,
      action: deliveries.action,
      webhookId: deliveries.webhookId,
      body: deliveries.body,
      secretHoles: deliveries.secretHoles,
      leaseToken: deliveries.leaseToken,
      tries: deliveries.tries,
      schedule: deliveries.schedule,
      attemptCount: deliveries.attemptCount,
    });
  return claimed.flatMap(({ webhookId, leaseToken, ...claim }) =>
    webhookId && leaseToken ? [{ ...claim, webhookId, leaseToken }] : [],
  );
}
