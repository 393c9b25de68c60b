import { setTimeout as delay } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "@/lib/db/client";
import { teams } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { openTestDatabase, type TestDatabase } from "../support/database";

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase("postgres");
});
afterAll(() => database.close());

test("what a silent transaction has locked, as of a frozen process, is given to others before a lease runs out", async () => {
  const { db } = database;
  const id = newId("team");
  await db.insert(teams).values({ id, name: "locked" });
  const locked = Promise.withResolvers<void>();
  const silent = inTransaction(db, async (tx) => {
    await tx.update(teams).set({ name: "of the silent" }).where(eq(teams.id, id));
    locked.resolve();
    await delay(13_000);
    await tx.select().from(teams);
  });
  const ended = expect(silent).rejects.toThrow();
  await locked.promise;

  await db.update(teams).set({ name: "of another" }).where(eq(teams.id, id));
  await ended;

  const [team] = await db.select().from(teams).where(eq(teams.id, id));
  expect(team?.name).toBe("of another");
});
