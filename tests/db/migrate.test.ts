import postgres from "postgres";
import { expect, test } from "vitest";
import { openDatabase } from "@/lib/db/client";
import { freshPostgresDatabase, pooledUrl } from "../support/postgres-database";

test("ten that start at once behind a pooler of three connections migrate once, and none waits for ever", async () => {
  const directUrl = await freshPostgresDatabase();
  const url = await pooledUrl(directUrl);

  const opened = await Promise.all(
    Array.from({ length: 10 }, () => openDatabase({ kind: "postgres", url, poolMax: 2, hasSession: false })),
  );

  expect(opened.map(({ listen }) => listen)).toEqual(Array(10).fill(null));
  await Promise.all(opened.map((handle) => handle.close()));
  const sql = postgres(directUrl, { max: 1 });
  const [applied] = await sql`
    select count(*)::int as all, count(distinct hash)::int as distinct from drizzle.__drizzle_migrations`;
  await sql.end();
  expect(applied?.all).toBe(applied?.distinct);
  expect(applied?.all).toBeGreaterThan(0);
});

test("a migration that fails leaves nothing of itself", async () => {
  const url = await freshPostgresDatabase();
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql`create table deliveries (id int)`; // In the way of the first migration, somewhere in its middle.

  await expect(openDatabase({ kind: "postgres", url, poolMax: 2 })).rejects.toThrow();

  const tables = await sql`select tablename from pg_tables where schemaname = 'public'`;
  await sql.end();
  expect(tables.map(({ tablename }) => tablename)).toEqual(["deliveries"]);
});
