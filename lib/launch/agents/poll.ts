import { sql } from "drizzle-orm";
import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import type { Poll, PollAnswer } from "@/lib/core/launch-agent";
import { HEARTBEAT_SECONDS } from "@/lib/core/launch-run";
import { notFound, ok, type Result } from "@/lib/core/result";
import { type Database, rows } from "@/lib/db/client";
import type { Bell } from "./bell";
import { assignmentsOf, claimWithin, lookAtQueue } from "./claim";
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
    const answer = await look(db, scope, queueId.value, agent, poll);
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
  db: Database,
  scope: TeamScope,
  queueId: Id<"queue">,
  agent: string,
  poll: Poll,
): Promise<Result<PollAnswer>> {
  const claimant = { agent, queueId, teamId: scope.teamId };
  const free = poll.isDraining ? 0 : poll.free;
  const seen = await lookAtQueue(db, claimant, { held: poll.held, free });
  if (!seen.heard) {
    return notFound("agent any more: register again");
  }

  const isDraining = seen.heard.isDrainAsked || poll.isDraining;
  const left = free - seen.claimed.length;
  const more = seen.isLimited && left > 0 && !isDraining ? await claimWithin(db, claimant, left) : [];
  const kept = new Set(seen.renewed.map(({ id }) => id));
  return ok({
    assigned: await assignmentsOf(db, scope.teamName, [...seen.claimed, ...more]),
    kill: seen.renewed.filter(({ isKillAsked }) => isKillAsked).map(({ id }) => id),
    lost: poll.held.flatMap(({ run }) => (isId("run", run) && !kept.has(run) ? [run] : [])),
    order: isDraining ? "drain" : "work",
    heartbeatSeconds: HEARTBEAT_SECONDS,
  });
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
