import { eq, sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import type { LaunchCause, LaunchEnd } from "@/lib/core/launch-run";
import type { Transaction } from "@/lib/db/client";
import { runs } from "@/lib/db/schema";
import { endRunTokens } from "./run-token";

/** How a run ended, for whoever follows what came of its delivery. */
export type EndedRun = {
  id: Id<"run">;
  number: number;
  teamId: Id<"team">;
  deliveryId: Id<"delivery"> | null;
  state: LaunchEnd;
  endCause: LaunchCause;
  exitCode: number | null;
  endMessage: string | null;
};

/** Called in the transaction in which a run ends. What it follows stands above this module: hence a port. */
export type OnRunEnded = (tx: Transaction, ended: EndedRun) => Promise<void>;

export type RunEnding = Pick<EndedRun, "state" | "endCause" | "exitCode" | "endMessage"> & { isLogCut?: boolean };

/** Ends a run that the caller has locked or just changed: nothing leaves an end. Its token dies with it. */
export async function endRun(
  tx: Transaction,
  onEnded: OnRunEnded,
  run: Pick<EndedRun, "id" | "number" | "teamId" | "deliveryId">,
  { state, endCause, exitCode, endMessage, isLogCut = false }: RunEnding,
): Promise<void> {
  await tx
    .update(runs)
    .set({
      state,
      endCause,
      exitCode,
      endMessage,
      finishedAt: sql`now()`,
      leaseExpiresAt: null,
      changedAt: sql`now()`,
      ...(isLogCut ? { isLogCut } : {}),
    })
    .where(eq(runs.id, run.id));
  await endRunTokens(tx, run.id);
  const { id, number, teamId, deliveryId } = run;
  await onEnded(tx, { id, number, teamId, deliveryId, state, endCause, exitCode, endMessage });
}
