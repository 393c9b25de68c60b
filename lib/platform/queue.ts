import type { PGlite } from "@electric-sql/pglite";
import { type SQL, sql } from "drizzle-orm";
import { type DrizzleTransactionLike, fromDrizzle, fromPglite, type Job, PgBoss } from "pg-boss";

/** The queues of the product. A job only says what to look at: the truth is in our own tables, so a lost job loses nothing. */
export const QUEUES = {
  /** Deliveries to claim and send: `{ deliveryIds }`. */
  deliver: {
    notify: true,
    retryLimit: 3,
    retryDelay: 1,
    expireInSeconds: 60,
    retentionSeconds: 14 * 24 * 3600,
    deleteAfterSeconds: 300,
  },
} as const satisfies Record<string, object>;

export type QueueName = keyof typeof QUEUES;
export type QueueJob<T> = { id: string; data: T };

/** What the product asks of a queue: to enqueue inside the caller's transaction, and to be woken. */
export type JobQueue = {
  /** Takes a transaction: the jobs exist exactly when the change does. One statement, however many. */
  send(tx: QueueTransaction, name: QueueName, jobs: readonly NewJob[]): Promise<void>;
  /**
   * Hands over jobs in batches until stopped, which waits for the batch at hand. A job is done when the handler
   * returns, and comes back when it throws.
   */
  work<T>(name: QueueName, options: WorkOptions, handler: (jobs: QueueJob<T>[]) => Promise<void>): Promise<Consumer>;
  stop(): Promise<void>;
};

/** Whatever can run a statement in the caller's transaction: either driver's. pg-boss unwraps the answers of both. */
export type QueueTransaction = { execute(query: SQL): PromiseLike<unknown> };
export type NewJob = { data: object; startAfterSeconds?: number };
export type Consumer = { stop(): Promise<void> };

export type WorkOptions = { batchSize: number; localConcurrency: number };

export type QueueConnection = { kind: "embedded"; pglite: PGlite } | { kind: "postgres"; url: string };

/** Seconds between looks at the queue when no notification came: delayed jobs make none, and any may be lost. */
const POLLING_SECONDS = 1;
const STOP_TIMEOUT_MS = 20_000;

/**
 * For the queue's own connections, which only take jobs and finish them; what enqueues runs on the caller's. A crash of the
 * server may undo the last moments of that, and then a job comes twice, which claims put up with. In return nothing waits
 * for the disk between the notification and the claim.
 */
const WITHOUT_WAITING = "-c synchronous_commit=off";

/** Opens pg-boss in the schema `queue`, migrating it under its own lock. `onError` hears of faults between jobs. */
export async function openQueue(connection: QueueConnection, onError: (error: unknown) => void): Promise<JobQueue> {
  const boss = new PgBoss({
    ...(connection.kind === "embedded"
      ? { db: fromPglite(connection.pglite), backend: "pglite" as const }
      : { connectionString: connection.url, max: 4, application_name: "modelwire-queue", options: WITHOUT_WAITING }),
    schema: "queue",
    useListenNotify: true,
    schedule: false,
    registerInstance: false,
    monitorVacuum: false,
  });
  boss.on("error", onError);
  try {
    await boss.start();
    for (const [name, options] of Object.entries(QUEUES)) {
      await boss.createQueue(name, options);
    }
  } catch (error) {
    await boss.stop({ graceful: false, close: connection.kind === "postgres" }).catch(onError);
    throw error;
  }

  return {
    async send(tx, name, jobs) {
      const inserts = jobs.map(({ data, startAfterSeconds }) =>
        startAfterSeconds === undefined ? { data } : { data, startAfter: startAfterSeconds },
      );
      await boss.insert(name, inserts, { db: fromDrizzle(tx as DrizzleTransactionLike, sql) });
    },
    async work<T>(name: QueueName, options: WorkOptions, handler: (jobs: QueueJob<T>[]) => Promise<void>) {
      const settings = {
        ...options,
        pollingIntervalSeconds: POLLING_SECONDS,
        notifyPollingIntervalSeconds: POLLING_SECONDS,
        burstWhenBatchFull: true,
      };
      const workerId = await boss.work<T>(name, settings, (jobs: Job<T>[]) => handler(jobs));
      return { stop: () => boss.offWork(name, { id: workerId, wait: true }) };
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS, close: connection.kind === "postgres" });
    },
  };
}
