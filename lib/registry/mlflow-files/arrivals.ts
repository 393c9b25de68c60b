import { and, asc, eq, isNull, lt } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import { type Database, inTransaction } from "@/lib/db/client";
import { blobs, mlflowFiles } from "@/lib/db/schema";
import type { Storage } from "@/lib/platform/storage/port";
import { isBeingRemoved, markUnneeded, removeMarked } from "../artifacts/blob-rows";
import type { StagedFile } from "./stage-file";

/** No upload is between its last byte and its path for that long. */
const ARRIVAL_HOURS_MAX = 24;
const BATCH = 100;

export type Arrival = { id: Id<"upload">; teamId: Id<"team">; sha256: string; sizeBytes: number };

/**
 * Makes staged bytes a blob of the team, under a row that has no path yet. The row is there first: bytes that the team had
 * already are then not removed between now and the moment when the file names them.
 */
export async function arrive(
  db: Database,
  scope: TeamScope,
  storage: Storage,
  { id, staged }: { id: Id<"upload">; staged: StagedFile },
): Promise<Result<Arrival>> {
  const { sha256, sizeBytes, upload } = staged;
  const { kind: actorKind, id: actorId, name: actorName } = scope.actor;
  const arrival = { id, teamId: scope.teamId, sha256, sizeBytes };
  await db.insert(mlflowFiles).values({ ...arrival, path: null, actorKind, actorId, actorName });

  const finished: Result<unknown> = (await isBeingRemoved(db, scope.teamId, sha256))
    ? refuse({ code: "unavailable", message: "Old bytes of this content are being removed. Try again in a moment." })
    : await storage.finishUpload(upload, { sha256, sizeBytes });
  if (!finished.ok) {
    await storage.abortUpload(upload);
    await db.delete(mlflowFiles).where(eq(mlflowFiles.id, id));
    return finished;
  }
  await db.insert(blobs).values({ teamId: scope.teamId, sha256, sizeBytes }).onConflictDoNothing();
  return ok(arrival);
}

/** Gives up what arrived and got no path; its bytes go, unless something else needs them. */
export async function giveUp(db: Database, storage: Storage, { id, teamId, sha256 }: Arrival): Promise<void> {
  const unneeded = await inTransaction(db, async (tx) => {
    await tx.delete(mlflowFiles).where(and(eq(mlflowFiles.id, id), isNull(mlflowFiles.path)));
    return markUnneeded(tx, teamId, [sha256]);
  });
  await removeMarked(db, storage, teamId, unneeded);
}

/**
 * Clears away what a crash left between its last byte and its path. The blob's row may be missing while its bytes are
 * there: it is made up, so that they are removed like all others.
 */
export async function removeStaleArrivals(db: Database, storage: Storage, now: Date): Promise<number> {
  const tooOld = new Date(now.getTime() - ARRIVAL_HOURS_MAX * 3_600_000);
  const stale = await db
    .select({
      id: mlflowFiles.id,
      teamId: mlflowFiles.teamId,
      sha256: mlflowFiles.sha256,
      sizeBytes: mlflowFiles.sizeBytes,
    })
    .from(mlflowFiles)
    .where(and(isNull(mlflowFiles.path), lt(mlflowFiles.createdAt, tooOld)))
    .orderBy(asc(mlflowFiles.createdAt))
    .limit(BATCH);
  for (const arrival of stale) {
    const { teamId, sha256, sizeBytes } = arrival;
    await db.insert(blobs).values({ teamId, sha256, sizeBytes }).onConflictDoNothing();
    await giveUp(db, storage, arrival);
  }
  return stale.length;
}
