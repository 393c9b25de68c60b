import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newModel } from "@/lib/core/registry";
import { audit } from "@/lib/db/schema";
import { protectAlias, removeAlias } from "@/lib/registry/aliases/commands";
import { createModel, deleteModel, removeModelTag, setModelTag, updateModel } from "@/lib/registry/models/commands";
import { getModel } from "@/lib/registry/models/queries";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { link, makeModel, problemOf, tellEvents } from "./registry";

describe.each(DATABASE_KINDS)("models on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  test("a model is created with its event, and its name only once", async () => {
    const member = await (await database.team()).scope("member");
    const input = newModel.parse({ name: "Betrug 🕵️", description: "Finds fraud.", card: "# Card" });

    const created = must(await createModel(database.db, member, input));
    const twice = problemOf(await createModel(database.db, member, input));

    expect(created).toMatchObject({ ...input, firstNumber: 0, versionCount: 0, latestVersion: null, aliases: [] });
    expect(created).toEqual(must(await getModel(database.db, member, "Betrug 🕵️")));
    expect(twice).toMatchObject({ code: "conflict", field: "name" });
    expect(await tellEvents(database.db, member)).toEqual(["CREATE_MODEL Betrug 🕵️"]);
  });

  test("a model of an MLflow client numbers its versions from 1", async () => {
    const member = await (await database.team()).scope("member");
    must(await createModel(database.db, member, { ...newModel.parse({ name: "iris" }), firstNumber: 1 }));

    expect(must(await link(database.db, member, "iris")).number).toBe(1);
  });

  test("two teams use the same name without seeing each other", async () => {
    const [one, two] = [await database.team(), await database.team()];
    await makeModel(database.db, await one.scope("member"), "shared");

    expect(problemOf(await getModel(database.db, await two.scope("admin"), "shared")).code).toBe("not_found");
    await makeModel(database.db, await two.scope("member"), "shared");
  });

  test("a patch changes only what it names", async () => {
    const member = await (await database.team()).scope("member");
    must(await createModel(database.db, member, newModel.parse({ name: "m", description: "Old.", card: "Card." })));

    const updated = must(await updateModel(database.db, member, { model: "m", description: "New." }));
    must(await updateModel(database.db, member, { model: "m" }));

    expect(updated).toMatchObject({ description: "New.", card: "Card." });
  });

  test("tags of a model are set, changed and removed without events", async () => {
    const member = await (await database.team()).scope("member");
    await makeModel(database.db, member, "m");

    must(await setModelTag(database.db, member, { model: "m", key: "owner", value: "risk" }));
    must(await setModelTag(database.db, member, { model: "m", key: "owner", value: "fraud" }));
    must(await setModelTag(database.db, member, { model: "m", key: "area", value: "" }));

    expect(must(await getModel(database.db, member, "m")).tags).toEqual([
      { key: "area", value: "" },
      { key: "owner", value: "fraud" },
    ]);
    must(await removeModelTag(database.db, member, { model: "m", key: "owner" }));
    expect(problemOf(await removeModelTag(database.db, member, { model: "m", key: "owner" })).code).toBe("not_found");
    expect(await tellEvents(database.db, member)).toEqual(["CREATE_MODEL m"]);
  });

  test("a model holds at most 100 tags", async () => {
    const member = await (await database.team()).scope("member");
    await makeModel(database.db, member, "m");
    for (let index = 0; index < 100; index++) {
      must(await setModelTag(database.db, member, { model: "m", key: `k${index}`, value: "" }));
    }

    expect(problemOf(await setModelTag(database.db, member, { model: "m", key: "more", value: "" })).code).toBe(
      "conflict",
    );
    must(await setModelTag(database.db, member, { model: "m", key: "k0", value: "changed" }));
  });

  test("deleting a model takes its name as confirmation and tells of every alias and version; events stay", async () => {
    const team = await database.team();
    const [member, admin] = [await team.scope("member"), await team.scope("admin")];
    await makeModel(database.db, member, "m");
    must(await link(database.db, member, "m", { aliases: ["staging"] }));
    must(await link(database.db, member, "m"));

    expect(problemOf(await deleteModel(database.db, member, { model: "m", confirm: "m" })).code).toBe("forbidden");
    expect(problemOf(await deleteModel(database.db, admin, { model: "m", confirm: "M" }))).toMatchObject({
      code: "invalid",
      field: "confirm",
    });
    must(await deleteModel(database.db, admin, { model: "m", confirm: "m" }));

    expect(problemOf(await getModel(database.db, member, "m")).code).toBe("not_found");
    expect((await tellEvents(database.db, member)).slice(-3)).toEqual([
      "UNLINK_ARTIFACT v1",
      "REMOVE_ARTIFACT_ALIAS v0 staging",
      "UNLINK_ARTIFACT v0",
    ]);
    await makeModel(database.db, member, "m");
  });

  test("a model with a protected alias in use is not deleted until the alias is gone", async () => {
    const admin = await (await database.team()).scope("admin");
    await makeModel(database.db, admin, "m");
    must(await protectAlias(database.db, admin, { name: "production" }));
    must(await link(database.db, admin, "m", { aliases: ["production"] }));
    must(await link(database.db, admin, "m"));

    const refused = problemOf(await deleteModel(database.db, admin, { model: "m", confirm: "m" }));
    expect(refused.code).toBe("conflict");
    expect(refused.message).toContain("v0 carries the protected alias production");
    expect(must(await getModel(database.db, admin, "m")).versionCount).toBe(2);

    must(await removeAlias(database.db, admin, { model: "m", alias: "production" }));
    must(await deleteModel(database.db, admin, { model: "m", confirm: "m" }));
  });

  test("a restricted token neither creates models nor sees others", async () => {
    const team = await database.team();
    const own = await makeModel(database.db, await team.scope("member"), "own");
    await makeModel(database.db, await team.scope("member"), "other");
    const restricted = await team.scope("admin", { models: [own.id] });

    expect(must(await getModel(database.db, restricted, "own")).id).toBe(own.id);
    expect(problemOf(await getModel(database.db, restricted, "other")).code).toBe("not_found");
    expect(problemOf(await updateModel(database.db, restricted, { model: "other", card: "" })).code).toBe("not_found");
    expect(problemOf(await createModel(database.db, restricted, newModel.parse({ name: "new" }))).code).toBe(
      "not_found",
    );
  });

  test("a refusal is audited under the name that was asked for, even one that the database cannot hold", async () => {
    const team = await database.team();
    const member = await team.scope("member");

    expect(problemOf(await updateModel(database.db, member, { model: "no\u0000ne" })).code).toBe("not_found");

    const [entry] = await database.db
      .select({ action: audit.action, outcome: audit.outcome, targetName: audit.targetName })
      .from(audit)
      .where(and(eq(audit.teamId, team.id), eq(audit.outcome, "refused")));
    expect(entry).toEqual({ action: "model.updated", outcome: "refused", targetName: "no\uFFFDne" });
  });
});
