import "server-only";
import { db } from "@/app/_server/runtime";
import type { TeamScope } from "@/lib/core/actor";
import { isId } from "@/lib/core/ids";
import { type LaunchRunView, runSearch } from "@/lib/core/launch-run";
import type { VersionView } from "@/lib/core/registry";
import { getRun, listRuns } from "@/lib/launch/runs/queries";

const RUNS_SHOWN = 5;

export type VersionRuns = {
  /** The newest that work on the version. */
  on: readonly LaunchRunView[];
  hasMore: boolean;
  /** The number of the run that logged its artifact; null where none of ours did, or where it is forgotten. */
  loggedBy: number | null;
};

/** The lineage of a version, as far as runs are in it: on both of its sides. */
export async function readVersionRuns(scope: TeamScope, version: VersionView): Promise<VersionRuns> {
  const pool = await db();
  const { runId } = version.source;
  const [page, logged] = await Promise.all([
    listRuns(pool, scope, runSearch.parse({ versionId: version.id, limit: RUNS_SHOWN })),
    runId && isId("run", runId) ? getRun(pool, scope, runId) : null,
  ]);
  return {
    on: page.ok ? page.value.items : [],
    hasMore: page.ok && page.value.nextCursor !== null,
    loggedBy: logged?.ok ? logged.value.number : null,
  };
}
