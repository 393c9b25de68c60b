import { and, eq, or, sql } from "drizzle-orm";
import { STAGE_ALIASES, STAGES, type Stage } from "@/lib/core/mlflow";
import type { Transaction } from "@/lib/db/client";
import { versions } from "@/lib/db/schema";
import type { LockedModel } from "../models/locked-model";
import type { VersionRow } from "../versions/version-row";

type Holding = { model: LockedModel; version: VersionRow; names: readonly string[] };

/**
 * Keeps MLflow's stages in step with the aliases that stand for them: whoever asks for `models:/churn/Production` gets
 * the newest version of that stage, so that no other one may stay in it when the alias moves.
 */
export async function followAliases(tx: Transaction, { model, version, names }: Holding): Promise<void> {
  for (const stage of stagesOf(names)) {
    await tx
      .update(versions)
      .set({
        stage: sql`case when ${versions.id} = ${version.id} then ${stage} else ${ARCHIVED} end`,
        updatedAt: sql`now()`,
      })
      .where(and(eq(versions.modelId, model.id), or(eq(versions.id, version.id), eq(versions.stage, stage))));
  }
}

/** The version that has lost these aliases leaves the stage that they stood for. */
export async function leaveStages(tx: Transaction, { version, names }: Omit<Holding, "model">): Promise<void> {
  if (stagesOf(names).includes(version.stage)) {
    await tx.update(versions).set({ stage: "None", updatedAt: sql`now()` }).where(eq(versions.id, version.id));
  }
}

const ARCHIVED: Stage = "Archived";

function stagesOf(names: readonly string[]): Stage[] {
  return STAGES.filter((stage) => {
    const alias = STAGE_ALIASES[stage];
    return alias !== null && names.includes(alias);
  });
}
