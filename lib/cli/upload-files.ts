import type { UploadView } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import { sendPart, sendPartToStore } from "./artifact-calls";
import { type Answer, allOf } from "./failure";
import { hashFile, readPart } from "./file-bytes";
import { inParallel } from "./in-parallel";
import { startProgress } from "./progress";
import type { Session } from "./session";
import type { LocalFile } from "./walk";

/** Two readers keep a disk busy; four connections keep a network busy while memory holds four parts at most. */
const HASHED_AT_ONCE = 2;
const PARTS_AT_ONCE = 4;

export type HashedFile = LocalFile & { sha256: string };

/** Reads every file once for its digest. */
export async function hashFiles(session: Session, files: readonly LocalFile[]): Promise<Answer<HashedFile[]>> {
  const totalBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const progress = startProgress(session.terminal, { label: "Reading", totalBytes, isQuiet: session.isJson });
  const hashed = new Map<string, Answer<HashedFile>>();
  await inParallel(files, HASHED_AT_ONCE, async (file) => {
    const read = await hashFile(file, progress.add);
    const answer = read.ok ? ok({ ...file, ...read.value }) : read;
    hashed.set(file.path, answer);
    return answer;
  });
  progress.done();
  return allOf(files.flatMap((file) => hashed.get(file.path) ?? []));
}

export type Upload = Pick<UploadView, "path" | "sizeBytes" | "sha256" | "partBytes"> & {
  id: string;
  received: number[];
  isPresignable: boolean;
};

type Part = {
  uploadId: string;
  isPresignable: boolean;
  file: LocalFile;
  number: number;
  start: number;
  sizeBytes: number;
};

/**
 * Sends the parts that the server does not have yet, several at once: to the store itself where that is offered, and
 * through the server from the first one on that the store did not take.
 */
export async function sendParts(
  session: Session,
  target: { team: string; artifactId: string },
  files: readonly HashedFile[],
  uploads: readonly Upload[],
): Promise<Answer<null>> {
  const parts = uploads.flatMap((upload) => missingParts(upload, files));
  const totalBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  const progress = startProgress(session.terminal, { label: "Sending", totalBytes, isQuiet: session.isJson });
  let isStoreReached = true;
  const sent = await inParallel(parts, PARTS_AT_ONCE, async (part) => {
    const bytes = await readPart(part.file, part.start, part.sizeBytes);
    if (!bytes.ok) {
      return bytes;
    }
    const place = { ...target, uploadId: part.uploadId, number: part.number };
    const isDirect = part.isPresignable && isStoreReached ? await sendPartToStore(session, place, bytes.value) : null;
    isStoreReached &&= isDirect !== false;
    const answer = isDirect ? ok(null) : await sendPart(session, place, bytes.value);
    progress.add(answer.ok ? part.sizeBytes : 0);
    return answer;
  });
  progress.done();
  return sent;
}

/** The server asks for each content once, by the path of one of the files that have it. */
function missingParts(upload: Upload, files: readonly HashedFile[]): Part[] {
  const file = files.find(({ sha256 }) => sha256 === upload.sha256);
  if (!file) {
    return [];
  }
  const count = Math.ceil(upload.sizeBytes / upload.partBytes);
  return Array.from({ length: count }, (_, index) => ({
    uploadId: upload.id,
    isPresignable: upload.isPresignable,
    file,
    number: index + 1,
    start: index * upload.partBytes,
    sizeBytes: Math.min(upload.partBytes, upload.sizeBytes - index * upload.partBytes),
  })).filter(({ number }) => !upload.received.includes(number));
}
