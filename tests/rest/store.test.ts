import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createClient } from "@/lib/client/client";
import { createS3Storage } from "@/lib/platform/storage/s3";
import { type S3Server, startS3Server } from "../support/s3-server";
import { type Served, serve } from "./serve";
import { openTestApi, type TestApi } from "./test-api";

const PART_BYTES = 8 * 1024 * 1024;

let store: S3Server;
let api: TestApi;
let onDisk: TestApi;

beforeAll(async () => {
  store = await startS3Server();
  api = await openTestApi("embedded", { storage: createS3Storage(store.target, store.credentials) });
  onDisk = await openTestApi("embedded");
});
beforeEach(() => {
  store.meddle = () => "pass";
  store.aheadMs = 0;
  store.calls = [];
});
afterAll(async () => {
  await api.close();
  await onDisk.close();
  await store.close();
});

type Begun = { artifact: string; upload: string; bytes: Buffer; parts: Buffer[] };

async function begin(name: string, bytes: Buffer, path = "model.onnx"): Promise<Begun> {
  const files = [{ path, sizeBytes: bytes.length, sha256: digestOf(bytes) }];
  const { body } = await api.call("POST", "/artifacts", { body: { project: "p", name, files } });
  expect(body.uploads[0]).toMatchObject({ isPresignable: true });
  const parts = Array.from({ length: Math.ceil(bytes.length / PART_BYTES) }, (_, index) =>
    bytes.subarray(index * PART_BYTES, (index + 1) * PART_BYTES),
  );
  return { artifact: body.artifact.id, upload: body.uploads[0].id, bytes, parts };
}

/** Asks where a part goes, and sends these bytes there. */
async function sendDirectly(upload: string, part: number, bytes: Buffer, sha256?: string): Promise<number> {
  const asked = await api.call("POST", `/artifacts/uploads/${upload}/parts/${part}/presign`, {
    body: sha256 === undefined ? {} : { sha256 },
  });
  expect(asked).toMatchObject({ status: 200, body: { sizeBytes: expect.any(Number), expiresInSeconds: 900 } });
  return put(asked.body.url, asked.body.headers, bytes);
}

async function put(url: string, headers: Record<string, string>, bytes: Buffer): Promise<number> {
  return (await fetch(url, { method: "PUT", headers, body: new Uint8Array(bytes) })).status;
}

async function sendAll({ upload, parts }: Begun): Promise<void> {
  for (const [index, part] of parts.entries()) {
    expect(await sendDirectly(upload, index + 1, part, digestOf(part))).toBe(200);
  }
}

function commit(artifact: string) {
  return api.call("POST", `/artifacts/${artifact}/commit`);
}

async function logged(name: string, bytes: Buffer, path?: string): Promise<string> {
  const begun = await begin(name, bytes, path);
  await sendAll(begun);
  expect(await commit(begun.artifact)).toMatchObject({ status: 200 });
  return begun.artifact;
}

function digestOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function blobKeys(bytes: Buffer): string[] {
  return [...store.store.objects.keys()].filter((key) => key.endsWith(digestOf(bytes)));
}

