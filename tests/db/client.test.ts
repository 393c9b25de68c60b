import { setTimeout as delay } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction, openDatabase } from "@/lib/db/client";
import { teams } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";

describe.each(DATABASE_KINDS)("the database on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  test("hands a committed job over at once, and never one that rolled back", async () => {
    const seen: number[] = [];
    await database.db.queue.work<{ n: number }>("deliver", { batchSize: 5, localConcurrency: 1 }, async (jobs) => {
      seen.push(...jobs.map((job) => job.data.n));
    });

    await inTransaction(database.db, async (tx) => {
      await tx.queue.send(tx, "deliver", [{ data: { n: 1 } }]);
      throw new Error("no");
    }).catch(() => undefined);
    await inTransaction(database.db, (tx) => tx.queue.send(tx, "deliver", [{ data: { n: 2 } }]));

    await expect.poll(() => seen, { timeout: 5_000 }).toEqual([2]);
  });

  test("refuses a transaction inside a transaction, which on PGlite would wait for ever", async () => {
    const nested = inTransaction(database.db, () => inTransaction(database.db, async () => undefined));

    await expect(nested).rejects.toThrow("inside a transaction");
  });

  test("rolls back everything when the function throws", async () => {
    const id = newId("team");

    await inTransaction(database.db, async (tx) => {
      await tx.insert(teams).values({ id, name: "gone" });
      throw new Error("no");
    }).catch(() => undefined);

    expect(await database.db.select().from(teams).where(eq(teams.id, id))).toEqual([]);
  });

  test("refuses a statement that comes after its transaction has ended, for it would commit by itself", async () => {
    const id = newId("team");
    let late: Promise<unknown> = Promise.resolve();

    await inTransaction(database.db, async (tx) => {
      await tx.select({ id: teams.id }).from(teams);
      late = delay(100).then(() => tx.insert(teams).values({ id, name: "phantom" }));
      throw new Error("no");
    }).catch(() => undefined);

    await expect(late).rejects.toThrow();
    expect(await database.db.select().from(teams).where(eq(teams.id, id))).toEqual([]);
  });
});

test("a second opener of an embedded folder is refused, naming the first, and its data stays whole", async () => {
  const first = await openTestDatabase("embedded");
  const team = await first.team("kept");

  const second = openDatabase({ kind: "embedded", folder: first.place, onError: () => undefined });

  await expect(second).rejects.toThrow(`process ${process.pid}`);
  expect(await first.db.select({ name: teams.name }).from(teams).where(eq(teams.id, team.id))).toEqual([
    { name: "kept" },
  ]);
  await first.close();
});
