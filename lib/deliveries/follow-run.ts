import { eq } from "drizzle-orm";
import type { StartedRun, ToldJob, ToldRun } from "@/lib/core/github-run";
import type { Id } from "@/lib/core/ids";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { deliveries } from "@/lib/db/schema";
import {
  type KeptRun,
  markFailureTold,
  type RunRef,
  recordFailedJob,
  recordRun,
  recordStartedRun,
  tieRun,
} from "@/lib/github/runs";
import { followWorkflow } from "@/lib/launch/workflows/follow";
import { announceRun } from "./announce-runs";
import { confirmByRun } from "./confirm";
import { followLaunchRun } from "./follow-launch";
import { deliveryNamedBy, findDeliveryOf } from "./match-run";
import { tellFailures } from "./tell-failures";

/** `mayGuess` where an App started it: nobody else's run is taken for a delivery's. */
export type RunNews = RunRef & { teamId: Id<"team">; told: ToldRun; mayGuess: boolean };

export type JobNews = RunRef & { teamId: Id<"team">; job: ToldJob & { workflow: string } };

export type StartedBy = { deliveryId: Id<"delivery">; run: StartedRun };

/**
 * Takes in what GitHub told of a run, and carries it on to the delivery that started it. The same twice, or something
 * that has been overtaken, changes nothing.
 */
export function followRun(db: Database, { teamId, told, mayGuess, repositoryId, runId }: RunNews): Promise<void> {
  return inTransaction(db, async (tx) => {
    const run = await recordRun(tx, teamId, { repositoryId, runId }, told);
    // What carries out a launch run is that run's, and never guessed to be a delivery's.
    if (run && (run.deliveryId !== null || !(await followWorkflow(tx, run, followLaunchRun)))) {
      await carryOn(tx, run.deliveryId === null ? await tied(tx, run, mayGuess) : run);
    }
  });
}

/** Names the first job that failed in what is told of the run. */
export function followJob(db: Database, { teamId, job, repositoryId, runId }: JobNews): Promise<void> {
  return inTransaction(db, async (tx) => {
    const run = await recordFailedJob(tx, teamId, { repositoryId, runId }, job);
    if (run?.deliveryId) {
      await announceRun(tx, run.deliveryId);
    }
  });
}

/** Keeps the runs that GitHub named in its answers to dispatches, within the transaction that stores the attempts. */
export async function tieStartedRuns(tx: Transaction, started: readonly StartedBy[]): Promise<void> {
  for (const { deliveryId, run } of started) {
    const [delivery] = await tx
      .select({ teamId: deliveries.teamId, action: deliveries.action })
      .from(deliveries)
      .where(eq(deliveries.id, deliveryId));
    if (delivery?.action.type === "github") {
      const { dispatch } = delivery.action;
      const workflow = dispatch.kind === "workflow" ? dispatch.workflow : "";
      const event = `${dispatch.kind}_dispatch`;
      const { url, ...ref } = run;
      const kept = { teamId: delivery.teamId, deliveryId, url, workflow, event, at: new Date() };
      await carryOn(tx, await recordStartedRun(tx, ref, kept));
    }
  }
}

async function tied(tx: Transaction, run: KeptRun, mayGuess: boolean): Promise<KeptRun> {
  const deliveryId = await findDeliveryOf(tx, run, { mayGuess });
  return deliveryId === null ? run : tieRun(tx, run, deliveryId);
}

/** A run that merely stands for it does not prove that an unknown delivery arrived; one that names it does. */
async function carryOn(tx: Transaction, run: KeptRun): Promise<void> {
  const { deliveryId } = run;
  if (deliveryId === null) {
    return;
  }
  if (deliveryNamedBy(run.title) === deliveryId) {
    await lockDelivery(tx, deliveryId);
    await confirmByRun(tx, deliveryId);
  }
  if (run.state === "failed" && run.failureToldAttempt < run.attempt) {
    await markFailureTold(tx, run, run.attempt);
    await tellFailures(tx, [{ deliveryId, code: "run_failed", run: failedRunOf(run) }]);
  }
  await announceRun(tx, deliveryId);
}

/** Against an attempt of it that is being stored as unknown: one of the two sees the other. */
async function lockDelivery(tx: Transaction, id: Id<"delivery">): Promise<void> {
  await tx.select({ id: deliveries.id }).from(deliveries).where(eq(deliveries.id, id)).for("update");
}

function failedRunOf({ url, workflow, attempt, conclusion, failingJob, failingJobUrl, failingJobAttempt }: KeptRun) {
  const isOfAttempt = failingJob !== null && failingJobAttempt === attempt;
  return {
    url,
    workflow,
    attempt,
    conclusion: conclusion ?? ("other" as const),
    failingJob: isOfAttempt ? { name: failingJob, url: failingJobUrl ?? url } : null,
  };
}
