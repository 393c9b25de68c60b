import { type Database, type DatabaseHandle, openDatabase, refuseInsideTransaction } from "@/lib/db/client";
import { systemClock } from "@/lib/platform/clock";
import { type Keyring, loadOrCreateKeyring } from "@/lib/platform/crypto";
import { type Env, env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { ensureBootstrap } from "@/lib/teams/bootstrap";
import { startWorker, type Worker } from "@/lib/worker/start";
import { createPorts, type Ports } from "./ports";

/** Everything that one process of the product holds open. */
export type Runtime = {
  database: DatabaseHandle;
  ports: Ports;
  worker: Worker | null;
};

/**
 * Next bundles its entry points apart, so a module's own variable would exist several times; the process has one runtime.
 * The promise is kept rather than its value, so that requests which come during the start wait for it.
 */
const KEY = Symbol.for("modelwire.runtime");
type Holder = { [KEY]?: Promise<Runtime> };
const holder = globalThis as Holder;

/** Opens database, storage and worker once for this process. Nothing is opened at import, nor during a build. */
export function startRuntime(): Promise<Runtime> {
  holder[KEY] ??= openRuntime(env()).catch((error: unknown) => {
    delete holder[KEY]; // The next request tries again: the database may come up later than we do.
    throw error;
  });
  return holder[KEY];
}

/** The pool, for commands and queries. Throws inside a transaction, where on PGlite it would wait for ever. */
export async function db(): Promise<Database> {
  refuseInsideTransaction();
  return (await startRuntime()).database.db;
}

/** Stops claiming, waits for what is being sent, closes the database and frees the folder. */
export async function stopRuntime(): Promise<void> {
  const started = holder[KEY];
  delete holder[KEY];
  if (started) {
    const { worker, database, ports } = await started;
    await worker?.stop();
    await ports.http.close();
    await database.close();
  }
}

async function openRuntime(env: Env): Promise<Runtime> {
  const onError = (error: unknown) => log().error({ err: error }, "The queue reported a fault and goes on.");
  const database = await openDatabase(
    env.DATABASE_URL
      ? { kind: "postgres", url: env.DATABASE_URL, poolMax: env.MODELWIRE_DB_POOL, onError }
      : { kind: "embedded", folder: env.MODELWIRE_DATA_DIR, onError },
  );
  try {
    return await openOn(database, env);
  } catch (error) {
    // Held on to, the folder would be refused to the next try as in use by this very process.
    await database.close().catch(onError);
    throw error;
  }
}

async function openOn(database: DatabaseHandle, env: Env): Promise<Runtime> {
  const ports = await createPorts({ db: database.db, keyring: await keyringOf(env), env, clock: systemClock });
  await ensureBootstrap(database.db, { team: env.MODELWIRE_BOOTSTRAP_TEAM, token: env.MODELWIRE_BOOTSTRAP_TOKEN });

  const worker = env.MODELWIRE_WORKER === "on" ? await openWorker(database, ports) : null;
  log().info({ database: database.kind, worker: env.MODELWIRE_WORKER }, "Modelwire is ready.");
  return { database, ports, worker };
}

function openWorker(database: DatabaseHandle, ports: Ports): Promise<Worker> {
  return startWorker({
    db: database.db,
    executors: ports.executors,
    storage: ports.storage,
    clock: systemClock,
    log: log(),
    isSoleOwner: database.kind === "embedded",
  });
}

/** With Postgres the keys must come from the environment, which `env` has checked; a folder makes its own. */
async function keyringOf(env: Env): Promise<Keyring> {
  return env.MODELWIRE_KEYS ?? loadOrCreateKeyring(env.MODELWIRE_DATA_DIR);
}
