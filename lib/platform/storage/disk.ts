import { createHash, type Hash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { PART_BYTES_MAX } from "@/lib/core/registry";
import { notFound, ok, type Result } from "@/lib/core/result";
import {
  checkBlob,
  checkPart,
  checkUpload,
  isRange,
  problemOfParts,
  refuseDamagedPart,
  refuseDigest,
  refuseLargePart,
  refuseRange,
  refuseSize,
  STALE_UPLOADS_MAX,
} from "./checks";
import type { BlobRef, ByteRange, OpenBlob, PartUpload, Storage, StoredPart, UploadRef } from "./port";

const PART_FILE = /^\d{6}$/;

const READ_BYTES = 1024 * 1024;

/**
 * Keeps files in a folder: parts at `staging/<team>/<upload>/<part>`, blobs at `blobs/<team>/<aa>/<sha256>`. Whatever gets
 * one of these names was written elsewhere, synced and renamed, so that a crash leaves nothing half there.
 */
export function createDiskStorage(root: string): Storage {
  const uploadFolder = (upload: { teamId: string; uploadId: string }) =>
    join(root, "staging", upload.teamId, upload.uploadId);
  const blobPath = ({ teamId, sha256 }: BlobRef) => join(root, "blobs", teamId, sha256.slice(0, 2), sha256);

  return {
    startUpload: async ({ teamId, uploadId }) =>
      checkUpload({ teamId, uploadId }) ?? startUpload(uploadFolder({ teamId, uploadId }), { teamId, uploadId }),
    writePart: async (upload, part) => checkUpload(upload) ?? checkPart(part) ?? writePart(uploadFolder(upload), part),
    listParts: async (upload) => checkUpload(upload) ?? listParts(uploadFolder(upload)),
    finishUpload: async (upload, declared) => {
      const blob = { teamId: upload.teamId, sha256: declared.sha256 };
      return (
        checkUpload(upload) ??
        checkBlob(blob) ??
        finishUpload(uploadFolder(upload), declared.sizeBytes, blob, blobPath(blob))
      );
    },
    abortUpload: async (upload) => checkUpload(upload) ?? remove(uploadFolder(upload)),
    listStaleUploads: (olderThan) => listStaleUploads(join(root, "staging"), olderThan),
    statBlob: async (blob) => checkBlob(blob) ?? statBlob(blobPath(blob)),
    openBlob: async (blob, range) => checkBlob(blob) ?? openBlob(blobPath(blob), range ?? null),
    deleteBlob: async (blob) => checkBlob(blob) ?? remove(blobPath(blob)),
  };
}

async function startUpload(folder: string, ref: { teamId: string; uploadId: string }): Promise<Result<UploadRef>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return ok({ ...ref, remoteId: null });
}

async function writePart(folder: string, part: PartUpload): Promise<Result<StoredPart>> {
  const draft = join(/* turbopackIgnore: true */ folder, `draft-${randomUUID()}`);
  const file = await orNull(open(draft, "wx", 0o600));
  if (!file) {
    return notFound("upload");
  }
  try {
    const written = await writePartBytes(file, part);
    if (written.ok) {
      await rename(draft, join(folder, partFile(part.partNumber)));
      await syncFolder(folder);
    }
    return written;
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

async function writePartBytes(file: FileHandle, part: PartUpload): Promise<Result<StoredPart>> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of part.bytes) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > PART_BYTES_MAX) {
      return refuseLargePart();
    }
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  if (part.sha256 !== undefined && hash.digest("hex") !== part.sha256) {
    return refuseDamagedPart();
  }
  await file.sync();
  return ok({ partNumber: part.partNumber, sizeBytes });
}

async function listParts(folder: string): Promise<Result<StoredPart[]>> {
  const names = await orNull(readdir(folder));
  if (!names) {
    return notFound("upload");
  }
  const parts: StoredPart[] = [];
  for (const name of names.filter((each) => PART_FILE.test(each)).sort()) {
    const found = await orNull(stat(join(folder, name)));
    if (found) {
      parts.push({ partNumber: Number(name), sizeBytes: found.size });
    }
  }
  return ok(parts);
}

