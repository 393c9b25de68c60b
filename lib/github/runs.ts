import { and, eq, sql } from "drizzle-orm";
import { laterRun, type ToldJob, type ToldRun, tellingJob } from "@/lib/core/github-run";
import type { Id } from "@/lib/core/ids";
import type { Transaction } from "@/lib/db/client";
import { githubRuns } from "@/lib/db/schema";

export type RunRef = { repositoryId: number; runId: number };

/** A run as it is kept. */
export type KeptRun = Pick<
  typeof githubRuns.$inferSelect,
  keyof typeof RUN_COLUMNS & keyof typeof githubRuns.$inferSelect
>;

/** Takes in what GitHub told of a run. What comes late, twice or out of order leaves what counts; null: nothing changed. */
export async function recordRun(
  tx: Transaction,
  teamId: Id<"team">,
  ref: RunRef,
  told: ToldRun,
): Promise<KeptRun | null> {
  const before = await lockRun(tx, { ...ref, teamId, ...told });
  if (before.isNew) {
    return before.run;
  }
  const { run } = before;
  // A run that is no delivery's yet goes with its repository, should that have come to another team.
  const owner = run.deliveryId === null ? teamId : run.teamId;
  return laterRun<ToldRun>(run, told) === told || owner !== run.teamId
    ? changeRun(tx, ref, { ...laterRun<ToldRun>(run, told), teamId: owner })
    : null;
}

/** Takes in a job that failed, whether or not its run was told before; null: another is to be named, or it was known. */
export async function recordFailedJob(
  tx: Transaction,
  teamId: Id<"team">,
  ref: RunRef,
  job: ToldJob & { workflow: string },
): Promise<KeptRun | null> {
  const { run } = await lockRun(tx, { ...ref, ...untold(job.url, job.failedAt), teamId, workflow: job.workflow });
  const known = jobOf(run);
  if (tellingJob(known, job) !== job || isSameJob(known, job)) {
    return null;
  }
  return changeRun(tx, ref, {
    failingJob: job.name,
    failingJobUrl: job.url,
    failingJobAttempt: job.attempt,
    failingJobAt: job.failedAt,
  });
}

/**
 * Ties a run to the delivery that is known to have started it: GitHub named the run in its answer. Its webhooks may have
 * come before that answer was stored.
 */
export async function recordStartedRun(
  tx: Transaction,
  ref: RunRef,
  started: { teamId: Id<"team">; deliveryId: Id<"delivery">; url: string; workflow: string; event: string; at: Date },
): Promise<KeptRun> {
  const { teamId, deliveryId, url, workflow, event, at } = started;
  await lockRun(tx, { ...ref, ...untold(url, at), teamId, workflow, event });
  return changeRun(tx, ref, { teamId, deliveryId, event });
}

export function tieRun(tx: Transaction, ref: RunRef, deliveryId: Id<"delivery">): Promise<KeptRun> {
  return changeRun(tx, ref, { deliveryId });
}

/** Remembers that the failure of this attempt was raised. */
export function markFailureTold(tx: Transaction, ref: RunRef, attempt: number): Promise<KeptRun> {
  return changeRun(tx, ref, { failureToldAttempt: attempt });
}

/** Older than anything that GitHub tells. */
const UNTOLD = new Date(0);

/** A run of which only something else was told: whatever GitHub says of it itself counts more. */
function untold(url: string, at: Date) {
  return {
    state: "queued",
    conclusion: null,
    url,
    event: "",
    title: "",
    sha: null,
    attempt: 1,
    createdAt: at,
    startedAt: null,
    finishedAt: null,
    toldAt: UNTOLD,
  } as const;
}

const RUN_COLUMNS = {
  repositoryId: githubRuns.repositoryId,
  runId: githubRuns.runId,
  teamId: githubRuns.teamId,
  deliveryId: githubRuns.deliveryId,
  state: githubRuns.state,
  conclusion: githubRuns.conclusion,
  url: githubRuns.url,
  workflow: githubRuns.workflow,
  event: githubRuns.event,
  title: githubRuns.title,
  sha: githubRuns.sha,
  attempt: githubRuns.attempt,
  failingJob: githubRuns.failingJob,
  failingJobUrl: githubRuns.failingJobUrl,
  failingJobAttempt: githubRuns.failingJobAttempt,
  failingJobAt: githubRuns.failingJobAt,
  createdAt: githubRuns.createdAt,
  startedAt: githubRuns.startedAt,
  finishedAt: githubRuns.finishedAt,
  toldAt: githubRuns.toldAt,
  failureToldAttempt: githubRuns.failureToldAttempt,
};

/** The run's row, made of these values where there is none; nobody else changes it until the transaction ends. */
async function lockRun(
  tx: Transaction,
  values: typeof githubRuns.$inferInsert,
): Promise<{ run: KeptRun; isNew: boolean }> {
  const [made] = await tx
    .insert(githubRuns)
    .values({ ...values, changedAt: sql`now()` })
    .onConflictDoNothing()
    .returning(RUN_COLUMNS);
  if (made) {
    return { run: made, isNew: true };
  }
  const [found] = await tx.select(RUN_COLUMNS).from(githubRuns).where(isRun(values)).for("update");
  if (!found) {
    throw new Error("A workflow run was forgotten while it was told of."); // GitHub sends the webhook again.
  }
  return { run: found, isNew: false };
}

async function changeRun(
  tx: Transaction,
  ref: RunRef,
  change: Partial<typeof githubRuns.$inferInsert>,
): Promise<KeptRun> {
  const [changed] = await tx
    .update(githubRuns)
    .set({ ...change, changedAt: sql`now()` })
    .where(isRun(ref))
    .returning(RUN_COLUMNS);
  if (!changed) {
    throw new Error("A workflow run vanished while its row was locked.");
  }
  return changed;
}

function isRun({ repositoryId, runId }: RunRef) {
  return and(eq(githubRuns.repositoryId, repositoryId), eq(githubRuns.runId, runId));
}

function jobOf({ failingJob, failingJobUrl, failingJobAttempt, failingJobAt }: KeptRun): ToldJob | null {
  return failingJob === null || failingJobAt === null
    ? null
    : { name: failingJob, url: failingJobUrl ?? "", attempt: failingJobAttempt ?? 1, failedAt: failingJobAt };
}

function isSameJob(one: ToldJob | null, other: ToldJob): boolean {
  return one !== null && one.name === other.name && one.attempt === other.attempt && one.url === other.url;
}
