import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageRequest } from "@/lib/core/page";
import { moveAlias, protectAlias, removeAlias, rollbackAlias, unprotectAlias } from "@/lib/registry/aliases/commands";
import {
  listAliasMoves,
  listAliasUses,
  listOpenAliasNames,
  listProtectedAliases,
} from "@/lib/registry/aliases/queries";
import { getModel } from "@/lib/registry/models/queries";
import { unlinkVersion } from "@/lib/registry/versions/commands";
import { getVersion } from "@/lib/registry/versions/queries";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { link, makeModel, problemOf, tellEvents } from "./registry";

describe.each(DATABASE_KINDS)("aliases on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  async function threeVersions() {
    const team = await database.team();
    const [member, admin] = [await team.scope("member"), await team.scope("admin")];
    await makeModel(database.db, member, "fraud");
    for (let index = 0; index < 3; index++) {
      must(await link(database.db, member, "fraud"));
    }
    return { db: database.db, team, member, admin };
  }

  test("a move answers where the alias was and where it is", async () => {
    const { db, member } = await threeVersions();

    const put = must(await moveAlias(db, member, { model: "fraud", alias: "production", version: "v0" }));
    const moved = must(await moveAlias(db, member, { model: "fraud", alias: "production", version: "latest" }));

    expect(put).toMatchObject({ alias: "production", from: null, to: 0 });
    expect(moved).toMatchObject({ alias: "production", from: 0, to: 2 });
    expect(moved.eventId).toMatch(/^evt_/);
    expect(must(await getVersion(db, member, "fraud", "production")).number).toBe(2);
    expect((await tellEvents(db, member)).slice(-2)).toEqual([
      "ADD_ARTIFACT_ALIAS v0 production",
      "ADD_ARTIFACT_ALIAS v2 production (from v0)",
    ]);
  });

  test("putting an alias where it already is raises nothing and keeps no history", async () => {
    const { db, member } = await threeVersions();
    const input = { model: "fraud", alias: "production", version: "v1" };
    must(await moveAlias(db, member, input));
    const before = await tellEvents(db, member);

    const again = must(await moveAlias(db, member, { ...input, version: "production" }));

    expect(again).toEqual({ alias: "production", from: 1, to: 1, eventId: null });
    expect(await tellEvents(db, member)).toEqual(before);
    const moves = must(await listAliasMoves(db, member, { model: "fraud" }, pageRequest.parse({})));
    expect(moves.items).toHaveLength(1);
  });

  test("a compare-and-set move is refused when another version holds the alias, and says which", async () => {
    const { db, member } = await threeVersions();
    const input = { model: "fraud", alias: "production", version: "v1" };

    const onNobody = problemOf(await moveAlias(db, member, { ...input, expectedVersion: 0 }));
    must(await moveAlias(db, member, { ...input, expectedVersion: null }));
    const onOther = problemOf(await moveAlias(db, member, { ...input, version: "v2", expectedVersion: 0 }));
    must(await moveAlias(db, member, { ...input, version: "v2", expectedVersion: 1 }));

    expect(onNobody).toMatchObject({ code: "conflict", field: "expectedVersion" });
    expect(onNobody.message).toContain("on no version, not on v0");
    expect(onOther.message).toContain("on v1, not on v0");
    expect(must(await getVersion(db, member, "fraud", "production")).number).toBe(2);
  });

  test("the system's own aliases cannot be put, and no version is a not-found", async () => {
    const { db, member } = await threeVersions();

    for (const alias of ["latest", "v7", "a/b", "a:b", "nul\u0000", ""]) {
      expect(problemOf(await moveAlias(db, member, { model: "fraud", alias, version: "v0" })).code).toBe("invalid");
    }
    for (const version of ["v9", "v999999999", "nowhere", "v01", "nul\u0000"]) {
      const problem = problemOf(await moveAlias(db, member, { model: "fraud", alias: "ok", version }));
      expect(problem.code).toBe("not_found");
    }
    expect(problemOf(await moveAlias(db, member, { model: "nul\u0000", alias: "ok", version: "v0" })).code).toBe(
      "not_found",
    );
  });

  test("removing an alias raises one event and is kept in the history", async () => {
    const { db, member } = await threeVersions();
    must(await moveAlias(db, member, { model: "fraud", alias: "production", version: "v1" }));

    const stale = problemOf(await removeAlias(db, member, { model: "fraud", alias: "production", expectedVersion: 0 }));
    const removed = must(await removeAlias(db, member, { model: "fraud", alias: "production" }));
    const again = problemOf(await removeAlias(db, member, { model: "fraud", alias: "production" }));

    expect(stale.code).toBe("conflict");
    expect(removed).toMatchObject({ from: 1, to: null });
    expect(again.code).toBe("not_found");
    expect((await tellEvents(db, member)).at(-1)).toBe("REMOVE_ARTIFACT_ALIAS v1 production");
    const history = { model: "fraud", alias: "production" };
    const moves = must(await listAliasMoves(db, member, history, pageRequest.parse({})));
    expect(moves.items.map(({ from, to, by }) => ({ from, to, by }))).toEqual([
      { from: 1, to: null, by: "member-token" },
      { from: null, to: 1, by: "member-token" },
    ]);
  });

  test("a rollback puts the alias back, twice undoes it, and a removal is taken back too", async () => {
    const { db, member } = await threeVersions();
    const alias = { model: "fraud", alias: "production" };
    must(await moveAlias(db, member, { ...alias, version: "v0" }));
    expect(problemOf(await rollbackAlias(db, member, alias)).code).toBe("conflict");
    must(await moveAlias(db, member, { ...alias, version: "v2" }));

    expect(must(await rollbackAlias(db, member, alias))).toMatchObject({ from: 2, to: 0 });
    expect(must(await rollbackAlias(db, member, alias))).toMatchObject({ from: 0, to: 2 });
    must(await removeAlias(db, member, alias));
    expect(must(await rollbackAlias(db, member, alias))).toMatchObject({ from: null, to: 2 });
    expect(problemOf(await rollbackAlias(db, member, { ...alias, alias: "never" })).code).toBe("not_found");
  });

  test("a rollback to a version that is gone is refused, naming it", async () => {
    const { db, member } = await threeVersions();
    const alias = { model: "fraud", alias: "production" };
    must(await moveAlias(db, member, { ...alias, version: "v0" }));
    must(await moveAlias(db, member, { ...alias, version: "v2" }));
    must(await unlinkVersion(db, member, { model: "fraud", version: "v0" }));

    const problem = problemOf(await rollbackAlias(db, member, alias));

    expect(problem.code).toBe("conflict");
    expect(problem.message).toContain("v0");
    expect(must(await getVersion(db, member, "fraud", "production")).number).toBe(2);
  });

  test("only admins put, move, roll back and remove a protected alias", async () => {
    const { db, member, admin } = await threeVersions();
    const alias = { model: "fraud", alias: "production" };
    must(await moveAlias(db, member, { ...alias, version: "v0" }));
    expect(problemOf(await protectAlias(db, member, { name: "production" })).code).toBe("forbidden");
    must(await protectAlias(db, admin, { name: "production" }));
    must(await protectAlias(db, admin, { name: "production" }));

    const attempts = [
      await moveAlias(db, member, { ...alias, version: "v1" }),
      await removeAlias(db, member, alias),
      await rollbackAlias(db, member, alias),
      await link(db, member, "fraud", { aliases: ["candidate", "production"] }),
    ];

    for (const attempt of attempts) {
      expect(problemOf(attempt)).toMatchObject({ code: "forbidden" });
      expect(problemOf(attempt).message).toContain("Only admins may put, move or remove a protected alias.");
    }
    const model = must(await getModel(db, member, "fraud"));
    expect(model.versionCount).toBe(3);
    expect(model.aliases).toMatchObject([
      { name: "latest", version: 2, isSystem: true, isProtected: false },
      { name: "production", version: 0, isSystem: false, isProtected: true, by: "member-token" },
    ]);
    expect(must(await moveAlias(db, admin, { ...alias, version: "v1" }))).toMatchObject({ from: 0, to: 1 });

    must(await unprotectAlias(db, admin, { name: "production" }));
    expect(problemOf(await unprotectAlias(db, admin, { name: "production" })).code).toBe("not_found");
    must(await moveAlias(db, member, { ...alias, version: "v2" }));
  });

  test("the list of protected aliases pages by name and is hidden from a restricted token", async () => {
    const { db, team, admin } = await threeVersions();
    for (const name of ["staging", "production", "canary"]) {
      must(await protectAlias(db, admin, { name }));
    }

    const first = must(await listProtectedAliases(db, admin, pageRequest.parse({ limit: 2 })));
    const cursor = first.nextCursor ?? undefined;
    const second = must(await listProtectedAliases(db, admin, pageRequest.parse({ limit: 2, cursor })));

    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(["canary", "production", "staging"]);
    expect(second.nextCursor).toBeNull();
    const restricted = await team.scope("admin", { models: [] });
    expect(problemOf(await listProtectedAliases(db, restricted, pageRequest.parse({}))).code).toBe("not_found");
    expect(problemOf(await protectAlias(db, restricted, { name: "x" })).code).toBe("not_found");
  });

  test("a viewer may not move an alias, and another team does not see the model", async () => {
    const { db, team } = await threeVersions();
    const viewer = await team.scope("viewer");
    const stranger = await (await database.team()).scope("admin");
    const input = { model: "fraud", alias: "production", version: "v0" };

    expect(problemOf(await moveAlias(db, viewer, input)).code).toBe("forbidden");
    expect(problemOf(await moveAlias(db, stranger, input)).code).toBe("not_found");
    expect(problemOf(await listAliasMoves(db, stranger, { model: "fraud" }, pageRequest.parse({}))).code).toBe(
      "not_found",
    );
  });

  test("says where an alias stands over all models that the reader may see, and which names are not protected", async () => {
    const { db, team, member, admin } = await threeVersions();
    await makeModel(db, member, "eta");
    must(await link(db, member, "eta"));
    for (const [model, alias, version] of [
      ["fraud", "production", "v2"],
      ["eta", "production", "v0"],
      ["fraud", "staging", "v1"],
    ] as const) {
      must(await moveAlias(db, member, { model, alias, version }));
    }
    must(await protectAlias(db, admin, { name: "production" }));
    const { id } = must(await getModel(db, member, "eta"));
    const restricted = await team.scope("member", { models: [id] });
    const stranger = await (await database.team()).scope("admin");

    expect(await listAliasUses(db, admin, ["production", "nowhere", "\u0000"])).toEqual([
      {
        name: "production",
        total: 2,
        holders: [
          { model: "eta", version: 0 },
          { model: "fraud", version: 2 },
        ],
      },
      { name: "nowhere", total: 0, holders: [] },
    ]);
    expect((await listAliasUses(db, restricted, ["production"]))[0]?.holders).toEqual([{ model: "eta", version: 0 }]);
    expect((await listAliasUses(db, stranger, ["production"]))[0]?.total).toBe(0);
    expect(await listOpenAliasNames(db, admin, 10)).toEqual(["staging"]);
    expect(await listOpenAliasNames(db, stranger, 10)).toEqual([]);
  });
});
