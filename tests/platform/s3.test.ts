import { createHash, randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { BlobRef, Storage, UploadRef } from "@/lib/platform/storage/port";
import { createS3Storage } from "@/lib/platform/storage/s3";
import { S3_LIMITS } from "@/lib/platform/storage/s3-client";
import { type S3Server, startS3Server } from "../support/s3-server";
import { chunksOf, describeStorage, sha256Of, valueOfResult } from "./storage-contract";

const TEAM = "tm_1";
const MIB = 1024 * 1024;
const PART_BYTES = 8 * MIB;

let server: S3Server;
let storage: Storage;
let count = 0;

beforeAll(async () => {
  server = await startS3Server();
  storage = createS3Storage(server.target, server.credentials);
});
afterEach(() => {
  server.meddle = () => "pass";
  server.aheadMs = 0;
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

describe("a store that fails", () => {
  test("is tried again when it is busy for a moment", async () => {
    let tries = 0;
    server.meddle = () => (++tries <= 2 ? "busy" : "pass");

    expect(await storage.statBlob({ teamId: TEAM, sha256: "0".repeat(64) })).toMatchObject({
      problem: { code: "not_found" },
    });
    expect(tries).toBe(3);
  });

  test("is thrown in our words: no address, key, credential or sentence of the store", async () => {
    server.meddle = () => "deny";

    const error = await storage.openBlob({ teamId: TEAM, sha256: "0".repeat(64) }).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({
      message:
        "The file store failed at GetObject: AccessDenied, HTTP 403. Look at the store, STORAGE_URL and the credentials.",
    });
    const all = JSON.stringify(error, Object.getOwnPropertyNames(error as object));
    for (const secret of [server.url, server.credentials.accessKeyId, "0".repeat(64), "secret-words", "Signature"]) {
      expect(all).not.toContain(secret);
    }
  });

  test("or has no such bucket is never taken for a missing file", async () => {
    const elsewhere = createS3Storage({ ...server.target, bucket: "nowhere" }, server.credentials);

    await expect(elsewhere.openBlob({ teamId: TEAM, sha256: "0".repeat(64) })).rejects.toThrow("NoSuchBucket");
    await expect(elsewhere.startUpload({ teamId: TEAM, uploadId: "upl_x" })).rejects.toThrow("NoSuchBucket");
  });

  test("or refuses our key throws", async () => {
    const stranger = createS3Storage(server.target, { ...server.credentials, secretAccessKey: "another" });

    await expect(stranger.startUpload({ teamId: TEAM, uploadId: "upl_x" })).rejects.toThrow("SignatureDoesNotMatch");
  });

  test("by silence holds nobody longer than the limit, before the answer and in its middle", async () => {
    const limits = { ...S3_LIMITS, callMs: 300, partMs: 300, idleMs: 600 };
    const hasty = createS3Storage(server.target, server.credentials, limits);
    const staged = await stage(randomBytes(MIB));
    valueOfResult(await storage.finishUpload(staged.ref, staged.declared));

    server.meddle = () => "hang";
    await expect(hasty.statBlob(staged.blob)).rejects.toThrow("did not answer in time");
    server.meddle = () => "stall";
    const { stream } = valueOfResult(await hasty.openBlob(staged.blob));
    await expect(new Response(stream).arrayBuffer()).rejects.toThrow();
  }, 20_000);

  test("that is not there throws", async () => {
    const nowhere = createS3Storage({ ...server.target, endpoint: "http://127.0.0.1:1" }, server.credentials);

    await expect(nowhere.statBlob({ teamId: TEAM, sha256: "0".repeat(64) })).rejects.toThrow("ECONNREFUSED");
  });
});

describe("a presigned address", () => {
  async function presign(uploadId: string, part: { partNumber: number; sizeBytes: number; sha256?: string }) {
    const ref = valueOfResult(await storage.startUpload({ teamId: TEAM, uploadId }));
    return { ref, ...valueOfResult(await mustPresign().partUpload(ref, part, 60)) };
  }

  function mustPresign() {
    if (!storage.presign) {
      throw new Error("This storage presigns nothing.");
    }
    return storage.presign;
  }

  test("takes exactly the part that it names, in its size and with its digest", async () => {
    const bytes = new Uint8Array(randomBytes(1_000));
    const { ref, url, headers } = await presign("upl_p1", { partNumber: 1, sizeBytes: 1_000, sha256: sha256Of(bytes) });
    const send = async (body: Uint8Array<ArrayBuffer>, extra: Record<string, string> = headers) =>
      (await fetch(url, { method: "PUT", headers: extra, body })).status;

    expect(await send(new Uint8Array(1_001))).toBe(403);
    expect(await send(new Uint8Array(999))).toBe(403);
    expect(await send(new Uint8Array(1_000))).toBe(400);
    expect(await send(bytes, {})).toBe(403);
    expect(valueOfResult(await storage.listParts(ref))).toEqual([]);
    expect(await send(bytes)).toBe(200);
    expect(valueOfResult(await storage.listParts(ref))).toEqual([{ partNumber: 1, sizeBytes: 1_000 }]);
    expect((await fetch(url, { method: "DELETE" })).status).toBe(403);
    expect((await fetch(url.replace("000001", "000002"), { method: "PUT", headers, body: bytes })).status).toBe(403);
    expect(await storage.finishUpload(ref, { sizeBytes: 1_000, sha256: sha256Of(bytes) })).toMatchObject({ ok: true });
  });

  test("ends when it says, and holds no credential but the key's public id", async () => {
    const { url } = await presign("upl_p2", { partNumber: 1, sizeBytes: 1 });
    const put = () => fetch(url, { method: "PUT", body: "x" });

    expect(url).not.toContain(encodeURIComponent(server.credentials.secretAccessKey));
    server.aheadMs = 61_000;
    expect((await put()).status).toBe(403);
    server.aheadMs = 0;
    expect((await put()).status).toBe(200);
  });

  test("is given for living uploads, right names and right numbers alone", async () => {
    const ref = { teamId: TEAM, uploadId: "upl_never", remoteId: null };
    const part = { partNumber: 1, sizeBytes: 1 };

    expect(await mustPresign().partUpload(ref, part, 60)).toMatchObject({ problem: { code: "not_found" } });
    expect(await mustPresign().partUpload({ ...ref, teamId: "../x" }, part, 60)).toMatchObject({
      problem: { code: "not_found" },
    });
    expect(await mustPresign().partUpload(ref, { ...part, partNumber: 0 }, 60)).toMatchObject({
      problem: { code: "invalid" },
    });
    expect(await mustPresign().blobDownload({ teamId: TEAM, sha256: "../x" }, "f", 60)).toMatchObject({
      problem: { code: "not_found" },
    });
  });

  test("of a blob is answered as an attachment by its name, whole or a range", async () => {
    const staged = await stage(Buffer.from("hello world"));
    valueOfResult(await storage.finishUpload(staged.ref, staged.declared));
    const { url } = valueOfResult(await mustPresign().blobDownload(staged.blob, 'evil"; näme.html', 60));

    const whole = await fetch(url);
    const part = await fetch(url, { headers: { range: "bytes=6-" } });

    expect(await whole.text()).toBe("hello world");
    expect(whole.headers.get("content-disposition")).toBe(
      `attachment; filename="evil_; n_me.html"; filename*=UTF-8''evil%22%3B%20n%C3%A4me.html`,
    );
    expect(whole.headers.get("content-type")).toBe("application/octet-stream");
    expect(await part.text()).toBe("world");
    const asPage = url.replace("application%2Foctet-stream", "text%2Fhtml");
    expect(asPage).not.toBe(url);
    expect((await fetch(asPage)).status).toBe(403);
  });

  test("names the address that clients know, and is not offered where the operator says so", async () => {
    const publicEndpoint = "https://files.example.com";
    const outward = createS3Storage({ ...server.target, publicEndpoint }, server.credentials);
    const inward = createS3Storage({ ...server.target, canPresign: false }, server.credentials);

    const signed = await outward.presign?.blobDownload({ teamId: TEAM, sha256: "0".repeat(64) }, "f", 60);

    expect(signed).toMatchObject({
      ok: true,
      value: { url: expect.stringMatching(/^https:\/\/files\.example\.com\/models\//) },
    });
    expect(inward.presign).toBeUndefined();
  });
});
