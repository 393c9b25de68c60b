import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";

/**
 * `column in (…)` by one parameter, whatever the number of values: for what is asked thousands of times with ever another
 * number of them. Each length of a list would be a text of its own, planned and kept anew on every connection.
 */
export function isAmong(column: AnyPgColumn, values: readonly string[]): SQL {
  return sql`${column} in (${eachOf(values)})`;
}

/** A query for the values themselves. */
export function eachOf(values: readonly string[]): SQL {
  return sql`select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)`;
}
