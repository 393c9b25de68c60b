import { type ChildProcess, spawn } from "node:child_process";

/** Keeps the last of what a process said, to be shown when it fails. */
const KEPT_CHARACTERS = 8_000;
const STOP_MS = 10_000;

export type Child = {
  process: ChildProcess;
  said(): string;
  /** Settles when the process is gone, with its exit code; null when a signal ended it. */
  ended: Promise<number | null>;
  stop(): Promise<void>;
};

const running = new Set<ChildProcess>();

// Whatever way the demo ends, nothing that it started outlives it.
process.on("exit", () => {
  for (const child of running) {
    child.kill("SIGKILL");
  }
});

/** Starts a program with exactly this environment, and listens to it. */
export function startChild(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Child {
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const listen = (chunk: Buffer) => {
    said = (said + chunk.toString("utf8")).slice(-KEPT_CHARACTERS);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  running.add(child);

  const ended = new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      said += error.message;
      running.delete(child);
      resolve(1);
    });
    child.once("close", (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return { process: child, said: () => said, ended, stop: () => stopChild(child, ended) };
}

/** Runs a program to its end. One that fails is an error that tells the last of what it said. */
export async function runToEnd(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = startChild(command, args, env);
  const code = await child.ended;
  if (code !== 0) {
    throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${child.said()}`);
  }
  return child.said();
}

async function stopChild(child: ChildProcess, ended: Promise<number | null>): Promise<void> {
  const impatience = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(impatience);
}
