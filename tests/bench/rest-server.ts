import { type ChildProcess, fork, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import type { PostgresServer } from "../support/postgres";
import { type DatabaseKind, freshPlace, type Place } from "./product";

export type RestServer = {
  origin: string;
  token: string;
  /** `npm start` on the build at hand, or the API alone. */
  servedBy: "npm start" | "the API alone";
  /** What its process has used of the CPU so far; on Linux alone, else NaN. */
  cpuMs(): number;
  close(): Promise<void>;
};

export const TEAM = "bench";
/** What `npm start` runs. */
const PROGRAM = join("dist", "serve.js");
const START_TIMEOUT_MS = 60_000;
const ready = z.object({ origin: z.string() });

/** Starts the product's API in a process of its own on a fresh database, set up by the environment as in production. */
export async function startRestServer(kind: DatabaseKind, server: PostgresServer): Promise<RestServer> {
  const place = await freshPlace(kind, server);
  const rest = await startServerAt(place);
  return {
    ...rest,
    async close() {
      await rest.close();
      place.remove();
    },
  };
}

/** True where `npm start` can serve the site, too. */
export function isBuilt(): boolean {
  return existsSync(".next/BUILD_ID") && existsSync(PROGRAM);
}

/** The same on a database that is there. */
export async function startServerAt(place: Place, more: Record<string, string> = {}): Promise<RestServer> {
  const { kind } = place;
  const folder = mkdtempSync(join(tmpdir(), "modelwire-bench-"));
  const token = randomBytes(24).toString("hex");
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    LOG_LEVEL: "info" as const,
    MODELWIRE_DATA_DIR: kind === "embedded" ? place.at : folder,
    MODELWIRE_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    MODELWIRE_BOOTSTRAP_TOKEN: token,
    MODELWIRE_BOOTSTRAP_TEAM: TEAM,
    DATABASE_URL: kind === "postgres" ? place.at : "",
    ...more,
  };
  const { child, origin } = isBuilt() ? await startBuilt(env) : await startBare(env);
  return {
    origin,
    token,
    servedBy: isBuilt() ? "npm start" : "the API alone",
    cpuMs: () => cpuMsOf(child.pid),
    async close() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Of `/proc`, in ticks of a hundredth of a second: user and system time are its 14th and 15th fields. */
function cpuMsOf(pid: number | undefined): number {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) {
    return Number.NaN;
  }
  const [user, system] = readFileSync(path, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ")
    .slice(11, 13)
    .map(Number);
  return ((user ?? Number.NaN) + (system ?? Number.NaN)) * 10;
}

type Started = { child: ChildProcess; origin: string };

async function startBare(env: NodeJS.ProcessEnv): Promise<Started> {
  const program = fileURLToPath(new URL("./rest-server-main.ts", import.meta.url));
  const child = fork(program, [], { env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const { origin } = ready.parse((await once(child, "message"))[0]);
  await untilAnswering(origin);
  return { child, origin };
}

async function startBuilt(env: NodeJS.ProcessEnv): Promise<Started> {
  const port = await freePort();
  const place = { HOST: "127.0.0.1", PORT: String(port) };
  const child = spawn(process.execPath, [PROGRAM], {
    env: { ...env, ...place },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const origin = `http://127.0.0.1:${port}`;
  await untilAnswering(origin);
  return { child, origin };
}

async function untilAnswering(origin: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const response = await fetch(`${origin}/api/v1/openapi.json`).catch(() => null);
    if (response?.ok) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The API did not answer in time.");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
