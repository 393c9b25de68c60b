import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";

export type Ended = { code: number | null; signal: NodeJS.Signals | null };

/** A process of the run. Everything that it says is kept in a file. */
export type RunningProcess = {
  pid: number;
  /** Resolves once it has ended, however it did. */
  ended: Promise<Ended>;
  hasEnded(): boolean;
  signal(name: NodeJS.Signals): void;
  send(message: object): void;
  onLine(listener: (line: string) => void): void;
  onMessage(listener: (message: unknown) => void): void;
};

export type Launcher = {
  launch(
    entry: EntryName,
    name: string,
    env: Readonly<Record<string, string>>,
    args?: readonly string[],
  ): RunningProcess;
  /** Kills whatever is still there. */
  killAll(): Promise<void>;
};

const ENTRIES = {
  worker: "app/_server/worker-main.ts",
  producer: "tests/chaos/producer-main.ts",
  receiver: "tests/chaos/receiver-main.ts",
  launchServer: "tests/chaos/launch/server-main.ts",
  cli: "lib/cli/main.ts",
  job: "tests/chaos/launch/job-main.ts",
} as const;

export type EntryName = keyof typeof ENTRIES;

/** Bundles the entries with the flags of the product's own build, so that what ships is what is hit, and starts fast. */
export async function openLauncher(folder: string): Promise<Launcher> {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: ENTRIES,
    outdir: folder,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    packages: "external",
    logLevel: "warning",
  });

  const running = new Set<ChildProcess>();
  const killRunning = () => {
    for (const child of running) {
      child.kill("SIGKILL"); // Also ends one that is stopped, which would stay for ever.
    }
  };
  process.once("exit", killRunning);

  return {
    launch(entry, name, env, args = []) {
      const child = spawn(process.execPath, [resolve(folder, `${entry}.js`), ...args], {
        env: environment(env),
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      });
      running.add(child);
      child.once("exit", () => running.delete(child));
      return followProcess(child, join(folder, `${name}.log`));
    },
    async killAll() {
      const exits = [...running].map((child) => new Promise((resolve) => child.once("exit", resolve)));
      killRunning();
      await Promise.all(exits);
      process.off("exit", killRunning);
    },
  };
}

/** Nothing of the caller's own environment reaches the product, but what finds programs. */
function environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME, NODE_ENV: "production", ...env };
}

function followProcess(child: ChildProcess, logFile: string): RunningProcess {
  const log = createWriteStream(logFile, { flags: "a" });
  const listeners: ((line: string) => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) {
      createInterface({ input: stream }).on("line", (line) => {
        log.write(`${line}\n`);
        for (const listener of listeners) {
          listener(line);
        }
      });
    }
  }
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code, signal) => log.end(() => resolve({ code, signal })));
  });

  return {
    pid: child.pid ?? -1,
    ended,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    signal: (name) => void child.kill(name),
    send: (message) => void child.send(message),
    onLine: (listener) => void listeners.push(listener),
    onMessage: (listener) => void child.on("message", listener),
  };
}
