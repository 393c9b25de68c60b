import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Id } from "@/lib/core/ids";
import type { JsonObject } from "@/lib/core/json";
import type { Assignment, HeldRun } from "@/lib/core/launch-agent";
import type { JobSource } from "@/lib/core/launch-job";
import type { Resource } from "@/lib/core/launch-queue";
import { LEASE_SECONDS } from "@/lib/core/launch-run";
import { type Database, inTransaction, rows, type Transaction } from "@/lib/db/client";
import { issueRunTokens } from "../run-token";

export type Claimant = { agent: string; queueId: Id<"queue">; teamId: Id<"team"> };

/** What one look tells of the agent, of what it holds, and of what is its own from now on. */
export type Look = {
  /** Null where the agent is not known, or not any more. */
  heard: { isDrainAsked: boolean } | null;
  renewed: { id: Id<"run">; isKillAsked: boolean }[];
  claimed: ClaimedRun[];
  /** True where the queue has a limit: then nothing new was claimed, which `claimWithin` does. */
  isLimited: boolean;
};

const leaseEnd = sql`now() + make_interval(secs => ${sql.raw(String(LEASE_SECONDS))})`;

/**
 * Notes that the agent lives, renews the leases of what it holds, and claims what waits first by priority and age. One
 * statement, for an agent asks often and many ask at once. Told again, under the same lease, is what was claimed by a poll
 * whose answer never reached the agent: so a crash between claiming and answering loses nothing.
 */
export async function lookAtQueue(
  db: Database,
  claimant: Claimant,
  { held, free }: { held: readonly HeldRun[]; free: number },
): Promise<Look> {
  const { agent, queueId, teamId } = claimant;
  const [look] = await rows(
    db,
    lookRow,
    sql`
      with held as materialized (
        select run, lease from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as held(run text, lease int)
      ), heard as (
        update agents set last_heard_at = now()
        where id = ${agent} and queue_id = ${queueId} and team_id = ${teamId} and gone_at is null
        returning id, name, drain_asked_at is not null as is_drain_asked
      ), renewed as (
        update runs set lease_expires_at = ${leaseEnd}
        from held
        where runs.id = held.run and runs.lease = held.lease and runs.agent_id = ${agent}
          and runs.state in ('claimed', 'running')
        returning runs.id, runs.kill_asked_at is not null as is_kill_asked
      ), unheard as materialized (
        select runs.* from runs, heard
        where runs.agent_id = heard.id and runs.state = 'claimed' and runs.id not in (select run from held)
      ), room as materialized (
        select ${free}::int - (select count(*)::int from unheard) as places, heard.id as agent_id, heard.name as agent_name
        from heard, queues
        where queues.id = ${queueId} and queues.state <> 'paused' and queues.max_running is null
          and not heard.is_drain_asked
      ), picked as materialized (
        select runs.id from runs
        where runs.queue_id = ${queueId} and runs.state = 'queued' and exists (select from room)
        order by runs.priority, runs.id
        limit greatest(0, (select places from room)) for update skip locked
      ), claimed as (
        ${claimPicked(sql`(select agent_id from room)`, sql`(select agent_name from room)`)}
      )
      select
        (select json_build_object('isDrainAsked', is_drain_asked) from heard) as heard,
        coalesce((select json_agg(json_build_object('id', id, 'isKillAsked', is_kill_asked)) from renewed), '[]') as renewed,
        coalesce((select json_agg(told) from (
          ${claimedFrom(sql`(select * from unheard union all select * from claimed)`)}
        ) as told), '[]') as claimed,
        exists (select from queues where id = ${queueId} and max_running is not null) as "isLimited"`,
  );
  return look ?? { heard: null, renewed: [], claimed: [], isLimited: false };
}

/** The same for a queue with a limit. Its row is locked first: two that claim at once must not both count. */
export async function claimWithin(db: Database, { agent, queueId }: Claimant, free: number): Promise<ClaimedRun[]> {
  return inTransaction(db, async (tx) => {
    const room = await roomOf(tx, queueId, free);
    if (room === 0) {
      return [];
    }
    return rows(
      tx,
      claimedRun,
      sql`
        with picked as materialized (
          select id from runs where queue_id = ${queueId} and state = 'queued'
          order by priority, id limit ${room} for update skip locked
        ), claimed as (
          ${claimPicked(sql`${agent}`, sql`(select name from agents where id = ${agent})`)}
        )
        ${claimedFrom(sql`claimed`)}`,
    );
  });
}

async function roomOf(tx: Transaction, queueId: Id<"queue">, free: number): Promise<number> {
  const [queue] = await rows(
    tx,
    z.object({ state: z.string(), maxRunning: z.number().nullable() }),
    sql`select state, max_running as "maxRunning" from queues where id = ${queueId} for update`,
  );
  if (!queue || queue.state === "paused" || queue.maxRunning === null) {
    return 0;
  }
  const [out] = await rows(
    tx,
    z.object({ count: z.number() }),
    sql`select count(*)::int as count from runs where queue_id = ${queueId} and state in ('claimed', 'running')`,
  );
  return Math.max(0, Math.min(free, queue.maxRunning - (out?.count ?? 0)));
}

function claimPicked(agentId: SQL, agentName: SQL): SQL {
  return sql`
    update runs set
      state = 'claimed', lease = lease + 1, lease_expires_at = ${leaseEnd}, claimed_at = now(),
      agent_id = ${agentId}, agent_name = ${agentName}, changed_at = now()
    from picked where runs.id = picked.id
    returning runs.*`;
}

function claimedFrom(from: SQL): SQL {
  return sql`
    select
      own.id, own.number, own.lease, own.team_id as "teamId", own.project_id as "projectId", own.parameters, own.resource,
      own.event_id as "eventId", own.delivery_id as "deliveryId", own.version_id as "versionId",
      own.model_id as "modelId", own.model_name as "modelName", own.version_number as "versionNumber",
      projects.name as project, jobs.name as "jobName", job_versions.number as "jobVersion", job_versions.source,
      queues.resource as "resourceType", versions.artifact_id as "artifactId"
    from ${from} as own
    join job_versions on job_versions.id = own.job_version_id
    join jobs on jobs.id = own.job_id
    join queues on queues.id = own.queue_id
    join projects on projects.id = own.project_id
    left join versions on versions.id = own.version_id
    order by own.priority, own.id`;
}

/** Gives each its token: outside the claim, for what is not told is told again, with another. */
export async function assignmentsOf(db: Database, team: string, claimed: readonly ClaimedRun[]): Promise<Assignment[]> {
  const issued = await issueRunTokens(db, claimed);
  return claimed.flatMap((run) => {
    const token = issued.get(run.id);
    return token ? [assignmentOf(run, team, token)] : [];
  });
}

function assignmentOf(run: ClaimedRun, team: string, token: Assignment["token"]): Assignment {
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

function versionOf({ versionId, modelName, versionNumber, artifactId }: ClaimedRun): Assignment["version"] {
  return versionId && modelName !== null && versionNumber !== null && artifactId
    ? { id: versionId, model: modelName, number: versionNumber, artifactId }
    : null;
}

export type ClaimedRun = {
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
const claimedRun = z.custom<ClaimedRun>((row) => typeof row === "object" && row !== null);
const lookRow = z.custom<Look>((row) => typeof row === "object" && row !== null);
