import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDiskStorage } from "@/lib/platform/storage/disk";
import type { Storage } from "@/lib/platform/storage/port";
import { chunksOf, describeStorage, sha256Of, valueOfResult } from "./storage-contract";

const TEAM = "tm_1";

let root = "";
let storage: Storage;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "modelwire-storage-"));
  storage = createDiskStorage(join(root, "own"));
});

afterAll(() => rm(root, { recursive: true, force: true }));

describeStorage("disk", async () => createDiskStorage(join(root, "contract")));

async function upload(uploadId: string, bytes: Uint8Array) {
  const ref = valueOfResult(await storage.startUpload({ teamId: TEAM, uploadId }));
  await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(bytes) });
  return storage.finishUpload(ref, { sizeBytes: bytes.byteLength, sha256: sha256Of(bytes) });
}

describe("on disk", () => {
  test("a blob lies under its team and digest, for its owner's eyes only, and staging is empty afterwards", async () => {
    const bytes = randomBytes(100);
    const sha256 = sha256Of(bytes);

    valueOfResult(await upload("upl_1", bytes));

    const path = join(root, "own", "blobs", TEAM, sha256.slice(0, 2), sha256);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(root, "own", "staging", TEAM))).toEqual([]);
  });

  test("nothing is left behind by refused and broken parts or a refused finish", async () => {
    const ref = valueOfResult(await storage.startUpload({ teamId: TEAM, uploadId: "upl_2" }));
    async function* broken() {
      yield randomBytes(10);
      throw new Error("gone");
    }

    await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(randomBytes(5)), sha256: "0".repeat(64) });
    await storage.writePart(ref, { partNumber: 1, bytes: broken() }).catch(() => undefined);
    await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(randomBytes(5)) });
    await storage.finishUpload(ref, { sizeBytes: 5, sha256: "0".repeat(64) });

    expect(await readdir(join(root, "own", "staging", TEAM, "upl_2"))).toEqual(["000001"]);
    await storage.abortUpload(ref);
  });

  test("many uploads of the same bytes at once all end well, in one file", async () => {
    const bytes = randomBytes(300_000);

    const results = await Promise.all(Array.from({ length: 10 }, (_, index) => upload(`upl_same_${index}`, bytes)));

    const sha256 = sha256Of(bytes);
    expect(results.every((result) => result.ok)).toBe(true);
    expect(await readdir(join(root, "own", "blobs", TEAM, sha256.slice(0, 2)))).toContain(sha256);
    expect(valueOfResult(await storage.statBlob({ teamId: TEAM, sha256 }))).toEqual({ sizeBytes: 300_000 });
  });

  test("one upload finished twice at once makes one whole blob", async () => {
    const bytes = randomBytes(300_000);
    const declared = { sizeBytes: bytes.byteLength, sha256: sha256Of(bytes) };
    const ref = valueOfResult(await storage.startUpload({ teamId: TEAM, uploadId: "upl_twice" }));
    await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(bytes) });

    const results = await Promise.all([storage.finishUpload(ref, declared), storage.finishUpload(ref, declared)]);

    expect(results.some((result) => result.ok)).toBe(true);
    expect(await storage.statBlob({ teamId: TEAM, sha256: declared.sha256 })).toMatchObject({ ok: true });
  });

  test("a part that changes while the upload is finished never slips in unjudged", async () => {
    const honest = randomBytes(4 * 1024 * 1024);
    const other = randomBytes(4 * 1024 * 1024);
    const sha256 = sha256Of(honest);
    const ref = valueOfResult(await storage.startUpload({ teamId: TEAM, uploadId: "upl_swap" }));
    await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(honest) });

    const finished = storage.finishUpload(ref, { sizeBytes: honest.byteLength, sha256 });
    await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(other) }).catch(() => undefined);
    const result = await finished;

    if (result.ok) {
      const opened = valueOfResult(await storage.openBlob({ teamId: TEAM, sha256 }));
      const chunks: Uint8Array[] = [];
      for await (const chunk of opened.stream) {
        chunks.push(chunk);
      }
      expect(sha256Of(Buffer.concat(chunks))).toBe(sha256);
    } else {
      expect(result.problem.code).toBe("conflict");
    }
  });

  test("a large file passes through in little memory", async () => {
    const partBytes = 8 * 1024 * 1024;
    const parts = 24;
    const part = randomBytes(partBytes);
    const digest = createHash("sha256");
    const ref = valueOfResult(await storage.startUpload({ teamId: TEAM, uploadId: "upl_large" }));
    const before = process.memoryUsage().rss;

    for (let partNumber = 1; partNumber <= parts; partNumber += 1) {
      digest.update(part);
      valueOfResult(await storage.writePart(ref, { partNumber, bytes: chunksOf(part) }));
    }
    const declared = { sizeBytes: partBytes * parts, sha256: digest.digest("hex") };
    const blob = valueOfResult(await storage.finishUpload(ref, declared));
    const opened = valueOfResult(await storage.openBlob(blob));
    let readBytes = 0;
    let peak = 0;
    for await (const chunk of opened.stream) {
      readBytes += chunk.byteLength;
      peak = Math.max(peak, process.memoryUsage().rss);
    }

    expect(readBytes).toBe(declared.sizeBytes);
    expect(peak - before).toBeLessThan(declared.sizeBytes / 2);
  });

  test("a reader that walks away, and a file deleted under a reader, do no harm", async () => {
    const bytes = randomBytes(3 * 1024 * 1024);
    const blob = valueOfResult(await upload("upl_reader", bytes));
    const left = valueOfResult(await storage.openBlob(blob));
    const kept = valueOfResult(await storage.openBlob(blob));

    await left.stream.cancel();
    await storage.deleteBlob(blob);

    let readBytes = 0;
    for await (const chunk of kept.stream) {
      readBytes += chunk.byteLength;
    }
    expect(readBytes).toBe(bytes.byteLength);
  });
});
