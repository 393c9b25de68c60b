import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { protectAlias } from "@/lib/registry/aliases/commands";
import { listModelNames } from "@/lib/registry/models/queries";
import { listNamedVersions } from "@/lib/registry/versions/named-versions";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase, type TestTeam } from "../support/database";
import { must } from "../support/must";
import { link, makeModel } from "./registry";

describe.each(DATABASE_KINDS)("versions by what people call them, on %s", (kind) => {
  let database: TestDatabase;
  let team: TestTeam;
  let churnId: string;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    team = await database.team();
    const admin = await team.scope("admin");
    churnId = (await makeModel(database.db, admin, "churn-classifier")).id;
    await makeModel(database.db, admin, "50%_off");
    must(await protectAlias(database.db, admin, { name: "production" }));
    must(await link(database.db, admin, "churn-classifier", { aliases: ["production"] }));
    must(await link(database.db, admin, "churn-classifier", { aliases: ["preprod"] }));
    must(await link(database.db, admin, "50%_off", { aliases: ["production"] }));
  });
  afterAll(() => database.close());

  test.each([
    ["prod", ["50%_off:production!", "churn-classifier:preprod", "churn-classifier:production!"]],
    ["PREP", ["churn-classifier:preprod"]],
    ["churn:prod", ["churn-classifier:preprod", "churn-classifier:production!"]],
    ["churn:", ["churn-classifier:preprod", "churn-classifier:production!"]],
    ["churn:v1", ["churn-classifier:v1"]],
    ["V0", ["50%_off:v0", "churn-classifier:v0"]],
    ["%:prod", ["50%_off:production!"]],
    ["v99999999999999999999", []],
    ["nothing", []],
    ["prod\u0000", []],
  ])("%j finds %j", async (text, expected) => {
    const found = await listNamedVersions(database.db, await team.scope("viewer"), { text, limit: 10 });

    expect(
      found.map(
        ({ model, alias, version, isProtected }) => `${model}:${alias ?? `v${version}`}${isProtected ? "!" : ""}`,
      ),
    ).toEqual(expected);
  });

  test("no more come than were asked for, and of one model only where one is named", async () => {
    const viewer = await team.scope("viewer");

    expect(await listNamedVersions(database.db, viewer, { text: "prod", limit: 1 })).toHaveLength(1);
    expect(
      (await listNamedVersions(database.db, viewer, { text: "prod", model: "50%_off", limit: 9 })).map(
        (one) => one.model,
      ),
    ).toEqual(["50%_off"]);
  });

  test("a restricted scope and another team find nothing of the rest", async () => {
    const restricted = await team.scope("viewer", { models: [churnId as `mdl_${string}`] });
    const stranger = await (await database.team()).scope("admin");

    const found = await listNamedVersions(database.db, restricted, { text: "prod", limit: 10 });
    expect(new Set(found.map(({ model }) => model))).toEqual(new Set(["churn-classifier"]));
    expect(await listModelNames(database.db, restricted, 10)).toEqual(["churn-classifier"]);
    expect(await listNamedVersions(database.db, stranger, { text: "prod", limit: 10 })).toEqual([]);
    expect(await listModelNames(database.db, stranger, 10)).toEqual([]);
  });
});
