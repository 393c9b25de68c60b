import { createHash } from "node:crypto";
import { PART_BYTES_MAX } from "@/lib/core/registry";
import { ok, type Result } from "@/lib/core/result";
import type { Storage, UploadRef } from "@/lib/platform/storage/port";

/** Bytes that lie staged, with what was read of them on their way. */
export type StagedFile = { upload: UploadRef; sha256: string; sizeBytes: number };

/**
 * Streams a file of unknown length into the store, part by part, and never holds more of it than what is just arriving.
 * What cannot be staged whole leaves nothing.
 */
export async function stageFile(
  storage: Storage,
  names: { teamId: string; uploadId: string },
  bytes: AsyncIterable<Uint8Array>,
): Promise<Result<StagedFile>> {
  const started = await storage.startUpload(names);
  if (!started.ok) {
    return started;
  }
  try {
    const staged = await writeParts(storage, started.value, bytes);
    if (!staged.ok) {
      await storage.abortUpload(started.value);
    }
    return staged;
  } catch (error) {
    await storage.abortUpload(started.value); // The sender went away, or the disk is full.
    throw error;
  }
}

async function writeParts(
  storage: Storage,
  upload: UploadRef,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Result<StagedFile>> {
  const hash = createHash("sha256");
  const cutter = cutIntoParts(bytes, (chunk) => hash.update(chunk));
  let sizeBytes = 0;
  for (let partNumber = 1; await cutter.hasMore(); partNumber += 1) {
    const written = await storage.writePart(upload, { partNumber, bytes: cutter.nextPart() });
    if (!written.ok) {
      return written;
    }
    sizeBytes += written.value.sizeBytes;
  }
  return ok({ upload, sha256: hash.digest("hex"), sizeBytes });
}

type Cutter = { hasMore(): Promise<boolean>; nextPart(): AsyncIterable<Uint8Array> };

/** Each part ends at `PART_BYTES_MAX`, wherever the chunks do. */
function cutIntoParts(bytes: AsyncIterable<Uint8Array>, see: (chunk: Uint8Array) => void): Cutter {
  const chunks = bytes[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array();

  async function hasMore(): Promise<boolean> {
    while (rest.byteLength === 0) {
      const next = await chunks.next();
      if (next.done) {
        return false;
      }
      rest = next.value;
    }
    return true;
  }

  async function* nextPart(): AsyncIterable<Uint8Array> {
    for (let room = PART_BYTES_MAX; room > 0 && (await hasMore()); ) {
      const chunk = rest.subarray(0, room);
      rest = rest.subarray(chunk.byteLength);
      room -= chunk.byteLength;
      see(chunk);
      yield chunk;
    }
  }

  return { hasMore, nextPart };
}
