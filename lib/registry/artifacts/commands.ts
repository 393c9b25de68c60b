import { and, eq, sql } from "drizzle-orm";
import { transact, type Write } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { isPermitted } from "@/lib/core/purpose";
import {
  type ArtifactDraft,
  type ArtifactView,
  FILES_MAX,
  type ManifestEntry,
  type NewArtifact,
  PART_BYTES_MAX,
  type UploadView,
} from "@/lib/core/registry";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { artifacts, blobs, files, uploads, versions } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import type { Storage, StoredPart } from "@/lib/platform/storage/port";
import { targetName } from "../stored-text";
import { type ArtifactRow, artifactView, findArtifact } from "./artifact-view";
import { type Blob, chunked, markUnneeded, provenBlobs, removeMarked } from "./blob-rows";
import { digestOfFiles, digestOfUri } from "./digests";
import { dropArtifact, type Leftovers, removeLeftovers } from "./drop-artifact";
import { insertArtifact } from "./insert-artifact";
import { contentsOf, problemOfManifest } from "./manifest-check";
import { proveUpload } from "./prove-upload";
import { storePart, type UploadedPart } from "./receive-part";
import { partCount, selectUploads, type UploadRow } from "./upload-rows";

const ROWS_PER_INSERT = 1_000;
/** Files that one commit has the store read at the same time: a large one is held in several parts, a small one waits mostly. */
const LARGE_PROOFS_AT_ONCE = 4;
const SMALL_PROOFS_AT_ONCE = 16;

/**
 * Enters an artifact and says which files have to be uploaded: those whose bytes the team has not proven before. When
 * there are none, as for a reference, it is committed at once. No bytes move here.
 */
export async function createArtifact(
  db: Database,
  scope: TeamScope,
  input: NewArtifact,
): Promise<Result<ArtifactDraft>> {
  const target = { name: targetName(`${input.project}/${input.name}`) };

  return transact(db, scope, { permission: "artifact.write", action: "artifact.created", target }, async (tx) => {
    const problem = problemOfManifest(input.files);
    if (problem) {
      return refuse(problem);
    }

    const contents = contentsOf(input.files);
    const proven = await provenBlobs(tx, scope, contents);
    const missing = contents.filter(({ sha256 }) => !proven.has(sha256));
    const { files: manifest, reference, ...entry } = input;
    const inserted = await insertArtifact(tx, scope, {
      ...entry,
      state: missing.length === 0 ? "committed" : "uploading",
      referenceUri: reference,
      digest: reference === null ? digestOfFiles(manifest) : digestOfUri(reference),
      sizeBytes: manifest.reduce((sum, file) => sum + file.sizeBytes, 0),
      fileCount: manifest.length,
    });
    if (!inserted.ok) {
      return inserted;
    }

    const artifact = inserted.value;
    await insertFiles(tx, scope, artifact.id, manifest);
    const awaited = await insertUploads(tx, scope, artifact.id, missing);
    return ok({
      artifact: artifactView({ ...artifact, createdBy: scope.actor.name }),
      uploads: uploadViews(awaited, manifest),
    });
  });
}

/** Takes in one part of one file. Sending it again replaces it, so that a broken upload goes on where it stopped. */
export async function receivePart(
  db: Database,
  scope: TeamScope,
  storage: Storage,
  part: UploadedPart,
): Promise<Result<StoredPart>> {
  if (!isPermitted(scope, "artifact.write")) {
    const write = writeOn("part.received", part.uploadId, null);
    return transact(db, scope, write, async () => notFound("upload")); // Refuses by right, and keeps that in the audit.
  }
  return storePart(db, scope, storage, part);
}

/**
 * Has the store read every uploaded byte once, then commits the artifact when all are what was declared. A file that is
 * not keeps its upload, so that it can be sent again. Committing twice is the same as once.
 */
export async function commitArtifact(
  db: Database,
  scope: TeamScope,
  storage: Storage,
  { artifactId }: { artifactId: string },
): Promise<Result<ArtifactView>> {
  const found = await findArtifact(db, scope, artifactId);
  const write = writeOn("artifact.committed", artifactId, found);
  if (!found || !isPermitted(scope, "artifact.write")) {
    return transact(db, scope, write, async () => notFound("artifact"));
  }
  if (found.state === "committed") {
    return ok(artifactView(found));
  }

  const proven = await proveUploads(db, storage, found.id);
  const committed = await transact(db, scope, write, async (tx) => (proven.ok ? commit(tx, found) : proven));
  if (!committed.ok && committed.problem.code === "not_found") {
    await forgetProofs(db, scope, storage, proven.ok ? proven.value : []);
  }
  return committed;
}

