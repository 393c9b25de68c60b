import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newVersion } from "@/lib/core/registry";
import { listFileChanges } from "@/lib/registry/artifacts/file-changes";
import { findFiles, listFolder } from "@/lib/registry/artifacts/folders";
import { listArtifactNames } from "@/lib/registry/artifacts/names";
import { listModels } from "@/lib/registry/models/queries";
import { linkVersion } from "@/lib/registry/versions/commands";
import { listVersionsNumbered } from "@/lib/registry/versions/queries";
import { DATABASE_KINDS } from "../support/database";
import { must } from "../support/must";
import { type ArtifactPlace, openArtifactPlace } from "./artifact-place";
import { link, makeModel, problemOf } from "./registry";

describe.each(DATABASE_KINDS)("what pages read on %s", (kind) => {
  let place: ArtifactPlace;

  beforeAll(async () => {
    place = await openArtifactPlace(kind);
  });
  afterAll(() => place.close());

  test("a folder shows what lies in it, folders first with all below them, page by page", async () => {
    const { db, member } = await place.freshTeam();
    const files = ["README.md", "a/x.bin", "a/b/y.bin", "größe/😀.txt", "größe2.txt", "z 100%_/q"];
    const { id } = await place.log(member, Object.fromEntries(files.map((path) => [path, Buffer.from(path)])));

    const top = must(await listFolder(db, member, { artifactId: id, folder: "" }, { limit: 10 }));
    expect(top.items.map(({ kind: what, name }) => `${what} ${name}`)).toEqual([
      "folder a",
      "folder größe",
      "folder z 100%_",
      "file README.md",
      "file größe2.txt",
    ]);
    expect(top.items[0]).toMatchObject({ fileCount: 2, sizeBytes: 16 });
    const inner = must(await listFolder(db, member, { artifactId: id, folder: "größe" }, { limit: 10 }));
    expect(inner.items).toMatchObject([{ kind: "file", name: "😀.txt" }]);

    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = must(await listFolder(db, member, { artifactId: id, folder: "" }, { limit: 2, cursor }));
      names.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(names).toEqual(top.items.map(({ name }) => name));
    expect(must(await findFiles(db, member, { artifactId: id, text: "B/Y", limit: 5 }))).toMatchObject([
      { path: "a/b/y.bin" },
    ]);
  });

  test("ten thousand files stay quick to look through", async () => {
    const { db, member } = await place.freshTeam();
    const same = Buffer.from("same");
    const paths = Array.from({ length: 10_000 }, (_, index) => `part-${index % 100}/shard-${index}.bin`);
    const { id } = await place.log(member, Object.fromEntries(paths.map((path) => [path, same])));
    const started = performance.now();

    const top = must(await listFolder(db, member, { artifactId: id, folder: "" }, { limit: 200 }));

    expect(top.items).toHaveLength(100);
    expect(performance.now() - started).toBeLessThan(1_000); // Some 30 ms alone; the machine may be busy.
  });

  test("two artifacts differ in the files that one lacks or that have other bytes", async () => {
    const { db, member } = await place.freshTeam();
    const one = await place.log(member, { same: Buffer.from("1"), changed: Buffer.from("2"), gone: Buffer.from("3") });
    const two = await place.log(member, { same: Buffer.from("1"), changed: Buffer.from("4"), new: Buffer.from("5") });

    const { changes, isCut } = must(await listFileChanges(db, member, { before: one.id, after: two.id, limit: 10 }));

    expect(isCut).toBe(false);
    expect(changes.map(({ path, before, after }) => [path, before !== null, after !== null])).toEqual([
      ["changed", true, true],
      ["gone", true, false],
      ["new", false, true],
    ]);
    const stranger = (await place.freshTeam()).member;
    const across = await listFileChanges(db, stranger, { before: one.id, after: two.id, limit: 10 });
    expect(problemOf(across).code).toBe("not_found");
    expect(await listArtifactNames(db, stranger, { project: one.project, limit: 10 })).toEqual([]);
    expect(await listArtifactNames(db, member, { project: one.project, limit: 10 })).toEqual([one.name]);
  });

  test("models come by name too, and a page goes on where the last ended", async () => {
    const { db, member } = await place.freshTeam();
    for (const name of ["b", "C", "a", "ä"]) {
      await makeModel(db, member, name);
    }

    const whole = must(await listModels(db, member, { limit: 10, sort: "name" })).items.map(({ name }) => name);
    const first = must(await listModels(db, member, { limit: 2, sort: "name" }));
    const rest = must(await listModels(db, member, { limit: 5, sort: "name", cursor: first.nextCursor ?? "" }));

    expect([...whole].sort()).toEqual(["C", "a", "b", "ä"]);
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(whole);
    const mixed = await listModels(db, member, { limit: 2, cursor: first.nextCursor ?? "" });
    expect(problemOf(mixed)).toMatchObject({ code: "malformed", field: "cursor" });
  });

  test("versions are read by their numbers, those that are gone left out", async () => {
    const { db, member } = await place.freshTeam();
    await makeModel(db, member, "m");
    const artifact = await place.log(member, { f: Buffer.from("1") });
    must(await link(db, member, "m"));
    must(await linkVersion(db, member, { model: "m", ...newVersion.parse({ source: { artifactId: artifact.id } }) }));

    const found = await listVersionsNumbered(db, member, "m", [1, 0, 7]);

    expect(found.map(({ number }) => number)).toEqual([1, 0]);
    expect(await listVersionsNumbered(db, (await place.freshTeam()).member, "m", [0])).toEqual([]);
  });
});
