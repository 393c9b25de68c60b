import { join } from "node:path";
import type { PgliteDatabase } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import type * as schema from "./schema";

/** Any number of processes may start at once: one migrates, the others wait for it under this advisory lock. */
const MIGRATION_LOCK = 7_204_431_902;

/** The folder is ours alone, so no lock is needed. */
export async function migrateEmbedded(db: PgliteDatabase<typeof schema>): Promise<void> {
  await migratePglite(db, { migrationsFolder: migrationsFolder() });
}

/** The lock is held by a transaction beside the one that migrates, not by a session, so that it holds behind a pooler too. */
export async function migratePostgres(url: string): Promise<void> {
  const client = postgres(url, {
    max: 2,
    prepare: false,
    onnotice: () => {},
    connection: { application_name: "modelwire-migrate" },
  });
  try {
    await client.begin(async (lock) => {
      await lock`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
      await migrate(drizzle(client), { migrationsFolder: migrationsFolder() });
    });
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Where the SQL lies: every start script runs in the project's folder, and a bundle has no folder of its own. */
function migrationsFolder(): string {
  return join(process.cwd(), "drizzle");
}
