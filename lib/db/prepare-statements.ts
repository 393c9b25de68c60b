import type { Sql, TransactionSql } from "postgres";

/** A server keeps the plan of each on every connection; texts past this many, as long lists make, go without. */
const STATEMENTS_MAX = 500;

/**
 * Makes Drizzle's statements named ones. It asks for unnamed ones, and for each of these postgres.js waits for a
 * description before it sends the values: two round trips, a parse and a plan, where a named one takes a single trip.
 */
export function prepareStatements(client: Sql): Sql {
  const known = new Set<string>();

  function isWorthIt(text: string): boolean {
    if (known.size < STATEMENTS_MAX) {
      known.add(text);
    }
    return known.has(text);
  }

  function prepared<T extends Pick<Sql, "unsafe">>(session: T): T {
    const unsafe = session.unsafe;
    session.unsafe = (text, values, options) => unsafe(text, values, { ...options, prepare: isWorthIt(text) });
    return session;
  }

  return guardTransactions(prepared(client), prepared);
}

/** Sees to it that a transaction is over when it has ended. */
export function guardTransactions(client: Sql, dress: <T extends TransactionSql>(tx: T) => T = (tx) => tx): Sql {
  const begin: (run: (tx: TransactionSql) => unknown) => Promise<unknown> = client.begin.bind(client);
  // Drizzle begins with a function alone; its transactions within transactions, which are not used here, stay unnamed.
  client.begin = ((run: (tx: TransactionSql) => unknown) => begin((tx) => untilEnded(dress(tx), run))) as Sql["begin"];
  return client;
}

/**
 * Of statements sent together the first to fail ends the transaction, while the others' work goes on. What they still
 * send would come after the rollback, on a connection that is anybody's by then, and commit by itself.
 */
async function untilEnded(tx: TransactionSql, run: (tx: TransactionSql) => unknown): Promise<unknown> {
  const unsafe = tx.unsafe;
  let hasEnded = false;
  tx.unsafe = (text, values, options) => {
    if (hasEnded) {
      throw new Error("This transaction has ended: what it still asks for would not be part of it.");
    }
    return unsafe(text, values, options);
  };
  try {
    return await run(tx);
  } finally {
    hasEnded = true;
  }
}
