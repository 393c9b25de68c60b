import pg, { type PoolClient, type QueryConfig, type QueryResult } from "pg";

export type PoolOptions = {
  url: string;
  max: number;
  /** False where a pooler hands out another connection for each transaction: statements are not prepared then. */
  hasSession: boolean;
};

/** A server keeps the plan of each on every connection; texts past this many, as long lists make, go without. */
const STATEMENTS_MAX = 500;
const CONNECT_MS_MAX = 30_000;
/**
 * A process that is frozen in the middle of a transaction, as with its machine, keeps what it has locked: the server ends
 * the transaction by then, well before a lease runs out, and the others go on. Ours ask for the next statement at once.
 */
const SILENT_TRANSACTION_MS_MAX = 10_000;
/** A function of a serverless platform is frozen between requests: what it holds open then, it finds dead. */
const IDLE_MS_WITHOUT_SESSION = 5_000;

type Naming = (config: QueryConfig) => QueryConfig;

/**
 * The connections of one process. Statements are named, so that the server parses and plans each but once a connection.
 * Of a connection that dies, while it is idle or within a transaction, only the statements that it carried hear.
 */
export class PostgresPool extends pg.Pool {
  private readonly naming: Naming;

  constructor({ url, max, hasSession }: PoolOptions) {
    super({
      connectionString: url,
      max,
      application_name: "modelwire",
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS_MAX,
      idleTimeoutMillis: hasSession ? 0 : IDLE_MS_WITHOUT_SESSION,
      // A pooler refuses to begin with settings that it does not know.
      ...(hasSession ? { idle_in_transaction_session_timeout: SILENT_TRANSACTION_MS_MAX } : {}),
    });
    this.naming = hasSession ? createNaming() : (config) => config;
    // Without a listener Node ends the process: the next statement on it fails, and that is told where it matters.
    this.on("error", () => undefined);
    this.on("connect", (client) => client.on("error", () => undefined));
  }

  /** For a transaction. With a callback it is the pool's own call, for a statement by itself. */
  override connect(): Promise<PoolClient>;
  override connect(callback: Parameters<pg.Pool["connect"]>[0]): void;
  override connect(callback?: Parameters<pg.Pool["connect"]>[0]): Promise<PoolClient> | undefined {
    if (callback) {
      super.connect(callback);
      return undefined;
    }
    return super.connect().then((client) => lease(client, this.naming));
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg declares a dozen forms of this; Drizzle uses the one.
  override query(config: any, values?: any): any {
    return super.query(typeof config === "object" ? this.naming(config) : config, values);
  }
}

function createNaming(): Naming {
  const names = new Map<string, string>();

  return function named(config) {
    const { text } = config;
    if (!names.has(text) && names.size < STATEMENTS_MAX) {
      names.set(text, `s${names.size}`);
    }
    const name = names.get(text);
    return name === undefined ? config : { ...config, name };
  };
}

/**
 * What a transaction has of a connection, until it gives it back. Statements that are asked for together go out one after
 * the other. The first to fail ends the transaction, and what the others' work still asks for is refused: it would come
 * after the rollback, on a connection that is anybody's by then, and commit by itself. A transaction that could not even
 * begin gives its connection back, which Drizzle would forget.
 */
function lease(client: PoolClient, naming: Naming): PoolClient {
  let hasEnded = false;
  let last: Promise<unknown> = Promise.resolve();

  function release(error?: Error | boolean): void {
    if (!hasEnded) {
      hasEnded = true;
      client.release(error);
    }
  }

  async function send(config: QueryConfig, values?: unknown[]): Promise<QueryResult> {
    if (hasEnded) {
      throw new Error("This transaction has ended: what it still asks for would not be part of it.");
    }
    try {
      return await client.query(naming(config), values);
    } catch (error) {
      if (config.text === "begin") {
        release(true);
      }
      throw error;
    }
  }

  function query(config: QueryConfig, values?: unknown[]): Promise<QueryResult> {
    const sent = last.then(() => send(config, values));
    last = sent.catch(() => undefined);
    return sent;
  }

  return { query, release } as unknown as PoolClient; // All that Drizzle asks of one.
}
