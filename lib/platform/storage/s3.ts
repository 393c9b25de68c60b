import { createHash } from "node:crypto";
import { PART_BYTES_MAX } from "@/lib/core/registry";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import {
  checkBlob,
  checkPart,
  checkUpload,
  isRange,
  problemOfParts,
  type Refusal,
  refuseDamagedPart,
  refuseDigest,
  refuseLargePart,
  refuseRange,
  refuseSize,
  STALE_UPLOADS_MAX,
} from "./checks";
import type { BlobRef, ByteRange, OpenBlob, PartUpload, Storage, StoredPart, UploadRef } from "./port";
import { openBucket } from "./s3-bucket";
import { createS3Client, S3_LIMITS, type S3Credentials, type S3Limits } from "./s3-client";
import { type Joined, joinParts } from "./s3-join";
import { keysUnder } from "./s3-keys";
import { openMultiparts } from "./s3-multiparts";
import { createPresign } from "./s3-presign";
import { isBegun, listStaged, type Place, removeStaged, removeUpload, stagedUploads } from "./s3-staging";
import type { S3Target } from "./storage-url";

const NO_BYTES = new Uint8Array();

/**
 * Keeps files in an S3-compatible store: each part is an object of its own below `staging/<team>/<upload>/`, blobs lie at
 * `blobs/<team>/<aa>/<sha256>`. Parts can so be listed, replaced and presigned without any state of the store's own, and a
 * refused finish leaves them as they are. See docs/decisions/0008.
 */
export function createS3Storage(
  target: S3Target,
  credentials: S3Credentials | null,
  limits: S3Limits = S3_LIMITS,
): Storage {
  const client = createS3Client(target, target.endpoint, credentials, limits);
  const place: Place = {
    bucket: openBucket(client, target.bucket, limits),
    multiparts: openMultiparts(client, target.bucket, limits),
    keys: keysUnder(target.prefix),
  };
  const storage: Storage = {
    startUpload: async (upload) => checkUpload(upload) ?? startUpload(place, { ...upload, remoteId: null }),
    writePart: async (upload, part) => checkUpload(upload) ?? checkPart(part) ?? writePart(place, upload, part),
    listParts: async (upload) => checkUpload(upload) ?? listParts(place, upload),
    finishUpload: async (upload, declared) =>
      checkUpload(upload) ?? checkBlob({ ...upload, ...declared }) ?? finishUpload(place, upload, declared),
    abortUpload: async (upload) => checkUpload(upload) ?? abortUpload(place, upload),
    listStaleUploads: (olderThan) => listStaleUploads(place, olderThan),
    statBlob: async (blob) => checkBlob(blob) ?? statBlob(place, blob),
    openBlob: async (blob, range) => checkBlob(blob) ?? openBlob(place, blob, range ?? null),
    deleteBlob: async (blob) => checkBlob(blob) ?? deleteBlob(place, blob),
  };
  if (!target.canPresign) {
    return storage;
  }
  const publicClient = createS3Client(target, target.publicEndpoint ?? target.endpoint, credentials, limits);
  return { ...storage, presign: createPresign(place, publicClient, target.bucket) };
}

async function startUpload({ bucket, keys }: Place, upload: UploadRef): Promise<Result<UploadRef>> {
  await bucket.put(keys.mark(upload), NO_BYTES);
  return ok(upload);
}

/** Holds the part in memory: the store wants its length first, and a part that is refused must not have begun to arrive. */
async function writePart(place: Place, upload: UploadRef, part: PartUpload): Promise<Result<StoredPart>> {
  if (!(await isBegun(place, upload))) {
    return notFound("upload");
  }
  const bytes = await readPart(part);
  if (!bytes.ok) {
    return bytes;
  }
  await place.bucket.put(place.keys.part(upload, part.partNumber), bytes.value);
  return ok({ partNumber: part.partNumber, sizeBytes: bytes.value.byteLength });
}

async function readPart(part: PartUpload): Promise<Result<Uint8Array>> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of part.bytes) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > PART_BYTES_MAX) {
      return refuseLargePart();
    }
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  const isDamaged = part.sha256 !== undefined && createHash("sha256").update(bytes).digest("hex") !== part.sha256;
  return isDamaged ? refuseDamagedPart() : ok(bytes);
}

