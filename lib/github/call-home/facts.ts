import { and, eq, gte, max, or, sql } from "drizzle-orm";
import type { DeliveryState } from "@/lib/core/delivery";
import type { Id } from "@/lib/core/ids";
import type { RunFacts } from "@/lib/core/oidc-policy";
import type { RunIdentity } from "@/lib/core/run-identity";
import type { Transaction } from "@/lib/db/client";
import { attempts, githubCallers, githubRuns, openDeliveries, versions } from "@/lib/db/schema";
import type { Subject } from "./subject";

/** GitHub's clock and ours: a run that seems to have begun so little before its dispatch began by it. */
const CLOCKS_DIFFER_MS = 60_000;

/** In these a run may exist that the delivery started. Null: it is delivered, and has no open row any more. */
const MAY_HAVE_STARTED: readonly (DeliveryState | null)[] = ["sending", "retrying", "unknown", null];

/** When the delivery was last sent, or is being sent since; null where no run of it can exist. */
export async function readSentAt(tx: Transaction, deliveryId: Id<"delivery">): Promise<Date | null> {
  const [open] = await tx
    .select({ state: openDeliveries.state, dueAt: openDeliveries.dueAt })
    .from(openDeliveries)
    .where(eq(openDeliveries.deliveryId, deliveryId));
  if (!MAY_HAVE_STARTED.includes(open?.state ?? null)) {
    return null;
  }
  if (open?.state === "sending") {
    return open.dueAt;
  }
  const [last] = await tx
    .select({ at: max(attempts.startedAt) })
    .from(attempts)
    .where(eq(attempts.deliveryId, deliveryId));
  return last?.at ?? null;
}

/** What GitHub has told of the delivery's runs and of this one, and which run has called home for it. */
export async function readRunFacts(
  tx: Transaction,
  deliveryId: Id<"delivery">,
  identity: RunIdentity,
  sentAt: Date,
): Promise<RunFacts> {
  const { repositoryId, runId } = identity;
  const isThis = and(eq(githubRuns.repositoryId, repositoryId), eq(githubRuns.runId, runId));
  const runs = await tx
    .select({
      repositoryId: githubRuns.repositoryId,
      runId: githubRuns.runId,
      deliveryId: githubRuns.deliveryId,
      attempt: githubRuns.attempt,
      createdAt: githubRuns.createdAt,
    })
    .from(githubRuns)
    .where(or(isThis, eq(githubRuns.deliveryId, deliveryId)));
  const told = runs.find((run) => run.repositoryId === repositoryId && run.runId === runId);
  const freshFrom = sentAt.getTime() - CLOCKS_DIFFER_MS;

  const [caller] = await tx
    .select({ runId: githubCallers.runId, attempt: githubCallers.attempt })
    .from(githubCallers)
    .where(and(isCallerOf(deliveryId, repositoryId), gte(githubCallers.boundAt, sentAt)));
  return {
    told: told
      ? {
          isOfDelivery: told.deliveryId === deliveryId,
          isOfAnother: told.deliveryId !== null && told.deliveryId !== deliveryId,
          attempt: told.attempt,
        }
      : null,
    isFreshTold: runs.some((run) => run.deliveryId === deliveryId && run.createdAt.getTime() >= freshFrom),
    caller: caller ?? null,
  };
}

/** Remembers the run as the delivery's own, unless GitHub tells otherwise. The caller holds the delivery's lock. */
export async function bindCaller(
  tx: Transaction,
  deliveryId: Id<"delivery">,
  { repositoryId, runId, runAttempt }: RunIdentity,
): Promise<void> {
  const bound = { runId, attempt: runAttempt, boundAt: sql`now()` };
  await tx
    .insert(githubCallers)
    .values({ deliveryId, repositoryId, ...bound })
    .onConflictDoUpdate({ target: [githubCallers.deliveryId, githubCallers.repositoryId], set: bound });
}

/** Whether the version is still in its model. */
export async function isLinked(tx: Transaction, { team, versionId }: Subject): Promise<boolean> {
  if (versionId === null) {
    return false;
  }
  const [found] = await tx
    .select({ id: versions.id })
    .from(versions)
    .where(and(eq(versions.id, versionId), eq(versions.teamId, team.id)));
  return found !== undefined;
}

function isCallerOf(deliveryId: Id<"delivery">, repositoryId: number) {
  return and(eq(githubCallers.deliveryId, deliveryId), eq(githubCallers.repositoryId, repositoryId));
}
