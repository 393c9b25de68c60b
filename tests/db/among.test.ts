import { asc } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAmong } from "@/lib/db/among";
import { teams } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";

describe.each(DATABASE_KINDS)("rows among some values on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  function among(names: readonly string[]) {
    return database.db
      .select({ name: teams.name })
      .from(teams)
      .where(isAmong(teams.name, names))
      .orderBy(asc(teams.name));
  }

  test("are exactly those, once each, whatever their text and however often it is named", async () => {
    const names = ["plain", `quoted "and" 'so' \\ {1,2}`, "null"];
    await database.db.insert(teams).values([...names, "other"].map((name) => ({ id: newId("team"), name })));

    expect(await among([...names, "plain", "nobody"])).toEqual([...names].sort().map((name) => ({ name })));
    expect(await among([])).toEqual([]);
  });

  test("are asked for by the same text, whatever the number of values", () => {
    expect(among(["one", "two", "three"]).toSQL().sql).toBe(among([]).toSQL().sql);
  });
});
