import { and, asc, eq, gt, isNull, min, sql } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { PART_BYTES_MAX } from "@/lib/core/registry";
import { notFound, ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { artifacts, files, uploads } from "@/lib/db/schema";
import type { Storage, UploadRef } from "@/lib/platform/storage/port";
import { visibleArtifacts } from "./visible-artifacts";

export type UploadRow = Awaited<ReturnType<typeof selectUploads>>[number];

/** The uploads that an artifact still waits for, each with one of the paths that share its content. */
export function selectUploads(
  db: Database,
  artifactId: Id<"artifact">,
  { limit, after }: { limit: number; after?: Id<"upload"> | undefined },
) {
  return db
    .select({
      id: uploads.id,
      teamId: uploads.teamId,
      sha256: uploads.sha256,
      sizeBytes: uploads.sizeBytes,
      startedAt: uploads.startedAt,
      remoteId: uploads.remoteId,
      path: min(files.path),
    })
    .from(uploads)
    .innerJoin(files, and(eq(files.artifactId, uploads.artifactId), eq(files.sha256, uploads.sha256)))
    .where(and(eq(uploads.artifactId, artifactId), after === undefined ? undefined : gt(uploads.id, after)))
    .groupBy(uploads.id)
    .orderBy(asc(uploads.id))
    .limit(limit);
}

/** An upload that the scope may add to; null for what is no upload's id as well. */
export async function findUpload(
  db: Database,
  scope: TeamScope,
  uploadId: string,
): Promise<Omit<UploadRow, "path"> | null> {
  if (!isId("upload", uploadId)) {
    return null;
  }
  const id: Id<"upload"> = uploadId;
  const [row] = await db
    .select({
      id: uploads.id,
      teamId: uploads.teamId,
      sha256: uploads.sha256,
      sizeBytes: uploads.sizeBytes,
      startedAt: uploads.startedAt,
      remoteId: uploads.remoteId,
    })
    .from(uploads)
    .innerJoin(artifacts, eq(artifacts.id, uploads.artifactId))
    .where(and(eq(uploads.id, id), eq(uploads.teamId, scope.teamId), visibleArtifacts(db, scope)));
  return row ?? null;
}

/**
 * The upload as the store knows it, started if it was not. Only when bytes come, for most of ten thousand small files
 * may be sent much later or never. Of two first parts at once, the upload that was entered first is the one.
 */
export async function startedUpload(
  db: Database,
  storage: Storage,
  upload: Omit<UploadRow, "path">,
): Promise<Result<UploadRef>> {
  const names = { teamId: upload.teamId, uploadId: upload.id };
  if (upload.startedAt) {
    return ok({ ...names, remoteId: upload.remoteId });
  }

  const started = await storage.startUpload(names);
  if (!started.ok) {
    return started;
  }
  const [entered] = await db
    .update(uploads)
    .set({ startedAt: sql`now()`, remoteId: started.value.remoteId })
    .where(and(eq(uploads.id, upload.id), isNull(uploads.startedAt)))
    .returning({ id: uploads.id });
  return entered ? started : firstStarted(db, storage, upload.id, started.value);
}

/** How a file is cut: parts of `PART_BYTES_MAX`, the last one with the rest; an empty file has none. */
export function partCount(sizeBytes: number): number {
  return Math.ceil(sizeBytes / PART_BYTES_MAX);
}

export function partSize(sizeBytes: number, partNumber: number): number {
  return Math.min(PART_BYTES_MAX, sizeBytes - (partNumber - 1) * PART_BYTES_MAX);
}

async function firstStarted(
  db: Database,
  storage: Storage,
  id: Id<"upload">,
  second: UploadRef,
): Promise<Result<UploadRef>> {
  const [first] = await db.select({ remoteId: uploads.remoteId }).from(uploads).where(eq(uploads.id, id));
  if (first && first.remoteId === second.remoteId) {
    return ok(second); // A store without names of its own has one place for both.
  }

  await storage.abortUpload(second);
  return first ? ok({ ...second, remoteId: first.remoteId }) : notFound("upload");
}
