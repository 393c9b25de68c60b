import { onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { isPermitted } from "@/lib/core/purpose";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import type { PartUpload, Storage, StoredPart, UploadRef } from "@/lib/platform/storage/port";
import { findUpload, partCount, partSize, startedUpload } from "./upload-rows";

export type UploadedPart = PartUpload & { uploadId: string };

/** Streams one part into the store. Every part but the last has the full size, so that what is staged is bounded. */
export async function storePart(
  db: Database,
  scope: TeamScope,
  storage: Storage,
  { uploadId, ...part }: UploadedPart,
): Promise<Result<StoredPart>> {
  const awaited = await findPart(db, scope, storage, { uploadId, partNumber: part.partNumber });
  if (!awaited.ok) {
    return awaited;
  }

  const { upload, sizeBytes } = awaited.value;
  try {
    return await storage.writePart(upload, { ...part, bytes: exactly(part.bytes, sizeBytes) });
  } catch (error) {
    if (error instanceof WrongSize) {
      return refuse({
        code: "invalid",
        field: "part",
        message: `Part ${part.partNumber} of this file has exactly ${sizeBytes} bytes.`,
      });
    }
    throw error;
  }
}

/** The address at which the store itself takes one part, of just that size. What arrives is judged at the commit. */
export async function presignPart(
  db: Database,
  scope: TeamScope,
  storage: Storage,
  { sha256, ...part }: { uploadId: string; partNumber: number; sha256?: string | undefined },
): Promise<Result<PresignedPart>> {
  const awaited = await findPart(db, scope, storage, part);
  if (!awaited.ok) {
    return awaited;
  }
  if (!storage.presign) {
    return refuse({ code: "conflict", message: "Files are kept by this server itself. Send it the part." });
  }

  const { upload, sizeBytes } = awaited.value;
  const digest = sha256 === undefined ? {} : { sha256 };
  const signed = await storage.presign.partUpload(
    upload,
    { partNumber: part.partNumber, sizeBytes, ...digest },
    PART_ADDRESS_SECONDS,
  );
  return signed.ok ? ok({ ...signed.value, sizeBytes, expiresInSeconds: PART_ADDRESS_SECONDS }) : signed;
}

export type PresignedPart = {
  url: string;
  /** To be sent with the part, as they are. */
  headers: Record<string, string>;
  sizeBytes: number;
  expiresInSeconds: number;
};

/** Enough for 8 MiB over a slow line. */
const PART_ADDRESS_SECONDS = 15 * 60;

type PartPlace = { uploadId: string; partNumber: number };

/** The part that an upload of the scope waits for, with the upload begun in the store. */
async function findPart(
  db: Database,
  scope: TeamScope,
  storage: Storage,
  { uploadId, partNumber }: PartPlace,
): Promise<Result<{ upload: UploadRef; sizeBytes: number }>> {
  const upload = await findUpload(db, scope, uploadId);
  if (!upload) {
    return notFound("upload");
  }
  if (!isPermitted(scope, "artifact.write")) {
    return refuse({ code: "forbidden", message: onlySentence("artifact.write") });
  }
  const last = partCount(upload.sizeBytes);
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > last) {
    return refuse({ code: "invalid", field: "part", message: `This file has the parts 1 to ${last}.` });
  }
  const started = await startedUpload(db, storage, upload);
  return started.ok ? ok({ upload: started.value, sizeBytes: partSize(upload.sizeBytes, partNumber) }) : started;
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
