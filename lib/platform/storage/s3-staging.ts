import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { StoredPart, UploadRef } from "./port";
import type { Bucket } from "./s3-bucket";
import type { Keys } from "./s3-keys";
import type { Multipart, Multiparts } from "./s3-multiparts";

const PART_KEY = /\/parts\/(\d{6})$/;
const REMOVALS_AT_ONCE = 8;

const note = z.object({ key: z.string(), multipartId: z.string() }) satisfies z.ZodType<Multipart>;

export type Place = { bucket: Bucket; multiparts: Multiparts; keys: Keys };

/** The parts of an upload in order; null when there is no such upload, or no more. */
export async function listStaged({ bucket, keys }: Place, upload: UploadRef): Promise<StoredPart[] | null> {
  const parts: StoredPart[] = [];
  let isBegun = false;
  for await (const { key, sizeBytes } of bucket.list(keys.folder(upload))) {
    const [, number] = PART_KEY.exec(key) ?? [];
    if (number !== undefined) {
      parts.push({ partNumber: Number(number), sizeBytes });
    }
    isBegun ||= key === keys.mark(upload);
  }
  return isBegun ? parts : null;
}

export async function isBegun({ bucket, keys }: Place, upload: UploadRef): Promise<boolean> {
  return (await bucket.find(keys.mark(upload))) !== null;
}

/** Writes down a multipart upload before a byte of it is sent. */
export async function noteMultipart({ bucket, keys }: Place, upload: UploadRef, multipart: Multipart): Promise<string> {
  const key = keys.note(upload, randomUUID());
  await bucket.put(key, Buffer.from(JSON.stringify(multipart)));
  return key;
}

/**
 * Ends an upload and removes all of it. The mark goes first: from then on the upload is over, whatever a crash leaves of
 * the rest.
 */
export async function removeUpload(place: Place, upload: UploadRef): Promise<void> {
  await place.bucket.remove(place.keys.mark(upload));
  await removeStaged(place, upload);
}

export async function removeStaged(place: Place, upload: UploadRef): Promise<void> {
  const { bucket, keys } = place;
  const staged: string[] = [];
  for await (const { key } of bucket.list(keys.folder(upload))) {
    staged.push(key);
  }
  const waiting = staged.values();
  async function removeNext(): Promise<void> {
    for (const key of waiting) {
      if (key.startsWith(keys.note(upload, ""))) {
        await abortNoted(place, key);
      }
      await bucket.remove(key);
    }
  }
  await Promise.all(Array.from({ length: REMOVALS_AT_ONCE }, removeNext));
}

/** Keys come in order, so an upload's objects stand together and only one upload is held in memory at a time. */
export async function* stagedUploads({ bucket, keys }: Place): AsyncGenerator<{ upload: UploadRef; changedAt: Date }> {
  let current: { upload: UploadRef; changedAt: Date } | null = null;
  for await (const { key, changedAt } of bucket.list(keys.staging)) {
    const name = keys.uploadOf(key);
    if (name && current && keys.folder(current.upload) === keys.folder(name)) {
      current.changedAt = changedAt > current.changedAt ? changedAt : current.changedAt;
    } else if (name) {
      if (current) {
        yield current;
      }
      current = { upload: { ...name, remoteId: null }, changedAt };
    }
  }
  if (current) {
    yield current;
  }
}

/** Of another finish that died, or that is at work and will find its upload gone. */
async function abortNoted({ bucket, multiparts }: Place, noteKey: string): Promise<void> {
  const bytes = await bucket.read(noteKey);
  if (bytes) {
    await multiparts.abort(note.parse(JSON.parse(Buffer.from(bytes).toString())));
  }
}
