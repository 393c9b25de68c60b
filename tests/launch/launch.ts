import { eq } from "drizzle-orm";
import { authenticateToken } from "@/lib/auth/authenticate";
import { contextless } from "@/lib/auth/grant";
import type { TeamScope } from "@/lib/core/actor";
import { type JobView, newJob } from "@/lib/core/launch-job";
import { newQueue, type QueueView } from "@/lib/core/launch-queue";
import { type LaunchRunView, newRun } from "@/lib/core/launch-run";
import type { Result } from "@/lib/core/result";
import { type Database, inTransaction } from "@/lib/db/client";
import { runs } from "@/lib/db/schema";
import { createJob } from "@/lib/launch/jobs/commands";
import { getJob } from "@/lib/launch/jobs/queries";
import { createQueue } from "@/lib/launch/queues/commands";
import { getQueue } from "@/lib/launch/queues/queries";
import { issueRunTokens } from "@/lib/launch/run-token";
import { createRun } from "@/lib/launch/runs/commands";
import { NO_CAUSE, type Submission, type Submitted, submitRun } from "@/lib/launch/runs/submit";
import { link, makeModel } from "../registry/registry";
import type { TestDatabase, TestTeam } from "../support/database";
import { must } from "../support/must";

/** Nobody follows what came of a delivery here. */
export async function nobodyToTell(): Promise<void> {}

export type LaunchStage = { db: Database; team: TestTeam; admin: TeamScope; member: TeamScope };

export const EPOCHS = {
  type: "object",
  properties: { epochs: { type: "integer", minimum: 1, default: 10 } },
  additionalProperties: false,
} as const;

/** A team with the job `train`, the queue `lab` of processes, and the versions v0 and v1 of the model `fraud`. */
export async function openLaunchStage(database: TestDatabase): Promise<LaunchStage> {
  const { db } = database;
  const team = await database.team();
  const admin = await team.scope("admin");
  const member = await team.scope("member");
  must(await makeJob(db, admin, "train"));
  must(await makeQueue(db, admin, "lab"));
  await makeModel(db, member, "fraud");
  must(await link(db, member, "fraud"));
  must(await link(db, member, "fraud", { aliases: ["candidate"] }));
  return { db, team, admin, member };
}

export function makeJob(db: Database, scope: TeamScope, name: string, wish: object = {}): Promise<Result<JobView>> {
  const source = { type: "command", command: ["python", "train.py"] };
  return createJob(db, scope, newJob.parse({ name, source, parameters: EPOCHS, ...wish }));
}

export function makeQueue(db: Database, scope: TeamScope, name: string, wish: object = {}): Promise<Result<QueueView>> {
  const variables = [{ name: "memory", type: "integer", default: 512, minimum: 64, maximum: 4_096 }];
  const template = { limits: { memoryMb: "{{memory}}" } };
  return createQueue(db, scope, newQueue.parse({ name, resource: "process", template, variables, ...wish }));
}

export function queueRun(db: Database, scope: TeamScope, wish: object = {}): Promise<Result<LaunchRunView>> {
  return createRun(db, scope, newRun.parse({ job: "train", queue: "lab", ...wish }));
}

/** What `submitRun` is asked for: the stage's own job and queue, and nothing set. */
export async function submissionOf(
  { db, team, admin }: LaunchStage,
  wish: Partial<Submission> = {},
): Promise<Submission> {
  const job = must(await getJob(db, admin, "train"));
  const queue = must(await getQueue(db, admin, "lab"));
  const named = { teamId: team.id, jobId: job.id, queueId: queue.id, by: "automation" };
  const set = { jobVersion: null, parameters: {}, variables: {}, priority: null, project: "launch", version: null };
  return { ...named, ...set, cause: NO_CAUSE, ...wish };
}

export function submit(db: Database, submission: Submission): Promise<Result<Submitted>> {
  return inTransaction(db, (tx) => submitRun(tx, submission));
}

/** A run as an agent has it. */
export async function runningRun({ db, member }: LaunchStage, wish: object = {}): Promise<LaunchRunView> {
  const run = must(await queueRun(db, member, wish));
  await db.update(runs).set({ state: "running", lease: 1, startedAt: new Date() }).where(eq(runs.id, run.id));
  return run;
}

/** The token that the run is given when it is claimed. */
export async function tokenOfRun(db: Database, { id }: { id: LaunchRunView["id"] }): Promise<string> {
  return inTransaction(db, async (tx) => {
    const [run] = await tx.select().from(runs).where(eq(runs.id, id));
    if (!run) {
      throw new Error("There is no such run.");
    }
    return (await issueRunTokens(tx, [run])).get(id)?.text ?? "";
  });
}

export async function scopeOfToken(db: Database, token: string): Promise<TeamScope> {
  return must(await authenticateToken(db, `Bearer ${token}`, contextless())).scope;
}
