import { and, eq, isNull, sql } from "drizzle-orm";
import * as z from "zod";
import type { Id } from "@/lib/core/ids";
import type { Purpose } from "@/lib/core/purpose";
import { isAmong } from "@/lib/db/among";
import { type Database, rows, type Transaction } from "@/lib/db/client";
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

/** A token's text, told once, and when it ends by itself. */
export type IssuedToken = { text: string; expiresAt: string };

/**
 * The tokens that runs are given when they are claimed: each fetches its run's version, records evaluations of that, and logs
 * artifacts into the run's project, and nothing else exists to it. Earlier ones, of agents that were lost, end.
 */
export async function issueRunTokens(
  db: Database,
  claimed: readonly TokenOfRun[],
): Promise<Map<Id<"run">, IssuedToken>> {
  if (claimed.length === 0) {
    return new Map();
  }
  const texts = new Map(claimed.map(({ id }) => [id, newTokenText()]));
  const earlier = db
    .update(tokens)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        isAmong(
          tokens.runId,
          claimed.map(({ id }) => id),
        ),
        isNull(tokens.revokedAt),
      ),
    );
  const made = db
    .insert(tokens)
    .values(claimed.map((run) => tokenRow(run, texts.get(run.id) ?? newTokenText())))
    .returning({ runId: tokens.runId, expiresAt: tokens.expiresAt });
  const issued = await rows(
    db,
    z.object({ runId: z.custom<Id<"run">>((id) => typeof id === "string"), expiresAt: z.coerce.date() }),
    // One statement: each is a round trip, and agents claim at once. It does not see what it inserts itself.
    sql`with ended as ${earlier}, made as ${made} select run_id as "runId", expires_at as "expiresAt" from made`,
  );
  return new Map(
    issued.map(({ runId, expiresAt }) => [runId, { text: texts.get(runId) ?? "", expiresAt: expiresAt.toISOString() }]),
  );
}

function tokenRow(
  { id, teamId, number, projectId, modelId, versionId, deliveryId }: TokenOfRun,
  text: string,
): typeof tokens.$inferInsert {
  const purposes: Purpose[] = versionId === null ? ["log"] : ["download", "evaluate", "log"];
  const name = `run ${number}`;
  return {
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
    // In the expression's own type: Drizzle's insert takes it as it is.
    expiresAt: sql`now() + make_interval(hours => ${RUN_TOKEN_HOURS}::int)` as unknown as Date,
  };
}

/** For the end of a run: what it left running may do nothing more in its name. */
export async function endRunTokens(tx: Transaction, runId: Id<"run">): Promise<void> {
  await tx
    .update(tokens)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(tokens.runId, runId), isNull(tokens.revokedAt)));
}
