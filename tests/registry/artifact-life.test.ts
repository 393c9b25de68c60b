import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageRequest } from "@/lib/core/page";
import { artifactSearch, newVersion } from "@/lib/core/registry";
import { artifacts, blobs } from "@/lib/db/schema";
import { commitArtifact, deleteArtifact, receivePart } from "@/lib/registry/artifacts/commands";
import { getArtifact, listArtifacts, listFiles, listProjects } from "@/lib/registry/artifacts/queries";
import { removeStaleUploads } from "@/lib/registry/artifacts/stale-uploads";
import { linkVersion, unlinkVersion } from "@/lib/registry/versions/commands";
import { getVersion } from "@/lib/registry/versions/queries";
import { DATABASE_KINDS } from "../support/database";
import { must } from "../support/must";
import { type ArtifactPlace, openArtifactPlace, sha256, streamOf } from "./artifact-place";
import { makeModel, problemOf } from "./registry";

describe.each(DATABASE_KINDS)("the life of artifacts on %s", (kind) => {
  let place: ArtifactPlace;

  beforeAll(async () => {
    place = await openArtifactPlace(kind);
  });
  afterAll(() => place.close());

  test("a linked artifact tells its version all it has, and is deleted only when no version uses it", async () => {
    const { db, member } = await place.freshTeam();
    await makeModel(db, member, "m");
    const logged = await place.log(member, { a: Buffer.from("linked") });
    const byName = newVersion.parse({ source: { project: "training", artifact: "weights" } });

    const version = must(await linkVersion(db, member, { model: "m", ...byName }));
    const used = problemOf(await deleteArtifact(db, member, place.storage, { artifactId: logged.id }));
    must(await unlinkVersion(db, member, { model: "m", version: "v0" }));
    must(await deleteArtifact(db, member, place.storage, { artifactId: logged.id }));

    expect(version).toMatchObject({ digest: logged.digest, sizeBytes: 6, fileCount: 1, referenceUri: null });
    expect(used.code).toBe("conflict");
    expect(problemOf(await getArtifact(db, member, logged.id)).code).toBe("not_found");
    expect(problemOf(await getVersion(db, member, "m", "v0")).code).toBe("not_found");
  });

  test("an artifact still on its way up cannot be linked", async () => {
    const { db, member } = await place.freshTeam();
    await makeModel(db, member, "m");
    const { artifact } = must(await place.draft(member, { a: randomBytes(3) }));
    const source = (value: object) => ({ model: "m", ...newVersion.parse({ source: value }) });

    expect(problemOf(await linkVersion(db, member, source({ artifactId: artifact.id }))).code).toBe("conflict");
    expect(problemOf(await linkVersion(db, member, source({ project: "training", artifact: "weights" }))).code).toBe(
      "not_found",
    );
  });

  test("bytes go when the last artifact that needs them goes, and can come again", async () => {
    const { db, team, member } = await place.freshTeam();
    const content = randomBytes(50);
    const blob = { teamId: team.id, sha256: sha256(content) };
    const one = await place.log(member, { a: content });
    const two = await place.log(member, { b: content });

    must(await deleteArtifact(db, member, place.storage, { artifactId: one.id }));
    expect(await place.read(member, two.id, "b")).toEqual(content);
    must(await deleteArtifact(db, member, place.storage, { artifactId: two.id }));

    expect((await place.storage.statBlob(blob)).ok).toBe(false);
    const three = await place.log(member, { c: content });
    expect(three.number).toBe(2);
    expect(await place.read(member, three.id, "c")).toEqual(content);
  });

  test("a commit that died after the store had the bytes is repeated to its end", async () => {
    const { db, member } = await place.freshTeam();
    const content = Buffer.from("died half-way");
    const { artifact, uploads } = must(await place.draft(member, { a: content }));
    await place.sendAll(member, { a: content }, uploads);
    const upload = { teamId: member.teamId, uploadId: uploads[0]?.id ?? "", remoteId: null };
    must(await place.storage.finishUpload(upload, { sizeBytes: content.length, sha256: sha256(content) }));

    must(await commitArtifact(db, member, place.storage, { artifactId: artifact.id }));

    expect(await place.read(member, artifact.id, "a")).toEqual(content);
  });

  test("two commits at once both end well", async () => {
    const { db, member } = await place.freshTeam();
    const content = randomBytes(200_000);
    const { artifact, uploads } = must(await place.draft(member, { a: content, b: Buffer.from("b") }));
    await place.sendAll(member, { a: content, b: Buffer.from("b") }, uploads);

    const commits = await Promise.all(
      [1, 2, 3].map(() => commitArtifact(db, member, place.storage, { artifactId: artifact.id })),
    );

    expect(commits.map((each) => must(each).state)).toEqual(["committed", "committed", "committed"]);
    expect(await place.read(member, artifact.id, "a")).toEqual(content);
  });

  test("the sweep clears what was given up, and nothing that is fresh, committed or needed", async () => {
    const { db, team, member } = await place.freshTeam();
    const kept = await place.log(member, { a: Buffer.from("kept") });
    const fresh = must(await place.draft(member, { a: randomBytes(5) }));
    const stale = must(await place.draft(member, { a: randomBytes(5), shared: Buffer.from("kept") }));
    await db
      .update(artifacts)
      .set({ createdAt: new Date("2020-01-01") })
      .where(eq(artifacts.id, stale.artifact.id));
    const cut = { teamId: team.id, sha256: "b".repeat(64), sizeBytes: 1, removingAt: new Date("2020-01-01") };
    await db.insert(blobs).values(cut);
    const orphan = must(await place.storage.startUpload({ teamId: team.id, uploadId: `upl_${"0".repeat(8)}` }));

    const swept = await removeStaleUploads(db, place.storage, new Date());
    expect(swept).toMatchObject({ artifacts: 1, uploads: 0, blobs: 1 });
    expect((await place.storage.listParts(orphan)).ok).toBe(true);
    expect(
      (await removeStaleUploads(db, place.storage, new Date(Date.now() + 8 * 24 * 3_600_000))).uploads,
    ).toBeGreaterThan(0);

    expect((await place.storage.listParts(orphan)).ok).toBe(false);
    expect(problemOf(await getArtifact(db, member, stale.artifact.id)).code).toBe("not_found");
    expect(problemOf(await getArtifact(db, member, fresh.artifact.id)).code).toBe("not_found"); // A week later.
    expect(await place.read(member, kept.id, "a")).toEqual(Buffer.from("kept"));
  });

  test("projects, artifacts and files are listed page by page", async () => {
    const { db, member } = await place.freshTeam();
    await place.log(member, { b: Buffer.from("1"), a: Buffer.from("2"), "ä/c": Buffer.from("3") }, "one");
    await place.log(member, { x: Buffer.from("4") }, "two");
    const newest = await place.log(member, { x: Buffer.from("5") }, "two");

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
    const { db, team, member } = await place.freshTeam();
    const viewer = await team.scope("viewer");
    const { artifact, uploads } = must(await place.draft(member, { a: Buffer.from("a") }));
    const part = { uploadId: uploads[0]?.id ?? "", partNumber: 1, bytes: streamOf(Buffer.from("a")) };

    expect(problemOf(await place.draft(viewer, { a: Buffer.from("b") })).code).toBe("forbidden");
    expect(problemOf(await receivePart(db, viewer, place.storage, part)).code).toBe("forbidden");
    expect(problemOf(await commitArtifact(db, viewer, place.storage, { artifactId: artifact.id })).code).toBe(
      "forbidden",
    );
    expect(problemOf(await deleteArtifact(db, viewer, place.storage, { artifactId: artifact.id })).code).toBe(
      "forbidden",
    );
    expect(must(await getArtifact(db, viewer, artifact.id)).state).toBe("uploading");
  });
});
