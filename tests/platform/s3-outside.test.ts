import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { BlobRef, Storage } from "@/lib/platform/storage/port";
import { createS3Storage } from "@/lib/platform/storage/s3";
import { S3_LIMITS } from "@/lib/platform/storage/s3-client";
import { type S3Server, startS3Server } from "../support/s3-server";
import { chunksOf, sha256Of, valueOfResult } from "./storage-contract";

const TEAM = "tm_1";

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
});
afterAll(() => server.close());

async function stored(bytes: Buffer): Promise<BlobRef> {
  count += 1;
  const ref = valueOfResult(await storage.startUpload({ teamId: TEAM, uploadId: `upl_${count}` }));
  valueOfResult(await storage.writePart(ref, { partNumber: 1, bytes: chunksOf(bytes) }));
  return valueOfResult(await storage.finishUpload(ref, { sizeBytes: bytes.length, sha256: sha256Of(bytes) }));
}

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
    const blob = await stored(randomBytes(1024 * 1024));

    server.meddle = () => "hang";
    await expect(hasty.statBlob(blob)).rejects.toThrow("did not answer in time");
    server.meddle = () => "stall";
    const { stream } = valueOfResult(await hasty.openBlob(blob));
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
    const blob = await stored(Buffer.from("hello world"));
    const { url } = valueOfResult(await mustPresign().blobDownload(blob, 'evil"; näme.html', 60));

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
