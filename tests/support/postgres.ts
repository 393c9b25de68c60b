import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { freePort } from "./free-port";
import { findPostgres, type PostgresBinaries, runAs } from "./postgres-binaries";

const START_TIMEOUT_MS = 30_000;
const KILL_TIMEOUT_MS = 5_000;
const POLL_MS = 25;

/**
 * fsync is off because a test's data never outlives its machine. synchronous_commit stays on: with it off a killed server
 * may lose commits that it acknowledged, and the tests that kill it prove that none are lost.
 */
const SETTINGS: Record<string, string> = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "on",
  max_connections: "200",
  shared_buffers: "128MB",
  listen_addresses: "127.0.0.1",
};

/**
 * Holds the server while its own standard input is open. The owner's death, even by `kill -9`, closes that input, so that
 * no run leaves a server or a folder behind. The orders `keep` and `crash` stop the server, the first in order, and leave its
 * folder for a restart.
 */
const GUARDIAN = `
folder=$1; shift
"$@" >>"$folder/server.log" 2>&1 &
server=$!
read -r order
if [ "$order" = keep ]; then kill -INT "$server"; else kill -QUIT "$server"; fi 2>/dev/null
wait "$server"
case "$order" in keep | crash) ;; *) rm -rf "$folder" ;; esac
`;

export type PostgresServer = {
  /** The address of a database on this server, which need not exist yet. */
  url(database: string): string;
  createDatabase(name: string): Promise<string>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
  /**
   * Stops, if it runs, and starts again on the same folder and port: `fast` in order, `immediate` at once, so that it must
   * recover. `downMs` is for how long it is away.
   */
  restart(options?: { mode?: "fast" | "immediate"; downMs?: number }): Promise<void>;
  /** Ends every process of the server by SIGKILL, as a crash would; `restart` recovers it. */
  kill(): Promise<void>;
};

type Order = "keep" | "crash" | "remove";
type Guardian = { finish(order: Order): Promise<void> };

/** Starts a private Postgres in a temporary folder, on a free loopback port and a socket in that folder. */
export async function startPostgres(settings: Record<string, string> = {}): Promise<PostgresServer> {
  const binaries = await findPostgres();
  const folder = await initialise(binaries);
  const port = await freePort();
  const argv = serverCommand(binaries, folder, port, { ...SETTINGS, ...settings });
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  const start = () => startServer(argv, folder, binaries, url("postgres"));
  let guardian = await start();

  return {
    url,
    createDatabase: (name) => createDatabase(url, name),
    stop: () => guardian.finish("remove"),
    async restart({ mode = "fast", downMs = 0 } = {}) {
      await guardian.finish(mode === "fast" ? "keep" : "crash");
      await sleep(downMs);
      guardian = await start();
    },
    kill: () => killAll(folder),
  };
}

async function initialise({ folder, account }: PostgresBinaries): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "modelwire-postgres-"));
  const options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
  try {
    if (account) {
      await chown(home, account.uid, account.gid);
    }
    await runAs(account, join(folder, "initdb"), ["-D", join(home, "cluster"), ...options]);
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
  return home;
}

function serverCommand(
  binaries: PostgresBinaries,
  folder: string,
  port: number,
  settings: Record<string, string>,
): string[] {
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const place = ["-D", join(folder, "cluster"), "-p", String(port), "-c", `unix_socket_directories=${folder}`];
  return [join(binaries.folder, "postgres"), ...place, ...flags];
}

async function startServer(
  argv: string[],
  folder: string,
  { account }: PostgresBinaries,
  url: string,
): Promise<Guardian> {
  // Detached, so that Ctrl-C in a terminal reaches the owner alone and the guardian outlives it to clean up.
  const child = spawn("/bin/sh", ["-c", GUARDIAN, "guardian", folder, ...argv], {
    ...account,
    cwd: folder,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const exited = once(child, "exit");
  const guardian = {
    async finish(order: Order) {
      child.stdin.end(`${order}\n`);
      await exited;
    },
  };

  if (!(await isAnswering(url))) {
    const log = await readFile(join(folder, "server.log"), "utf8").catch(() => "(no log)");
    await guardian.finish("remove");
    throw new Error(`Postgres did not answer within ${START_TIMEOUT_MS} ms. Its log says:\n${log}`);
  }
  return guardian;
}

async function isAnswering(url: string): Promise<boolean> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const sql = postgres(url, { max: 1, connect_timeout: 2 });
    try {
      await sql`select 1`;
      return true;
    } catch {
      await sleep(POLL_MS);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
  return false;
}

async function createDatabase(url: (database: string) => string, name: string): Promise<string> {
  const sql = postgres(url("postgres"), { max: 1 });
  try {
    await sql`create database ${sql(name)}`;
    return url(name);
  } finally {
    await sql.end();
  }
}

/** Kills the backends too: one that outlives its postmaster holds the shared memory and blocks a restart. */
async function killAll(folder: string): Promise<void> {
  const pidFile = await readFile(join(folder, "cluster/postmaster.pid"), "utf8");
  const postmaster = Number(pidFile.split("\n")[0]);
  const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, "utf8").catch(() => "");
  const pids = [postmaster, ...children.split(" ").filter(Boolean).map(Number)];
  for (const pid of pids) {
    killProcess(pid);
  }

  const deadline = Date.now() + KILL_TIMEOUT_MS;
  while (Date.now() < deadline && (await Promise.all(pids.map(isRunning))).includes(true)) {
    await sleep(POLL_MS);
  }
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself after its parent did.
  }
}

/** A zombie has ended: it waits only for its parent to ask how. */
async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return stat !== "" && !/\) Z /.test(stat);
}
