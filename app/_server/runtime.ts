import { type Database, type DatabaseHandle, openDatabase, refuseInsideTransaction } from "@/lib/db/client";
import { readBacklog } from "@/lib/deliveries/backlog";
import { systemClock } from "@/lib/platform/clock";
import { type Keyring, loadOrCreateKeyring } from "@/lib/platform/crypto";
import { type Env, env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { observe } from "@/lib/platform/metrics";
import { startTelemetry, stopTelemetry } from "@/lib/platform/telemetry-sdk";
import { ensureBootstrap } from "@/lib/teams/bootstrap";
import type { WorkerOptions } from "@/lib/worker/options";
import { startWorker, type Worker } from "@/lib/worker/start";
import type { Turn } from "@/lib/worker/turn";
import { createPorts, type Ports } from "./ports";
import { VERSION } from "./version";

/** Everything that one process of the product holds open. */
export type Runtime = {
  database: DatabaseHandle;
  ports: Ports;
  worker: Worker | null;
  /** Where no worker runs: the turns that requests have begun here, which a stop waits for. */
  turns: Set<Turn>;
};

/**
 * Next bundles its entry points apart, so a module's own variable would exist several times; the process has one runtime.
 * The promise is kept rather than its value, so that requests which come during the start wait for it.
 */
const KEY = Symbol.for("modelwire.runtime");
const RUNNING = Symbol.for("modelwire.runtime.running");
const STOPPING = Symbol.for("modelwire.runtime.stopping");
const ENDINGS = Symbol.for("modelwire.runtime.endings");
type Holder = {
  [KEY]?: Promise<Runtime>;
  [RUNNING]?: Runtime;
  [STOPPING]?: Promise<void>;
  [ENDINGS]?: Set<() => void>;
};
const holder = globalThis as Holder;

/** Opens database, storage and worker once for this process. Nothing is opened at import, nor during a build. */
export function startRuntime(): Promise<Runtime> {
  holder[KEY] ??= openRuntime(env()).then(
    (runtime) => {
      holder[RUNNING] = runtime;
      return runtime;
    },
    (error: unknown) => {
      delete holder[KEY]; // The next request tries again: the database may come up later than we do.
      throw error;
    },
  );
  return holder[KEY];
}

/** The runtime if it is up, without waiting for it. */
export function runningRuntime(): Runtime | null {
  return holder[RUNNING] ?? null;
}

/** The pool, for commands and queries. Throws inside a transaction, where on PGlite it would wait for ever. */
export async function db(): Promise<Database> {
  refuseInsideTransaction();
  return (await startRuntime()).database.db;
}

/** True from the beginning of a stop to its end: nothing new should be sent here. */
export function isStopping(): boolean {
  return holder[STOPPING] !== undefined;
}

/** What a stop does first, such as ending streams that would otherwise be cut off. */
export function onStop(end: () => void): void {
  holder[ENDINGS] ??= new Set();
  holder[ENDINGS].add(end);
}

/** Stops claiming, waits for what is being sent, closes the database and frees the folder. */
export function stopRuntime(): Promise<void> {
  holder[STOPPING] ??= closeRuntime().finally(() => {
    delete holder[STOPPING];
  });
  return holder[STOPPING];
}

/** The runtime stays in its place until it is closed: a request that comes meanwhile must not open a second one. */
async function closeRuntime(): Promise<void> {
  try {
    for (const end of holder[ENDINGS] ?? []) {
      end();
    }
    const runtime = await holder[KEY];
    await runtime?.ports.launch.bell.stop();
    await runtime?.worker?.stop();
    await endTurns(runtime?.turns ?? new Set());
    await stopTelemetry(); // While the database is open: the last push of metrics asks it.
    await Promise.all([runtime?.ports.http.close(), runtime?.ports.githubHttp.close()]);
    await runtime?.database.close();
  } finally {
    observe({ backlog: null, lastSweepAt: null });
    delete holder[KEY];
    delete holder[RUNNING];
  }
}

/** A turn that failed has told so already. */
async function endTurns(turns: ReadonlySet<Turn>): Promise<void> {
  for (const turn of turns) {
    turn.close();
  }
  await Promise.allSettled([...turns].map(({ done }) => done));
}

async function openRuntime(env: Env): Promise<Runtime> {
  startTelemetry({
    serviceName: env.OTEL_SERVICE_NAME,
    version: VERSION,
    otlp: env.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT, headers: env.OTEL_EXPORTER_OTLP_HEADERS ?? {} }
      : null,
    isScraped: env.MODELWIRE_METRICS_TOKEN !== undefined,
  });
  const database = await openDatabase(
    env.DATABASE_URL
      ? {
          kind: "postgres",
          url: env.DATABASE_URL,
          poolMax: env.MODELWIRE_DB_POOL,
          hasSession: env.MODELWIRE_DB_SESSION === "on",
        }
      : { kind: "embedded", folder: env.MODELWIRE_DATA_DIR },
  );
  try {
    return await openOn(database, env);
  } catch (error) {
    // Held on to, the folder would be refused to the next try as in use by this very process.
    await database.close().catch((fault: unknown) => log().error({ err: fault }, "The database did not close."));
    throw error;
  }
}

async function openOn(database: DatabaseHandle, env: Env): Promise<Runtime> {
  const ports = await createPorts({
    db: database.db,
    listen: database.listen,
    keyring: await keyringOf(env),
    env,
    clock: systemClock,
  });
  await ensureBootstrap(database.db, { team: env.MODELWIRE_BOOTSTRAP_TEAM, token: env.MODELWIRE_BOOTSTRAP_TOKEN });

  const worker = env.MODELWIRE_WORKER === "on" ? await startWorker(workerOptions(database, ports, env)) : null;
  observe({ backlog: () => readBacklog(database.db), lastSweepAt: worker && (() => worker.lastSweepAt()) });
  log().info({ database: database.kind, worker: env.MODELWIRE_WORKER }, "Modelwire is ready.");
  return { database, ports, worker, turns: new Set() };
}

/** What a worker's loop and a cron's turn have in common. */
export function workerOptions(database: DatabaseHandle, ports: Ports, env: Env): WorkerOptions {
  return {
    db: database.db,
    listen: database.listen,
    executors: ports.executors,
    reporters: ports.reporters,
    storage: ports.storage,
    clock: systemClock,
    log: log(),
    recoverWebhooks: ports.githubApp.recover,
    onRunEnded: ports.launch.onRunEnded,
    workflows: ports.workflows,
    isSoleOwner: database.kind === "embedded",
    retentionDays: env.MODELWIRE_RETENTION_DAYS || null,
  };
}

/** With Postgres the keys must come from the environment, which `env` has checked; a folder makes its own. */
async function keyringOf(env: Env): Promise<Keyring> {
  return env.MODELWIRE_KEYS ?? loadOrCreateKeyring(env.MODELWIRE_DATA_DIR);
}
