import { eq, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Transaction } from "@/lib/db/client";
import { models, versions } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import type { LockedModel } from "../models/locked-model";
import type { LinkSource } from "./link-source";
import type { VersionRow } from "./version-row";

/** What MLflow's clients tell of a version besides its source. */
export type ToldByMlflow = { runLink: string | null; loggedModelId: string | null; downloadUri: string | null };

const UNTOLD: ToldByMlflow = { runLink: null, loggedModelId: null, downloadUri: null };

type Entry = { source: LinkSource; description: string; linkKey: string | null; told?: ToldByMlflow | undefined };

/** Enters a version under the model's next number; `latest` moves to it. The caller holds the model's lock. */
export async function insertVersion(
  tx: Transaction,
  scope: TeamScope,
  model: LockedModel,
  { source, description, linkKey, told = UNTOLD }: Entry,
): Promise<VersionRow> {
  const id = newId("version");
  const number = model.nextNumber;
  const [inserted] = await Promise.all([
    tx
      .insert(versions)
      .values({
        id,
        teamId: scope.teamId,
        modelId: model.id,
        number,
        artifactId: source.artifactId,
        description,
        metadata: source.metadata,
        linkKey,
        runId: source.source.runId ?? null,
        ...told,
        actorKind: scope.actor.kind,
        actorId: scope.actor.id,
        actorName: scope.actor.name,
      })
      .returning({ linkedAt: versions.linkedAt, updatedAt: versions.updatedAt }),
    tx
      .update(models)
      .set({
        nextNumber: number + 1,
        versionCount: model.versionCount + 1,
        latestNumber: number,
        updatedAt: sql`now()`,
      })
      .where(eq(models.id, model.id)),
  ]);
  const [times] = inserted;
  if (!times) {
    throw new Error(`The version ${id} was not inserted.`);
  }

  const placed = { id, modelId: model.id, modelName: model.name, latestNumber: number, number, description };
  const runId = source.source.runId ?? null;
  return { ...placed, ...source, ...told, ...times, runId, stage: "None", linkedBy: scope.actor.name };
}
