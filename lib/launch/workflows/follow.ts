import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { CONCLUSION_WORDS, type RunConclusion, type RunState } from "@/lib/core/github-run";
import { type Id, isId } from "@/lib/core/ids";
import { isEnded } from "@/lib/core/launch-run";
import type { Transaction } from "@/lib/db/client";
import { githubRepositories, runs } from "@/lib/db/schema";
import { endRun, type OnRunEnded, type RunEnding } from "../ended";

/** What GitHub told of a workflow run, as far as a launch run follows it. */
export type WorkflowNews = {
  teamId: Id<"team">;
  repositoryId: number;
  runId: number;
  title: string;
  url: string;
  state: RunState;
  conclusion: RunConclusion | null;
  failingJob: string | null;
  startedAt: Date | null;
};

/**
 * Carries what GitHub told of a workflow run on to the launch run that it carries out. False where there is none. A run is
 * known by the number that GitHub gave it, or by the launch run's id in its title, where the answer to the dispatch was lost.
 */
export async function followWorkflow(tx: Transaction, news: WorkflowNews, onEnded: OnRunEnded): Promise<boolean> {
  const run = (await findKnown(tx, news)) ?? (await adopt(tx, news));
  if (!run) {
    return false;
  }
  if (isEnded(run.state) || news.state === "queued") {
    return true;
  }
  if (news.state === "running") {
    await tx
      .update(runs)
      .set({ state: "running", startedAt: news.startedAt ?? sql`now()`, changedAt: sql`now()` })
      .where(and(eq(runs.id, run.id), eq(runs.state, "claimed")));
    return true;
  }
  if (run.state === "claimed") {
    await tx.update(runs).set({ startedAt: news.startedAt }).where(eq(runs.id, run.id));
  }
  await endRun(tx, onEnded, run, endingOf(news, run.killAskedBy));
  return true;
}

const COLUMNS = {
  id: runs.id,
  number: runs.number,
  teamId: runs.teamId,
  deliveryId: runs.deliveryId,
  state: runs.state,
  killAskedBy: runs.killAskedBy,
};

async function findKnown(tx: Transaction, { repositoryId, runId }: WorkflowNews) {
  const [run] = await tx
    .select(COLUMNS)
    .from(runs)
    .where(and(eq(runs.workflowRepositoryId, repositoryId), eq(runs.workflowRunId, runId)))
    .for("update");
  return run ?? null;
}

/** Of its own team and repository alone, whatever a title says. */
async function adopt(tx: Transaction, { teamId, repositoryId, runId, title, url }: WorkflowNews) {
  const named = launchRunNamedBy(title);
  if (named === null) {
    return null;
  }
  const isItsRepository = sql`exists (
    select from ${githubRepositories} where ${githubRepositories.repositoryId} = ${repositoryId}
      and lower(${githubRepositories.name}) = lower(${runs.resource} ->> 'repository'))`;
  const [run] = await tx
    .update(runs)
    .set({ workflowRepositoryId: repositoryId, workflowRunId: runId, workflowUrl: url, workflowDueAt: null })
    .where(
      and(
        eq(runs.id, named),
        eq(runs.teamId, teamId),
        eq(runs.state, "claimed"),
        isNotNull(runs.workflowSentAt),
        isNull(runs.workflowRunId),
        isItsRepository,
      ),
    )
    .returning(COLUMNS);
  return run ?? null;
}

/** The id of a launch run within a title; null where there is none. */
function launchRunNamedBy(title: string): Id<"run"> | null {
  const [id = ""] = /run_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(title) ?? [];
  return isId("run", id) ? id : null;
}

function endingOf({ state, conclusion, failingJob }: WorkflowNews, killAskedBy: string | null): RunEnding {
  if (state === "succeeded") {
    return { state: "finished", endCause: "exit", exitCode: null, endMessage: null };
  }
  if (state === "cancelled") {
    const endMessage = killAskedBy === null ? "The workflow was cancelled on GitHub." : null;
    return { state: "killed", endCause: "killed_by_person", exitCode: null, endMessage };
  }
  const told = conclusion && CONCLUSION_WORDS[conclusion];
  const words = failingJob ? `The job ${failingJob} failed first.` : (told ?? "The workflow failed.");
  const endCause = conclusion === "timed_out" ? "timed_out" : "workflow_failed";
  return { state: "failed", endCause, exitCode: null, endMessage: words };
}
