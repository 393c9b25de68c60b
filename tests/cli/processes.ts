import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { type Client, createClient } from "@/lib/client/client";

export type Server = { url: string; token: string; api: Client; stop(): Promise<void> };

/** Starts the API in a process of its own, on the embedded database, in a folder that goes with it. */
export async function startServer(env: Record<string, string> = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "modelwire-cli-"));
  const token = randomBytes(24).toString("hex");
  const child = spawnScript("tests/cli/server-main.ts", [], {
    MODELWIRE_DATA_DIR: folder,
    MODELWIRE_BOOTSTRAP_TOKEN: token,
    MODELWIRE_BOOTSTRAP_TEAM: "acme",
    LOG_LEVEL: "warn",
    ...env,
  });
  const url = await new Promise<string>((resolve, reject) => {
    let told = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      told += chunk;
      const line = /^listening (\S+)$/m.exec(told);
      if (line?.[1]) {
        resolve(line[1]);
      }
    });
    child.stderr?.on("data", (chunk: Buffer) => process.stderr.write(chunk));
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${told}`)));
  });

  return {
    url,
    token,
    api: createClient({ url, token }),
    async stop() {
      await endProcess(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Ran = { code: number | null; stdout: string; stderr: string };
export type Running = { child: ChildProcess; ended: Promise<Ran>; stdout(): string };

/** Starts the real command line, as a person's shell would: nothing of ours in its environment but what is given. */
export function startCli(args: readonly string[], env: Record<string, string>, cwd?: string): Running {
  const child = spawnScript("lib/cli/main.ts", args, env, cwd);
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  const ended = new Promise<Ran>((resolve) => child.once("close", (code) => resolve({ code, stdout, stderr })));
  return { child, ended, stdout: () => stdout };
}

function spawnScript(script: string, args: readonly string[], env: Record<string, string>, cwd?: string): ChildProcess {
  const { PATH = "", HOME = "" } = process.env;
  return spawn(process.execPath, [bundled(script), ...args], {
    cwd: cwd ?? process.cwd(),
    env: { PATH, HOME, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

const bundles = new Map<string, string>();

/** Bundled as the build does it, once: what ships is what is tested, and a start takes a third of the time. */
function bundled(script: string): string {
  const known = bundles.get(script);
  if (known) {
    return known;
  }
  const outfile = resolve(".cache", "cli-tests", `${process.pid}-${basename(script, ".ts")}.js`);
  buildSync({
    entryPoints: [script],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    packages: "external",
  });
  process.once("exit", () => rmSync(outfile, { force: true }));
  bundles.set(script, outfile);
  return outfile;
}

function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGTERM");
  });
}
