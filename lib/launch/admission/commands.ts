import { and, eq, isNull, sql } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import type { AgentTokenCreated, AgentTokenView, AgentView, NewAgentToken } from "@/lib/core/launch-agent";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { agents, tokens } from "@/lib/db/schema";
import { hashToken, newTokenText } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import { announceQueue } from "../announce";
import { manage, transactOnQueue } from "../queues/locked-queue";
import { readAgents, readAgentTokens } from "./queries";

/** Makes a token by which agents serve one queue, and nothing else. Its text is in this answer and nowhere else. */
export async function createAgentToken(
  db: Database,
  scope: TeamScope,
  queueName: string,
  input: NewAgentToken,
): Promise<Result<AgentTokenCreated>> {
  const made = { id: newId("token"), text: newTokenText() };
  const write = { action: "agent_token.created", queue: queueName, about: input.name };
  const result = await transactOnQueue<AgentTokenView>(db, scope, write, async (tx, queue) => {
    if (queue.resource === "github-actions") {
      const message = "A queue of github-actions has no agents: the server starts its workflows itself.";
      return refuse({ code: "conflict", message });
    }
    if (input.expiresAt !== null && Date.parse(input.expiresAt) <= Date.now()) {
      return refuse({ code: "invalid", field: "expiresAt", message: "This time has passed. Choose a later one." });
    }
    await tx.insert(tokens).values({
      id: made.id,
      teamId: scope.teamId,
      name: input.name,
      hash: hashToken(made.text),
      hint: made.text.slice(-4),
      role: "viewer", // What it may do is decided by its queue alone.
      queueId: queue.id,
      expiresAt: input.expiresAt === null ? null : new Date(input.expiresAt),
      createdBy: scope.actor.name,
    });
    const [view] = await readAgentTokens(tx, scope, { where: eq(tokens.id, made.id), limit: 1 });
    return view ? ok(view) : notFound("token");
  });

  if (!result.ok) {
    return result;
  }
  // An answer kept for an Idempotency-Key has no text in it, as with every other token.
  return result.value.id === made.id
    ? ok({ ...result.value, token: made.text })
    : refuse({
        code: "conflict",
        field: "Idempotency-Key",
        message: `The first request with this key created the token ${input.name}, and its text is told only once. Revoke it and create another.`,
      });
}

/** Ends a token at once. Agents that use it are refused from their next call on, and their runs are lost to them. */
export async function revokeAgentToken(
  db: Database,
  scope: TeamScope,
  { queue: name, token: id }: { queue: string; token: string },
): Promise<Result<{ id: Id<"token">; name: string }>> {
  const write = { action: "agent_token.revoked", queue: name, about: id.slice(0, 60) };
  return transactOnQueue(db, scope, write, async (tx, queue) => {
    const [revoked] = isId("token", id)
      ? await tx
          .update(tokens)
          .set({ revokedAt: sql`now()` })
          .where(and(eq(tokens.id, id), eq(tokens.queueId, queue.id), isNull(tokens.revokedAt)))
          .returning({ id: tokens.id, name: tokens.name })
      : [];
    return revoked ? ok(revoked) : notFound("token");
  });
}

/** Asks an agent to finish what it runs, to take nothing more, and to go. */
export async function drainAgent(db: Database, scope: TeamScope, id: string): Promise<Result<AgentView>> {
  return transact(db, scope, manage("agent.drained", id.slice(0, 60)), async (tx) => {
    const [agent] = isId("agent", id)
      ? await tx
          .update(agents)
          .set({ drainAskedAt: sql`coalesce(${agents.drainAskedAt}, now())` })
          .where(and(eq(agents.id, id), eq(agents.teamId, scope.teamId)))
          .returning({ id: agents.id, queueId: agents.queueId, goneAt: agents.goneAt })
      : [];
    if (!agent) {
      return notFound("agent");
    }
    if (agent.goneAt) {
      return refuse({ code: "conflict", message: "This agent has gone already." });
    }
    await announceQueue(tx, agent.queueId, "all");
    const [view] = await readAgents(tx, scope, { where: eq(agents.id, agent.id), limit: 1 });
    return view ? ok(view) : notFound("agent");
  });
}
