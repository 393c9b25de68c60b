import { sql } from "drizzle-orm";
import * as z from "zod";
import { type Database, rows } from "./client";
import { newestMigration } from "./migrate";

const tableRow = z.object({ isThere: z.boolean() });
const newestRow = z.object({ newest: z.coerce.number().nullable() });

/**
 * Asks the database for a sign of life: throws when it does not answer, and says whether it stands at our migrations or
 * past them, as it does for an old process while a new release takes over.
 */
export async function probeDatabase(db: Database): Promise<{ isMigrated: boolean }> {
  const [table] = await rows(
    db,
    tableRow,
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as "isThere"`,
  );
  if (!table?.isThere) {
    return { isMigrated: false };
  }
  const [applied] = await rows(
    db,
    newestRow,
    sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`,
  );
  return { isMigrated: (applied?.newest ?? 0) >= newestMigration() };
}