/** Deletes an artifact that no version uses, or gives up one that is being uploaded; bytes that nothing needs go too. */
export async function deleteArtifact(
  db: Database,
  scope: TeamScope,
  storage: Storage,
  { artifactId }: { artifactId: string },
): Promise<Result<{ id: Id<"artifact"> }>> {
  const found = await findArtifact(db, scope, artifactId);
  const leftovers: Leftovers[] = []; // Not in the value, which an idempotency key would keep.

  const deleted = await transact(db, scope, writeOn("artifact.deleted", artifactId, found), async (tx) => {
    if (scope.version) {
      return refuse({ code: "forbidden", message: "A run logs artifacts, and takes none away." });
    }
    if (!found || !(await lockArtifact(tx, found.id))) {
      return notFound("artifact");
    }
    const [user] = await tx
      .select({ number: versions.number })
      .from(versions)
      .where(eq(versions.artifactId, found.id))
      .limit(1);
    if (user) {
      return refuse({ code: "conflict", message: "Versions are made from this artifact. Unlink them first." });
    }
    leftovers.push(await dropArtifact(tx, scope.teamId, found.id));
    return ok({ id: found.id });
  });

  for (const each of deleted.ok ? leftovers : []) {
    await removeLeftovers(db, storage, each);
  }
  return deleted;
}

async function insertFiles(
  tx: Transaction,
  scope: TeamScope,
  artifactId: Id<"artifact">,
  manifest: readonly ManifestEntry[],
): Promise<void> {
  for (const chunk of chunked(manifest, ROWS_PER_INSERT)) {
    await tx.insert(files).values(chunk.map((file) => ({ artifactId, teamId: scope.teamId, ...file })));
  }
}

type AwaitedUpload = Blob & { id: Id<"upload"> };

async function insertUploads(
  tx: Transaction,
  scope: TeamScope,
  artifactId: Id<"artifact">,
  missing: readonly Blob[],
): Promise<AwaitedUpload[]> {
  const awaited = missing.map((content) => ({ id: newId("upload"), ...content }));
  for (const chunk of chunked(awaited, ROWS_PER_INSERT)) {
    await tx.insert(uploads).values(chunk.map((upload) => ({ ...upload, artifactId, teamId: scope.teamId })));
  }
  return awaited;
}

function uploadViews(awaited: readonly AwaitedUpload[], manifest: readonly ManifestEntry[]): UploadView[] {
  const paths = new Map([...manifest].reverse().map(({ sha256, path }) => [sha256, path]));
  return awaited.map((upload) => ({
    ...upload,
    path: paths.get(upload.sha256) ?? "",
    partBytes: PART_BYTES_MAX,
    received: [],
  }));
}

/** Answers the contents that were proven; at the first that was not, why. */
async function proveUploads(db: Database, storage: Storage, artifactId: Id<"artifact">): Promise<Result<string[]>> {
  const awaited = await selectUploads(db, artifactId, { limit: FILES_MAX });
  const isSmall = ({ sizeBytes }: UploadRow) => partCount(sizeBytes) <= 1;
  const turns = [
    ...chunked(awaited.filter(isSmall), SMALL_PROOFS_AT_ONCE),
    ...chunked(
      awaited.filter((upload) => !isSmall(upload)),
      LARGE_PROOFS_AT_ONCE,
    ),
  ];
  for (const turn of turns) {
    const proofs = await Promise.all(turn.map((upload) => proveUpload(db, storage, upload)));
    const refused = proofs.find((proof) => !proof.ok);
    if (refused) {
      return refused;
    }
  }
  return ok(awaited.map(({ sha256 }) => sha256));
}

/** The last look, under the artifact's lock: every file's content is the team's, and stays so, for its files name it. */
async function commit(tx: Transaction, found: ArtifactRow): Promise<Result<ArtifactView>> {
  if (!(await lockArtifact(tx, found.id))) {
    return notFound("artifact");
  }
  const [unproven] = await tx
    .select({ path: files.path })
    .from(files)
    .leftJoin(blobs, and(eq(blobs.teamId, files.teamId), eq(blobs.sha256, files.sha256)))
    .where(and(eq(files.artifactId, found.id), sql`(${blobs.sha256} is null or ${blobs.removingAt} is not null)`))
    .limit(1);
  if (unproven) {
    return refuse({ code: "in_progress", message: `${unproven.path} is being uploaded anew. Repeat in a moment.` });
  }

  await tx.update(artifacts).set({ state: "committed", committedAt: sql`now()` }).where(eq(artifacts.id, found.id));
  return ok(artifactView({ ...found, state: "committed" }));
}

async function lockArtifact(tx: Transaction, artifactId: Id<"artifact">): Promise<boolean> {
  const [row] = await tx.select({ id: artifacts.id }).from(artifacts).where(eq(artifacts.id, artifactId)).for("update");
  return row !== undefined;
}

/** The artifact was deleted while its bytes were read: what was proven for it alone goes again. */
async function forgetProofs(db: Database, scope: TeamScope, storage: Storage, sha256s: string[]): Promise<void> {
  const unneeded = await inTransaction(db, (tx) => markUnneeded(tx, scope.teamId, sha256s));
  await removeMarked(db, storage, scope.teamId, unneeded);
}

function writeOn(action: string, id: string, found: ArtifactRow | null): Write {
  const name = found ? `${found.project}/${found.name}:${found.number}` : targetName(id);
  return { permission: "artifact.write", action, target: { id: found?.id ?? null, name } };
}