describe("an upload straight to the store", () => {
  test("in parts of any order, resumed, is committed and served byte for byte", async () => {
    const begun = await begin("resumed", randomBytes(2 * PART_BYTES + 5));
    const [first, second, third] = begun.parts as [Buffer, Buffer, Buffer];

    await sendDirectly(begun.upload, 3, third, digestOf(third));
    await sendDirectly(begun.upload, 1, first);
    const listed = await api.call("GET", `/artifacts/${begun.artifact}/uploads`);
    const tooEarly = await commit(begun.artifact);
    await sendDirectly(begun.upload, 2, second, digestOf(second));
    const committed = await commit(begun.artifact);

    expect(listed.body.items).toMatchObject([{ received: [1, 3], isPresignable: true }]);
    expect(tooEarly).toMatchObject({ status: 409, body: { detail: expect.stringContaining("Part 2 is missing") } });
    expect(committed).toMatchObject({ status: 200, body: { state: "committed" } });
    const { headers } = await api.call("GET", `/artifacts/${begun.artifact}/files/model.onnx`);
    const served = Buffer.from(await (await fetch(headers.get("location") ?? "")).arrayBuffer());
    expect(digestOf(served)).toBe(digestOf(begun.bytes));
    expect(await commit(begun.artifact)).toMatchObject({ status: 200 });
    expect(store.store.multiparts.size).toBe(0);
  });

  test("may be mixed with parts through the server", async () => {
    const begun = await begin("mixed", randomBytes(PART_BYTES + 5));
    const [first, second] = begun.parts as [Buffer, Buffer];

    await sendDirectly(begun.upload, 2, second);
    const through = await api.call("PUT", `/artifacts/uploads/${begun.upload}/parts/1`, {
      raw: new Uint8Array(first),
      headers: { "content-type": "application/octet-stream" },
    });

    expect(through).toMatchObject({ status: 200, body: { partNumber: 1, sizeBytes: PART_BYTES } });
    expect(await commit(begun.artifact)).toMatchObject({ status: 200 });
  });

  test("of other bytes than declared is refused at the commit, makes no blob, and can be mended", async () => {
    const begun = await begin("wrong", randomBytes(PART_BYTES + 5));
    await sendAll(begun);
    await sendDirectly(begun.upload, 1, randomBytes(PART_BYTES));

    const refused = await commit(begun.artifact);
    const blobs = blobKeys(begun.bytes);
    await sendAll(begun);

    expect(refused).toMatchObject({
      status: 409,
      body: { errors: [{ path: "files" }], detail: expect.stringContaining("model.onnx: ") },
    });
    expect(blobs).toEqual([]);
    expect(await commit(begun.artifact)).toMatchObject({ status: 200 });
  });

  test("of another size than the part's is refused by the store itself, and so is a damaged one", async () => {
    const begun = await begin("sizes", Buffer.from("just these"));

    expect(await sendDirectly(begun.upload, 1, Buffer.from("just these bytes"))).toBe(403);
    expect(await sendDirectly(begun.upload, 1, Buffer.from("just"))).toBe(403);
    expect(await sendDirectly(begun.upload, 1, Buffer.from("just thosE"), digestOf(begun.bytes))).toBe(400);
    expect(await commit(begun.artifact)).toMatchObject({ status: 409 });
  });

  test("at an address that has ended, or was made for something else, is refused", async () => {
    const begun = await begin("ended", Buffer.from("an end to all"));
    const { body } = await api.call("POST", `/artifacts/uploads/${begun.upload}/parts/1/presign`);

    store.aheadMs = 901_000;
    expect(await put(body.url, body.headers, begun.bytes)).toBe(403);
    store.aheadMs = 0;
    expect(await put(body.url.replace("/staging/", "/blobs/"), body.headers, begun.bytes)).toBe(403);
    expect(await put(body.url, body.headers, begun.bytes)).toBe(200);
  });

  test("with an old address after the commit changes nothing that is served", async () => {
    const begun = await begin("late", Buffer.from("0123456789"));
    const { body } = await api.call("POST", `/artifacts/uploads/${begun.upload}/parts/1/presign`);
    await put(body.url, body.headers, begun.bytes);
    await commit(begun.artifact);

    expect(await put(body.url, body.headers, Buffer.from("9876543210"))).toBe(200);
    const served = await api.call("GET", `/artifacts/${begun.artifact}/files/model.onnx?via=server`);
    expect(served).toMatchObject({ status: 200, body: "0123456789" });
  });

  test("committed by several at once is committed once, and each is told so", async () => {
    const begun = await begin("together", randomBytes(PART_BYTES + 5));
    await sendAll(begun);

    const answers = await Promise.all(Array.from({ length: 4 }, () => commit(begun.artifact)));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(blobKeys(begun.bytes)).toHaveLength(1);
    expect(store.store.multiparts.size).toBe(0);
  });

  // The last write of a finish is the removal of the mark; what was recorded in the database is what comes after.
  test.each([
    { at: "CompleteMultipartUpload", of: "" },
    { at: "DeleteObject", of: "/begun" },
  ])("whose commit dies at $at$of is committed by the next try", async ({ at, of }) => {
    const begun = await begin(`dies ${at}`, randomBytes(PART_BYTES + 5));
    await sendAll(begun);
    store.meddle = ({ operation, key }) => (operation === at && key.endsWith(of) ? "deny" : "pass");

    const died = await commit(begun.artifact);
    store.meddle = () => "pass";

    expect(died).toMatchObject({ status: 500, body: { code: "internal" } });
    expect(JSON.stringify(died.body)).not.toMatch(/AccessDenied|Signature|AKIA|127\.0\.0\.1/);
    expect(await commit(begun.artifact)).toMatchObject({ status: 200, body: { state: "committed" } });
  });

  test("that the store ended before the database knew is committed by the next try", async () => {
    const begun = await begin("unrecorded", Buffer.from("unrecorded bytes"));
    await sendAll(begun);
    const storage = createS3Storage(store.target, store.credentials);
    const ref = { teamId: api.team.id, uploadId: begun.upload, remoteId: null };
    const declared = { sizeBytes: begun.bytes.length, sha256: digestOf(begun.bytes) };

    expect(await storage.finishUpload(ref, declared)).toMatchObject({ ok: true });

    expect(await commit(begun.artifact)).toMatchObject({ status: 200, body: { state: "committed" } });
  });

  test("is not a viewer's, has no other parts than the file, and is not offered where files are on disk", async () => {
    const begun = await begin("rights", Buffer.from("rights"));
    const address = (part: number | string) => `/artifacts/uploads/${begun.upload}/parts/${part}/presign`;
    const files = [{ path: "a", sizeBytes: 1, sha256: "0".repeat(64) }];
    const { body } = await onDisk.call("POST", "/artifacts", { body: { project: "p", name: "disk", files } });

    expect(await api.call("POST", address(1), { token: await api.token("viewer") })).toMatchObject({ status: 403 });
    expect(await api.call("POST", address(2))).toMatchObject({ status: 422 });
    expect(await api.call("POST", address("x"))).toMatchObject({ status: 422 });
    expect(await api.call("POST", address(1), { body: { sha256: "short" } })).toMatchObject({ status: 422 });
    expect(body.uploads[0].isPresignable).toBe(false);
    expect(await onDisk.call("POST", `/artifacts/uploads/${body.uploads[0].id}/parts/1/presign`)).toMatchObject({
      status: 409,
    });
  });
});

