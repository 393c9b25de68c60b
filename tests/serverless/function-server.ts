import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, createClient } from "@/lib/client/client";
import { VARIABLE_NAMES } from "@/lib/platform/env";
import { freePort } from "../support/free-port";
import { freshPostgresDatabase, pooledUrl } from "../support/postgres-database";
import { type Receiver, startReceiver } from "../support/receiver";
import { askDesk } from "../support/run-desk";
import { type S3Server, startS3Server } from "../support/s3-server";

export const TEAM = "acme";

const START_TIMEOUT_MS = 60_000;
const CRON_SECRET = "the-secret-of-the-cron";
const KEYS = `k1:${randomBytes(32).toString("base64")}`;
export const TOKEN = `mw_serverless_${"t".repeat(32)}`;

export type FunctionServer = {
  url: string;
  api: Client;
  /** Calls the tick's address as a cron does, or with another credential; null: without one. */
  tick(authorization?: string | null): Promise<Response>;
  /** Ends it as a platform does that has no patience. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

/** What lasts where servers come and go: Postgres behind a pooler, an S3 store, and a receiver of webhooks. */
export type Surroundings = {
  /** Past the pooler, for a test's own look. */
  directUrl: string;
  store: S3Server;
  receiver: Receiver;
  startServer(env?: Record<string, string>): Promise<FunctionServer>;
  close(): Promise<void>;
};

/** The built product as it runs in functions: nothing of ours between requests, no session, no disk. */
export async function openSurroundings(): Promise<Surroundings> {
  await askDesk("/build");
  const directUrl = await freshPostgresDatabase();
  const databaseUrl = await pooledUrl(directUrl);
  const store = await startS3Server();
  const receiver = await startReceiver();
  const servers: FunctionServer[] = [];

  return {
    directUrl,
    store,
    receiver,
    async startServer(env = {}) {
      const server = await startServer({
        DATABASE_URL: databaseUrl,
        MODELWIRE_DB_SESSION: "off",
        MODELWIRE_DB_POOL: "5",
        MODELWIRE_KEYS: KEYS,
        MODELWIRE_DATA_DIR: "/nowhere/that/can/be/written",
        STORAGE_URL: `s3://models/modelwire?region=eu-test-1&endpoint=${store.url}`,
        AWS_ACCESS_KEY_ID: store.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: store.credentials.secretAccessKey,
        MODELWIRE_EGRESS_ALLOW: receiver.origin,
        CRON_SECRET,
        ...env,
      });
      servers.push(server);
      return server;
    },
    async close() {
      await Promise.all(servers.map((server) => server.stop()));
      await receiver.close();
      await store.close();
    },
  };
}

async function startServer(env: Record<string, string>): Promise<FunctionServer> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const next = join("node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...Object.fromEntries(VARIABLE_NAMES.map((name) => [name, ""])), // Empty, not absent: Next would fill them from an .env file.
      NODE_ENV: "production",
      NEXT_MANUAL_SIG_HANDLE: "true",
      HOST: "127.0.0.1",
      PORT: String(port),
      MODELWIRE_WORKER: "tick",
      MODELWIRE_URL: url,
      MODELWIRE_BOOTSTRAP_TEAM: TEAM,
      MODELWIRE_BOOTSTRAP_TOKEN: TOKEN,
      LOG_LEVEL: "warn",
      ...env,
    },
  });
  await untilReady(child, url);

  return {
    url,
    api: createClient({ url, token: TOKEN }),
    tick: (authorization = `Bearer ${CRON_SECRET}`) =>
      fetch(`${url}/api/internal/tick`, { headers: authorization === null ? {} : { authorization } }),
    kill: () => end(child, "SIGKILL"),
    stop: () => end(child, "SIGTERM"),
  };
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString("utf8")).slice(-4_000);
    });
  }
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const isReady = await fetch(`${url}/api/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) {
      return;
    }
    await sleep(100);
  }
  child.kill("SIGKILL");
  throw new Error(`The server did not start:\n${said}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }
}
