import { and, desc, eq, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { AGENT_HEARD_SECONDS, type AgentState, type AgentTokenView, type AgentView } from "@/lib/core/launch-agent";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import { ok, type Result } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { agents, runs, tokens } from "@/lib/db/schema";
import { getQueue } from "../queues/queries";
import { refuseReading } from "../reading";

const agentCursor = z.tuple([z.custom<Id<"agent">>((id) => typeof id === "string" && isId("agent", id))]);
const tokenCursor = z.tuple([z.custom<Id<"token">>((id) => typeof id === "string" && isId("token", id))]);

/** The agents of a queue, the newest start first: also those that have gone, for as long as they are kept. */
export async function listAgents(
  db: Database,
  scope: TeamScope,
  queueName: string,
  page: PageRequest,
): Promise<Result<Page<AgentView>>> {
  const queue = await getQueue(db, scope, queueName);
  if (!queue.ok) {
    return queue;
  }
  const cursor = decodeCursor(page.cursor, agentCursor);
  if (!cursor.ok) {
    return cursor;
  }
  const before = cursor.value ? lt(agents.id, cursor.value[0]) : undefined;
  const where = and(eq(agents.queueId, queue.value.id), before);
  const found = await readAgents(db, scope, { where, limit: page.limit + 1 });
  return ok(
    pageOf(
      found,
      page.limit,
      (agent) => agent,
      ({ id }) => [id],
    ),
  );
}

/** The views of some agents; for commands also, inside their transaction. */
export async function readAgents(
  db: Database | Transaction,
  scope: TeamScope,
  { where, limit }: { where: SQL | undefined; limit: number },
): Promise<AgentView[]> {
  const found = await db
    .select({
      id: agents.id,
      name: agents.name,
      hostname: agents.hostname,
      version: agents.version,
      slots: agents.slots,
      isGone: sql<boolean>`${agents.goneAt} is not null`,
      isDraining: sql<boolean>`${agents.drainAskedAt} is not null`,
      isHeard: sql<boolean>`${agents.lastHeardAt} > now() - make_interval(secs => ${AGENT_HEARD_SECONDS}::int)`,
      startedAt: agents.startedAt,
      lastHeardAt: agents.lastHeardAt,
    })
    .from(agents)
    .where(and(eq(agents.teamId, scope.teamId), where))
    .orderBy(desc(agents.id))
    .limit(limit);
  const ids = found.map(({ id }) => id);
  const held =
    ids.length === 0
      ? []
      : await db
          .select({ id: runs.id, number: runs.number, agentId: runs.agentId })
          .from(runs)
          .where(and(inArray(runs.agentId, ids), inArray(runs.state, ["claimed", "running"])))
          .orderBy(runs.number);
  return found.map(({ isGone, isDraining, isHeard, startedAt, lastHeardAt, ...agent }) => ({
    ...agent,
    state: stateOf({ isGone, isDraining, isHeard }),
    runs: held.filter(({ agentId }) => agentId === agent.id).map(({ id, number }) => ({ id, number })),
    startedAt: startedAt.toISOString(),
    lastHeardAt: lastHeardAt.toISOString(),
  }));
}

/** The living tokens that let agents in to a queue, newest first. Never their texts. */
export async function listAgentTokens(
  db: Database,
  scope: TeamScope,
  queueName: string,
  page: PageRequest,
): Promise<Result<Page<AgentTokenView>>> {
  const refusal = refuseReading(scope, "queue", "launch.manage");
  if (refusal) {
    return refusal;
  }
  const queue = await getQueue(db, scope, queueName);
  if (!queue.ok) {
    return queue;
  }
  const cursor = decodeCursor(page.cursor, tokenCursor);
  if (!cursor.ok) {
    return cursor;
  }
  const before = cursor.value ? lt(tokens.id, cursor.value[0]) : undefined;
  const where = and(eq(tokens.queueId, queue.value.id), before);
  const found = await readAgentTokens(db, scope, { where, limit: page.limit + 1 });
  return ok(
    pageOf(
      found,
      page.limit,
      (token) => token,
      ({ id }) => [id],
    ),
  );
}

export async function readAgentTokens(
  db: Database | Transaction,
  scope: TeamScope,
  { where, limit }: { where: SQL | undefined; limit: number },
): Promise<AgentTokenView[]> {
  const found = await db
    .select({
      id: tokens.id,
      name: tokens.name,
      hint: tokens.hint,
      createdAt: tokens.createdAt,
      createdBy: tokens.createdBy,
      expiresAt: tokens.expiresAt,
      lastUsedAt: tokens.lastUsedAt,
    })
    .from(tokens)
    .where(and(eq(tokens.teamId, scope.teamId), isNull(tokens.revokedAt), where))
    .orderBy(desc(tokens.id))
    .limit(limit);
  return found.map(({ createdAt, expiresAt, lastUsedAt, ...token }) => ({
    ...token,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}

function stateOf(agent: { isGone: boolean; isDraining: boolean; isHeard: boolean }): AgentState {
  if (agent.isGone) {
    return "gone";
  }
  if (!agent.isHeard) {
    return "silent";
  }
  return agent.isDraining ? "draining" : "listening";
}
