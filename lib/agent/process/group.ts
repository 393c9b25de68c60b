import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";

export type Ended = { code: number | null; signal: NodeJS.Signals | null };

export type Group = {
  stdout: Readable;
  stderr: Readable;
  /** When the program itself has ended, and all that it had started was killed. */
  ended: Promise<Ended>;
  /** Asks all of the group to end, and after the grace ends them. */
  end(graceMs: number): void;
};

type Spawning = {
  command: readonly string[];
  cwd: string;
  env: Record<string, string>;
  limits?: { memoryMb: number | null; cpuSeconds: number | null };
};

/**
 * Holds the other end of a pipe to the agent. When the agent dies in whatever way, the pipe closes and the group is killed:
 * a run of a dead agent is given to another, and must not go on beside it.
 */
const GUARD = 'read -r word; [ "$word" = done ] || kill -s KILL -- "-$1"';

/** Sets limits and becomes the program, whose words no shell reads. The hard limit of time is for who ignores the soft one. */
const LIMITED =
  'ulimit -c 0; [ -z "$1" ] || ulimit -v "$1" || exit 125; ' +
  '[ -z "$2" ] || { ulimit -S -t "$2" && ulimit -H -t "$3"; } || exit 125; shift 3; exec "$@"';
const HARD_LIMIT_SECONDS = 5;

/** Starts a program as the first of a process group of its own. Throws what the operating system says where it does not start. */
export async function startGroup({ command, cwd, env, limits }: Spawning): Promise<Group> {
  const [program = "", ...args] = limits ? limitedCommand(command, limits) : command;
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  await once(child, "spawn");
  const { pid } = child;
  if (pid === undefined) {
    throw new Error("The program has no process.");
  }
  const guard = startGuard(pid);
  const exited = new Promise<Ended>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  let killing: NodeJS.Timeout | undefined;

  return {
    stdout: child.stdout,
    stderr: child.stderr,
    ended: exited.then(async (ended) => {
      clearTimeout(killing);
      signalGroup(pid, "SIGKILL");
      guard.stdin?.end("done\n");
      await killStrays(env.MODELWIRE_RUN);
      return ended;
    }),
    end(graceMs) {
      signalGroup(pid, graceMs === 0 ? "SIGKILL" : "SIGTERM");
      killing ??= setTimeout(() => signalGroup(pid, "SIGKILL"), graceMs);
    },
  };
}

function limitedCommand(
  command: readonly string[],
  { memoryMb, cpuSeconds }: { memoryMb: number | null; cpuSeconds: number | null },
): string[] {
  const memory = memoryMb === null ? "" : String(memoryMb * 1_024);
  const soft = cpuSeconds === null ? "" : String(cpuSeconds);
  const hard = cpuSeconds === null ? "" : String(cpuSeconds + HARD_LIMIT_SECONDS);
  return ["/bin/sh", "-c", LIMITED, "limited", memory, soft, hard, ...command];
}

function startGuard(pid: number): ChildProcess {
  // Apart from our own group: what interrupts us from the keyboard must not end it before us.
  const guard = spawn("/bin/sh", ["-c", GUARD, "modelwire-guard", String(pid)], {
    detached: true,
    env: {},
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.on("error", () => undefined); // Without it a run still works; only a killed agent would leave it behind.
  guard.stdin?.on("error", () => undefined);
  guard.unref();
  return guard;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // There is nobody left in it.
  }
}

const STRAY_ROUNDS = 3;

/**
 * Kills what left the group by a session of its own but kept the environment that names the run. On Linux alone, where
 * environments can be read, and of our own user. What hides from this too needs a container.
 */
async function killStrays(run: string | undefined): Promise<void> {
  for (let round = 0; run !== undefined && process.platform === "linux" && round < STRAY_ROUNDS; round += 1) {
    const strays = await straysOf(run);
    if (strays.length === 0) {
      return;
    }
    for (const pid of strays) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended meanwhile.
      }
    }
    await delay(20);
  }
}

async function straysOf(run: string): Promise<number[]> {
  const entries = await readdir("/proc").catch(() => []);
  const pids = entries.flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
      return environment.split("\u0000").includes(`MODELWIRE_RUN=${run}`) ? [pid] : [];
    }),
  );
  return found.flat().filter((pid) => pid !== process.pid);
}
