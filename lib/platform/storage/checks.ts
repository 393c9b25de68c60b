import { PART_BYTES_MAX } from "@/lib/core/registry";
import { notFound, type Problem, refuse } from "@/lib/core/result";
import type { BlobRef, ByteRange, StoredPart } from "./port";

/** The only shapes that ever become part of a path or key: ids and digests, without dots, slashes or upper case. */
const ID = /^[a-z0-9][a-z0-9_-]{0,127}$/;
const SHA256 = /^[0-9a-f]{64}$/;

const PART_NUMBER_MAX = 100_000;

export const STALE_UPLOADS_MAX = 1_000;

export type Refusal = { ok: false; problem: Problem };

export function checkUpload({ teamId, uploadId }: { teamId: string; uploadId: string }): Refusal | null {
  return ID.test(teamId) && ID.test(uploadId) ? null : notFound("upload");
}

export function checkBlob({ teamId, sha256 }: BlobRef): Refusal | null {
  return ID.test(teamId) && SHA256.test(sha256) ? null : notFound("file");
}

export function checkPart({ partNumber }: { partNumber: number }): Refusal | null {
  if (Number.isInteger(partNumber) && partNumber >= 1 && partNumber <= PART_NUMBER_MAX) {
    return null;
  }
  return refuse({ code: "invalid", field: "part", message: "Number the parts from 1 to 100,000." });
}

/** What can be told from the list of parts alone, before any byte is read. */
export function problemOfParts(parts: readonly StoredPart[], declaredBytes: number): Refusal | null {
  const gap = parts.findIndex((part, index) => part.partNumber !== index + 1);
  if (gap >= 0) {
    return refuseGap(gap + 1);
  }
  const received = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  return received === declaredBytes ? null : refuseSize(received, declaredBytes);
}

export function refuseGap(partNumber: number): Refusal {
  return refuse({ code: "conflict", message: `Part ${partNumber} is missing. Send it, then finish again.` });
}

export function refuseSize(received: number, declared: number): Refusal {
  return refuse({
    code: "conflict",
    message: `${received} bytes were uploaded, ${declared} were declared. Send the parts that are missing or wrong.`,
  });
}

export function refuseDigest(): Refusal {
  return refuse({
    code: "conflict",
    message: "The uploaded bytes are not those of the declared SHA-256. Send the file again.",
  });
}

export function refuseDamagedPart(): Refusal {
  return refuse({ code: "conflict", message: "The part's bytes are not those of its SHA-256. Send the part again." });
}

export function refuseLargePart(): Refusal {
  const mebibytes = PART_BYTES_MAX / 1024 / 1024;
  return refuse({
    code: "too_large",
    message: `A part may hold at most ${mebibytes} MiB. Send the file in more parts.`,
  });
}

export function refuseRange(sizeBytes: number): Refusal {
  return refuse({
    code: "invalid",
    field: "range",
    message: `The file has ${sizeBytes} bytes. Ask for a range within.`,
  });
}

/** A range that some file could have. */
export function isRange({ start, end }: ByteRange): boolean {
  return Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end;
}
