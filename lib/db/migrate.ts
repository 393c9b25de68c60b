import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type { PgliteDatabase } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import * as z from "zod";
import { PostgresPool } from "./postgres-pool";
import type * as schema from "./schema";

/** Any number of processes may start at once: one migrates, the others wait for it under this advisory lock. */
const MIGRATION_LOCK = 7_204_431_902;

const journal = z.object({ entries: z.array(z.object({ when: z.number() })).min(1) });
let newestOfOurs: number | null = null;

/** The folder is ours alone, so no lock is needed. */
export async function migrateEmbedded(db: PgliteDatabase<typeof schema>): Promise<void> {
  await migratePglite(db, { migrationsFolder: migrationsFolder() });
}

/**
 * The lock and all that it guards are one transaction on one connection: behind a pooler, many that start at once and
 * wait for the lock each hold a connection, and a second one for the migrations might never come free. What is migrated
 * already, as at the cold start of a function, is seen by `pool` without a lock.
 */
export async function migratePostgres(pool: PostgresPool, url: string): Promise<void> {
  if ((await newestApplied(pool)) >= newestMigration()) {
    return;
  }
  const migrating = new PostgresPool({ url, max: 1, hasSession: false });
  try {
    await drizzle(migrating).transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
      await applyMigrations(tx);
    });
  } finally {
    await migrating.end();
  }
}

/** As Drizzle's own migrator does it, which would open a transaction of its own beside the one that holds the lock. */
async function applyMigrations(tx: Pick<NodePgDatabase, "execute">): Promise<void> {
  await tx.execute(sql`create schema if not exists drizzle`);
  await tx.execute(
    sql`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  );
  const { rows } = await tx.execute(sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`);
  const newest = Number(rows[0]?.newest ?? 0);
  for (const { sql: statements, hash, folderMillis } of readMigrationFiles({ migrationsFolder: migrationsFolder() })) {
    if (folderMillis > newest) {
      for (const statement of statements) {
        await tx.execute(sql.raw(statement));
      }
      await tx.execute(
        sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`,
      );
    }
  }
}

async function newestApplied(pool: PostgresPool): Promise<number> {
  const table = await pool.query({
    text: "select to_regclass('drizzle.__drizzle_migrations') is not null as is_there",
  });
  if (!table.rows[0]?.is_there) {
    return 0;
  }
  const applied = await pool.query({
    text: "select max(created_at)::text as newest from drizzle.__drizzle_migrations",
  });
  return Number(applied.rows[0]?.newest ?? 0);
}

/** When the newest migration of this release was made, by which a database's state is judged. */
export function newestMigration(): number {
  newestOfOurs ??= Math.max(...readJournal().entries.map(({ when }) => when));
  return newestOfOurs;
}

function readJournal(): z.infer<typeof journal> {
  return journal.parse(JSON.parse(readFileSync(join(migrationsFolder(), "meta", "_journal.json"), "utf8")));
}

/** Where the SQL lies: every start script runs in the project's folder, and a bundle has no folder of its own. */
function migrationsFolder(): string {
  return join(process.cwd(), "drizzle");
}
