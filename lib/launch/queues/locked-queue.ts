import { and, eq, isNull } from "drizzle-orm";
import { transact, type Write } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { JsonObject } from "@/lib/core/json";
import type { QueueState, QueueVariable, Resource } from "@/lib/core/launch-queue";
import { notFound, type Result } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { queues } from "@/lib/db/schema";

export type LockedQueue = {
  id: Id<"queue">;
  name: string;
  resource: Resource;
  state: QueueState;
  template: JsonObject;
  variables: QueueVariable[];
};

/** Runs a command of admins on one queue, whose row is held: nothing is queued in it meanwhile. */
export function transactOnQueue<T>(
  db: Database,
  scope: TeamScope,
  { action, queue: name, about }: { action: string; queue: string; about?: string },
  fn: (tx: Transaction, queue: LockedQueue) => Promise<Result<T>>,
): Promise<Result<T>> {
  const write = manage(action, about === undefined ? name : `${name}: ${about}`);
  return transact(db, scope, write, async (tx) => {
    if (name.includes("\u0000")) {
      return notFound("queue");
    }
    const [queue] = await tx
      .select({
        id: queues.id,
        name: queues.name,
        resource: queues.resource,
        state: queues.state,
        template: queues.template,
        variables: queues.variables,
      })
      .from(queues)
      .where(and(eq(queues.teamId, scope.teamId), eq(queues.name, name), isNull(queues.deletedAt)))
      .for("update");
    return queue ? fn(tx, queue) : notFound("queue");
  });
}

export function manage(action: string, name: string): Write {
  return {
    permission: "launch.manage",
    action,
    target: { name: name.replaceAll("\u0000", "\uFFFD") },
    isTeamWide: true,
  };
}
