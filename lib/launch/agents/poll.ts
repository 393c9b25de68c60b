import { and, eq, isNull, sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import type { HeldRun, Poll, PollAnswer } from "@/lib/core/launch-agent";
import { HEARTBEAT_SECONDS } from "@/lib/core/launch-run";
import { notFound, ok, type Result } from "@/lib/core/result";
import { type Database, inTransaction, rows, type Transaction } from "@/lib/db/client";
import { agents } from "@/lib/db/schema";
import type { Bell } from "./bell";
import { type Claimant, claimedUnheard, claimRuns, leaseEnd } from "./claim";
import { queueOfAgent } from "./desk";

/** How long a poll that waits relies on being called: past it, it looks for itself. One query for each of these. */
const LOOK_EVERY_MS = 5_000;

/**
 * Answers what an agent has to know now: runs for its free places, and which of those that it holds to kill or to let go.
 * What it says it holds is its own for another lease. With nothing to tell, it waits for as long as it was asked to.
 */
export async function pollQueue(
  db: Database,
  bell: Bell,
  scope: TeamScope,
  { agent, poll, signal }: { agent: string; poll: Poll; signal: AbortSignal },
): Promise<Result<PollAnswer>> {
  const queueId = queueOfAgent(scope);
  if (!queueId.ok) {
    return queueId;
  }
  const until = Date.now() + poll.waitSeconds * 1_000;
  for (;;) {
    const answer = await inTransaction(db, (tx) => look(tx, scope, queueId.value, agent, poll));
    if (!answer.ok || hasNews(answer.value, poll)) {
      if (answer.ok && answer.value.assigned.length > 0) {
        bell.ring(queueId.value, "one"); // Perhaps more waits than this one could take.
      }
      return answer;
    }
    const isTold = await waitForNews(db, bell, { queueId: queueId.value, agent, poll, until, signal });
    if (!isTold || signal.aborted) {
      return answer;
    }
  }
}

async function look(
  tx: Transaction,
  scope: TeamScope,
  queueId: Id<"queue">,
  agent: string,
  poll: Poll,
): Promise<Result<PollAnswer>> {
  const [heard] = isId("agent", agent)
    ? await tx
        .update(agents)
        .set({ lastHeardAt: sql`now()` })
        .where(
          and(
            eq(agents.id, agent),
            eq(agents.queueId, queueId),
            eq(agents.teamId, scope.teamId),
            isNull(agents.goneAt),
          ),
        )
        .returning({ id: agents.id, name: agents.name, drainAskedAt: agents.drainAskedAt })
    : [];
  if (!heard) {
    return notFound("agent any more: register again");
  }

  const claimant = { agentId: heard.id, agentName: heard.name, queueId, teamName: scope.teamName };
  const renewed = await renewLeases(tx, claimant, poll.held);
  const kept = new Set(renewed.map(({ id }) => id));
  const isDraining = heard.drainAskedAt !== null || poll.isDraining;
  const unheard = await claimedUnheard(tx, claimant, poll.held);
  const free = isDraining ? 0 : Math.max(0, poll.free - unheard.length);
  return ok({
    assigned: [...unheard, ...(await claimRuns(tx, claimant, free))],
    kill: renewed.filter(({ isKillAsked }) => isKillAsked).map(({ id }) => id),
    lost: poll.held.flatMap(({ run }) => (isId("run", run) && !kept.has(run) ? [run] : [])),
    order: isDraining ? "drain" : "work",
    heartbeatSeconds: HEARTBEAT_SECONDS,
  });
}

/** A run is kept by its lease's number: the same agent that was given it anew must not keep the old one alive. */
async function renewLeases(
  tx: Transaction,
  { agentId }: Claimant,
  held: readonly HeldRun[],
): Promise<{ id: Id<"run">; isKillAsked: boolean }[]> {
  if (held.length === 0) {
    return [];
  }
  return rows(
    tx,
    z.custom<{ id: Id<"run">; isKillAsked: boolean }>((row) => typeof row === "object" && row !== null),
    sql`
      update runs set lease_expires_at = ${leaseEnd}
      from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as held(run text, lease int)
      where runs.id = held.run and runs.lease = held.lease and runs.agent_id = ${agentId}
        and runs.state in ('claimed', 'running')
      returning runs.id, runs.kill_asked_at is not null as "isKillAsked"`,
  );
}

function hasNews({ assigned, kill, lost, order }: PollAnswer, { held, isDraining, waitSeconds }: Poll): boolean {
  const ending = new Set(held.filter(({ isEnding }) => isEnding).map(({ run }) => run));
  return (
    waitSeconds === 0 ||
    assigned.length > 0 ||
    lost.length > 0 ||
    kill.some((run) => !ending.has(run)) ||
    (order === "drain" && !isDraining)
  );
}

/** False where the time is over, or this process is about to stop. */
async function waitForNews(
  db: Database,
  bell: Bell,
  wait: { queueId: Id<"queue">; agent: string; poll: Poll; until: number; signal: AbortSignal },
): Promise<boolean> {
  const { queueId, poll, until, signal } = wait;
  const canTake = poll.free > 0 && !poll.isDraining;
  for (;;) {
    const leftMs = until - Date.now();
    if (leftMs <= 0 || signal.aborted) {
      return false;
    }
    const isCalled = await bell.wait(queueId, { ms: Math.min(leftMs, LOOK_EVERY_MS), canTake, signal });
    if (!isCalled && bell.isStopped()) {
      return false;
    }
    if (isCalled || (await isAnythingNew(db, wait))) {
      return true;
    }
  }
}

/** One cheap question instead of a whole look, for a call may have been lost. */
async function isAnythingNew(
  db: Database,
  { queueId, agent, poll }: { queueId: Id<"queue">; agent: string; poll: Poll },
): Promise<boolean> {
  const isWaiting =
    poll.free > 0 && !poll.isDraining
      ? sql`exists (select from runs where queue_id = ${queueId} and state = 'queued')
          and exists (select from queues where id = ${queueId} and state <> 'paused')`
      : sql`false`;
  const [found] = await rows(
    db,
    z.object({ isNew: z.boolean() }),
    sql`
      select (${isWaiting})
        or exists (
          select from runs where agent_id = ${agent} and state in ('claimed', 'running') and kill_asked_at is not null
            and id not in (select jsonb_array_elements_text(${JSON.stringify(endingOf(poll))}::jsonb)))
        or exists (select from agents where id = ${agent} and drain_asked_at is not null and ${!poll.isDraining})
        as "isNew"`,
  );
  return found?.isNew ?? false;
}

function endingOf({ held }: Poll): string[] {
  return held.filter(({ isEnding }) => isEnding).map(({ run }) => run);
}
