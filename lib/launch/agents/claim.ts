import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Id } from "@/lib/core/ids";
import type { JsonObject } from "@/lib/core/json";
import type { Assignment } from "@/lib/core/launch-agent";
import type { JobSource } from "@/lib/core/launch-job";
import type { Resource } from "@/lib/core/launch-queue";
import { LEASE_SECONDS } from "@/lib/core/launch-run";
import { rows, type Transaction } from "@/lib/db/client";
import { issueRunToken } from "../run-token";

export const leaseEnd = sql`now() + make_interval(secs => ${sql.raw(String(LEASE_SECONDS))})`;

export type Claimant = { agentId: Id<"agent">; agentName: string; queueId: Id<"queue">; teamName: string };

/** Takes what waits first by priority and age, within the queue's limit, and makes each its own under a new lease. */
export async function claimRuns(tx: Transaction, claimant: Claimant, free: number): Promise<Assignment[]> {
  if (free === 0) {
    return [];
  }
  const room = await roomOf(tx, claimant.queueId, free);
  if (room === 0) {
    return [];
  }
  const claimed = await rows(
    tx,
    assignedRow,
    sql`
      with picked as materialized (
        select id from runs
        where queue_id = ${claimant.queueId} and state = 'queued'
        order by priority, id limit ${room} for update skip locked
      ), claimed as (
        update runs set
          state = 'claimed', lease = lease + 1, lease_expires_at = ${leaseEnd}, claimed_at = now(),
          agent_id = ${claimant.agentId}, agent_name = ${claimant.agentName}, changed_at = now()
        from picked where runs.id = picked.id
        returning runs.*
      )
      ${assignedFrom(sql`claimed`)}`,
  );
  return assignEach(tx, claimant, claimed);
}

/** What was claimed for the agent by a poll whose answer never reached it: it is told again, under the same lease. */
export async function claimedUnheard(
  tx: Transaction,
  claimant: Claimant,
  held: readonly { run: string }[],
): Promise<Assignment[]> {
  const unheard = await rows(
    tx,
    assignedRow,
    sql`
      with claimed as (
        select * from runs
        where agent_id = ${claimant.agentId} and state = 'claimed'
          and id not in (select jsonb_array_elements_text(${JSON.stringify(held.map(({ run }) => run))}::jsonb))
        for update
      )
      ${assignedFrom(sql`claimed`)}`,
  );
  return assignEach(tx, claimant, unheard);
}

/** How many more may run. Where there is a limit, its row is locked: two that claim at once must not both count. */
async function roomOf(tx: Transaction, queueId: Id<"queue">, free: number): Promise<number> {
  const [queue] = await rows(
    tx,
    z.object({ state: z.string(), maxRunning: z.number().nullable() }),
    sql`select state, max_running as "maxRunning" from queues where id = ${queueId} and deleted_at is null`,
  );
  if (!queue || queue.state === "paused") {
    return 0;
  }
  if (queue.maxRunning === null) {
    return free;
  }
  await rows(tx, z.object({}), sql`select from queues where id = ${queueId} for update`);
  const [out] = await rows(
    tx,
    z.object({ count: z.number() }),
    sql`select count(*)::int as count from runs where queue_id = ${queueId} and state in ('claimed', 'running')`,
  );
  return Math.max(0, Math.min(free, queue.maxRunning - (out?.count ?? 0)));
}

function assignedFrom(from: SQL): SQL {
  return sql`
    select
      claimed.id, claimed.number, claimed.lease, claimed.team_id as "teamId", claimed.project_id as "projectId",
      claimed.parameters, claimed.resource, claimed.event_id as "eventId", claimed.delivery_id as "deliveryId",
      claimed.version_id as "versionId", claimed.model_id as "modelId", claimed.model_name as "modelName", claimed.version_number as "versionNumber",
      projects.name as project, jobs.name as "jobName", job_versions.number as "jobVersion", job_versions.source,
      queues.resource as "resourceType", versions.artifact_id as "artifactId"
    from ${from} as claimed
    join job_versions on job_versions.id = claimed.job_version_id
    join jobs on jobs.id = claimed.job_id
    join queues on queues.id = claimed.queue_id
    join projects on projects.id = claimed.project_id
    left join versions on versions.id = claimed.version_id
    order by claimed.priority, claimed.id`;
}

async function assignEach(
  tx: Transaction,
  { teamName }: Claimant,
  claimed: readonly AssignedRow[],
): Promise<Assignment[]> {
  const assigned: Assignment[] = [];
  for (const run of claimed) {
    assigned.push(assignmentOf(run, teamName, await issueRunToken(tx, run)));
  }
  return assigned;
}

function assignmentOf(run: AssignedRow, team: string, token: Assignment["token"]): Assignment {
  return {
    run: run.id,
    number: run.number,
    lease: run.lease,
    leaseSeconds: LEASE_SECONDS,
    job: { name: run.jobName, version: run.jobVersion, source: run.source },
    resource: { type: run.resourceType, arguments: run.resource },
    parameters: run.parameters,
    project: run.project,
    version: versionOf(run),
    cause: { eventId: run.eventId, deliveryId: run.deliveryId },
    team,
    token,
  };
}

function versionOf({ versionId, modelName, versionNumber, artifactId }: AssignedRow): Assignment["version"] {
  return versionId && modelName !== null && versionNumber !== null && artifactId
    ? { id: versionId, model: modelName, number: versionNumber, artifactId }
    : null;
}

type AssignedRow = {
  id: Id<"run">;
  number: number;
  lease: number;
  teamId: Id<"team">;
  projectId: Id<"project">;
  parameters: JsonObject;
  resource: JsonObject;
  eventId: Id<"event"> | null;
  deliveryId: Id<"delivery"> | null;
  versionId: Id<"version"> | null;
  modelId: Id<"model"> | null;
  modelName: string | null;
  versionNumber: number | null;
  project: string;
  jobName: string;
  jobVersion: number;
  source: JobSource;
  resourceType: Resource;
  artifactId: Id<"artifact"> | null;
};

/** Our own rows, of column types that both drivers answer alike. */
const assignedRow = z.custom<AssignedRow>((row) => typeof row === "object" && row !== null);
