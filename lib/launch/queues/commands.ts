import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { type NewQueue, type QueuePatch, type QueueState, type QueueView, rankOf } from "@/lib/core/launch-queue";
import { findTemplateProblem } from "@/lib/core/launch-template";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { queues, runs, tokens } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { announceQueue } from "../announce";
import { endRun, type OnRunEnded } from "../ended";
import { refuseWhileUsed } from "../uses";
import { type LockedQueue, manage, transactOnQueue } from "./locked-queue";
import { readQueues } from "./queries";

/** Creates a queue, open. Its template must be one that its resource takes, whatever its variables are set to. */
export async function createQueue(db: Database, scope: TeamScope, input: NewQueue): Promise<Result<QueueView>> {
  return transact(db, scope, manage("queue.created", input.name), async (tx) => {
    const problem = findTemplateProblem(input.resource, input.template, input.variables);
    if (problem) {
      return refuse(problem);
    }
    const id = newId("queue");
    const { defaultPriority, ...entry } = input;
    const [created] = await tx
      .insert(queues)
      .values({
        id,
        teamId: scope.teamId,
        ...entry,
        defaultPriority: rankOf(defaultPriority),
        createdBy: scope.actor.name,
      })
      .onConflictDoNothing() // The name is unique among the living ones.
      .returning({ id: queues.id });
    return created
      ? readQueue(tx, scope, id)
      : refuse({ code: "conflict", field: "name", message: `A queue named ${input.name} already exists.` });
  });
}

/** Changes a queue for what is queued from now on; of what waits only the limit counts. */
export async function updateQueue(
  db: Database,
  scope: TeamScope,
  name: string,
  { defaultPriority, ...patch }: QueuePatch,
): Promise<Result<QueueView>> {
  return transactOnQueue(db, scope, { action: "queue.changed", queue: name }, async (tx, queue) => {
    const { template = queue.template, variables = queue.variables } = patch;
    const problem = findTemplateProblem(queue.resource, template, variables);
    if (problem) {
      return refuse(problem);
    }
    const rank = defaultPriority === undefined ? {} : { defaultPriority: rankOf(defaultPriority) };
    return change(tx, scope, queue, { ...patch, ...rank });
  });
}

/** Pauses a queue, drains it, or opens it again. What runs goes on running whichever it is. */
export async function setQueueState(
  db: Database,
  scope: TeamScope,
  name: string,
  state: QueueState,
): Promise<Result<QueueView>> {
  const action = { open: "queue.resumed", paused: "queue.paused", draining: "queue.drained" }[state];
  return transactOnQueue(db, scope, { action, queue: name }, (tx, queue) => change(tx, scope, queue, { state }));
}

/**
 * Takes a queue away, with the tokens of its agents. Refused while runs are under way in it or automations use it, and while
 * runs wait, unless the caller says that these are to be killed.
 */
export async function deleteQueue(
  db: Database,
  scope: TeamScope,
  { name, killsWaiting }: { name: string; killsWaiting: boolean },
  onEnded: OnRunEnded,
): Promise<Result<{ id: Id<"queue">; name: string; killed: number }>> {
  return transactOnQueue(db, scope, { action: "queue.deleted", queue: name }, async (tx, queue) => {
    const used = await refuseWhileUsed(tx, scope.teamId, { queueId: queue.id });
    if (used) {
      return used;
    }
    const killed = killsWaiting ? await killWaiting(tx, scope, queue.id, onEnded) : 0;
    const left = await tx
      .select({ number: runs.number, state: runs.state })
      .from(runs)
      .where(and(eq(runs.queueId, queue.id), inArray(runs.state, ["queued", "claimed", "running"])))
      .orderBy(runs.number)
      .limit(1);
    if (left[0]) {
      const does = left[0].state === "queued" ? "waits" : "is under way";
      return refuse({
        code: "conflict",
        message: `Run ${left[0].number} ${does} in it. Let it end, or kill it first.`,
      });
    }
    await tx.update(queues).set({ deletedAt: sql`now()` }).where(eq(queues.id, queue.id));
    await tx
      .update(tokens)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(tokens.queueId, queue.id), isNull(tokens.revokedAt)));
    await announceQueue(tx, queue.id, "all");
    return ok({ id: queue.id, name: queue.name, killed });
  });
}

async function change(
  tx: Transaction,
  scope: TeamScope,
  queue: LockedQueue,
  values: Partial<typeof queues.$inferInsert>,
): Promise<Result<QueueView>> {
  await tx
    .update(queues)
    .set({ ...values, updatedAt: sql`now()` })
    .where(eq(queues.id, queue.id));
  await announceQueue(tx, queue.id, "all"); // More may run now than before.
  return readQueue(tx, scope, queue.id);
}

async function killWaiting(
  tx: Transaction,
  scope: TeamScope,
  queueId: Id<"queue">,
  onEnded: OnRunEnded,
): Promise<number> {
  const waiting = await tx
    .update(runs)
    .set({ killAskedBy: scope.actor.name, killAskedAt: sql`now()` })
    .where(and(eq(runs.queueId, queueId), eq(runs.state, "queued")))
    .returning({ id: runs.id, number: runs.number, teamId: runs.teamId, deliveryId: runs.deliveryId });
  for (const run of waiting) {
    const ending = { state: "killed", endCause: "queue_deleted", exitCode: null, endMessage: null } as const;
    await endRun(tx, onEnded, run, ending);
  }
  return waiting.length;
}

async function readQueue(tx: Transaction, scope: TeamScope, id: Id<"queue">): Promise<Result<QueueView>> {
  const [queue] = await readQueues(tx, scope, { where: eq(queues.id, id), limit: 1 });
  return queue ? ok(queue) : notFound("queue");
}
