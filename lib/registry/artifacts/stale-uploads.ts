import { and, asc, eq, inArray, lt } from "drizzle-orm";
import { type Id, isId } from "@/lib/core/ids";
import { type Database, inTransaction, type Transaction } from "@/lib/db/client";
import { artifacts, uploads } from "@/lib/db/schema";
import type { Storage } from "@/lib/platform/storage/port";
import { listUnremoved, removeMarked } from "./blob-rows";
import { dropArtifact, removeLeftovers } from "./drop-artifact";

/** How long an artifact may be on its way up. */
export const UPLOAD_DAYS_MAX = 7;
/** After this a removal that has not ended never will: its process died. */
const REMOVAL_MINUTES_MAX = 10;
const BATCH = 100;

/**
 * Clears away what never came to an end: artifacts that nobody committed within a week, staged parts whose upload is
 * gone, and bytes whose removal a crash cut short. For the worker, once an hour; every step may be repeated.
 */
export async function removeStaleUploads(
  db: Database,
  storage: Storage,
  now: Date,
): Promise<{ artifacts: number; uploads: number; blobs: number }> {
  const tooOld = new Date(now.getTime() - UPLOAD_DAYS_MAX * 24 * 3_600_000);
  const neverEnding = new Date(now.getTime() - REMOVAL_MINUTES_MAX * 60_000);
  return {
    artifacts: await dropUncommitted(db, storage, tooOld),
    uploads: await abortOrphans(db, storage, tooOld),
    blobs: await finishRemovals(db, storage, neverEnding),
  };
}

async function dropUncommitted(db: Database, storage: Storage, createdBefore: Date): Promise<number> {
  const stale = await db
    .select({ id: artifacts.id, teamId: artifacts.teamId })
    .from(artifacts)
    .where(and(eq(artifacts.state, "uploading"), lt(artifacts.createdAt, createdBefore)))
    .orderBy(asc(artifacts.createdAt))
    .limit(BATCH);
  for (const { id, teamId } of stale) {
    const leftovers = await inTransaction(db, async (tx) =>
      (await isStillUploading(tx, id)) ? dropArtifact(tx, teamId, id) : null,
    );
    if (leftovers) {
      await removeLeftovers(db, storage, leftovers);
    }
  }
  return stale.length;
}

async function isStillUploading(tx: Transaction, artifactId: Id<"artifact">): Promise<boolean> {
  const [row] = await tx
    .select({ state: artifacts.state })
    .from(artifacts)
    .where(eq(artifacts.id, artifactId))
    .for("update");
  return row?.state === "uploading";
}

async function abortOrphans(db: Database, storage: Storage, untouchedSince: Date): Promise<number> {
  const staged = await storage.listStaleUploads(untouchedSince);
  const ids = staged.map(({ uploadId }) => uploadId).filter((id) => isId("upload", id));
  const living = await db
    .select({ id: uploads.id })
    .from(uploads)
    .where(inArray(uploads.id, ids as Id<"upload">[])) // isId has just judged them.
    .orderBy(asc(uploads.id))
    .limit(ids.length);
  const alive = new Set<string>(living.map(({ id }) => id));

  const orphans = staged.filter(({ uploadId }) => !alive.has(uploadId));
  for (const orphan of orphans) {
    await storage.abortUpload(orphan);
  }
  return orphans.length;
}

async function finishRemovals(db: Database, storage: Storage, markedBefore: Date): Promise<number> {
  const unremoved = await listUnremoved(db, markedBefore, BATCH);
  for (const { teamId, sha256 } of unremoved) {
    await removeMarked(db, storage, teamId, [sha256]);
  }
  return unremoved.length;
}
