import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Id } from "@/lib/core/ids";
import type { JsonObject } from "@/lib/core/json";
import { type Database, rows } from "@/lib/db/client";

/** Longer than a start may take with all its looks: past it, whoever had the run is taken to be dead. */
const HELD_SECONDS = 120;
/** A cancellation may come before the run can be cancelled, or be lost on the way. */
const KILLED_AGAIN_SECONDS = 10;
/** Few at a time: GitHub wants a second between dispatches. */
const CLAIMED_MAX = 5;

/** A run that this process has, until its lease's number is another. */
export type ClaimedWorkflow = {
  id: Id<"run">;
  number: number;
  teamId: Id<"team">;
  deliveryId: Id<"delivery"> | null;
  lease: number;
  parameters: JsonObject;
  resource: JsonObject;
  sentAt: Date | null;
  killAskedBy: string | null;
};

/**
 * Takes what waits in queues of workflows, first by priority and age and within each queue's limit, and what somebody had
 * taken and never told the end of. It has no lease that runs out: nothing gives it back but this, which knows whether its
 * dispatch may have left.
 */
export async function claimWorkflows(db: Database): Promise<ClaimedWorkflow[]> {
  const claimed = await rows(
    db,
    claimedRow,
    sql`
      with fresh as materialized (
        select waiting.id from queues cross join lateral (
          select runs.id from runs
          where runs.queue_id = queues.id and runs.state = 'queued' and ${isDue}
          order by runs.priority, runs.id
          limit greatest(0, least(${CLAIMED_MAX}::int, coalesce(queues.max_running, ${CLAIMED_MAX}::int) - case
            when queues.max_running is null then 0 else (
              select count(*)::int from runs where queue_id = queues.id and state in ('claimed', 'running')
            ) end))
          for update skip locked
        ) as waiting
        where queues.resource = 'github-actions' and queues.state <> 'paused' and queues.deleted_at is null
        limit ${CLAIMED_MAX}::int
      ), left_behind as materialized (
        select runs.id from runs join queues on queues.id = runs.queue_id
        where queues.resource = 'github-actions' and runs.state = 'claimed' and runs.workflow_run_id is null and ${isDue}
        limit ${CLAIMED_MAX}::int for update of runs skip locked
      )
      update runs set
        state = 'claimed', lease = lease + 1, claimed_at = coalesce(claimed_at, now()), agent_name = 'GitHub Actions',
        workflow_due_at = now() + make_interval(secs => ${HELD_SECONDS}::int), changed_at = now()
      where id in (select id from fresh union all select id from left_behind)
      returning id, number, team_id as "teamId", delivery_id as "deliveryId", lease, parameters, resource,
        workflow_sent_at as "sentAt", kill_asked_by as "killAskedBy"`,
  );
  return claimed.map((row) => ({ ...row, sentAt: row.sentAt === null ? null : new Date(row.sentAt) })); // One driver answers text.
}

/** A workflow run that a person asked to end. Each is taken by one process, and again if it has not ended after a while. */
export type AskedToEnd = { teamId: Id<"team">; repositoryId: number; runId: number };

export function claimKills(db: Database): Promise<AskedToEnd[]> {
  return rows(
    db,
    z.custom<AskedToEnd>((row) => typeof row === "object" && row !== null),
    sql`
      update runs set workflow_due_at = now() + make_interval(secs => ${KILLED_AGAIN_SECONDS}::int)
      where id in (
        select runs.id from runs
        where runs.state in ('claimed', 'running') and runs.kill_asked_at is not null
          and runs.workflow_run_id is not null and ${isDue}
        limit ${CLAIMED_MAX}::int for update skip locked
      )
      returning team_id as "teamId", workflow_repository_id::float8 as "repositoryId", workflow_run_id::float8 as "runId"`,
  );
}

const isDue: SQL = sql`(runs.workflow_due_at is null or runs.workflow_due_at <= now())`;

/** Our own rows; only the time has two forms. */
const claimedRow = z.custom<Omit<ClaimedWorkflow, "sentAt"> & { sentAt: Date | string | null }>(
  (row) => typeof row === "object" && row !== null,
);
