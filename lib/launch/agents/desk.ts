import { and, eq } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { isPermitted } from "@/lib/core/purpose";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { runs } from "@/lib/db/schema";

const ONLY_AGENTS = refuse<Problem>({
  code: "forbidden",
  message: "Only agents may do this, with a token of their queue. An admin creates one on the queue's page.",
});

/**
 * The queue that the caller's token serves. What agents say many times a minute is no change of a person's: it goes into
 * the rows of the run, which tell its history, and not into the audit log; hence no `transact`.
 */
export function queueOfAgent(scope: TeamScope): Result<Id<"queue">> {
  return scope.agentOf && isPermitted(scope, "run.work") ? ok(scope.agentOf) : ONLY_AGENTS;
}

export type HeldRow = Pick<
  typeof runs.$inferSelect,
  | "id"
  | "number"
  | "teamId"
  | "deliveryId"
  | "state"
  | "lease"
  | "endCause"
  | "exitCode"
  | "killAskedAt"
  | "logLines"
  | "logBytes"
  | "isLogCut"
>;

/** A run of the agent's own queue, locked until the transaction ends. */
export async function lockRun(
  tx: Transaction,
  scope: TeamScope,
  queueId: Id<"queue">,
  id: string,
): Promise<Result<HeldRow>> {
  const [found] = isId("run", id)
    ? await tx
        .select(HELD_COLUMNS)
        .from(runs)
        .where(and(eq(runs.id, id), eq(runs.teamId, scope.teamId), eq(runs.queueId, queueId)))
        .for("update")
    : [];
  return found ? ok(found) : notFound("run");
}

/** The answer to a report that comes too late: its sender has lost the run, and ends it without another word. */
export function staleLease({ lease }: { lease: number }): { ok: false; problem: Problem } {
  return refuse({
    code: "conflict",
    reason: "stale_lease",
    field: "lease",
    message: `The run is not yours any more: its lease is number ${lease} now. End what you run of it, and report nothing.`,
  });
}

export function isHeld({ state }: Pick<HeldRow, "state">): boolean {
  return state === "claimed" || state === "running";
}

const HELD_COLUMNS = {
  id: runs.id,
  number: runs.number,
  teamId: runs.teamId,
  deliveryId: runs.deliveryId,
  state: runs.state,
  lease: runs.lease,
  endCause: runs.endCause,
  exitCode: runs.exitCode,
  killAskedAt: runs.killAskedAt,
  logLines: runs.logLines,
  logBytes: runs.logBytes,
  isLogCut: runs.isLogCut,
};
