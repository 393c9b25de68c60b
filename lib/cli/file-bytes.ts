import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { ok } from "@/lib/core/result";
import { type Answer, fail } from "./failure";
import { shown } from "./terminal";
import type { LocalFile } from "./walk";

const READ_BYTES = 1024 * 1024;

/** Reads a file once for its SHA-256. The size that counts is what was read. */
export async function hashFile(
  file: LocalFile,
  onBytes: (bytes: number) => void,
): Promise<Answer<{ sha256: string; sizeBytes: number }>> {
  return withFile(file, async (handle) => {
    const hash = createHash("sha256");
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    let sizeBytes = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, sizeBytes);
      if (bytesRead === 0) {
        return ok({ sha256: hash.digest("hex"), sizeBytes });
      }
      hash.update(buffer.subarray(0, bytesRead));
      sizeBytes += bytesRead;
      onBytes(bytesRead);
    }
  });
}

/** Reads one part of a file. A file that has shrunk since it was hashed is refused. */
export async function readPart(
  file: LocalFile,
  start: number,
  sizeBytes: number,
): Promise<Answer<Uint8Array<ArrayBuffer>>> {
  return withFile(file, async (handle) => {
    const bytes = new Uint8Array(sizeBytes);
    let filled = 0;
    while (filled < sizeBytes) {
      const { bytesRead } = await handle.read(bytes, filled, sizeBytes - filled, start + filled);
      if (bytesRead === 0) {
        return fail(
          "refused",
          `${shown(file.path)} changed while it was being logged. Log it again once it is finished.`,
        );
      }
      filled += bytesRead;
    }
    return ok(bytes);
  });
}

/** Opens without following a link: what the walk judged to be a file must still be one. */
async function withFile<T>(file: LocalFile, read: (handle: FileHandle) => Promise<Answer<T>>): Promise<Answer<T>> {
  const handle = await open(file.source, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => null);
  if (handle === null) {
    return fail("usage", `${shown(file.path)} cannot be read. Look at its permissions.`);
  }
  try {
    return await read(handle);
  } finally {
    await handle.close();
  }
}