describe("a file in the store", () => {
  test("is answered by a redirect that nobody keeps, to an attachment under its own name", async () => {
    const artifact = await logged("redirected", Buffer.from("hello world"), "folder/modèle.bin");

    const answer = await api.call("GET", `/artifacts/${artifact}/files/folder/mod%C3%A8le.bin`);
    const served = await fetch(answer.headers.get("location") ?? "");

    expect(answer).toMatchObject({ status: 307, body: "" });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(served.headers.get("content-disposition")).toBe(
      `attachment; filename="mod_le.bin"; filename*=UTF-8''mod%C3%A8le.bin`,
    );
    expect(await served.text()).toBe("hello world");
  });

  test("is streamed through the server for who asks, whole and in ranges", async () => {
    const artifact = await logged("streamed", Buffer.from("abcdefghij"));
    const address = `/artifacts/${artifact}/files/model.onnx?via=server`;

    expect(await api.call("GET", address)).toMatchObject({ status: 200, body: "abcdefghij" });
    expect(await api.call("GET", address, { headers: { range: "bytes=2-4" } })).toMatchObject({
      status: 206,
      body: "cde",
    });
    expect(await api.call("GET", `${address.replace("server", "pigeon")}`)).toMatchObject({ status: 400 });
  });

  test("is answered by the server itself where its own tags decide, or no bytes are needed", async () => {
    const artifact = await logged("conditional", Buffer.from("klmnopqrst"));
    const address = `/artifacts/${artifact}/files/model.onnx`;
    const etag = `"${digestOf(Buffer.from("klmnopqrst"))}"`;

    expect(await api.call("GET", address, { headers: { "if-none-match": etag } })).toMatchObject({ status: 304 });
    expect(await api.call("GET", address, { headers: { range: "bytes=10-" } })).toMatchObject({ status: 416 });
    const current = { range: "bytes=0-1", "if-range": etag };
    expect(await api.call("GET", address, { headers: current })).toMatchObject({ status: 206, body: "kl" });
  });

  test("gives an address to nobody who may not read it", async () => {
    const artifact = await logged("hidden", Buffer.from("hidden bytes"));
    const stranger = await api.token("admin", { team: await api.database.team() });
    const restricted = await api.token("admin", { models: [] });

    for (const token of [stranger, restricted]) {
      const answer = await api.call("GET", `/artifacts/${artifact}/files/model.onnx`, { token });
      expect(answer.status).toBe(404);
      expect(answer.headers.get("location")).toBeNull();
    }
  });

  test("comes to a client that follows redirects without its token reaching the store", async () => {
    const artifact = await logged("followed", Buffer.from("followed bytes"));
    const server: Served = await serve(api.fetch);
    const token = await api.token("viewer");
    const client = createClient({ url: server.url, token });

    const path = { team: api.team.name, artifact, path: "model.onnx" };
    const { data } = await client.GET("/teams/{team}/artifacts/{artifact}/files/{path}", {
      params: { path },
      parseAs: "text",
    });
    await server.close();

    expect(data).toBe("followed bytes");
    expect(JSON.stringify(store.calls)).not.toContain(token);
  });
});
