import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { moveAlias } from "@/lib/registry/aliases/commands";
import { getModel } from "@/lib/registry/models/queries";
import { unlinkVersion } from "@/lib/registry/versions/commands";
import { listVersions } from "@/lib/registry/versions/queries";
import { openTestDatabase, type TestDatabase } from "../support/database";
import { link, makeModel, must, search } from "./registry";

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
