import { and, eq, isNull, sql } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import type { NewAgent } from "@/lib/core/launch-agent";
import type { Resource } from "@/lib/core/launch-queue";
import { HEARTBEAT_SECONDS, LEASE_SECONDS } from "@/lib/core/launch-run";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { agents, queues } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { queueOfAgent } from "./desk";

export type Registered = {
  agent: Id<"agent">;
  queue: { id: Id<"queue">; name: string; resource: Resource };
  heartbeatSeconds: number;
  leaseSeconds: number;
};

/** A process has started that serves the queue of its token. Each start is an agent of its own. */
export async function registerAgent(
  db: Database,
  scope: TeamScope,
  queueName: string,
  { name, hostname, version, slots }: NewAgent,
): Promise<Result<Registered>> {
  const id = newId("agent");
  const write = { permission: "run.work", action: "agent.registered", target: { id, name } } as const;
  return transact(db, scope, write, async (tx) => {
    const queueId = queueOfAgent(scope);
    if (!queueId.ok) {
      return queueId;
    }
    const [queue] = await tx
      .select({ id: queues.id, name: queues.name, resource: queues.resource })
      .from(queues)
      .where(and(eq(queues.id, queueId.value), eq(queues.name, queueName), isNull(queues.deletedAt)));
    if (!queue) {
      return notFound("queue, or the token is of another one");
    }
    if (queue.resource === "github-actions") {
      return refuse({
        code: "conflict",
        message: "Runs of this queue are started on GitHub by the server itself: it needs no agent.",
      });
    }
    const tokenId = scope.actor.kind === "token" ? scope.actor.id : null;
    if (tokenId === null) {
      return notFound("queue");
    }
    await tx
      .insert(agents)
      .values({ id, teamId: scope.teamId, queueId: queue.id, tokenId, name, hostname, version, slots });
    return ok({ agent: id, queue, heartbeatSeconds: HEARTBEAT_SECONDS, leaseSeconds: LEASE_SECONDS });
  });
}

/** An agent ends in order: what it still held has been reported. */
export async function sayGoodbye(
  db: Database,
  scope: TeamScope,
  agent: string,
): Promise<Result<{ agent: Id<"agent"> }>> {
  const queueId = queueOfAgent(scope);
  if (!queueId.ok) {
    return queueId;
  }
  const [gone] = isId("agent", agent)
    ? await db
        .update(agents)
        .set({ goneAt: sql`now()` })
        .where(and(eq(agents.id, agent), eq(agents.queueId, queueId.value), eq(agents.teamId, scope.teamId)))
        .returning({ agent: agents.id })
    : [];
  return gone ? ok(gone) : notFound("agent");
}
