import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TeamScope } from "@/lib/core/actor";
import { pageRequest } from "@/lib/core/page";
import { artifactSearch, newArtifact, newVersion, PART_BYTES_MAX } from "@/lib/core/registry";
import { artifacts, blobs } from "@/lib/db/schema";
import { createDiskStorage } from "@/lib/platform/storage/disk";
import type { Storage } from "@/lib/platform/storage/port";
import { commitArtifact, createArtifact, deleteArtifact, receivePart } from "@/lib/registry/artifacts/commands";
import {
  getArtifact,
  listArtifacts,
  listFiles,
  listProjects,
  listUploads,
  openFile,
} from "@/lib/registry/artifacts/queries";
import { removeStaleUploads } from "@/lib/registry/artifacts/stale-uploads";
import { linkVersion, unlinkVersion } from "@/lib/registry/versions/commands";
import { getVersion } from "@/lib/registry/versions/queries";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { makeModel, must, problemOf } from "./registry";

type Files = Record<string, Buffer>;

describe.each(DATABASE_KINDS)("artifacts on %s", (kind) => {
  let database: TestDatabase;
  let folder: string;
  let storage: Storage;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    folder = await mkdtemp(join(tmpdir(), "modelwire-artifacts-"));
    storage = createDiskStorage(folder);
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function freshTeam() {
    const team = await database.team();
    return { db: database.db, team, member: await team.scope("member") };
  }

  async function draft(scope: TeamScope, files: Files, name = "weights") {
    return createArtifact(database.db, scope, manifestOf(files, name));
  }

  async function sendAll(scope: TeamScope, files: Files, uploads: { id: string; path: string }[]) {
    for (const { id, path } of uploads) {
      for (const [index, part] of partsOf(files[path] ?? Buffer.alloc(0)).entries()) {
        const sent = { uploadId: id, partNumber: index + 1, bytes: streamOf(part) };
        must(await receivePart(database.db, scope, storage, sent));
      }
    }
  }

  async function log(scope: TeamScope, files: Files, name?: string) {
    const { artifact, uploads } = must(await draft(scope, files, name));
    await sendAll(scope, files, uploads);
    return must(await commitArtifact(database.db, scope, storage, { artifactId: artifact.id }));
  }

  async function read(scope: TeamScope, artifactId: string, path: string): Promise<Buffer> {
    const file = must(await openFile(database.db, scope, storage, { artifactId, path }));
    return Buffer.from(await new Response(file.blob.stream).arrayBuffer());
  }

  test("files go up in parts and come down as they were, and the digest is what sha256sum says", async () => {
    const { db, member } = await freshTeam();
    const files = { "model/weights.bin": randomBytes(PART_BYTES_MAX + 5), "config.json": Buffer.from("{}") };

    const { artifact, uploads } = must(await draft(member, files));
    expect(artifact).toMatchObject({ state: "uploading", number: 0, fileCount: 2, createdBy: "member-token" });
    expect(uploads.map(({ path }) => path).sort()).toEqual(["config.json", "model/weights.bin"]);
    await sendAll(member, files, uploads);
    const committed = must(await commitArtifact(db, member, storage, { artifactId: artifact.id }));

    const lines = ["config.json", "model/weights.bin"].map(
      (path) => `${sha256(files[path as keyof typeof files])}  ${path}\n`,
    );
    expect(committed).toMatchObject({ state: "committed", digest: sha256(Buffer.from(lines.join(""))) });
    expect(committed.sizeBytes).toBe(PART_BYTES_MAX + 7);
    expect(sha256(await read(member, artifact.id, "model/weights.bin"))).toBe(sha256(files["model/weights.bin"]));
    expect(committed).toEqual(must(await getArtifact(db, member, artifact.id)));
    expect(committed).toEqual(must(await commitArtifact(db, member, storage, { artifactId: artifact.id })));
  });

  test("an empty file needs no part", async () => {
    const { member } = await freshTeam();

    const committed = await log(member, { "empty.txt": Buffer.alloc(0), "full.txt": Buffer.from("x") });

    expect(await read(member, committed.id, "empty.txt")).toEqual(Buffer.alloc(0));
  });

  test("bytes that are not what was declared never commit, and can be sent again", async () => {
    const { db, member } = await freshTeam();
    const { artifact, uploads } = must(await draft(member, { a: Buffer.from("right") }));
    const { id } = must({ ok: true as const, value: uploads[0] ?? { id: "" } });

    must(
      await receivePart(db, member, storage, { uploadId: id, partNumber: 1, bytes: streamOf(Buffer.from("wrong")) }),
    );
    const refused = problemOf(await commitArtifact(db, member, storage, { artifactId: artifact.id }));
    const notYet = problemOf(await openFile(db, member, storage, { artifactId: artifact.id, path: "a" }));
    must(
      await receivePart(db, member, storage, { uploadId: id, partNumber: 1, bytes: streamOf(Buffer.from("right")) }),
    );
    must(await commitArtifact(db, member, storage, { artifactId: artifact.id }));

    expect(refused).toMatchObject({ code: "conflict", field: "files" });
    expect(refused.message).toContain("a: ");
    expect(notYet.code).toBe("conflict");
    expect(await read(member, artifact.id, "a")).toEqual(Buffer.from("right"));
  });

  test("a commit names a file that is not there yet, and an upload goes on where it stopped", async () => {
    const { db, member } = await freshTeam();
    const content = randomBytes(PART_BYTES_MAX + 1);
    const { artifact, uploads } = must(await draft(member, { big: content }));
    const uploadId = uploads[0]?.id ?? "";
    const [first, second] = partsOf(content);

    must(await receivePart(db, member, storage, { uploadId, partNumber: 2, bytes: streamOf(second ?? content) }));
    const early = problemOf(await commitArtifact(db, member, storage, { artifactId: artifact.id }));
    const page = { artifactId: artifact.id, ...pageRequest.parse({}) };
    const resumed = must(await listUploads(db, member, storage, page));
    must(await receivePart(db, member, storage, { uploadId, partNumber: 1, bytes: streamOf(first ?? content) }));
    must(await commitArtifact(db, member, storage, { artifactId: artifact.id }));

    expect(early.code).toBe("conflict");
    expect(resumed.items).toMatchObject([{ id: uploadId, path: "big", received: [2], partBytes: PART_BYTES_MAX }]);
    expect(must(await listUploads(db, member, storage, page)).items).toEqual([]);
  });

  test("a part of another size, number or digest is refused and not kept", async () => {
    const { db, member } = await freshTeam();
    const { artifact, uploads } = must(await draft(member, { a: Buffer.from("12345") }));
    const uploadId = uploads[0]?.id ?? "";
    const send = (partNumber: number, text: string, digest?: string) =>
      receivePart(db, member, storage, {
        uploadId,
        partNumber,
        bytes: streamOf(Buffer.from(text)),
        ...(digest ? { sha256: digest } : {}),
      });

    expect(problemOf(await send(1, "1234"))).toMatchObject({ code: "invalid", field: "part" });
    expect(problemOf(await send(1, "123456")).code).toBe("invalid");
    expect(problemOf(await send(2, "12345")).code).toBe("invalid");
    expect(problemOf(await send(0, "12345")).code).toBe("invalid");
    expect(problemOf(await send(1, "12345", "0".repeat(64))).code).toBe("conflict");
    const page = { artifactId: artifact.id, ...pageRequest.parse({}) };
    expect(must(await listUploads(db, member, storage, page)).items[0]?.received).toEqual([]);
    expect(
      problemOf(
        await receivePart(db, member, storage, { uploadId: "upl_x", partNumber: 1, bytes: streamOf(Buffer.alloc(1)) }),
      ).code,
    ).toBe("not_found");
  });

  test("content that the team has proven is not uploaded again, however it is named", async () => {
    const { member } = await freshTeam();
    const content = randomBytes(100);
    await log(member, { a: content });

    const again = must(await draft(member, { "other/name": content, twice: content }));

    expect(again.uploads).toEqual([]);
    expect(again.artifact).toMatchObject({ state: "committed", number: 1 });
    expect(await read(member, again.artifact.id, "twice")).toEqual(content);
  });

  test("a claimed digest gives bytes neither to another team, nor to an unproven upload, nor to a restricted token", async () => {
    const { db, team, member } = await freshTeam();
    const own = await makeModel(db, member, "own");
    const content = randomBytes(100);
    await log(member, { a: content });
    const stranger = await (await database.team()).scope("admin");
    const restricted = await team.scope("member", { models: [own.id] });

    const claims = [
      must(await draft(stranger, { a: content })),
      must(await draft(restricted, { a: content }, "claimed")),
    ];

    for (const [index, scope] of [stranger, restricted].entries()) {
      const { artifact, uploads } = claims[index] ?? must(await draft(member, {}));
      expect(uploads).toHaveLength(1);
      expect(problemOf(await commitArtifact(db, scope, storage, { artifactId: artifact.id })).code).toBe("conflict");
      expect(problemOf(await openFile(db, scope, storage, { artifactId: artifact.id, path: "a" })).code).toBe(
        "conflict",
      );
    }
    const another = randomBytes(10);
    must(await draft(member, { never: another }));
    expect(must(await draft(member, { never: another })).uploads).toHaveLength(1);
  });

  test("a restricted token sees what it logged and what is linked into its models, and continues no other's name", async () => {
    const { db, team, member } = await freshTeam();
    const own = await makeModel(db, member, "own");
    const hidden = await log(member, { a: Buffer.from("hidden") }, "hidden");
    const shown = await log(member, { a: Buffer.from("shown") }, "shown");
    must(await linkVersion(db, member, { model: "own", ...newVersion.parse({ source: { artifactId: shown.id } }) }));
    const restricted = await team.scope("member", { models: [own.id] });

    const logged = await log(restricted, { a: Buffer.from("logged") }, "logged");

    const listed = must(await listArtifacts(db, restricted, artifactSearch.parse({})));
    expect(listed.items.map(({ id }) => id)).toEqual([logged.id, shown.id]);
    expect(problemOf(await getArtifact(db, restricted, hidden.id)).code).toBe("not_found");
    expect(problemOf(await openFile(db, restricted, storage, { artifactId: hidden.id, path: "a" })).code).toBe(
      "not_found",
    );
    expect(problemOf(await draft(restricted, { a: Buffer.from("x") }, "hidden")).code).toBe("conflict");
    expect(must(await draft(restricted, { a: Buffer.from("x") }, "shown")).artifact.number).toBe(1);
  });

  test("a reference is committed at once and copies nothing", async () => {
    const { db, member } = await freshTeam();
    const reference = newArtifact.parse({ project: "p", name: "n", reference: "hf://org/repo@main" });

    const { artifact, uploads } = must(await createArtifact(db, member, reference));

    expect(uploads).toEqual([]);
    expect(artifact).toMatchObject({ state: "committed", referenceUri: "hf://org/repo@main", fileCount: 0 });
    expect(artifact.digest).toBe(sha256(Buffer.from("hf://org/repo@main")));
  });

  test("manifests that no folder or no content can satisfy are refused", async () => {
    const { db, member } = await freshTeam();
    const entry = (path: string, sizeBytes: number) => ({ path, sizeBytes, sha256: "a".repeat(64) });
    const create = (files: object[]) =>
      createArtifact(db, member, newArtifact.parse({ project: "p", name: "n", files }));

    expect(problemOf(await create([entry("a", 1), entry("a/b", 1)])).field).toBe("files.1.path");
    expect(problemOf(await create([entry("a", 1), entry("b", 2)])).field).toBe("files.1.sizeBytes");
  });

  test("a linked artifact tells its version all it has, and is deleted only when no version uses it", async () => {
    const { db, member } = await freshTeam();
    await makeModel(db, member, "m");
    const logged = await log(member, { a: Buffer.from("linked") });
    const byName = newVersion.parse({ source: { project: "training", artifact: "weights" } });

    const version = must(await linkVersion(db, member, { model: "m", ...byName }));
    const used = problemOf(await deleteArtifact(db, member, storage, { artifactId: logged.id }));
    must(await unlinkVersion(db, member, { model: "m", version: "v0" }));
    must(await deleteArtifact(db, member, storage, { artifactId: logged.id }));

    expect(version).toMatchObject({ digest: logged.digest, sizeBytes: 6, fileCount: 1, referenceUri: null });
    expect(used.code).toBe("conflict");
    expect(problemOf(await getArtifact(db, member, logged.id)).code).toBe("not_found");
    expect(problemOf(await getVersion(db, member, "m", "v0")).code).toBe("not_found");
  });

  test("an artifact still on its way up cannot be linked", async () => {
    const { db, member } = await freshTeam();
    await makeModel(db, member, "m");
    const { artifact } = must(await draft(member, { a: randomBytes(3) }));
    const source = (value: object) => ({ model: "m", ...newVersion.parse({ source: value }) });

    expect(problemOf(await linkVersion(db, member, source({ artifactId: artifact.id }))).code).toBe("conflict");
    expect(problemOf(await linkVersion(db, member, source({ project: "training", artifact: "weights" }))).code).toBe(
      "not_found",
    );
  });

  test("bytes go when the last artifact that needs them goes, and can come again", async () => {
    const { db, team, member } = await freshTeam();
    const content = randomBytes(50);
    const blob = { teamId: team.id, sha256: sha256(content) };
    const one = await log(member, { a: content });
    const two = await log(member, { b: content });

    must(await deleteArtifact(db, member, storage, { artifactId: one.id }));
    expect(await read(member, two.id, "b")).toEqual(content);
    must(await deleteArtifact(db, member, storage, { artifactId: two.id }));

    expect((await storage.statBlob(blob)).ok).toBe(false);
    const three = await log(member, { c: content });
    expect(three.number).toBe(2);
    expect(await read(member, three.id, "c")).toEqual(content);
  });

  test("a commit that died after the store had the bytes is repeated to its end", async () => {
    const { db, member } = await freshTeam();
    const content = Buffer.from("died half-way");
    const { artifact, uploads } = must(await draft(member, { a: content }));
    await sendAll(member, { a: content }, uploads);
    const upload = { teamId: member.teamId, uploadId: uploads[0]?.id ?? "", remoteId: null };
    must(await storage.finishUpload(upload, { sizeBytes: content.length, sha256: sha256(content) }));

    must(await commitArtifact(db, member, storage, { artifactId: artifact.id }));

    expect(await read(member, artifact.id, "a")).toEqual(content);
  });

  test("two commits at once both end well", async () => {
    const { db, member } = await freshTeam();
    const content = randomBytes(200_000);
    const { artifact, uploads } = must(await draft(member, { a: content, b: Buffer.from("b") }));
    await sendAll(member, { a: content, b: Buffer.from("b") }, uploads);

    const commits = await Promise.all(
      [1, 2, 3].map(() => commitArtifact(db, member, storage, { artifactId: artifact.id })),
    );

    expect(commits.map((each) => must(each).state)).toEqual(["committed", "committed", "committed"]);
    expect(await read(member, artifact.id, "a")).toEqual(content);
  });

  test("the sweep clears what was given up, and nothing that is fresh, committed or needed", async () => {
    const { db, team, member } = await freshTeam();
    const kept = await log(member, { a: Buffer.from("kept") });
    const fresh = must(await draft(member, { a: randomBytes(5) }));
    const stale = must(await draft(member, { a: randomBytes(5), shared: Buffer.from("kept") }));
    await db
      .update(artifacts)
      .set({ createdAt: new Date("2020-01-01") })
      .where(eq(artifacts.id, stale.artifact.id));
    const cut = { teamId: team.id, sha256: "b".repeat(64), sizeBytes: 1, removingAt: new Date("2020-01-01") };
    await db.insert(blobs).values(cut);
    const orphan = must(await storage.startUpload({ teamId: team.id, uploadId: `upl_${"0".repeat(8)}` }));

    const swept = await removeStaleUploads(db, storage, new Date());
    expect(swept).toMatchObject({ artifacts: 1, uploads: 0, blobs: 1 });
    expect((await storage.listParts(orphan)).ok).toBe(true);
    expect((await removeStaleUploads(db, storage, new Date(Date.now() + 8 * 24 * 3_600_000))).uploads).toBeGreaterThan(
      0,
    );

    expect((await storage.listParts(orphan)).ok).toBe(false);
    expect(problemOf(await getArtifact(db, member, stale.artifact.id)).code).toBe("not_found");
    expect(problemOf(await getArtifact(db, member, fresh.artifact.id)).code).toBe("not_found"); // A week later.
    expect(await read(member, kept.id, "a")).toEqual(Buffer.from("kept"));
  });

  test("projects, artifacts and files are listed page by page", async () => {
    const { db, member } = await freshTeam();
    await log(member, { b: Buffer.from("1"), a: Buffer.from("2"), "ä/c": Buffer.from("3") }, "one");
    await log(member, { x: Buffer.from("4") }, "two");
    const newest = await log(member, { x: Buffer.from("5") }, "two");

    const first = must(await listFiles(db, member, (await byName("one")).id, pageRequest.parse({ limit: 2 })));
    const cursor = first.nextCursor ?? undefined;
    const rest = must(await listFiles(db, member, (await byName("one")).id, pageRequest.parse({ limit: 2, cursor })));
    const projects = must(await listProjects(db, member, pageRequest.parse({})));

    async function byName(name: string) {
      const [found] = must(await listArtifacts(db, member, artifactSearch.parse({ project: "training", name }))).items;
      return found ?? newest;
    }
    expect([...first.items, ...rest.items].map(({ path }) => path)).toEqual(["a", "b", "ä/c"]);
    expect((await byName("two")).id).toBe(newest.id);
    expect(projects.items.map(({ name }) => name)).toEqual(["training"]);
    expect(must(await listArtifacts(db, member, artifactSearch.parse({ project: "none" }))).items).toEqual([]);
    expect(problemOf(await listFiles(db, member, "art_x", pageRequest.parse({}))).code).toBe("not_found");
  });

  test("a viewer reads but does not write", async () => {
    const { db, team, member } = await freshTeam();
    const viewer = await team.scope("viewer");
    const { artifact, uploads } = must(await draft(member, { a: Buffer.from("a") }));
    const part = { uploadId: uploads[0]?.id ?? "", partNumber: 1, bytes: streamOf(Buffer.from("a")) };

    expect(problemOf(await draft(viewer, { a: Buffer.from("b") })).code).toBe("forbidden");
    expect(problemOf(await receivePart(db, viewer, storage, part)).code).toBe("forbidden");
    expect(problemOf(await commitArtifact(db, viewer, storage, { artifactId: artifact.id })).code).toBe("forbidden");
    expect(problemOf(await deleteArtifact(db, viewer, storage, { artifactId: artifact.id })).code).toBe("forbidden");
    expect(must(await getArtifact(db, viewer, artifact.id)).state).toBe("uploading");
  });
});

function manifestOf(files: Files, name: string) {
  const entries = Object.entries(files).map(([path, content]) => ({
    path,
    sizeBytes: content.length,
    sha256: sha256(content),
  }));
  return newArtifact.parse({ project: "training", name, files: entries });
}

function partsOf(content: Buffer): Buffer[] {
  const parts = [];
  for (let start = 0; start < content.length; start += PART_BYTES_MAX) {
    parts.push(content.subarray(start, start + PART_BYTES_MAX));
  }
  return parts;
}

async function* streamOf(content: Buffer): AsyncIterable<Uint8Array> {
  for (let start = 0; start < content.length; start += 65_536) {
    yield content.subarray(start, start + 65_536);
  }
}

function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
