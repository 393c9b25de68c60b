import { and, eq, isNull, sql } from "drizzle-orm";
import type { StartedRun } from "@/lib/core/github-run";
import { readArguments } from "@/lib/core/launch-resource";
import type { WorkflowStart, Workflows } from "@/lib/core/ports";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { runs } from "@/lib/db/schema";
import { endRun, type OnRunEnded, type RunEnding } from "../ended";
import { type ClaimedWorkflow, claimKills, claimWorkflows } from "./claim";
import { followWorkflow } from "./follow";
import { findRunNews } from "./news";

export type WorkflowPorts = { db: Database; workflows: Workflows; onEnded: OnRunEnded };

/** How long a dispatch of which GitHub said nothing clear is looked for among the runs. */
const LOOKED_FOR_MS = 10 * 60_000;
const LOOK_AGAIN_SECONDS = 60;

/**
 * Sees to the runs of `github-actions` queues: starts the workflow of each, looks for those that may have been started, and
 * cancels what somebody killed. How a workflow goes on its webhooks tell. Answers how many it had to do with.
 */
export async function workWorkflows(ports: WorkflowPorts, signal: AbortSignal): Promise<number> {
  const claimed = await claimWorkflows(ports.db);
  for (const run of claimed) {
    await workOne(ports, run, signal);
  }
  const kills = await claimKills(ports.db);
  for (const kill of kills) {
    await ports.workflows.cancel(kill);
  }
  return claimed.length + kills.length;
}

async function workOne(ports: WorkflowPorts, run: ClaimedWorkflow, signal: AbortSignal): Promise<void> {
  if (run.killAskedBy !== null && run.sentAt === null) {
    await end(ports, run, { state: "killed", endCause: "killed_by_person", exitCode: null, endMessage: null });
    return;
  }
  const place = readArguments("github-actions", run.resource);
  if (!place.ok) {
    await end(ports, run, refused(place.problem.message));
    return;
  }
  if (run.sentAt === null && !(await markSent(ports.db, run))) {
    return; // Another has it by now, or it was killed a moment ago.
  }
  const started = await ports.workflows.start(
    {
      runId: run.id,
      teamId: run.teamId,
      ...place.value,
      inputs: { run_id: run.id, parameters: JSON.stringify(run.parameters) },
      sentAt: run.sentAt,
    },
    signal,
  );
  await store(ports, run, started);
}

/** From here on it may have left, whatever becomes of this process. */
async function markSent(db: Database, { id, lease }: ClaimedWorkflow): Promise<boolean> {
  const marked = await db
    .update(runs)
    .set({ workflowSentAt: sql`now()` })
    .where(and(eq(runs.id, id), eq(runs.lease, lease), eq(runs.state, "claimed"), isNull(runs.killAskedAt)))
    .returning({ id: runs.id });
  return marked.length > 0;
}

async function store(ports: WorkflowPorts, run: ClaimedWorkflow, started: WorkflowStart): Promise<void> {
  switch (started.kind) {
    case "started":
      return keepStarted(ports, run, started.run);
    case "refused":
      return end(ports, run, refused(started.message));
    case "later":
      return inLease(ports.db, run, (tx) => giveBack(tx, run, started.delaySeconds));
    case "unknown":
      return keepDoubt(ports, run);
  }
}

/** Its webhooks may have come before GitHub's answer: what they told is taken in now. */
async function keepStarted({ db, onEnded }: WorkflowPorts, run: ClaimedWorkflow, started: StartedRun): Promise<void> {
  const { repositoryId, runId, url } = started;
  await inLease(db, run, async (tx) => {
    await tx
      .update(runs)
      .set({ workflowRepositoryId: repositoryId, workflowRunId: runId, workflowUrl: url, ...CHANGED })
      .where(eq(runs.id, run.id));
    const news = await findRunNews(tx, { repositoryId, runId });
    if (news) {
      await followWorkflow(tx, news, onEnded);
    }
  });
}

/** Nothing was started: it keeps its place, and is tried again. */
async function giveBack(tx: Transaction, { id }: ClaimedWorkflow, delaySeconds: number): Promise<void> {
  await tx
    .update(runs)
    .set({
      state: "queued",
      claimedAt: null,
      workflowSentAt: null,
      workflowDueAt: sql`now() + make_interval(secs => ${delaySeconds}::float8)`,
      changedAt: sql`now()`,
    })
    .where(eq(runs.id, id));
}

/** It is looked for again for a while, and then given up: a second dispatch could be a second run. */
async function keepDoubt(ports: WorkflowPorts, run: ClaimedWorkflow): Promise<void> {
  if (run.sentAt && Date.now() - run.sentAt.getTime() > LOOKED_FOR_MS) {
    await end(ports, run, refused(UNCLEAR));
    return;
  }
  await inLease(ports.db, run, async (tx) => {
    await tx
      .update(runs)
      .set({ workflowDueAt: sql`now() + make_interval(secs => ${LOOK_AGAIN_SECONDS}::int)` })
      .where(eq(runs.id, run.id));
  });
}

const UNCLEAR =
  "GitHub did not say whether it started the workflow, and lists no run with this run's id in its title. Look at the repository's Actions; rerun it if it is not there.";

const CHANGED = { workflowDueAt: null, changedAt: sql`now()` } as const;

function refused(message: string): RunEnding {
  return { state: "failed", endCause: "dispatch_refused", exitCode: null, endMessage: message.slice(0, 2_000) };
}

async function end({ db, onEnded }: WorkflowPorts, run: ClaimedWorkflow, ending: RunEnding): Promise<void> {
  await inLease(db, run, (tx) => endRun(tx, onEnded, run, ending));
}

/** Only while the claim stands: one that was frozen and comes back changes nothing. */
function inLease(db: Database, { id, lease }: ClaimedWorkflow, fn: (tx: Transaction) => Promise<void>): Promise<void> {
  return inTransaction(db, async (tx) => {
    const [held] = await tx
      .select({ id: runs.id })
      .from(runs)
      .where(and(eq(runs.id, id), eq(runs.lease, lease), eq(runs.state, "claimed"), isNull(runs.workflowRunId)))
      .for("update");
    if (held) {
      await fn(tx);
    }
  });
}
