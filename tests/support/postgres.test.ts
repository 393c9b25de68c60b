import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PostgresServer, startPostgres } from "./postgres";
import { freshPostgresDatabase } from "./postgres-database";

const GUARD_TIMEOUT_MS = 10_000;

describe("a private Postgres", () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(async () => {
    await server.stop();
  });

  test("keeps what was committed when it is killed and restarted", async () => {
    const url = await server.createDatabase("killed");
    await withSql(url, (sql) => sql`create table kept as select 1 as n`);

    await server.kill();
    await expect(withSql(url, (sql) => sql`select n from kept`)).rejects.toThrow();
    await server.restart();

    expect(await withSql(url, (sql) => sql`select n from kept`)).toEqual([{ n: 1 }]);
  });

  test.each([{ mode: "fast" }, { mode: "immediate" }] as const)(
    "keeps its address and its data over a $mode restart",
    async ({ mode }) => {
      const url = await server.createDatabase(`restarted_${mode}`);
      await withSql(url, (sql) => sql`create table kept as select 2 as n`);

      await server.restart({ mode });

      expect(await withSql(url, (sql) => sql`select n from kept`)).toEqual([{ n: 2 }]);
    },
  );
});

test("a server ends and its folder goes when its owner is killed outright", async () => {
  const source = `import { startPostgres } from "./tests/support/postgres";
    const server = await startPostgres();
    const [row] = await (await import("postgres")).default(server.url("postgres"))\`show data_directory\`;
    console.log(row.data_directory);
    setInterval(() => undefined, 1000);`;
  const owner = spawn("node_modules/.bin/node", ["--import", "tsx", "--input-type=module", "--eval", source]);
  const [line] = await once(owner.stdout, "data");
  const folder = String(line).trim();
  const existedBefore = existsSync(folder);

  owner.kill("SIGKILL");
  await waitUntil(() => !existsSync(folder));

  expect(existedBefore).toBe(true);
  expect(existsSync(folder)).toBe(false);
  expect(globSync(`${tmpdir()}/modelwire-postgres-*`)).not.toContain(folder.replace(/\/cluster$/, ""));
});

describe("a fresh database", () => {
  test("is the caller's own", async () => {
    const first = await freshPostgresDatabase();
    const second = await freshPostgresDatabase();
    await withSql(first, (sql) => sql`create table only_here (n int)`);

    expect(await withSql(second, (sql) => sql`select to_regclass('only_here') as found`)).toEqual([{ found: null }]);
  });

  test("begins as its template, which is prepared once", async () => {
    let preparations = 0;
    const template = {
      name: "support_test",
      async prepare(url: string) {
        preparations += 1;
        await withSql(url, (sql) => sql`create table prepared as select 3 as n`);
      },
    };

    const urls = await Promise.all([freshPostgresDatabase(template), freshPostgresDatabase(template)]);
    const rows = await Promise.all(urls.map((url) => withSql(url, (sql) => sql`select n from prepared`)));

    expect(rows).toEqual([[{ n: 3 }], [{ n: 3 }]]);
    expect(preparations).toBe(1);
  });

  test("is not copied from a template whose preparation failed", async () => {
    const failing = { name: "failing_test", prepare: () => Promise.reject(new Error("half-way")) };
    const mended = { name: "failing_test", prepare: () => Promise.resolve() };

    await expect(freshPostgresDatabase(failing)).rejects.toThrow("half-way");

    expect(await freshPostgresDatabase(mended)).toMatch(/^postgres:/);
  });
});

async function withSql<T>(url: string, use: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connect_timeout: 2 });
  try {
    return await use(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function waitUntil(isDone: () => boolean): Promise<void> {
  const deadline = Date.now() + GUARD_TIMEOUT_MS;
  while (!isDone() && Date.now() < deadline) {
    await sleep(50);
  }
}
