import { and, desc, eq, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { TeamScope } from "@/lib/core/actor";
import { isId } from "@/lib/core/ids";
import { PRIORITIES, type Priority } from "@/lib/core/launch-queue";
import { isEnded, type LaunchRunView } from "@/lib/core/launch-run";
import type { Database, Transaction } from "@/lib/db/client";
import { jobs, jobVersions, projects, queues, runs } from "@/lib/db/schema";

const NUMBER_MAX = 2_147_483_647;
const earlierRuns = alias(runs, "earlier_runs");

export type RunRow = Awaited<ReturnType<typeof selectRuns>>[number];

/** Runs of the team with all that their views say, newest first; for commands also, inside their transaction. */
export function selectRuns(
  db: Database | Transaction,
  scope: TeamScope,
  { where, limit }: { where: SQL | undefined; limit: number },
) {
  return db
    .select({
      id: runs.id,
      number: runs.number,
      state: runs.state,
      job: { id: jobs.id, name: jobs.name, version: jobVersions.number, source: jobVersions.source },
      queue: { id: queues.id, name: queues.name, resource: queues.resource },
      priority: runs.priority,
      project: projects.name,
      projectId: runs.projectId,
      versionId: runs.versionId,
      modelId: runs.modelId,
      modelName: runs.modelName,
      versionNumber: runs.versionNumber,
      eventId: runs.eventId,
      deliveryId: runs.deliveryId,
      automationId: runs.automationId,
      automationName: runs.automationName,
      rerunOf: { id: earlierRuns.id, number: earlierRuns.number },
      requestedBy: runs.requestedBy,
      lease: runs.lease,
      agentId: runs.agentId,
      agentName: runs.agentName,
      leaseExpiresAt: runs.leaseExpiresAt,
      killAskedBy: runs.killAskedBy,
      killAskedAt: runs.killAskedAt,
      queuedAt: runs.queuedAt,
      claimedAt: runs.claimedAt,
      startedAt: runs.startedAt,
      finishedAt: runs.finishedAt,
      endCause: runs.endCause,
      exitCode: runs.exitCode,
      endMessage: runs.endMessage,
      logLines: runs.logLines,
      logBytes: runs.logBytes,
      isLogCut: runs.isLogCut,
    })
    .from(runs)
    .innerJoin(jobs, eq(jobs.id, runs.jobId))
    .innerJoin(jobVersions, eq(jobVersions.id, runs.jobVersionId))
    .innerJoin(queues, eq(queues.id, runs.queueId))
    .innerJoin(projects, eq(projects.id, runs.projectId))
    .leftJoin(earlierRuns, eq(earlierRuns.id, runs.rerunOf))
    .where(and(eq(runs.teamId, scope.teamId), where))
    .orderBy(desc(runs.number))
    .limit(limit);
}

/** A run by its number, as people say it, or by its id; null for what is neither. */
export function runByRef(ref: string): SQL | null {
  if (isId("run", ref)) {
    return eq(runs.id, ref);
  }
  const number = /^[1-9]\d{0,9}$/.test(ref) ? Number(ref) : Number.POSITIVE_INFINITY;
  return number <= NUMBER_MAX ? eq(runs.number, number) : null;
}

export function runView(row: RunRow): LaunchRunView {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    job: row.job,
    queue: row.queue,
    priority: priorityOf(row.priority),
    project: row.project,
    version: versionOf(row),
    cause: causeOf(row),
    lease: row.lease,
    agent: row.agentId && { id: row.agentId, name: row.agentName ?? "" },
    leaseExpiresAt: iso(row.leaseExpiresAt),
    killRequested: row.killAskedAt && { by: row.killAskedBy ?? "", at: row.killAskedAt.toISOString() },
    queuedAt: row.queuedAt.toISOString(),
    claimedAt: iso(row.claimedAt),
    startedAt: iso(row.startedAt),
    finishedAt: iso(row.finishedAt),
    end: endOf(row),
    log: { lines: row.logLines, bytes: row.logBytes, isCut: row.isLogCut },
  };
}

export function priorityOf(rank: number): Priority {
  return PRIORITIES[rank] ?? "low";
}

function versionOf({ versionId, modelName, versionNumber }: RunRow): LaunchRunView["version"] {
  return versionId && { id: versionId, model: modelName ?? "", number: versionNumber ?? 0 };
}

function causeOf(row: RunRow): LaunchRunView["cause"] {
  return {
    eventId: row.eventId,
    deliveryId: row.deliveryId,
    automation: row.automationId && { id: row.automationId, name: row.automationName ?? "" },
    rerunOf: row.rerunOf,
    by: row.requestedBy,
  };
}

/** A run that simply finished has nothing to explain. */
function endOf({ state, endCause, exitCode, endMessage }: RunRow): LaunchRunView["end"] {
  const isExplained = endCause !== null && (state !== "finished" || endMessage !== null);
  return isEnded(state) && isExplained ? { cause: endCause, exitCode, message: endMessage } : null;
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
