import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { type Database, rows } from "./client";

const journal = z.object({ entries: z.array(z.object({ when: z.number() })).min(1) });
const tableRow = z.object({ isThere: z.boolean() });
const newestRow = z.object({ newest: z.coerce.number().nullable() });

let newestOfOurs: number | null = null;

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

function newestMigration(): number {
  if (newestOfOurs === null) {
    const text = readFileSync(join(process.cwd(), "drizzle", "meta", "_journal.json"), "utf8");
    newestOfOurs = Math.max(...journal.parse(JSON.parse(text)).entries.map(({ when }) => when));
  }
  return newestOfOurs;
}
