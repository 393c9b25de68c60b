import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PgliteDatabase } from "drizzle-orm/pglite";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import type { Sql, TransactionSql } from "postgres";
import * as z from "zod";
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
 * already, as at the cold start of a function, is seen without a lock.
 */
export async function migratePostgres(client: Sql): Promise<void> {
  if ((await newestApplied(client)) >= newestMigration()) {
    return;
  }
  await client.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(withinTransaction(client, tx)), { migrationsFolder: migrationsFolder() });
  });
}

/** The migrator opens a transaction of its own, which within ours is a savepoint. */
function withinTransaction({ options }: Sql, tx: TransactionSql): Sql {
  return Object.assign(tx, { options, begin: tx.savepoint }) as unknown as Sql; // As much of one as the migrator asks for.
}

async function newestApplied(client: Sql): Promise<number> {
  const [table] = await client`select to_regclass('drizzle.__drizzle_migrations') is not null as "isThere"`;
  if (table?.isThere !== true) {
    return 0;
  }
  const [applied] = await client`select max(created_at)::text as newest from drizzle.__drizzle_migrations`;
  return Number(applied?.newest ?? 0);
}

/** When the newest migration of this release was made, by which the migrator goes too. */
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
