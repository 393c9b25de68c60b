import { createHash, randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { BlobRef, Storage, UploadRef } from "@/lib/platform/storage/port";
import { createS3Storage } from "@/lib/platform/storage/s3";
import { type S3Server, startS3Server } from "../support/s3-server";
import { chunksOf, describeStorage, sha256Of, valueOfResult } from "./storage-contract";

const TEAM = "tm_1";
const PART_BYTES = 8 * 1024 * 1024;

let server: S3Server;
let storage: Storage;
let count = 0;

beforeAll(async () => {
  server = await startS3Server();
  storage = createS3Storage(server.target, server.credentials);
});
afterEach(() => {
  server.meddle = () => "pass";
  server.pageSize = 1_000;
  server.calls = [];
});
afterAll(() => server.close());

describeStorage("s3", async () => {
  const { target, credentials } = await startContractServer();
  return createS3Storage(target, credentials);
});

let contractServer: S3Server | undefined;
async function startContractServer(): Promise<S3Server> {
  contractServer ??= await startS3Server();
  contractServer.pageSize = 3; // So that every list takes more pages than one.
  return contractServer;
}
afterAll(() => contractServer?.close());

type Staged = { ref: UploadRef; bytes: Buffer; declared: { sizeBytes: number; sha256: string }; blob: BlobRef };

/** An upload whose parts are all there, by way of this server. */
async function stage(bytes: Buffer): Promise<Staged> {
  count += 1;
  const ref = valueOfResult(await storage.startUpload({ teamId: TEAM, uploadId: `upl_${count}` }));
  for (let start = 0; start < bytes.length; start += PART_BYTES) {
    const part = bytes.subarray(start, start + PART_BYTES);
    valueOfResult(await storage.writePart(ref, { partNumber: start / PART_BYTES + 1, bytes: chunksOf(part) }));
  }
  const sha256 = sha256Of(bytes);
  return { ref, bytes, declared: { sizeBytes: bytes.length, sha256 }, blob: { teamId: TEAM, sha256 } };
}

function large(): Buffer {
  return randomBytes(2 * PART_BYTES + 17);
}

function keysUnder(folder: string): string[] {
  return [...server.store.objects.keys()].filter((key) => key.startsWith(`modelwire/${folder}`));
}

async function readBlob(blob: BlobRef): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of valueOfResult(await storage.openBlob(blob)).stream) {
    hash.update(chunk);
  }
  return hash.digest("hex");
}

function partKey({ ref }: Staged, partNumber: number): string {
  return `modelwire/staging/${TEAM}/${ref.uploadId}/parts/${String(partNumber).padStart(6, "0")}`;
}

describe("a finished upload", () => {
  test("leaves its blob under team and digest, and nothing staged nor half put together", async () => {
    const staged = await stage(large());

    valueOfResult(await storage.finishUpload(staged.ref, staged.declared));

    const { sha256 } = staged.blob;
    expect(server.store.objects.has(`modelwire/blobs/${TEAM}/${sha256.slice(0, 2)}/${sha256}`)).toBe(true);
    expect(keysUnder(`staging/${TEAM}/${staged.ref.uploadId}/`)).toEqual([]);
    expect(server.store.multiparts.size).toBe(0);
    expect(await storage.listParts(staged.ref)).toMatchObject({ ok: false, problem: { code: "not_found" } });
  });

  test("of more parts than one page of a list is put together in their order", async () => {
    server.pageSize = 2;
    const staged = await stage(randomBytes(3 * PART_BYTES + 1));

    valueOfResult(await storage.finishUpload(staged.ref, staged.declared));

    expect(await readBlob(staged.blob)).toBe(staged.blob.sha256);
  });

  test("of wrong bytes leaves no blob, no multipart upload, and its parts to be mended", async () => {
    const staged = await stage(large());
    const wrong = randomBytes(PART_BYTES);
    await storage.writePart(staged.ref, { partNumber: 2, bytes: chunksOf(wrong) });

    const refused = await storage.finishUpload(staged.ref, staged.declared);
    const blobs = keysUnder(`blobs/${TEAM}/`).filter((key) => key.endsWith(staged.blob.sha256));
    const second = staged.bytes.subarray(PART_BYTES, 2 * PART_BYTES);
    await storage.writePart(staged.ref, { partNumber: 2, bytes: chunksOf(second) });

    expect(refused).toMatchObject({ ok: false, problem: { code: "conflict" } });
    expect(blobs).toEqual([]);
    expect(server.store.multiparts.size).toBe(0);
    expect(await storage.finishUpload(staged.ref, staged.declared)).toMatchObject({ ok: true });
  });
});

