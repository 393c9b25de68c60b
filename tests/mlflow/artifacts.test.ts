import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { foldersOf, readFilePath, readFolderPath } from "@/lib/core/mlflow-files";
import { PART_BYTES_MAX } from "@/lib/core/registry";
import { mlflowFiles } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import type { Storage } from "@/lib/platform/storage/port";
import { createS3Storage } from "@/lib/platform/storage/s3";
import { removeStaleArrivals } from "@/lib/registry/mlflow-files/arrivals";
import { makeModel } from "../registry/registry";
import { type CallOptions, requestOf } from "../rest/test-api";
import { must } from "../support/must";
import { type S3Server, startS3Server } from "../support/s3-server";
import { type MlflowStage, openMlflowStage } from "./stage";

const HOURS_25 = 25 * 3_600_000;

describe.each(["disk", "s3"])("the artifact proxy over %s", (kind) => {
  let stage: MlflowStage;
  let store: S3Server | null = null;
  let storage: Storage;
  let admin: string;

  beforeAll(async () => {
    store = kind === "s3" ? await startS3Server() : null;
    stage = await openMlflowStage(
      "embedded",
      store ? { storage: createS3Storage(store.target, store.credentials) } : {},
    );
    storage = store ? createS3Storage(store.target, store.credentials) : stage.api.ports.storage;
    admin = await stage.api.token("admin");
  });
  afterAll(async () => {
    await stage.close();
    await store?.close();
  });

  function address(path: string): string {
    return `http://mlflow.test/mlflow/${stage.api.team.name}/api/2.0/mlflow-artifacts/${path}`;
  }

  function call(method: string, path: string, options: CallOptions = {}): Promise<Response> {
    return stage.fetch(requestOf(method, address(path), { token: admin, ...options }));
  }

  async function put(path: string, raw: BodyInit, token = admin): Promise<number> {
    return (await call("PUT", `artifacts/${path}`, { raw, token })).status;
  }

  async function read(path: string, token = admin): Promise<string> {
    return (await call("GET", `artifacts/${path}`, { token })).text();
  }

  async function list(folder: string, token = admin) {
    const response = await call("GET", `artifacts?path=${encodeURIComponent(folder)}`, { token });
    return (await response.json()).files ?? [];
  }

  async function isKept(bytes: string | Buffer): Promise<boolean> {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return (await storage.statBlob({ teamId: stage.api.team.id, sha256 })).ok;
  }

  test("files come back as they were sent, in folders that list what they hold", async () => {
    const large = randomBytes(PART_BYTES_MAX + 5);
    const cut = [large.subarray(0, 3), large.subarray(3, PART_BYTES_MAX + 1), large.subarray(PART_BYTES_MAX + 1)];
    expect(await put("run 1/model/MLmodel", "flavors: {}")).toBe(200);
    expect(await put("run 1/model/data/model.bin", bodyOf(cut))).toBe(200);
    expect(await put("run 1/empty", "")).toBe(200);

    const answer = await call("GET", "artifacts/run%201/model/data/model.bin");

    expect(Buffer.from(await answer.arrayBuffer()).equals(large)).toBe(true);
    expect(await read("run 1/empty")).toBe("");
    expect(await list("")).toContainEqual({ path: "run 1", is_dir: true });
    expect(await list("run 1/")).toEqual([
      { path: "empty", is_dir: false, file_size: 0 },
      { path: "model", is_dir: true },
    ]);
    expect(await list("run 1/model")).toEqual([
      { path: "MLmodel", is_dir: false, file_size: 11 },
      { path: "data", is_dir: true },
    ]);
    expect(await list("nowhere")).toEqual([]);
    expect(await list("run 1/empty")).toEqual([]);
  });

  test("what is served is an inert attachment, whole or a range of it", async () => {
    await put("page/<b>.html", "<script>alert(1)</script>");
    const path = "artifacts/page/%3Cb%3E.html";

    const whole = await call("GET", path);
    const part = await call("GET", path, { headers: { range: "bytes=1-6" } });
    const etag = whole.headers.get("etag") ?? "";

    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "content-disposition": expect.stringMatching(/^attachment; /),
      "content-length": "25",
    });
    expect([part.status, await part.text()]).toEqual([206, "script"]);
    expect((await call("GET", path, { headers: { range: "bytes=99-" } })).status).toBe(416);
    expect((await call("GET", path, { headers: { "if-none-match": etag } })).status).toBe(304);
    expect((await call("HEAD", path)).headers.get("content-length")).toBe("25");
  });

  test("a file sent again replaces the one before, and bytes go when no file needs them any more", async () => {
    await put("again/a", "first");
    await put("again/b", "first");
    await put("again/a", "second");
    expect([await read("again/a"), await isKept("first")]).toEqual(["second", true]);

    await put("again/b", "second");
    expect([await isKept("first"), await isKept("second")]).toEqual([false, true]);
    expect(await (await call("DELETE", "artifacts/again/a")).json()).toEqual({});
    expect([await read("again/b"), await isKept("second")]).toEqual(["second", true]);
    expect((await call("DELETE", "artifacts/again")).status).toBe(200);
    expect((await call("DELETE", "artifacts/again")).status).toBe(200);
    expect([await list("again"), await isKept("second")]).toEqual([[], false]);
  });

  test("bytes that an artifact of the registry has stay when the file here goes", async () => {
    const bytes = "shared with an artifact";
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await put("shared", bytes);
    const files = [{ path: "a", sizeBytes: bytes.length, sha256 }];
    const made = await stage.api.call("POST", "/artifacts", { body: { project: "p", name: "shared", files } });
    expect(made.body.uploads).toEqual([]); // The team has the bytes already.

    await call("DELETE", "artifacts/shared");

    expect(await isKept(bytes)).toBe(true);
  });

  test("a name is a file or a folder, not both", async () => {
    await put("both/file", "x");

    expect([await put("both", "x"), await put("both/file/below", "x")]).toEqual([400, 400]);
    expect(await isKept("x")).toBe(true);
    expect(await put("both-not/file", "x")).toBe(200);
  });

  test("of two at once under one name one is there whole, and the other's bytes are not", async () => {
    const sent = ["a", "b", "c", "d"].map((letter) => letter.repeat(1_000));

    expect(await Promise.all(sent.map((bytes) => put("race", bytes)))).toEqual([200, 200, 200, 200]);

    const won = await read("race");
    expect(sent).toContain(won);
    expect(await Promise.all(sent.map(isKept))).toEqual(sent.map((bytes) => bytes === won));
  });

  test("an upload that breaks off leaves nothing", async () => {
    async function* broken() {
      yield Buffer.from("half of it");
      throw new Error("The client went away.");
    }

    expect(await put("broken", bodyOf(broken()))).toBe(500);

    expect((await call("GET", "artifacts/broken")).status).toBe(404);
    expect(must({ ok: true, value: await storage.listStaleUploads(new Date(Date.now() + HOURS_25)) })).toEqual([]);
    stage.api.errors.length = 0;
  });

  test("viewers read and do not write, and nobody else sees anything", async () => {
    await put("rights/a", "secret");
    const viewer = await stage.api.token("viewer");
    const stranger = await stage.api.token("admin", { team: await stage.api.database.team() });
    const plain = "http://mlflow.test/api/2.0/mlflow-artifacts/artifacts";

    expect(await read("rights/a", viewer)).toBe("secret");
    expect(await put("rights/a", "other", viewer)).toBe(403);
    expect((await call("DELETE", "artifacts/rights", { token: viewer })).status).toBe(403);
    expect((await call("GET", "artifacts/rights/a", { token: stranger })).status).toBe(404);
    expect((await stage.fetch(requestOf("GET", `${plain}/rights/a`, { token: stranger }))).status).toBe(404);
    expect(await (await stage.fetch(requestOf("GET", plain, { token: stranger }))).json()).toEqual({});
    expect(await (await stage.fetch(requestOf("GET", `${plain}/rights/a`, { token: admin }))).text()).toBe("secret");
    expect((await call("GET", "artifacts/rights/a", { token: null })).status).toBe(401);
  });

  test("a token restricted to a model sees, replaces and deletes only what it stored itself", async () => {
    const { id } = await makeModel(stage.api.database.db, await stage.api.team.scope("member"), `only-${kind}`);
    const restricted = await stage.api.token("member", { models: [id] });
    await put("mine/theirs", "theirs");
    expect(await put("mine/own", "own", restricted)).toBe(200);

    expect(await list("mine", restricted)).toEqual([{ path: "own", is_dir: false, file_size: 3 }]);
    expect((await call("GET", "artifacts/mine/theirs", { token: restricted })).status).toBe(404);
    expect(await put("mine/theirs", "mine now", restricted)).toBe(403);
    await call("DELETE", "artifacts/mine", { token: restricted });
    expect(await list("mine")).toEqual([{ path: "theirs", is_dir: false, file_size: 6 }]);
  });

  test.each(["m/%252e%252e/x", "%2Fetc/passwd", "a%5Cb", "a%00b", "a%2500b", "C:%5Cx", "a//b", "x".repeat(1_025)])(
    "the path %s is a 400 for every method, and reads no body",
    async (path) => {
      for (const method of ["GET", "PUT", "DELETE"]) {
        const answer = await call(method, `artifacts/${path}`, method === "PUT" ? { raw: "x" } : {});
        expect([answer.status, (await answer.json()).message]).toEqual([400, "Invalid path"]);
      }
      expect((await call("GET", `artifacts?path=${path}/..`)).status).toBe(400);
    },
  );

  test.each([
    ["POST", "mpu/create/a", "Multipart upload is not supported for the current artifact repository"],
    ["POST", "mpu/abort/a", "Multipart upload is not supported for the current artifact repository"],
    ["GET", "presigned/a", "Multipart download is not supported for the current artifact repository"],
  ])("%s %s says that the plain way is to be taken", async (method, path, message) => {
    const answer = await call(method, path, method === "POST" ? { raw: "{" } : {});

    expect([answer.status, await answer.json()]).toEqual([501, { error_code: "NOT_IMPLEMENTED", message }]);
  });

  test("what a crash left without a path is cleared away with its bytes", async () => {
    const { db } = stage.api.database;
    const [id, teamId] = [newId("upload"), stage.api.team.id];
    const bytes = Buffer.from("left by a crash");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const upload = must(await storage.startUpload({ teamId, uploadId: id }));
    must(await storage.writePart(upload, { partNumber: 1, bytes: Readable.from([bytes]) }));
    must(await storage.finishUpload(upload, { sha256, sizeBytes: bytes.length }));
    const actor = { actorKind: "system", actorName: "test" } as const;
    await db.insert(mlflowFiles).values({ id, teamId, path: null, sha256, sizeBytes: bytes.length, ...actor });

    expect([await removeStaleArrivals(db, storage, new Date()), await isKept(bytes)]).toEqual([0, true]);
    expect(await removeStaleArrivals(db, storage, new Date(Date.now() + HOURS_25))).toBe(1);
    expect(await isKept(bytes)).toBe(false);
    expect(await db.select({ id: mlflowFiles.id }).from(mlflowFiles).where(eq(mlflowFiles.id, id))).toEqual([]);
    expect(stage.api.errors).toEqual([]);
  });
});

function bodyOf(chunks: Iterable<Buffer> | AsyncIterable<Buffer>): BodyInit {
  return Readable.toWeb(Readable.from(chunks)) as ReadableStream<Uint8Array>;
}

describe("paths", () => {
  const part = fc.oneof(
    fc.constantFrom(".", "..", "a", "%", "2e", "2f", "%2e", "%252e", "/", "\\", "\u0000"),
    fc.string(),
  );

  test("that are taken stay below their root however often they are decoded", () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 8 }).map((parts) => parts.join("")),
        (text) => {
          const path = readFilePath(text);
          if (!path.ok) {
            return;
          }
          for (let decoded = text; ; decoded = decodeURIComponent(decoded)) {
            expect(decoded.split("/").every((name) => !["", ".", ".."].includes(name))).toBe(true);
            if (!/%[0-9a-f]{2}/i.test(decoded) || !isDecodable(decoded) || decodeURIComponent(decoded) === decoded) {
              break;
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test("of folders may end in a slash, and are none at the top", () => {
    expect(["", "a", "a/", "a/b/", "/", "a//"].map((path) => readFolderPath(path).ok)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(foldersOf("a/b/c")).toEqual(["a", "a/b"]);
  });
});

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
