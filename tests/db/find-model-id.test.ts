import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findModelId } from "@/lib/db/find-model-id";
import { createModel } from "@/lib/registry/models/commands";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";

describe.each(DATABASE_KINDS)("a model named in a filter on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  test("is found by name and by id, and by nobody who does not see it", async () => {
    const team = await database.team();
    const scope = await team.scope("member");
    const { id } = must(await createModel(database.db, scope, { name: "churn", description: "", card: "" }));

    expect(await findModelId(database.db, scope, "churn")).toBe(id);
    expect(await findModelId(database.db, scope, id)).toBe(id);
    expect(await findModelId(database.db, await team.scope("member", { models: [] }), "churn")).toBeNull();
    expect(await findModelId(database.db, await (await database.team()).scope("admin"), id)).toBeNull();
  });

  test("with NUL in its name exists nowhere, and is no error", async () => {
    const scope = await (await database.team()).scope("member");

    expect(await findModelId(database.db, scope, "a\u0000b")).toBeNull();
  });
});
