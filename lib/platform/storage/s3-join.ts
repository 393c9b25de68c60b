import { createHash } from "node:crypto";
import type { BlobRef, StoredPart, UploadRef } from "./port";
import type { Multipart } from "./s3-multiparts";
import { noteMultipart, type Place } from "./s3-staging";

/** As many parts as S3 takes in one multipart upload: of a file with more, several of ours go into one of theirs. */
const JOINED_PARTS_MAX = 10_000;
/** Parts that are held in memory: so many read ahead, and so many on their way back. */
const READS_AHEAD = 2;
const WRITES_AT_ONCE = 2;

type Join = { upload: UploadRef; parts: readonly StoredPart[]; blob: BlobRef; sizeBytes: number };

/** `gone`: the upload was ended meanwhile, or a part of it is there no more. */
export type Joined =
  | { kind: "joined" }
  | { kind: "gone" }
  | { kind: "wrong"; sizeBytes: number; isDigestRight: boolean };

/**
 * Reads the staged parts once and writes the very bytes that it judged under the blob's key, where they appear in one step
 * and only when they are what was declared. The store could copy the parts by itself, but between the reading and the
 * copy a client that still holds a presigned address could put others in their place.
 */
export async function joinParts(place: Place, join: Join): Promise<Joined> {
  return join.parts.length > 1 ? joinMany(place, join) : joinOne(place, join);
}

async function joinOne({ bucket, keys }: Place, { upload, parts, blob, sizeBytes }: Join): Promise<Joined> {
  const [part] = parts;
  const bytes = part ? await bucket.read(keys.part(upload, part.partNumber)) : new Uint8Array();
  if (!bytes) {
    return { kind: "gone" };
  }
  const judge = createJudge(blob, sizeBytes);
  judge.add(bytes);
  const judged = judge.verdict();
  if (judged.kind === "joined") {
    await bucket.put(keys.blob(blob), bytes);
  }
  return judged;
}

async function joinMany(place: Place, join: Join): Promise<Joined> {
  const multipart = await place.multiparts.begin(place.keys.blob(join.blob));
  const sent: Promise<string | null>[] = [];
  let joined: Joined | null = null;
  try {
    await noteMultipart(place, join.upload, multipart);
    joined = await judgeAndSend(place, join, multipart, sent);
    if (joined.kind === "joined" && !(await complete(place, multipart, await Promise.all(sent)))) {
      joined = { kind: "gone" };
    }
    return joined;
  } finally {
    if (joined?.kind !== "joined") {
      await Promise.allSettled(sent); // No part may arrive after the end.
      // What cannot be aborted now is found by its note when the upload is over.
      await place.multiparts.abort(multipart).catch(() => undefined);
    }
  }
}

/** Sends on what it has read before it can know whether the whole is right: nothing shows until it is completed. */
async function judgeAndSend(
  place: Place,
  join: Join,
  multipart: Multipart,
  sent: Promise<string | null>[],
): Promise<Joined> {
  const judge = createJudge(join.blob, join.sizeBytes);
  for await (const bytes of ahead(groupsOf(join.parts), READS_AHEAD, (group) => readGroup(place, join, group))) {
    if (!bytes || (await sent.at(-WRITES_AT_ONCE)) === null) {
      return { kind: "gone" };
    }
    judge.add(bytes);
    const sending = place.multiparts.put(multipart, sent.length + 1, bytes);
    sending.catch(() => undefined); // It is awaited later, when several may have failed.
    sent.push(sending);
  }
  return judge.verdict();
}

/** A completion whose answer was lost is repeated by the SDK, and then the multipart upload is gone: the blob tells. */
async function complete(place: Place, multipart: Multipart, etags: (string | null)[]): Promise<boolean> {
  const whole = etags.filter((etag) => etag !== null);
  if (whole.length !== etags.length) {
    return false;
  }
  return (await place.multiparts.complete(multipart, whole)) || (await place.bucket.find(multipart.key)) !== null;
}

function createJudge(blob: BlobRef, declaredBytes: number) {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  return {
    add(bytes: Uint8Array): void {
      hash.update(bytes);
      sizeBytes += bytes.byteLength;
    },
    verdict(): Joined {
      const isDigestRight = hash.digest("hex") === blob.sha256;
      return isDigestRight && sizeBytes === declaredBytes
        ? { kind: "joined" }
        : { kind: "wrong", sizeBytes, isDigestRight };
    },
  };
}

/** The parts as they go into one multipart upload: equal groups but for the last. */
export function groupsOf(parts: readonly StoredPart[]): StoredPart[][] {
  const size = Math.ceil(parts.length / JOINED_PARTS_MAX);
  return Array.from({ length: Math.ceil(parts.length / size) }, (_, index) =>
    parts.slice(index * size, (index + 1) * size),
  );
}

async function readGroup({ bucket, keys }: Place, { upload }: Join, group: StoredPart[]): Promise<Uint8Array | null> {
  const all: Uint8Array[] = [];
  for (const { partNumber } of group) {
    const bytes = await bucket.read(keys.part(upload, partNumber));
    if (!bytes) {
      return null;
    }
    all.push(bytes);
  }
  return all.length === 1 && all[0] ? all[0] : Buffer.concat(all);
}

/** Works on things in order, so many ahead of whoever takes the answers. */
async function* ahead<T, R>(things: readonly T[], count: number, work: (thing: T) => Promise<R>): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  for (const thing of things) {
    const answer = work(thing);
    answer.catch(() => undefined); // It is thrown where it is taken; nobody may be there to take it any more.
    running.push(answer);
    if (running.length > count) {
      yield await (running.shift() as Promise<R>);
    }
  }
  for (const answer of running) {
    yield await answer;
  }
}
