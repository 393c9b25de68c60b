import { and, count, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import type { JsonObject } from "@/lib/core/json";
import { AGENT_HEARD_SECONDS } from "@/lib/core/launch-agent";
import type { JobSource } from "@/lib/core/launch-job";
import type { QueueState, QueueVariable, Resource } from "@/lib/core/launch-queue";
import type { Database, Transaction } from "@/lib/db/client";
import { agents, jobs, jobVersions, queues } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";

/** The job of a wish, with the version that it names, or its newest. */
export type TargetJob = {
  id: Id<"job">;
  name: string;
  versionCount: number;
  /** Null: the job has no version of that number. */
  version: { number: number; source: JobSource; parameters: JsonObject } | null;
};

export type TargetQueue = {
  id: Id<"queue">;
  name: string;
  resource: Resource;
  state: QueueState;
  template: JsonObject;
  variables: QueueVariable[];
  agentsListening: number;
};

export type LaunchTarget = { job: TargetJob | null; queue: TargetQueue | null };

type Wish = { job: string; jobVersion?: number | null; queue: string };

/**
 * The job and the queue that an action names, each by its id or its name, and null where it is not there. Both are locked
 * against deletion until the transaction ends: what is about to use them could not be seen before.
 */
export async function findLaunchTarget(
  db: Database | Transaction,
  teamId: Id<"team">,
  { job, jobVersion = null, queue }: Wish,
): Promise<LaunchTarget> {
  return { job: await findJob(db, teamId, job, jobVersion), queue: await findQueue(db, teamId, queue) };
}

/** The same to look at, for whoever may see them; a restricted token sees neither. */
export async function readLaunchTarget(db: Database, scope: TeamScope, wish: Wish): Promise<LaunchTarget> {
  return can(scope.role, "launch.read") && canSeeTeam(scope)
    ? findLaunchTarget(db, scope.teamId, wish)
    : { job: null, queue: null };
}

async function findJob(
  db: Database | Transaction,
  teamId: Id<"team">,
  ref: string,
  wanted: number | null,
): Promise<TargetJob | null> {
  const [job] = await db
    .select({ id: jobs.id, name: jobs.name, versionCount: jobs.nextNumber })
    .from(jobs)
    .where(and(eq(jobs.teamId, teamId), isNull(jobs.deletedAt), refersTo("job", ref)))
    .for("share");
  if (!job) {
    return null;
  }
  const [version] = await db
    .select({ number: jobVersions.number, source: jobVersions.source, parameters: jobVersions.parameters })
    .from(jobVersions)
    .where(and(eq(jobVersions.jobId, job.id), eq(jobVersions.number, wanted ?? job.versionCount - 1)));
  return { ...job, version: version ?? null };
}

async function findQueue(db: Database | Transaction, teamId: Id<"team">, ref: string): Promise<TargetQueue | null> {
  const [queue] = await db
    .select({
      id: queues.id,
      name: queues.name,
      resource: queues.resource,
      state: queues.state,
      template: queues.template,
      variables: queues.variables,
    })
    .from(queues)
    .where(and(eq(queues.teamId, teamId), isNull(queues.deletedAt), refersTo("queue", ref)))
    .for("share");
  return queue ? { ...queue, agentsListening: await countListening(db, queue.id) } : null;
}

async function countListening(db: Database | Transaction, queueId: Id<"queue">): Promise<number> {
  const [found] = await db
    .select({ agents: count() })
    .from(agents)
    .where(
      and(
        eq(agents.queueId, queueId),
        isNull(agents.goneAt),
        gt(agents.lastHeardAt, sql`now() - make_interval(secs => ${AGENT_HEARD_SECONDS}::int)`),
      ),
    );
  return found?.agents ?? 0;
}

/** What looks like an id is one. */
function refersTo(kind: "job" | "queue", ref: string): SQL {
  if (kind === "job") {
    return isId("job", ref) ? eq(jobs.id, ref) : eq(jobs.name, ref);
  }
  return isId("queue", ref) ? eq(queues.id, ref) : eq(queues.name, ref);
}
