import { eq, sql } from "drizzle-orm";
import * as z from "zod";
import { ok, type Result, refuse } from "@/lib/core/result";
import { type Database, rows } from "@/lib/db/client";
import { blobs, uploads } from "@/lib/db/schema";
import type { Storage, UploadRef } from "@/lib/platform/storage/port";
import { isBeingRemoved } from "./blob-rows";
import { startedUpload, type UploadRow } from "./upload-rows";

/**
 * Has the store read an upload's bytes, and records them as the team's own when they are what was declared. No
 * transaction is open meanwhile. Repeating it is safe at whatever point an earlier try died, and so are two at once.
 */
export async function proveUpload(db: Database, storage: Storage, upload: UploadRow): Promise<Result<null>> {
  if (await isBeingRemoved(db, upload.teamId, upload.sha256)) {
    return refuse({ code: "in_progress", message: "Old bytes of this content are being removed. Repeat in a moment." });
  }
  const started = await startedUpload(db, storage, upload);
  if (!started.ok) {
    return (await isOver(db, upload)) ? ok(null) : started;
  }

  const finished = await storage.finishUpload(started.value, upload);
  if (!finished.ok && !(await wasFinishedBefore(db, storage, upload, started.value))) {
    return refuse({ ...finished.problem, field: "files", message: `${upload.path}: ${finished.problem.message}` });
  }

  // One statement: an upload is over exactly when its content is the team's.
  await rows(
    db,
    z.object({ id: z.string() }),
    sql`
      with proven as (
        insert into ${blobs} (team_id, sha256, size_bytes)
        values (${upload.teamId}, ${upload.sha256}, ${upload.sizeBytes})
        on conflict (team_id, sha256) do nothing
      )
      delete from ${uploads} where ${uploads.id} = ${upload.id} returning ${uploads.id} as id
    `,
  );
  return ok(null);
}

/**
 * A store forgets an upload in the same step that makes its verified bytes a blob. So when it knows a started upload no
 * more and has the blob, an earlier try got that far and died before it could record it, or another did it just now.
 * The blob alone proves nothing about this upload: the team may have had it before.
 */
async function wasFinishedBefore(db: Database, storage: Storage, upload: UploadRow, ref: UploadRef): Promise<boolean> {
  const parts = await storage.listParts(ref);
  if (parts.ok || parts.problem.code !== "not_found") {
    return false;
  }
  const stored = await storage.statBlob(upload);
  return (stored.ok && stored.value.sizeBytes === upload.sizeBytes) || isOver(db, upload);
}

async function isOver(db: Database, upload: UploadRow): Promise<boolean> {
  const [row] = await db.select({ id: uploads.id }).from(uploads).where(eq(uploads.id, upload.id));
  return row === undefined;
}
