import { and, eq, ne, sql } from "drizzle-orm";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { type MlflowVersionView, STAGE_ALIASES, STAGES, type Stage } from "@/lib/core/mlflow";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { aliases, versions } from "@/lib/db/schema";
import { askAliases, protectedAmong, putAliases, takeAlias } from "../aliases/put-aliases";
import { type LockedModel, touchModel, transactOnModel } from "../models/locked-model";
import { findVersion, findVersionByNumber, type VersionRow } from "../versions/version-row";
import { mlflowVersionViews } from "./views";

export type StageMove = { model: string; version: string; stage: Stage; archivesOthers: boolean };

/**
 * Puts a version into a stage, and the alias that stands for it onto the version, with all that an alias brings along:
 * its event, its history, and that a protected one is for admins. The aliases of the stages that it leaves are taken off.
 * As in MLflow several versions may share a stage; the alias is where the last call put it.
 */
export async function moveToStage(
  db: Database,
  scope: TeamScope,
  { model: name, version: ref, stage, archivesOthers }: StageMove,
): Promise<Result<MlflowVersionView>> {
  const write = { permission: "alias.write", action: "stage.moved", model: name, about: `${ref}:${stage}` } as const;

  return transactOnModel(db, scope, write, async (tx, model) => {
    const version = await findVersion(tx, scope, model.id, ref);
    if (!version) {
      return notFound("version");
    }
    const moved = await moveAliases(tx, scope, { model, version, stage });
    if (!moved.ok) {
      return moved;
    }
    if (archivesOthers) {
      await archiveOthers(tx, { model, version, stage });
    }
    await tx.update(versions).set({ stage, updatedAt: sql`now()` }).where(eq(versions.id, version.id));
    await touchModel(tx, model.id);

    const after = await findVersionByNumber(tx, model.id, version.number);
    const [view] = after ? await mlflowVersionViews(tx, scope, [after]) : [];
    return view ? ok(view) : notFound("version");
  });
}

type Moving = { model: LockedModel; version: VersionRow; stage: Stage };

async function moveAliases(
  tx: Transaction,
  scope: TeamScope,
  { model, version, stage }: Moving,
): Promise<Result<unknown>> {
  const alias = STAGE_ALIASES[stage];
  const left = await heldBy(
    tx,
    version,
    STAGES.map((other) => STAGE_ALIASES[other]).filter((other) => other !== null && other !== alias),
  );
  const [guarded] = await protectedAmong(tx, scope, left);
  if (guarded !== undefined && !can(scope.role, "alias.protected")) {
    return refuse({ code: "forbidden", message: `${onlySentence("alias.protected")} ${guarded} is one.` });
  }
  for (const name of left) {
    await takeAlias(tx, scope, { model, version, name });
  }
  if (alias === null) {
    return ok(null);
  }
  const asked = await askAliases(tx, scope, model, [alias]);
  return asked.ok ? putAliases(tx, scope, { model, version, names: [alias] }, asked.value) : asked;
}

async function heldBy(tx: Transaction, version: VersionRow, names: readonly (string | null)[]): Promise<string[]> {
  const held = await tx
    .select({ name: aliases.name })
    .from(aliases)
    .where(eq(aliases.versionId, version.id))
    .orderBy(aliases.name);
  return held.map(({ name }) => name).filter((name) => names.includes(name));
}

async function archiveOthers(tx: Transaction, { model, version, stage }: Moving): Promise<void> {
  await tx
    .update(versions)
    .set({ stage: "Archived", updatedAt: sql`now()` })
    .where(and(eq(versions.modelId, model.id), eq(versions.stage, stage), ne(versions.id, version.id)));
}
