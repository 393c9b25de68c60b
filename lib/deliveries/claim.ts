import { and, eq, isNotNull, lte, notExists, or, type SQL, sql } from "drizzle-orm";
import type { ExecutorInput } from "@/lib/core/ports";
import type { Database } from "@/lib/db/client";
import { deliveries, webhooks } from "@/lib/db/schema";

/** How long a claimed delivery is its worker's own: the total timeout of a request, and room for storing the answer. */
export const LEASE_SECONDS = 30;
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
  // Each is looked up by itself. Left to choose, the planner reads all that is due, which is long when much waits.
  const picked = pickedWhere(db, and(sql`${deliveries.id} = wanted.id`, isDue(0)));
  const wanted = sql`jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as wanted(id)`;
  return claim(db, sql`(select picked.id from ${wanted} cross join lateral ${picked} as picked)`);
}

/** Takes what is due but was not sent, whatever became of its job: for the sweep, oldest first. */
export async function claimOverdue(db: Database, limit: number, overdueSeconds = OVERDUE_SECONDS): Promise<Claim[]> {
  return claim(db, sql`${pickedWhere(db, isDue(overdueSeconds)).orderBy(deliveries.dueAt).limit(limit)}`);
}

function isDue(overdueSeconds: number): SQL | undefined {
  return and(
    or(eq(deliveries.state, "pending"), eq(deliveries.state, "retrying")),
    lte(deliveries.dueAt, sql`now() - make_interval(secs => ${overdueSeconds})`),
  );
}

/** Locks deliveries whose webhook is not paused; what somebody else has locked is left out. */
function pickedWhere(db: Database, condition: SQL | undefined) {
  const isPaused = db
    .select({ one: sql`1` })
    .from(webhooks)
    .where(and(eq(webhooks.id, deliveries.webhookId), isNotNull(webhooks.pausedAt)));
  return db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(condition, notExists(isPaused)))
    .for("update", { skipLocked: true })
    .$dynamic();
}

async function claim(db: Database, picked: SQL): Promise<Claim[]> {
  const claimed = await db
    .update(deliveries)
    .set({
      state: "sending",
      leaseToken: sql`gen_random_uuid()`,
      leaseExpiresAt: sql`now() + make_interval(secs => ${LEASE_SECONDS})`,
    })
    .where(sql`${deliveries.id} in ${picked}`)
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
