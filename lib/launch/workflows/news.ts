import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/client";
import { githubRuns } from "@/lib/db/schema";
import type { WorkflowNews } from "./follow";

/** What webhooks have told of a workflow run so far; null where nothing. */
export async function findRunNews(
  tx: Transaction,
  { repositoryId, runId }: Pick<WorkflowNews, "repositoryId" | "runId">,
): Promise<WorkflowNews | null> {
  const [run] = await tx
    .select({
      teamId: githubRuns.teamId,
      repositoryId: githubRuns.repositoryId,
      runId: githubRuns.runId,
      title: githubRuns.title,
      url: githubRuns.url,
      state: githubRuns.state,
      conclusion: githubRuns.conclusion,
      failingJob: githubRuns.failingJob,
      startedAt: githubRuns.startedAt,
    })
    .from(githubRuns)
    .where(and(eq(githubRuns.repositoryId, repositoryId), eq(githubRuns.runId, runId)));
  return run ?? null;
}
