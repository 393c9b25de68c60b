import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chown, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { freePort } from "./free-port";
import { serverAccount } from "./postgres-binaries";
import { installPackage } from "./system-package";

export type Pooler = {
  /** The address of a database behind the pooler, from its address on the server. */
  urlOf(directUrl: string): string;
  stop(): Promise<void>;
};

const START_TIMEOUT_MS = 10_000;
const POLL_MS = 25;

/** Ends the pooler when its own standard input closes, as the owner's death closes it: nothing is left behind. */
const GUARDIAN = `
folder=$1; shift
"$@" >/dev/null 2>"$folder/pooler.log" &
pooler=$!
read -r _
kill -TERM "$pooler" 2>/dev/null
wait "$pooler"
rm -rf "$folder"
`;

/**
 * Starts PgBouncer before a server, in transaction mode: each transaction gets a connection of its own, and by turns
 * another one, so that what would belong to a session is lost or found by a stranger at once.
 */
export async function startPooler(serverUrl: string): Promise<Pooler> {
  const program = findPooler();
  const account = await serverAccount(); // PgBouncer refuses to run as root, as Postgres does.
  const folder = await mkdtemp(join(tmpdir(), "modelwire-pooler-"));
  const port = await freePort();
  const configuration = join(folder, "pooler.ini");
  await writeFile(configuration, configurationOf(new URL(serverUrl), port));
  if (account) {
    await chown(folder, account.uid, account.gid);
    await chown(configuration, account.uid, account.gid);
  }

  const child = spawn("/bin/sh", ["-c", GUARDIAN, "guardian", folder, program, configuration], {
    ...account,
    cwd: folder,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const exited = once(child, "exit");
  const pooler = {
    urlOf: (directUrl: string) => withPort(directUrl, port),
    async stop() {
      child.stdin.end();
      await exited;
    },
  };

  if (!(await isAnswering(pooler.urlOf(serverUrl)))) {
    const log = await readFile(join(folder, "pooler.log"), "utf8").catch(() => "(no log)");
    await pooler.stop();
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PgBouncer did not answer within ${START_TIMEOUT_MS} ms. Its log says:\n${log}`);
  }
  return pooler;
}

/** Three connections for each database: fewer than any client of the tests would open, so that they must be shared. */
function configurationOf({ port: serverPort, username }: URL, port: number): string {
  return `[databases]
* = host=127.0.0.1 port=${serverPort} user=${username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
server_round_robin = 1
server_idle_timeout = 5
max_client_conn = 500
max_db_connections = 3
query_wait_timeout = 30
`;
}

function withPort(directUrl: string, port: number): string {
  const url = new URL(directUrl);
  url.port = String(port);
  return url.href;
}

function findPooler(): string {
  const found = find();
  if (found) {
    return found;
  }
  installPackage("pgbouncer", "Install PgBouncer, or put it on the PATH.");
  const installed = find();
  if (!installed) {
    throw new Error("pgbouncer was installed, but its program was not found.");
  }
  return installed;
}

function find(): string | undefined {
  const folders = ["/usr/sbin", ...(process.env.PATH ?? "").split(delimiter)];
  return folders.map((folder) => join(folder, "pgbouncer")).find((path) => existsSync(path));
}

async function isAnswering(url: string): Promise<boolean> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const sql = postgres(url, { max: 1, prepare: false, connect_timeout: 2 });
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
