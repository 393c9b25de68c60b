import { eq } from "drizzle-orm";
import { endWords } from "@/lib/core/launch-words";
import { launchRunUrl } from "@/lib/core/site-urls";
import type { Transaction } from "@/lib/db/client";
import { jobs, runs, teams } from "@/lib/db/schema";
import type { EndedRun } from "@/lib/launch/ended";
import { env } from "@/lib/platform/env";
import { announceRun } from "./announce-runs";
import { conclusionOf } from "./launch-run-view";
import { tellFailures } from "./tell-failures";

/**
 * Carries the end of a launch run on to the delivery that queued it, in the transaction in which it ends. A failure is told
 * once, for nothing leaves an end; a run that a person killed is none.
 */
export async function followLaunchRun(tx: Transaction, ended: EndedRun): Promise<void> {
  const { id, number, deliveryId, state, endCause, exitCode, endMessage } = ended;
  if (deliveryId === null) {
    return;
  }
  if (state === "failed") {
    const { job, team, lease } = await readNames(tx, id);
    const run = {
      url: launchRunUrl(env().MODELWIRE_URL, team, number),
      workflow: job,
      attempt: Math.max(1, lease),
      conclusion: conclusionOf(state, endCause) ?? ("other" as const),
      failingJob: null,
      reason: endMessage ?? endWords({ cause: endCause, exitCode }).happened,
    };
    await tellFailures(tx, [{ deliveryId, code: "run_failed", run }]);
  }
  await announceRun(tx, deliveryId);
}

async function readNames(tx: Transaction, id: EndedRun["id"]) {
  const [found] = await tx
    .select({ job: jobs.name, team: teams.name, lease: runs.lease })
    .from(runs)
    .innerJoin(jobs, eq(jobs.id, runs.jobId))
    .innerJoin(teams, eq(teams.id, runs.teamId))
    .where(eq(runs.id, id));
  if (!found) {
    throw new Error(`The run ${id} that has just ended is not there.`);
  }
  return found;
}
