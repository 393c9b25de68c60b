import { asc, desc, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Ordering } from "@/lib/core/mlflow-search/order-by";
import type { PageKey } from "@/lib/core/mlflow-search/page-token";

/** Which column each key of an order stands for. */
export type OrderColumns<K extends string> = Readonly<Record<K, PgColumn>>;

export function orderBy<K extends string>(order: readonly Ordering<K>[], columns: OrderColumns<K>): SQL[] {
  return order.map(({ key, direction }) => (direction === "ASC" ? asc(columns[key]) : desc(columns[key])));
}

/** The sort key of a row, as a page token keeps it. */
export function keyOf<K extends string>(
  order: readonly Ordering<K>[],
  values: Readonly<Record<K, string | number | Date>>,
): PageKey {
  return order.map(({ key }) => {
    const value: string | number | Date = values[key];
    return value instanceof Date ? value.toISOString() : value;
  });
}

/**
 * The rows behind a key. The first column is compared on its own as well: it alone is what an index can begin at when
 * directions differ.
 */
export function isAfter<K extends string>(
  order: readonly Ordering<K>[],
  columns: OrderColumns<K>,
  key: PageKey,
): SQL | undefined {
  const [first] = order;
  if (!first) {
    return undefined;
  }
  const steps = order.map((by, index) => ({
    ...by,
    column: columns[by.key],
    value: typed(columns[by.key], key[index]),
  }));
  const behind = steps.reduceRight<SQL>(
    (rest, { column, value, direction }) =>
      sql`(${column} ${beyond(direction)} ${value} or (${column} = ${value} and ${rest}))`,
    sql`false`,
  );
  const start = typed(columns[first.key], key[0]);
  return sql`(${columns[first.key]} ${beyond(first.direction)}= ${start} and ${behind})`;
}

function beyond(direction: "ASC" | "DESC"): SQL {
  return sql.raw(direction === "ASC" ? ">" : "<");
}

function typed(column: PgColumn, value: string | number | undefined): SQL {
  return sql`${value ?? null}::${sql.raw(column.getSQLType())}`;
}
