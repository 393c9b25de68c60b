import { eq } from "drizzle-orm";
import type { Id } from "@/lib/core/ids";
import type { Database, Transaction } from "@/lib/db/client";
import { artifacts, files, uploads } from "@/lib/db/schema";
import type { Storage, UploadRef } from "@/lib/platform/storage/port";
import { markUnneeded, removeMarked } from "./blob-rows";

/** What the store still holds of a dropped artifact: to be removed after the commit, for no transaction spans I/O. */
export type Leftovers = { teamId: Id<"team">; uploads: UploadRef[]; sha256s: string[] };

/** Deletes an artifact's rows. The caller holds its row and knows that no version uses it. */
export async function dropArtifact(
  tx: Transaction,
  teamId: Id<"team">,
  artifactId: Id<"artifact">,
): Promise<Leftovers> {
  const started = await tx
    .select({ id: uploads.id, remoteId: uploads.remoteId })
    .from(uploads)
    .where(eq(uploads.artifactId, artifactId));
  const contents = await tx
    .selectDistinct({ sha256: files.sha256 })
    .from(files)
    .where(eq(files.artifactId, artifactId));

  await tx.delete(artifacts).where(eq(artifacts.id, artifactId)); // Its files and uploads go with it.
  return {
    teamId,
    uploads: started.map(({ id, remoteId }) => ({ teamId, uploadId: id, remoteId })),
    sha256s: await markUnneeded(
      tx,
      teamId,
      contents.map(({ sha256 }) => sha256),
    ),
  };
}

/** A crash in here costs only space, until `removeStaleUploads` finds it. */
export async function removeLeftovers(db: Database, storage: Storage, leftovers: Leftovers): Promise<void> {
  for (const upload of leftovers.uploads) {
    await storage.abortUpload(upload);
  }
  await removeMarked(db, storage, leftovers.teamId, leftovers.sha256s);
}
