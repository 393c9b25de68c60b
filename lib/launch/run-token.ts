import { and, eq, isNull, sql } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import type { Purpose } from "@/lib/core/purpose";
import type { Transaction } from "@/lib/db/client";
import { tokens } from "@/lib/db/schema";
import { hashToken, newTokenText } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";

const RUN_TOKEN_HOURS = 24;

/** What of a run its token is made from. */
export type TokenOfRun = {
  id: Id<"run">;
  teamId: Id<"team">;
  number: number;
  projectId: Id<"project">;
  modelId: Id<"model"> | null;
  versionId: Id<"version"> | null;
  deliveryId: Id<"delivery"> | null;
};

/**
 * The token that a run is given when it is claimed: it fetches the run's version, records evaluations of that, and logs
 * artifacts into the run's project, and nothing else exists to it. An earlier one, of an agent that was lost, ends.
 */
export async function issueRunToken(
  tx: Transaction,
  { id, teamId, number, projectId, modelId, versionId, deliveryId }: TokenOfRun,
): Promise<{ text: string; expiresAt: string }> {
  await endRunTokens(tx, id);
  const text = newTokenText();
  const purposes: Purpose[] = versionId === null ? ["log"] : ["download", "evaluate", "log"];
  const name = `run ${number}`;
  const [issued] = await tx
    .insert(tokens)
    .values({
      id: newId("token"),
      teamId,
      name,
      hash: hashToken(text),
      hint: text.slice(-4),
      role: "viewer",
      modelIds: modelId === null ? [] : [modelId],
      // What the run sets off then tells the delivery as its cause, and the guard against loops sees it.
      deliveryId,
      versionId,
      purposes,
      runId: id,
      runProjectId: projectId,
      createdBy: name,
      expiresAt: sql`now() + make_interval(hours => ${RUN_TOKEN_HOURS}::int)`,
    })
    .returning({ expiresAt: tokens.expiresAt });
  if (!issued?.expiresAt) {
    throw new Error("The token of a run was not inserted.");
  }
  return { text, expiresAt: issued.expiresAt.toISOString() };
}

/** For the end of a run: what it left running may do nothing more in its name. */
export async function endRunTokens(tx: Transaction, runId: Id<"run">): Promise<void> {
  await tx
    .update(tokens)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(tokens.runId, runId), isNull(tokens.revokedAt)));
}
