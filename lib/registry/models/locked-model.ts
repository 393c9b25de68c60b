import { and, eq, sql } from "drizzle-orm";
import { transact, type Write } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { notFound, type Result } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { models } from "@/lib/db/schema";
import { modelsOfVisibleVersions } from "@/lib/db/visibility";
import { isStorable, targetName } from "../stored-text";

/** A model whose row this transaction holds: what it says of numbers stays true until the commit. */
export type LockedModel = {
  id: Id<"model">;
  name: string;
  nextNumber: number;
  versionCount: number;
  latestNumber: number | null;
};

/** A write within one model. `about` completes the audit's target: `fraud-detector:production`. */
export type ModelWrite = Omit<Write, "target" | "isTeamWide"> & { model: string; about?: string };

/**
 * Runs a command that changes one model. Every such command locks the model's row first and all others after it, so
 * that two on one model wait for each other instead of sharing a number or an alias, and none can deadlock.
 */
export async function transactOnModel<T>(
  db: Database,
  scope: TeamScope,
  { model: name, about, ...write }: ModelWrite,
  fn: (tx: Transaction, model: LockedModel) => Promise<Result<T>>,
): Promise<Result<T>> {
  const target = { name: about === undefined ? targetName(name) : targetName(name, about) };
  return transact(db, scope, { ...write, target }, async (tx) => {
    const model = await lockModel(tx, scope, name);
    return model ? fn(tx, model) : notFound("model");
  });
}

/** Marks activity: the list of models shows the latest first. */
export async function touchModel(tx: Transaction, modelId: Id<"model">): Promise<void> {
  await tx.update(models).set({ updatedAt: sql`now()` }).where(eq(models.id, modelId));
}

/**
 * A statement of its own: a join beside `for update` would still show the other tables as they were before the wait. Of a
 * workflow run `transact` has let through only what it may do with its version, which the command then asks for by scope.
 */
async function lockModel(tx: Transaction, scope: TeamScope, name: string): Promise<LockedModel | null> {
  if (!isStorable(name)) {
    return null;
  }

  const [model] = await tx
    .select({
      id: models.id,
      name: models.name,
      nextNumber: models.nextNumber,
      versionCount: models.versionCount,
      latestNumber: models.latestNumber,
    })
    .from(models)
    .where(and(eq(models.teamId, scope.teamId), eq(models.name, name), modelsOfVisibleVersions(scope, models.id)))
    .for("update");
  return model ?? null;
}
