import { and, desc, eq, type SQL } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import type { JsonObject } from "@/lib/core/json";
import type { ArtifactSource, NewVersion } from "@/lib/core/registry";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { artifacts, projects } from "@/lib/db/schema";
import { digestOfUri } from "../artifacts/digests";
import { insertArtifact } from "../artifacts/insert-artifact";
import { visibleArtifacts } from "../artifacts/visible-artifacts";
import type { LockedModel } from "../models/locked-model";

/** Where artifacts stand that are only a URI given at linking, each named after its model. */
export const EXTERNAL_PROJECT = "external";
const NUMBER_MAX = 2_147_483_647;

/** What a version takes over from its artifact. */
export type LinkSource = {
  artifactId: Id<"artifact">;
  project: string;
  artifactName: string;
  artifactNumber: number;
  artifactType: string;
  digest: string;
  sizeBytes: number;
  fileCount: number;
  referenceUri: string | null;
  metadata: JsonObject;
  source: ArtifactSource;
};

/** A URI to enter; `from` is where its bytes came from. */
export type ReferenceSource = {
  uri: string;
  metadata: JsonObject;
  digest?: string | undefined;
  from?: ArtifactSource;
};

/** Finds the artifact to link, or makes the reference artifact of a URI. */
export async function linkSource(
  tx: Transaction,
  scope: TeamScope,
  model: LockedModel,
  source: NewVersion["source"] | ReferenceSource,
): Promise<Result<LinkSource>> {
  if ("uri" in source) {
    return enterReference(tx, scope, model, source);
  }
  if ("artifactId" in source) {
    return isId("artifact", source.artifactId)
      ? findCommitted(tx, scope, eq(artifacts.id, source.artifactId))
      : notFound("artifact");
  }

  const { project, artifact, number } = source;
  if (number !== undefined && number > NUMBER_MAX) {
    return notFound("artifact");
  }
  const isNumbered = number === undefined ? eq(artifacts.state, "committed") : eq(artifacts.number, number);
  return findCommitted(tx, scope, and(eq(projects.name, project), eq(artifacts.name, artifact), isNumbered));
}

async function findCommitted(
  tx: Transaction,
  scope: TeamScope,
  condition: SQL | undefined,
): Promise<Result<LinkSource>> {
  const [found] = await tx
    .select({
      artifactId: artifacts.id,
      project: projects.name,
      artifactName: artifacts.name,
      artifactNumber: artifacts.number,
      artifactType: artifacts.type,
      state: artifacts.state,
      digest: artifacts.digest,
      sizeBytes: artifacts.sizeBytes,
      fileCount: artifacts.fileCount,
      referenceUri: artifacts.referenceUri,
      metadata: artifacts.metadata,
      source: artifacts.source,
    })
    .from(artifacts)
    .innerJoin(projects, eq(projects.id, artifacts.projectId))
    .where(
      and(
        eq(artifacts.teamId, scope.teamId),
        eq(projects.teamId, scope.teamId),
        condition,
        visibleArtifacts(tx, scope),
      ),
    )
    .orderBy(desc(artifacts.number))
    .limit(1)
    .for("key share", { of: artifacts }); // Nobody deletes it before the version that uses it is there.
  if (!found) {
    return notFound("artifact");
  }

  const { state, ...source } = found;
  return state === "committed"
    ? ok(source)
    : refuse({
        code: "conflict",
        field: "source",
        message: "This artifact is still being uploaded. Commit it, then link it.",
      });
}

async function enterReference(
  tx: Transaction,
  scope: TeamScope,
  model: LockedModel,
  { uri, metadata, digest, from = {} }: ReferenceSource,
): Promise<Result<LinkSource>> {
  const inserted = await insertArtifact(tx, scope, {
    project: EXTERNAL_PROJECT,
    name: model.name,
    type: "model",
    state: "committed",
    description: "",
    metadata,
    source: from,
    referenceUri: uri,
    digest: digest ?? digestOfUri(uri),
    sizeBytes: 0,
    fileCount: 0,
  });
  if (!inserted.ok) {
    return inserted;
  }

  const { id, name, number, type, description: _, state: __, createdAt: ___, ...rest } = inserted.value;
  return ok({ artifactId: id, artifactName: name, artifactNumber: number, artifactType: type, ...rest });
}
