import { join } from "node:path";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import type { PgliteDatabase } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { PostgresPool } from "./postgres-pool";
import type * as schema from "./schema";

/** Any number of processes may start at once: one migrates, the others wait for it under this advisory lock. */
const MIGRATION_LOCK = 7_204_431_902;

/** The folder is ours alone, so no lock is needed. */
export async function migrateEmbedded(db: PgliteDatabase<typeof schema>): Promise<void> {
  await migratePglite(db, { migrationsFolder: migrationsFolder() });
}

/** The lock is held by a transaction beside the one that migrates, not by a session, so that it holds behind a pooler too. */
export async function migratePostgres(url: string): Promise<void> {
  const pool = new PostgresPool({ url, max: 2, hasSession: false });
  const db = drizzle(pool);
  try {
    await db.transaction(async (lock) => {
      await lock.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
      await migrate(db, { migrationsFolder: migrationsFolder() });
    });
  } finally {
    await pool.end();
  }
}

/** Where the SQL lies: every start script runs in the project's folder, and a bundle has no folder of its own. */
function migrationsFolder(): string {
  return join(process.cwd(), "drizzle");
}
