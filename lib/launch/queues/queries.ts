import { and, asc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { AGENT_HEARD_SECONDS } from "@/lib/core/launch-agent";
import type { QueueView } from "@/lib/core/launch-queue";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import { notFound, ok, type Result } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { queues } from "@/lib/db/schema";
import { refuseReading } from "../reading";
import { priorityOf } from "../runs/run-row";

const nameCursor = z.tuple([
  z
    .string()
    .max(64)
    .regex(/^[\w.-]*$/),
]);

/** The team's queues, by name, with what waits and who listens. */
export async function listQueues(db: Database, scope: TeamScope, page: PageRequest): Promise<Result<Page<QueueView>>> {
  const refusal = refuseReading(scope, "queue");
  if (refusal) {
    return refusal;
  }
  const cursor = decodeCursor(page.cursor, nameCursor);
  if (!cursor.ok) {
    return cursor;
  }
  const found = await readQueues(db, scope, {
    where: cursor.value ? gt(queues.name, cursor.value[0]) : undefined,
    limit: page.limit + 1,
  });
  return ok(
    pageOf(
      found,
      page.limit,
      (queue) => queue,
      (queue) => [queue.name],
    ),
  );
}

export async function getQueue(db: Database, scope: TeamScope, name: string): Promise<Result<QueueView>> {
  const refusal = refuseReading(scope, "queue");
  if (refusal) {
    return refusal;
  }
  const [queue] = name.includes("\u0000")
    ? []
    : await readQueues(db, scope, { where: eq(queues.name, name), limit: 1 });
  return queue ? ok(queue) : notFound("queue");
}

/** The views of some queues, by name; for commands also, inside their transaction. Each count is one look into its index. */
export async function readQueues(
  db: Database | Transaction,
  scope: TeamScope,
  { where, limit }: { where: SQL | undefined; limit: number },
): Promise<QueueView[]> {
  const found = await db
    .select({
      id: queues.id,
      name: queues.name,
      description: queues.description,
      resource: queues.resource,
      state: queues.state,
      maxRunning: queues.maxRunning,
      defaultPriority: queues.defaultPriority,
      template: queues.template,
      variables: queues.variables,
      waiting: sql<number>`(select count(*)::int from runs where queue_id = queues.id and state = 'queued')`,
      running: sql<number>`(select count(*)::int from runs
        where queue_id = queues.id and state in ('claimed', 'running'))`,
      oldestQueuedAt: sql<string | null>`(select to_json(min(queued_at)) from runs
        where queue_id = queues.id and state = 'queued')`,
      agentsListening: sql<number>`(select count(*)::int from agents
        where queue_id = queues.id and gone_at is null and drain_asked_at is null
          and last_heard_at > now() - make_interval(secs => ${AGENT_HEARD_SECONDS}::int))`,
      createdBy: queues.createdBy,
      createdAt: queues.createdAt,
      updatedAt: queues.updatedAt,
    })
    .from(queues)
    .where(and(eq(queues.teamId, scope.teamId), isNull(queues.deletedAt), where))
    .orderBy(asc(queues.name))
    .limit(limit);
  return found.map(({ defaultPriority, oldestQueuedAt, createdAt, updatedAt, ...queue }) => ({
    ...queue,
    defaultPriority: priorityOf(defaultPriority),
    oldestQueuedAt: oldestQueuedAt === null ? null : new Date(oldestQueuedAt).toISOString(),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }));
}
