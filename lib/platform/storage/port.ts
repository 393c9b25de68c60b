import type { Result } from "@/lib/core/result";

/**
 * An upload in progress. `remoteId` is the store's own name for it (a multipart upload's id) and null where it has none;
 * the caller keeps it with the upload and gives it back.
 */
export type UploadRef = { teamId: string; uploadId: string; remoteId: string | null };

/** Verified bytes of a team, named by their SHA-256 in lower-case hex. */
export type BlobRef = { teamId: string; sha256: string };

export type StoredPart = { partNumber: number; sizeBytes: number };

export type PartUpload = {
  /** From 1, without gaps by the time the upload is finished. Sending one again replaces it. */
  partNumber: number;
  bytes: AsyncIterable<Uint8Array>;
  /** Checked when given, so that a part that was damaged on its way is refused at once. */
  sha256?: string;
};

/** Both ends inclusive, as in HTTP. */
export type ByteRange = { start: number; end: number };

/** Whoever opens a blob reads its stream to the end or cancels it: until then the store holds it open. */
export type OpenBlob = { sizeBytes: number; range: ByteRange | null; stream: ReadableStream<Uint8Array> };

/**
 * Where files lie: on a disk or in an S3-compatible store. Bytes arrive under a staging name in parts, and become a blob
 * only after they were read and found to be what was declared; a claimed digest alone never leads to bytes. Refusals are
 * values; a full disk or a store that is away is thrown.
 */
export type Storage = {
  startUpload: (upload: { teamId: string; uploadId: string }) => Promise<Result<UploadRef>>;
  /** Streams one part of at most `PART_BYTES_MAX`. It is there whole or not at all, also after a crash. */
  writePart: (upload: UploadRef, part: PartUpload) => Promise<Result<StoredPart>>;
  /** The parts that are already there, in order: what a client asks before it resumes. */
  listParts: (upload: UploadRef) => Promise<Result<StoredPart[]>>;
  /**
   * Reads the staged bytes once, compares size and SHA-256 and, when both hold, makes them a blob in one step. The same
   * bytes of a team are kept once. On a refusal the parts stay, so that the wrong one can be sent again.
   */
  finishUpload: (upload: UploadRef, declared: { sizeBytes: number; sha256: string }) => Promise<Result<BlobRef>>;
  /** Forgets an upload and its parts; one that is not there is no mistake. */
  abortUpload: (upload: UploadRef) => Promise<Result<null>>;
  /** Uploads that nothing was added to since then, at most 1,000 a call. */
  listStaleUploads: (olderThan: Date) => Promise<UploadRef[]>;
  statBlob: (blob: BlobRef) => Promise<Result<{ sizeBytes: number }>>;
  openBlob: (blob: BlobRef, range?: ByteRange) => Promise<Result<OpenBlob>>;
  /** The caller knows that no file of the team uses it any more. One that is not there is no mistake. */
  deleteBlob: (blob: BlobRef) => Promise<Result<null>>;
  /** Present where clients may reach the store themselves, past this server. */
  presign?: Presign;
};

export type Presign = {
  partUpload: (
    upload: UploadRef,
    part: { partNumber: number; sizeBytes: number; sha256?: string },
    expiresInSeconds: number,
  ) => Promise<Result<{ url: string; headers: Record<string, string> }>>;
  /** The store must answer with `attachment` and this file name. */
  blobDownload: (blob: BlobRef, fileName: string, expiresInSeconds: number) => Promise<Result<{ url: string }>>;
};
