import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** How a script is called, by the name in `shell:`. Without one GitHub takes bash with -e alone. */
const SHELLS = {
  default: ["bash", "-e"],
  bash: ["bash", "--noprofile", "--norc", "-eo", "pipefail"],
  sh: ["sh", "-e"],
  python: ["python3"],
} as const;

const KILL_AFTER_MS = 2_000;
const FLUSH_MS = 1_000;

export type StepScript = {
  script: string;
  shell: string | undefined;
  folder: string;
  temporaryFolder: string;
  environment: Readonly<Record<string, string>>;
  timeoutMs: number;
  signal: AbortSignal;
  onLine: (line: string) => void;
};

export type ScriptEnd =
  | { kind: "exited"; code: number }
  | { kind: "timed out" }
  | { kind: "cancelled" }
  | { kind: "refused"; reason: string };

/**
 * Runs a script in a child process that leads a group of its own, so that what it starts ends with it. It sees the
 * given environment and nothing of ours.
 */
export async function runScript(step: StepScript): Promise<ScriptEnd> {
  const command = SHELLS[(step.shell ?? "default") as keyof typeof SHELLS];
  if (!command) {
    return { kind: "refused", reason: `This sandbox has no shell "${step.shell}". It has bash, sh and python.` };
  }
  const file = join(step.temporaryFolder, randomUUID());
  await writeFile(file, step.script);

  const [program, ...flags] = command;
  const child = spawn(program, [...flags, file], {
    cwd: step.folder,
    env: step.environment as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const flush = [lines(child.stdout, step.onLine), lines(child.stderr, step.onLine)];
  let end: ScriptEnd | null = null;
  let killer: NodeJS.Timeout | undefined;

  function stop(reason: ScriptEnd): void {
    end ??= reason;
    kill(child.pid, "SIGTERM");
    killer ??= setTimeout(() => kill(child.pid, "SIGKILL"), KILL_AFTER_MS);
  }
  function onCancelled(): void {
    stop({ kind: "cancelled" });
  }
  const timer = setTimeout(() => stop({ kind: "timed out" }), Math.min(step.timeoutMs, 2 ** 31 - 1));
  step.signal.addEventListener("abort", onCancelled);
  if (step.signal.aborted) {
    onCancelled();
  }

  const code = await new Promise<number>((resolve) => {
    child.once("error", (error) => {
      step.onLine(`The shell did not start: ${error.message}`);
      resolve(127);
    });
    child.once("exit", (status) => resolve(status ?? 1));
  });
  // What a script left behind in its group must not outlive the step, nor keep its output open.
  kill(child.pid, "SIGKILL");
  clearTimeout(timer);
  clearTimeout(killer);
  step.signal.removeEventListener("abort", onCancelled);
  // A child that left the group may hold the output open for as long as it lives: nobody waits for that.
  await Promise.race([Promise.all(flush), wait(FLUSH_MS)]);
  child.stdout.destroy();
  child.stderr.destroy();
  return end ?? { kind: "exited", code };
}

/** Kills a group. That it is gone already is no fault. */
function kill(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) {
      process.kill(-pid, signal);
    }
  } catch {
    // The group has ended by itself.
  }
}

function lines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    let rest = "";
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      const parts = (rest + chunk).split("\n");
      rest = parts.pop() ?? "";
      parts.forEach(onLine);
    });
    stream.once("close", () => {
      if (rest !== "") {
        onLine(rest);
      }
      resolve();
    });
  });
}
