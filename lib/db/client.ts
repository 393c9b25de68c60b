import { AsyncLocalStorage } from "node:async_hooks";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import type { ExtractTablesWithRelations, SQL } from "drizzle-orm";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import type * as z from "zod";
import { lockFolder } from "./folder-lock";
import { type Listen, listenEmbedded, listenPostgres } from "./listen";
import { migrateEmbedded, migratePostgres } from "./migrate";
import { PostgresPool } from "./postgres-pool";
import * as schema from "./schema";

type Schema = typeof schema;

const CLOSE_MS_MAX = 5_000;

/** One type for both drivers. */
export type Database = PgDatabase<PgQueryResultHKT, Schema>;
export type Transaction = PgTransaction<PgQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>>;

export type DatabaseHandle = {
  kind: "embedded" | "postgres";
  db: Database;
  /** Null behind a pooler that keeps no session: nothing can be heard there. */
  listen: Listen | null;
  /** Closes the connections; on the embedded default the folder is free afterwards. */
  close(): Promise<void>;
};

export type DatabaseOptions = { kind: "embedded"; folder: string } | PostgresOptions;

export type PostgresOptions = {
  kind: "postgres";
  url: string;
  poolMax: number;
  /** False where a pooler hands out another connection for each transaction: no LISTEN, no prepared statements. */
  hasSession?: boolean;
};

/** Opens the database, migrated. On a folder that another process holds it throws, naming the holder. */
export async function openDatabase(options: DatabaseOptions): Promise<DatabaseHandle> {
  return options.kind === "embedded" ? openEmbedded(options) : openPostgres(options);
}

const insideTransaction = new AsyncLocalStorage<true>();

/** Opens a transaction. A nested one throws: on PGlite it would wait for its own parent for ever. */
export async function inTransaction<T>(db: Database, fn: (tx: Transaction) => Promise<T>): Promise<T> {
  refuseInsideTransaction();
  return insideTransaction.run(true, () => db.transaction(fn));
}

/** Throws inside a transaction: there the pool must not be asked, for on PGlite it is the one busy connection. */
export function refuseInsideTransaction(): void {
  if (insideTransaction.getStore()) {
    throw new Error("The pool was asked for inside a transaction. Pass the transaction on instead.");
  }
}

/** The only door for raw SQL: the rows of either driver, each checked against its shape. */
export async function rows<T>(db: Database | Transaction, shape: z.ZodType<T>, query: SQL): Promise<T[]> {
  const answer: unknown = await db.execute(query);
  return (answer as { rows: unknown[] }).rows.map((row) => shape.parse(row));
}

async function openEmbedded({ folder }: Extract<DatabaseOptions, { kind: "embedded" }>): Promise<DatabaseHandle> {
  const lock = await lockFolder(folder);
  let opened: PGlite | null = null;
  try {
    const place = join(folder, "db");
    mkdirSync(place, { recursive: true, mode: 0o700 });
    const pglite = await PGlite.create(place);
    opened = pglite;
    const db = drizzlePglite(pglite, { schema });
    await migrateEmbedded(db);

    return {
      kind: "embedded",
      db,
      listen: listenEmbedded(pglite),
      async close() {
        await pglite.close();
        lock.release();
      },
    };
  } catch (error) {
    await opened?.close(); // Before the lock goes: two of them on one folder lose rows.
    lock.release();
    throw error;
  }
}

async function openPostgres({ url, poolMax, hasSession = true }: PostgresOptions): Promise<DatabaseHandle> {
  await migratePostgres(url);
  const pool = new PostgresPool({ url, max: poolMax, hasSession });
  return {
    kind: "postgres",
    db: drizzlePostgres(pool, { schema }),
    listen: hasSession ? listenPostgres(url) : null,
    // A statement that hangs must not keep the process from ending.
    close: () => Promise.race([pool.end(), sleep(CLOSE_MS_MAX, undefined, { ref: false })]),
  };
}