describe("a crash", () => {
  /** Every kind of call that a finish makes, in its order: each is where it may die. */
  const steps = [
    "ListObjectsV2",
    "CreateMultipartUpload",
    "PutObject",
    "GetObject",
    "UploadPart",
    "CompleteMultipartUpload",
    "DeleteObject",
  ];

  test.each(steps)("at %s is mended by finishing again, and nothing of it is left behind", async (step) => {
    const staged = await stage(large());
    server.meddle = ({ operation }) => (operation === step ? "deny" : "pass");
    await expect(storage.finishUpload(staged.ref, staged.declared)).rejects.toThrow("The file store failed at");
    server.meddle = () => "pass";

    expect(await storage.finishUpload(staged.ref, staged.declared)).toMatchObject({ ok: true });

    expect(await readBlob(staged.blob)).toBe(staged.blob.sha256);
    expect(keysUnder(`staging/${TEAM}/${staged.ref.uploadId}/`)).toEqual([]);
    expect(server.store.multiparts.size).toBe(0);
  });

  test("that left a multipart upload behind is cleared by its note when the upload is given up", async () => {
    const staged = await stage(large());
    server.meddle = ({ operation }) =>
      ["CompleteMultipartUpload", "AbortMultipartUpload"].includes(operation) ? "deny" : "pass";
    await expect(storage.finishUpload(staged.ref, staged.declared)).rejects.toThrow();
    const left = server.store.multiparts.size;
    server.meddle = () => "pass";

    await storage.abortUpload(staged.ref);

    expect(left).toBe(1);
    expect(server.store.multiparts.size).toBe(0);
    expect(keysUnder(`staging/${TEAM}/${staged.ref.uploadId}/`)).toEqual([]);
  });

  test("while the parts are removed ends the upload all the same, and its rest is found as stale", async () => {
    const staged = await stage(large());
    server.meddle = ({ operation, key }) => (operation === "DeleteObject" && key.includes("/parts/") ? "deny" : "pass");

    expect(await storage.finishUpload(staged.ref, staged.declared)).toMatchObject({ ok: true });
    server.meddle = () => "pass";
    const stale = await storage.listStaleUploads(new Date(Date.now() + 60_000));

    expect(await storage.listParts(staged.ref)).toMatchObject({ ok: false, problem: { code: "not_found" } });
    expect(await storage.finishUpload(staged.ref, staged.declared)).toMatchObject({ problem: { code: "not_found" } });
    expect(stale).toContainEqual(staged.ref);
    await storage.abortUpload(staged.ref);
    expect(keysUnder(`staging/${TEAM}/${staged.ref.uploadId}/`)).toEqual([]);
  });

  test("of the connection after the completion is no failure: the answer is lost, the blob is there", async () => {
    const staged = await stage(large());
    let lost = 0;
    server.meddle = ({ operation }) => (operation === "CompleteMultipartUpload" && ++lost === 1 ? "lose" : "pass");

    expect(await storage.finishUpload(staged.ref, staged.declared)).toMatchObject({ ok: true });
    expect(lost).toBe(2);
    expect(await readBlob(staged.blob)).toBe(staged.blob.sha256);
  });
});

describe("at the same time", () => {
  test("several finishes of one upload make one whole blob; who comes late finds the upload gone", async () => {
    const staged = await stage(large());

    const results = await Promise.all(
      Array.from({ length: 4 }, () => storage.finishUpload(staged.ref, staged.declared)),
    );

    expect(results.some(({ ok }) => ok)).toBe(true);
    for (const result of results) {
      expect(result.ok || result.problem.code === "not_found").toBe(true);
    }
    expect(await readBlob(staged.blob)).toBe(staged.blob.sha256);
    expect(server.store.multiparts.size).toBe(0);
  });

  test("many uploads of the same bytes all end well, in one blob", async () => {
    const bytes = randomBytes(100_000);
    const all = await Promise.all(Array.from({ length: 6 }, () => stage(bytes)));

    const results = await Promise.all(all.map(({ ref, declared }) => storage.finishUpload(ref, declared)));

    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(keysUnder(`blobs/${TEAM}/`).filter((key) => key.endsWith(sha256Of(bytes)))).toHaveLength(1);
  });

  // The reading is held up at each of its calls, and a client with a presigned address sends other bytes meanwhile.
  test.each(["GetObject", "UploadPart", "CompleteMultipartUpload"])(
    "a part that is replaced at %s never slips in unjudged",
    async (step) => {
      const staged = await stage(large());
      let isReplaced = false;
      server.meddle = ({ operation }) => {
        if (operation === step && !isReplaced) {
          isReplaced = true;
          for (const partNumber of [1, 2]) {
            server.store.put(partKey(staged, partNumber), randomBytes(PART_BYTES));
          }
        }
        return "pass";
      };

      const result = await storage.finishUpload(staged.ref, staged.declared);

      expect(isReplaced).toBe(true);
      if (result.ok) {
        expect(await readBlob(staged.blob)).toBe(staged.blob.sha256);
      } else {
        expect(result.problem.code).toBe("conflict");
        expect(await storage.statBlob(staged.blob)).toMatchObject({ ok: false });
      }
    },
  );

  test("a part that vanishes while it is read makes no blob, and is missed by the next finish", async () => {
    const staged = await stage(large());
    server.meddle = ({ operation, key }) => {
      if (operation === "GetObject" && key === partKey(staged, 1)) {
        server.store.remove(partKey(staged, 3));
      }
      return "pass";
    };

    expect(await storage.finishUpload(staged.ref, staged.declared)).toMatchObject({
      problem: { code: "conflict", message: expect.stringContaining("went away") },
    });
    server.meddle = () => "pass";
    expect(await storage.finishUpload(staged.ref, staged.declared)).toMatchObject({
      problem: { code: "conflict", message: expect.stringContaining("bytes were uploaded") },
    });
  });
});
