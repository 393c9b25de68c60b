import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { notFound, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import type { PartUpload, Storage, StoredPart } from "@/lib/platform/storage/port";
import { findUpload, partCount, partSize, startedUpload } from "./upload-rows";

export type UploadedPart = PartUpload & { uploadId: string };

/** Streams one part into the store. Every part but the last has the full size, so that what is staged is bounded. */
export async function storePart(
  db: Database,
  scope: TeamScope,
  storage: Storage,
  { uploadId, ...part }: UploadedPart,
): Promise<Result<StoredPart>> {
  const upload = await findUpload(db, scope, uploadId);
  if (!upload) {
    return notFound("upload");
  }
  if (!can(scope.role, "artifact.write")) {
    return refuse({ code: "forbidden", message: onlySentence("artifact.write") });
  }
  const last = partCount(upload.sizeBytes);
  if (!Number.isInteger(part.partNumber) || part.partNumber < 1 || part.partNumber > last) {
    return refuse({ code: "invalid", field: "part", message: `This file has the parts 1 to ${last}.` });
  }
  const started = await startedUpload(db, storage, upload);
  if (!started.ok) {
    return started;
  }

  const expected = partSize(upload.sizeBytes, part.partNumber);
  try {
    return await storage.writePart(started.value, { ...part, bytes: exactly(part.bytes, expected) });
  } catch (error) {
    if (error instanceof WrongSize) {
      return refuse({
        code: "invalid",
        field: "part",
        message: `Part ${part.partNumber} of this file has exactly ${expected} bytes.`,
      });
    }
    throw error;
  }
}

class WrongSize extends Error {}

/** Throws at the first byte too many, or when the last came too early: the store keeps a part only when it is whole. */
async function* exactly(bytes: AsyncIterable<Uint8Array>, expected: number): AsyncIterable<Uint8Array> {
  let received = 0;
  for await (const chunk of bytes) {
    received += chunk.byteLength;
    if (received > expected) {
      throw new WrongSize();
    }
    yield chunk;
  }
  if (received < expected) {
    throw new WrongSize();
  }
}
