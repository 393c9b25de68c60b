import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newArtifact } from "@/lib/core/registry";
import { createDiskStorage } from "@/lib/platform/storage/disk";
import { moveAlias } from "@/lib/registry/aliases/commands";
import { commitArtifact, createArtifact, deleteArtifact, receivePart } from "@/lib/registry/artifacts/commands";
import { getFile, openFile } from "@/lib/registry/artifacts/queries";
import { getModel } from "@/lib/registry/models/queries";
import { unlinkVersion } from "@/lib/registry/versions/commands";
import { listVersions } from "@/lib/registry/versions/queries";
import { openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { link, makeModel, search } from "./registry";

/** On Postgres, where several connections write at once. */
describe("many writers on one model", () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase("postgres");
  });
  afterAll(() => database.close());

  test("versions linked at once are numbered without a gap or a repeat, and the last one is latest", async () => {
    const member = await (await database.team()).scope("member");
    await makeModel(database.db, member, "m");

    const linked = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        link(database.db, member, "m", { aliases: [`a${index % 3}`, "moving"] }),
      ),
    );

    const numbers = linked.map((each) => must(each).number).sort((one, other) => one - other);
    expect(numbers).toEqual(Array.from({ length: 60 }, (_, index) => index));
    const model = must(await getModel(database.db, member, "m"));
    expect(model).toMatchObject({ versionCount: 60, latestVersion: 59 });
    expect(model.aliases.find(({ name }) => name === "moving")?.version).toBe(59);
  });

  test("links repeated at once under one key make one version", async () => {
    const member = await (await database.team()).scope("member");
    await makeModel(database.db, member, "m");

    const linked = await Promise.all(
      Array.from({ length: 12 }, () => link(database.db, member, "m", { key: "same-run" })),
    );

    expect(new Set(linked.map((each) => must(each).id)).size).toBe(1);
    expect(must(await getModel(database.db, member, "m")).versionCount).toBe(1);
  });

  test("of compare-and-set moves that expect the same version exactly one wins", async () => {
    const member = await (await database.team()).scope("member");
    await makeModel(database.db, member, "m");
    for (let index = 0; index < 11; index++) {
      must(await link(database.db, member, "m", index === 0 ? { aliases: ["production"] } : {}));
    }

    const moves = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        moveAlias(database.db, member, {
          model: "m",
          alias: "production",
          version: `v${index + 1}`,
          expectedVersion: 0,
        }),
      ),
    );

    const [winner, ...others] = moves.filter((move) => move.ok);
    expect(others).toEqual([]);
    expect(moves.filter((move) => !move.ok && move.problem.code === "conflict")).toHaveLength(9);
    const production = must(await getModel(database.db, member, "m")).aliases.find(({ name }) => name === "production");
    expect(production?.version).toBe(winner?.ok ? winner.value.to : undefined);
  });

  test("content is never lost between the artifact that lets it go and the one that takes it up", async () => {
    const { db } = database;
    const member = await (await database.team()).scope("member");
    const folder = await mkdtemp(join(tmpdir(), "modelwire-race-"));
    const storage = createDiskStorage(folder);

    for (let round = 0; round < 25; round++) {
      const content = randomBytes(20);
      const file = { path: "a", sizeBytes: 20, sha256: createHash("sha256").update(content).digest("hex") };
      const input = newArtifact.parse({ project: "p", name: "n", files: [file] });
      const { artifact, uploads } = must(await createArtifact(db, member, input));
      const part = { uploadId: uploads[0]?.id ?? "", partNumber: 1, bytes: Readable.from([content]) };
      must(await receivePart(db, member, storage, part));
      must(await commitArtifact(db, member, storage, { artifactId: artifact.id }));

      const [deleted, taken] = await Promise.all([
        deleteArtifact(db, member, storage, { artifactId: artifact.id }),
        createArtifact(db, member, input),
      ]);

      must(deleted);
      const next = must(taken);
      if (next.uploads.length > 0) {
        const again = { uploadId: next.uploads[0]?.id ?? "", partNumber: 1, bytes: Readable.from([content]) };
        must(await receivePart(db, member, storage, again));
        must(await commitArtifact(db, member, storage, { artifactId: next.artifact.id }));
      }
      const open = must(await openFile(member, storage, must(await getFile(db, member, next.artifact.id, "a"))));
      expect(Buffer.from(await new Response(open.blob.stream).arrayBuffer())).toEqual(content);
    }
    await rm(folder, { recursive: true });
  });

  test("links, moves and unlinks mixed on one model neither deadlock nor leave latest or an alias behind", async () => {
    const member = await (await database.team()).scope("member");
    await makeModel(database.db, member, "m");
    for (let index = 0; index < 10; index++) {
      must(await link(database.db, member, "m"));
    }

    await Promise.all(
      Array.from({ length: 10 }, (_, index) => [
        link(database.db, member, "m", { aliases: ["x", "y"] }),
        moveAlias(database.db, member, { model: "m", alias: index % 2 ? "x" : "y", version: `v${index}` }),
        unlinkVersion(database.db, member, { model: "m", version: `v${index}` }),
      ]).flat(),
    );

    const model = must(await getModel(database.db, member, "m"));
    const left = must(await listVersions(database.db, member, "m", search())).items;
    expect(left.map(({ number }) => number)).toEqual([19, 18, 17, 16, 15, 14, 13, 12, 11, 10]);
    expect(model).toMatchObject({ versionCount: 10, latestVersion: 19 });
    const standing = new Set(left.map(({ number }) => number));
    expect(model.aliases.every(({ version }) => standing.has(version))).toBe(true);
  });
});
