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
import { type JobQueue, openQueue } from "@/lib/platform/queue";
import { lockFolder } from "./folder-lock";
import { migrateEmbedded, migratePostgres } from "./migrate";
import { prepareStatements } from "./prepare-statements";
import * as schema from "./schema";

type Schema = typeof schema;

/** One type for both drivers, with the queue that its transactions enqueue on. */
export type Database = PgDatabase<PgQueryResultHKT, Schema> & { readonly queue: JobQueue };
export type Transaction = PgTransaction<PgQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>> & {
  readonly queue: JobQueue;
};

export type DatabaseHandle = {
  kind: "embedded" | "postgres";
  db: Database;
  /** Stops the queue, then closes the connections; on the embedded default the folder is free afterwards. */
  close(): Promise<void>;
};

export type DatabaseOptions =
  | { kind: "embedded"; folder: string; onError: (error: unknown) => void }
  | { kind: "postgres"; url: string; poolMax: number; onError: (error: unknown) => void };

/** Opens the database, migrated and with its queue. On a folder that another process holds it throws, naming the holder. */
export async function openDatabase(options: DatabaseOptions): Promise<DatabaseHandle> {
  return options.kind === "embedded" ? openEmbedded(options) : openPostgres(options);
}

const insideTransaction = new AsyncLocalStorage<true>();

/** Opens a transaction. A nested one throws: on PGlite it would wait for its own parent for ever. */
export async function inTransaction<T>(db: Database, fn: (tx: Transaction) => Promise<T>): Promise<T> {
  refuseInsideTransaction();
  return insideTransaction.run(true, () => db.transaction((tx) => fn(Object.assign(tx, { queue: db.queue }))));
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

async function openEmbedded(options: Extract<DatabaseOptions, { kind: "embedded" }>): Promise<DatabaseHandle> {
  const lock = await lockFolder(options.folder);
  let opened: PGlite | null = null;
  try {
    const folder = join(options.folder, "db");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const pglite = await PGlite.create(folder);
    opened = pglite;
    const drizzled = drizzlePglite(pglite, { schema });
    await migrateEmbedded(drizzled);
    const queue = await openQueue({ kind: "embedded", pglite }, options.onError);

    return {
      kind: "embedded",
      db: Object.assign(drizzled, { queue }),
      async close() {
        await queue.stop();
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

async function openPostgres(options: Extract<DatabaseOptions, { kind: "postgres" }>): Promise<DatabaseHandle> {
  const client = postgres(options.url, {
    max: options.poolMax,
    onnotice: () => {},
    connection: { application_name: "modelwire" },
  });
  try {
    const drizzled = drizzlePostgres(prepareStatements(client), { schema });
    await migratePostgres(options.url);
    const queue = await openQueue({ kind: "postgres", url: options.url }, options.onError);

    return {
      kind: "postgres",
      db: Object.assign(drizzled, { queue }),
      async close() {
        await queue.stop();
        await client.end({ timeout: 5 });
      },
    };
  } catch (error) {
    await client.end({ timeout: 1 });
    throw error;
  }
}
