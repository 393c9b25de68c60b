import { and, eq, inArray, type SQL } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { VersionSnapshot } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import { versionNumberOf } from "@/lib/core/names";
import type { Database } from "@/lib/db/client";
import { aliases, artifacts, models, projects, versions } from "@/lib/db/schema";
import { visibleVersions } from "@/lib/db/visibility";
import { isStorable } from "../stored-text";

export type VersionRow = Awaited<ReturnType<typeof selectVersions>>[number];

/** A version with its model and its artifact; the caller adds condition, order and limit. */
export function selectVersions(db: Database) {
  return db
    .select({
      id: versions.id,
      modelId: versions.modelId,
      modelName: models.name,
      latestNumber: models.latestNumber,
      number: versions.number,
      description: versions.description,
      metadata: versions.metadata,
      linkedAt: versions.linkedAt,
      linkedBy: versions.actorName,
      updatedAt: versions.updatedAt,
      stage: versions.stage,
      runId: versions.runId,
      runLink: versions.runLink,
      loggedModelId: versions.loggedModelId,
      downloadUri: versions.downloadUri,
      artifactId: versions.artifactId,
      project: projects.name,
      artifactName: artifacts.name,
      artifactNumber: artifacts.number,
      artifactType: artifacts.type,
      digest: artifacts.digest,
      sizeBytes: artifacts.sizeBytes,
      fileCount: artifacts.fileCount,
      referenceUri: artifacts.referenceUri,
      source: artifacts.source,
    })
    .from(versions)
    .innerJoin(models, eq(models.id, versions.modelId))
    .innerJoin(artifacts, eq(artifacts.id, versions.artifactId))
    .innerJoin(projects, eq(projects.id, artifacts.projectId));
}

/** The version that a reference within a model names, where the scope may see it: `v3`, `latest` or an alias. */
export async function findVersion(
  db: Database,
  scope: TeamScope,
  modelId: Id<"model">,
  ref: string,
): Promise<VersionRow | null> {
  if (!isStorable(ref)) {
    return null;
  }

  const [row] = await selectVersions(db)
    .where(
      and(
        eq(versions.modelId, modelId),
        isNamedBy(db, modelId, ref),
        visibleVersions(scope, { modelId: versions.modelId, versionId: versions.id }),
      ),
    )
    .limit(1);
  return row ?? null;
}

export async function findVersionByNumber(
  db: Database,
  modelId: Id<"model">,
  number: number,
): Promise<VersionRow | null> {
  const [row] = await selectVersions(db).where(and(eq(versions.modelId, modelId), eq(versions.number, number)));
  return row ?? null;
}

/** What an event keeps of a version, so that any payload can be rendered from it later. */
export function snapshotOf(row: VersionRow): VersionSnapshot {
  return {
    id: row.id,
    number: row.number,
    description: row.description,
    artifact: {
      id: row.artifactId,
      project: row.project,
      name: row.artifactName,
      number: row.artifactNumber,
      type: row.artifactType,
      digest: row.digest,
    },
    metadata: row.metadata,
    referenceUri: row.referenceUri,
    runId: row.runId,
  };
}

function isNamedBy(db: Database, modelId: Id<"model">, ref: string): SQL {
  if (ref === "latest") {
    return eq(versions.number, models.latestNumber);
  }

  const number = versionNumberOf(ref);
  return number === null
    ? inArray(
        versions.id,
        db
          .select({ id: aliases.versionId })
          .from(aliases)
          .where(and(eq(aliases.modelId, modelId), eq(aliases.name, ref))),
      )
    : eq(versions.number, number);
}