async function finishUpload(
  folder: string,
  sizeBytes: number,
  blob: BlobRef,
  target: string,
): Promise<Result<BlobRef>> {
  const parts = await listParts(folder);
  if (!parts.ok) {
    return parts;
  }
  const refusal = problemOfParts(parts.value, sizeBytes);
  if (refusal) {
    return refusal;
  }

  const draft = join(/* turbopackIgnore: true */ folder, `whole-${randomUUID()}`);
  try {
    const assembled = await orNull(assemble(folder, parts.value, draft));
    if (!assembled) {
      return notFound("upload");
    }
    if (assembled.sha256 !== blob.sha256) {
      return refuseDigest();
    }
    // A part may have been replaced since its size was read: what counts is what was hashed.
    if (assembled.sizeBytes !== sizeBytes) {
      return refuseSize(assembled.sizeBytes, sizeBytes);
    }
    // Another finish of the same upload may have won meanwhile: the folder with our draft is gone then.
    const promoted = await orNull(promote(draft, target));
    if (!promoted) {
      return notFound("upload");
    }
  } finally {
    await rm(draft, { force: true });
  }
  await removeAtOnce(folder);
  return ok(blob);
}

/**
 * Takes the whole folder away in one step, so that another finish of the same upload meets all of its parts or none: parts
 * that vanish one after another would look like parts that were never sent. A name that is left here by a crash is swept
 * with the uploads that went stale.
 */
async function removeAtOnce(folder: string): Promise<void> {
  const aside = `${folder}-${randomUUID()}`;
  await orNull(rename(folder, aside));
  await remove(aside);
}

/** Copies while it hashes, so that the bytes that become the blob are the very bytes that were judged. */
async function assemble(
  folder: string,
  parts: readonly StoredPart[],
  draft: string,
): Promise<{ sizeBytes: number; sha256: string }> {
  const hash = createHash("sha256");
  const whole = await open(draft, "wx", 0o600);
  let sizeBytes = 0;
  try {
    for (const { partNumber } of parts) {
      sizeBytes += await appendFile(whole, hash, join(folder, partFile(partNumber)));
    }
    await whole.sync();
  } finally {
    await whole.close();
  }
  return { sizeBytes, sha256: hash.digest("hex") };
}

async function appendFile(whole: FileHandle, hash: Hash, path: string): Promise<number> {
  const part = await open(path, "r");
  const stream: AsyncIterable<Buffer> = part.createReadStream({ highWaterMark: READ_BYTES });
  let sizeBytes = 0;
  for await (const chunk of stream) {
    hash.update(chunk);
    await whole.writeFile(chunk);
    sizeBytes += chunk.byteLength;
  }
  return sizeBytes;
}

/** A rename over an equal blob changes nothing for those who read it, and mends one that was damaged. */
async function promote(draft: string, target: string): Promise<string> {
  const folder = dirname(target);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(draft, target);
  await syncFolder(folder);
  await syncFolder(dirname(folder));
  return target;
}

async function statBlob(path: string): Promise<Result<{ sizeBytes: number }>> {
  const found = await orNull(stat(path));
  return found ? ok({ sizeBytes: found.size }) : notFound("file");
}

async function openBlob(path: string, range: ByteRange | null): Promise<Result<OpenBlob>> {
  const file = await orNull(open(path, "r"));
  if (!file) {
    return notFound("file");
  }
  const { size } = await file.stat();
  if (range && !(isRange(range) && range.end < size)) {
    await file.close();
    return refuseRange(size);
  }
  // Node's web stream type and the DOM's differ in name only.
  const stream = Readable.toWeb(file.createReadStream({ ...range, highWaterMark: READ_BYTES }));
  return ok({ sizeBytes: size, range, stream: stream as ReadableStream<Uint8Array> });
}

/** Tries again when a writer that does not know yet puts one more file into the folder. */
async function remove(path: string): Promise<Result<null>> {
  await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  return ok(null);
}

/** A folder's own time changes with every part, so it tells when the upload was last added to. */
async function listStaleUploads(staging: string, olderThan: Date): Promise<UploadRef[]> {
  const stale: UploadRef[] = [];
  for (const teamId of (await orNull(readdir(staging))) ?? []) {
    for (const uploadId of (await orNull(readdir(join(staging, teamId)))) ?? []) {
      const found = await orNull(stat(join(staging, teamId, uploadId)));
      if (found && found.mtime < olderThan) {
        stale.push({ teamId, uploadId, remoteId: null });
      }
      if (stale.length === STALE_UPLOADS_MAX) {
        return stale;
      }
    }
  }
  return stale;
}

function partFile(partNumber: number): string {
  return String(partNumber).padStart(6, "0");
}

/** Makes a rename last: without it the file is safe and its name is not. Windows has no such call. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") {
    return;
  }
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT" || code === "ENOTDIR") {
      return null;
    }
    throw error;
  }
}
