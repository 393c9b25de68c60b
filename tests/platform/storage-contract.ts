import { createHash, randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { Result } from "@/lib/core/result";
import type { Storage, UploadRef } from "@/lib/platform/storage/port";

/** The least that S3 takes for any part but the last, so that every store can run the same tests. */
const PART_BYTES = 5 * 1024 * 1024;

const TEAM = "tm_0198c5a0-0000-7000-8000-000000000001";
const OTHER_TEAM = "tm_0198c5a0-0000-7000-8000-000000000002";

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function valueOfResult<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new Error(result.problem.message);
  }
  return result.value;
}

export async function* chunksOf(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * What every implementation of the storage port promises. A store that stands in for a real one may not be able to do all
 * of it; what it lacks is proven by another.
 */
export function describeStorage(
  name: string,
  openStorage: () => Promise<Storage>,
  { lacksMultipart = false, lacksRanges = false } = {},
): void {
  const sizes = [0, 1, 1_000, PART_BYTES, ...(lacksMultipart ? [] : [PART_BYTES * 2 + 17])];
  let storage: Storage;
  let count = 0;

  beforeAll(async () => {
    storage = await openStorage();
  });

  async function start(teamId = TEAM): Promise<UploadRef> {
    count += 1;
    return valueOfResult(await storage.startUpload({ teamId, uploadId: `upl_${name}_${count}` }));
  }

  async function upload(bytes: Uint8Array, teamId = TEAM) {
    const ref = await start(teamId);
    const parts = Math.max(1, Math.ceil(bytes.byteLength / PART_BYTES));
    for (let partNumber = 1; partNumber <= parts; partNumber += 1) {
      const part = bytes.subarray((partNumber - 1) * PART_BYTES, partNumber * PART_BYTES);
      valueOfResult(await storage.writePart(ref, { partNumber, bytes: chunksOf(part), sha256: sha256Of(part) }));
    }
    return storage.finishUpload(ref, { sizeBytes: bytes.byteLength, sha256: sha256Of(bytes) });
  }

  describe(`${name}: a file`, () => {
    test.each(sizes)("of %i bytes comes back as it was", async (size) => {
      const bytes = randomBytes(size);

      const blob = valueOfResult(await upload(bytes));

      const opened = valueOfResult(await storage.openBlob(blob));
      expect(opened).toMatchObject({ sizeBytes: size, range: null });
      expect(sha256Of(await readAll(opened.stream))).toBe(sha256Of(bytes));
      expect(await storage.statBlob(blob)).toEqual({ ok: true, value: { sizeBytes: size } });
    });

    if (!lacksRanges) {
      test("may be read in ranges, both ends inclusive, and not beyond its end", async () => {
        const bytes = randomBytes(1_000);
        const blob = valueOfResult(await upload(bytes));
        const slice = async (start: number, end: number) =>
          readAll(valueOfResult(await storage.openBlob(blob, { start, end })).stream);

        expect(await slice(0, 0)).toEqual(bytes.subarray(0, 1));
        expect(await slice(10, 99)).toEqual(bytes.subarray(10, 100));
        expect(await slice(999, 999)).toEqual(bytes.subarray(999));
        for (const [start, end] of [
          [0, 1_000],
          [1_000, 1_000],
          [5, 4],
          [-1, 4],
          [0.5, 4],
        ] as const) {
          expect(await storage.openBlob(blob, { start, end })).toMatchObject({
            ok: false,
            problem: { code: "invalid" },
          });
        }
      });
    }

    test("given twice is one blob, and belongs to its team alone", async () => {
      const bytes = randomBytes(100);

      const first = valueOfResult(await upload(bytes));
      const second = valueOfResult(await upload(bytes));

      expect(second).toEqual(first);
      expect(await storage.statBlob({ ...first, teamId: OTHER_TEAM })).toMatchObject({
        ok: false,
        problem: { code: "not_found" },
      });
      valueOfResult(await upload(bytes, OTHER_TEAM));
      await storage.deleteBlob(first);
      expect(await storage.statBlob({ ...first, teamId: OTHER_TEAM })).toMatchObject({ ok: true });
    });

    test("that was deleted is not found, and deleting it again is no mistake", async () => {
      const blob = valueOfResult(await upload(randomBytes(10)));

      expect(await storage.deleteBlob(blob)).toEqual({ ok: true, value: null });
      expect(await storage.deleteBlob(blob)).toEqual({ ok: true, value: null });
      expect(await storage.openBlob(blob)).toMatchObject({ ok: false, problem: { code: "not_found" } });
    });
  });

  describe(`${name}: an upload`, () => {
    if (!lacksMultipart) {
      test("resumes: parts are listed, may come in any order, and one sent again replaces the first", async () => {
        const bytes = randomBytes(PART_BYTES + 5);
        const ref = await start();
        await storage.writePart(ref, { partNumber: 2, bytes: chunksOf(bytes.subarray(PART_BYTES)) });
        await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(randomBytes(PART_BYTES)) });
        await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(bytes.subarray(0, PART_BYTES)) });

        expect(valueOfResult(await storage.listParts(ref))).toEqual([
          { partNumber: 1, sizeBytes: PART_BYTES },
          { partNumber: 2, sizeBytes: 5 },
        ]);
        expect(await storage.finishUpload(ref, { sizeBytes: bytes.byteLength, sha256: sha256Of(bytes) })).toMatchObject(
          {
            ok: true,
          },
        );
      });

      test("of other bytes than declared makes no blob, keeps its parts, and can be mended", async () => {
        const bytes = randomBytes(50);
        const sha256 = sha256Of(bytes);
        const ref = await start();
        await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(randomBytes(50)) });

        expect(await storage.finishUpload(ref, { sizeBytes: 50, sha256 })).toMatchObject({
          ok: false,
          problem: { code: "conflict" },
        });
        expect(await storage.statBlob({ teamId: TEAM, sha256 })).toMatchObject({ ok: false });

        await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(bytes) });
        expect(await storage.finishUpload(ref, { sizeBytes: 51, sha256 })).toMatchObject({ ok: false });
        expect(await storage.finishUpload(ref, { sizeBytes: 50, sha256 })).toMatchObject({ ok: true });
      });
    }

    test("never gets a blob by its digest alone, even where the team has it", async () => {
      const bytes = randomBytes(64);
      const blob = valueOfResult(await upload(bytes));
      const ref = await start();

      expect(await storage.finishUpload(ref, { sizeBytes: 64, sha256: blob.sha256 })).toMatchObject({ ok: false });
    });

    test("with a missing part says which", async () => {
      const ref = await start();
      await storage.writePart(ref, { partNumber: 2, bytes: chunksOf(randomBytes(5)) });

      const result = await storage.finishUpload(ref, { sizeBytes: 5, sha256: sha256Of(randomBytes(5)) });

      expect(result).toMatchObject({ ok: false, problem: { message: expect.stringContaining("Part 1") } });
    });

    test("refuses a part that is damaged, too large or misnumbered, and keeps nothing of it", async () => {
      const ref = await start();
      const bytes = chunksOf(randomBytes(10));
      const large = () => chunksOf(new Uint8Array(8 * 1024 * 1024 + 1));

      expect(await storage.writePart(ref, { partNumber: 1, bytes, sha256: "0".repeat(64) })).toMatchObject({
        ok: false,
        problem: { code: "conflict" },
      });
      expect(await storage.writePart(ref, { partNumber: 1, bytes: large() })).toMatchObject({
        ok: false,
        problem: { code: "too_large" },
      });
      for (const partNumber of [0, -1, 1.5, Number.NaN, 1_000_000]) {
        expect(await storage.writePart(ref, { partNumber, bytes: chunksOf(randomBytes(1)) })).toMatchObject({
          ok: false,
          problem: { code: "invalid" },
        });
      }
      expect(valueOfResult(await storage.listParts(ref))).toEqual([]);
    });

    test("whose sender breaks off keeps its whole parts and nothing of the broken one", async () => {
      const ref = await start();
      await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(randomBytes(10)) });
      async function* broken() {
        yield randomBytes(10);
        throw new Error("the client went away");
      }

      await expect(storage.writePart(ref, { partNumber: 2, bytes: broken() })).rejects.toThrow("went away");
      expect(valueOfResult(await storage.listParts(ref))).toEqual([{ partNumber: 1, sizeBytes: 10 }]);
    });

    test("that was aborted takes and finishes nothing more, and aborting it again is no mistake", async () => {
      const ref = await start();
      await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(randomBytes(10)) });

      expect(await storage.abortUpload(ref)).toEqual({ ok: true, value: null });
      expect(await storage.abortUpload(ref)).toEqual({ ok: true, value: null });
      expect(await storage.writePart(ref, { partNumber: 2, bytes: chunksOf(randomBytes(1)) })).toMatchObject({
        ok: false,
        problem: { code: "not_found" },
      });
      expect(await storage.finishUpload(ref, { sizeBytes: 10, sha256: "0".repeat(64) })).toMatchObject({ ok: false });
    });

    test("is listed as stale once nothing was added to it since the given time", async () => {
      const ref = await start();
      await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(randomBytes(1)) });

      expect(await storage.listStaleUploads(new Date(Date.now() - 60_000))).not.toContainEqual(ref);
      expect(await storage.listStaleUploads(new Date(Date.now() + 60_000))).toContainEqual(ref);
      await storage.abortUpload(ref);
      expect(await storage.listStaleUploads(new Date(Date.now() + 60_000))).not.toContainEqual(ref);
    });
  });

  describe(`${name}: a name that is none`, () => {
    test.each(["", ".", "..", "../x", "a/b", "a\\b", "/etc", "A", "a.b", "a\u0000", "é", "x".repeat(200)])(
      "%j is not found, wherever it is given",
      async (bad) => {
        const sha256 = "0".repeat(64);
        const refusals = [
          await storage.startUpload({ teamId: bad, uploadId: "upl_1" }),
          await storage.startUpload({ teamId: TEAM, uploadId: bad }),
          await storage.listParts({ teamId: TEAM, uploadId: bad, remoteId: null }),
          await storage.abortUpload({ teamId: bad, uploadId: "upl_1", remoteId: null }),
          await storage.writePart(
            { teamId: TEAM, uploadId: bad, remoteId: null },
            { partNumber: 1, bytes: chunksOf(randomBytes(1)) },
          ),
          await storage.openBlob({ teamId: bad, sha256 }),
          await storage.openBlob({ teamId: TEAM, sha256: bad }),
          await storage.deleteBlob({ teamId: TEAM, sha256: bad }),
        ];

        for (const refusal of refusals) {
          expect(refusal).toMatchObject({ ok: false, problem: { code: "not_found" } });
        }
      },
    );
  });
}
