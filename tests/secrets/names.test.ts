import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secrets } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { listSecretNames } from "@/lib/secrets/names";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";

/** More than any page of a list holds. */
const MANY = 450;

describe.each(DATABASE_KINDS)("naming a secret on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  test("every secret can be named, by those alone who may see which there are", async () => {
    const team = await database.team();
    const scope = await team.scope("member");
    const names = Array.from({ length: MANY }, (_, place) => `S_${String(place).padStart(3, "0")}`);
    await database.db.insert(secrets).values(
      names.map((name) => ({
        id: newId("secret"),
        teamId: scope.teamId,
        name,
        sealed: "not opened here",
        keyId: "k1",
        createdBy: "test",
      })),
    );

    expect(await listSecretNames(database.db, scope)).toEqual(names);
    expect(await listSecretNames(database.db, await team.scope("viewer"))).toEqual([]);
    expect(await listSecretNames(database.db, await team.scope("admin", { models: [] }))).toEqual([]);
    expect(await listSecretNames(database.db, await (await database.team()).scope("admin"))).toEqual([]);
  });
});