async function listParts(place: Place, upload: UploadRef): Promise<Result<StoredPart[]>> {
  const parts = await listStaged(place, upload);
  return parts ? ok(parts) : notFound("upload");
}

async function finishUpload(
  place: Place,
  upload: UploadRef,
  { sizeBytes, sha256 }: { sizeBytes: number; sha256: string },
): Promise<Result<BlobRef>> {
  const blob = { teamId: upload.teamId, sha256 };
  const parts = await listStaged(place, upload);
  if (!parts) {
    return notFound("upload");
  }
  const refusal =
    problemOfParts(parts, sizeBytes) ??
    refusalOf(await joinParts(place, { upload, parts, blob, sizeBytes }), sizeBytes);
  if (refusal) {
    // While this looked at the parts, another finish may have ended the upload and begun to remove them.
    return (await isBegun(place, upload)) ? refusal : notFound("upload");
  }

  await place.bucket.remove(place.keys.mark(upload));
  // The upload is over and its blob is there. What cannot be removed now is found as a stale upload later.
  await removeJoined(place, upload, parts).catch(() => undefined);
  return ok(blob);
}

/** Of ten thousand small files each has one part, and nothing that had to be listed to be found. */
async function removeJoined(place: Place, upload: UploadRef, parts: readonly StoredPart[]): Promise<void> {
  const [first, second] = parts;
  if (second) {
    await removeStaged(place, upload);
  } else if (first) {
    await place.bucket.remove(place.keys.part(upload, first.partNumber));
  }
}

function refusalOf(joined: Joined, declaredBytes: number): Refusal | null {
  if (joined.kind === "joined") {
    return null;
  }
  if (joined.kind === "gone") {
    return refuse({ code: "conflict", message: "Parts went away while they were read. Finish again to see which." });
  }
  return joined.isDigestRight || joined.sizeBytes !== declaredBytes
    ? refuseSize(joined.sizeBytes, declaredBytes)
    : refuseDigest();
}

async function abortUpload(place: Place, upload: UploadRef): Promise<Result<null>> {
  await removeUpload(place, upload);
  return ok(null);
}

async function listStaleUploads(place: Place, olderThan: Date): Promise<UploadRef[]> {
  const stale: UploadRef[] = [];
  for await (const { upload, changedAt } of stagedUploads(place)) {
    if (changedAt < olderThan) {
      stale.push(upload);
    }
    if (stale.length === STALE_UPLOADS_MAX) {
      break;
    }
  }
  return stale;
}

async function statBlob({ bucket, keys }: Place, blob: BlobRef): Promise<Result<{ sizeBytes: number }>> {
  const found = await bucket.find(keys.blob(blob));
  return found ? ok(found) : notFound("file");
}

async function openBlob(place: Place, blob: BlobRef, range: ByteRange | null): Promise<Result<OpenBlob>> {
  if (range && !isRange(range)) {
    return refuseRangeOf(place, blob);
  }
  const opened = await place.bucket.open(place.keys.blob(blob), range);
  if (!opened) {
    return range ? refuseRangeOf(place, blob) : notFound("file");
  }
  const { stream, contentRange } = opened;
  if (!range) {
    return ok({ sizeBytes: opened.sizeBytes, range, stream });
  }
  const [, start, end, sizeBytes] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(contentRange ?? "") ?? [];
  if (Number(start) === range.start && Number(end) === range.end) {
    return ok({ sizeBytes: Number(sizeBytes), range, stream });
  }
  await stream.cancel();
  if (sizeBytes === undefined) {
    throw new Error("The file store does not answer ranges. Use one that does.");
  }
  return refuseRange(Number(sizeBytes));
}

async function refuseRangeOf(place: Place, blob: BlobRef): Promise<Refusal> {
  const found = await statBlob(place, blob);
  return found.ok ? refuseRange(found.value.sizeBytes) : found;
}

async function deleteBlob({ bucket, keys }: Place, blob: BlobRef): Promise<Result<null>> {
  await bucket.remove(keys.blob(blob));
  return ok(null);
}
