import { AsyncLocalStorage } from "node:async_hooks";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { ExtractTablesWithRelations, SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type * as z from "zod";
import { lockFolder } from "./folder-lock";
import { type Listen, listenEmbedded, listenPostgres } from "./listen";
import { migrateEmbedded, migratePostgres } from "./migrate";
import { guardTransactions, prepareStatements } from "./prepare-statements";
import * as schema from "./schema";

type Schema = typeof schema;

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

/** How long a connection to a pooler is kept that nobody uses, and how long at all: as postgres.js advises for functions. */
const IDLE_SECONDS_MAX = 20;
const LIFE_SECONDS_MAX = 1_800;

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
  const found = Array.isArray(answer) ? answer : (answer as { rows: unknown[] }).rows; // postgres.js answers the rows, PGlite wraps them.
  return found.map((row) => shape.parse(row));
}

async function openEmbedded({ folder }: Extract<DatabaseOptions, { kind: "embedded" }>): Promise<DatabaseHandle> {
  const lock = await lockFolder(folder);
  let opened: PGlite | null = null;
  try {
    const place = join(/* turbopackIgnore: true */ folder, "db");
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
  const client = postgres(url, {
    max: poolMax,
    onnotice: () => {},
    // A pooler may hand a prepared statement's name to a connection that never saw it.
    prepare: hasSession,
    // Many functions share a pooler's few places, and a frozen one would hold its own for ever.
    ...(hasSession ? {} : { idle_timeout: IDLE_SECONDS_MAX, max_lifetime: LIFE_SECONDS_MAX }),
    connection: { application_name: "modelwire" },
  });
  try {
    await migratePostgres(client);
    return {
      kind: "postgres",
      db: drizzlePostgres(hasSession ? prepareStatements(client) : guardTransactions(client), { schema }),
      listen: hasSession ? listenPostgres(client) : null,
      close: () => client.end({ timeout: 5 }),
    };
  } catch (error) {
    await client.end({ timeout: 1 });
    throw error;
  }
}
