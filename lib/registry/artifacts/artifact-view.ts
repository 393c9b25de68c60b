import { and, eq, type SQL } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import type { ArtifactView } from "@/lib/core/registry";
import type { Database } from "@/lib/db/client";
import { artifacts, projects } from "@/lib/db/schema";
import { visibleArtifacts } from "./visible-artifacts";

export type ArtifactRow = Awaited<ReturnType<typeof selectArtifacts>>[number];

/** The team's artifacts that the scope may see; the caller adds order and limit. */
export function selectArtifacts(db: Database, scope: TeamScope, condition: SQL | undefined) {
  return db
    .select({
      id: artifacts.id,
      project: projects.name,
      name: artifacts.name,
      number: artifacts.number,
      type: artifacts.type,
      state: artifacts.state,
      description: artifacts.description,
      metadata: artifacts.metadata,
      source: artifacts.source,
      digest: artifacts.digest,
      sizeBytes: artifacts.sizeBytes,
      fileCount: artifacts.fileCount,
      referenceUri: artifacts.referenceUri,
      createdAt: artifacts.createdAt,
      createdBy: artifacts.actorName,
    })
    .from(artifacts)
    .innerJoin(projects, eq(projects.id, artifacts.projectId))
    .where(and(eq(artifacts.teamId, scope.teamId), visibleArtifacts(db, scope), condition));
}

/** Takes the id as it came: what is no id of an artifact names none. */
export async function findArtifact(db: Database, scope: TeamScope, artifactId: string): Promise<ArtifactRow | null> {
  if (!isId("artifact", artifactId)) {
    return null;
  }
  const id: Id<"artifact"> = artifactId;
  const [row] = await selectArtifacts(db, scope, eq(artifacts.id, id));
  return row ?? null;
}

export function artifactView({ createdAt, ...row }: ArtifactRow): ArtifactView {
  return { ...row, createdAt: createdAt.toISOString() };
}
