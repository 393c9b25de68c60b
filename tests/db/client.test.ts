import { setTimeout as delay } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
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

  test("tells a listener at once what a transaction announced, and nothing of one that rolled back", async () => {
    const heard: string[] = [];
    const listener = await database.listen?.(
      "news",
      (text) => heard.push(text),
      () => undefined,
    );

    await inTransaction(database.db, async (tx) => {
      await tx.execute(sql`select pg_notify('news', 'undone')`);
      throw new Error("no");
    }).catch(() => undefined);
    await inTransaction(database.db, (tx) => tx.execute(sql`select pg_notify('news', 'done')`));

    await expect.poll(() => heard, { timeout: 5_000 }).toEqual(["done"]);
    await listener?.stop();
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

  const second = openDatabase({ kind: "embedded", folder: first.place });

  await expect(second).rejects.toThrow(`process ${process.pid}`);
  expect(await first.db.select({ name: teams.name }).from(teams).where(eq(teams.id, team.id))).toEqual([
    { name: "kept" },
  ]);
  await first.close();
});
