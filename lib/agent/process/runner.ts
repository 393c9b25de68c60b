import { readdir, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Assignment } from "@/lib/core/launch-agent";
import { type ProcessArguments, readArguments } from "@/lib/core/launch-resource";
import { ok, type Result } from "@/lib/core/result";
import type { AgentConfig } from "../config";
import { smaller } from "../limits";
import { ownVariables, passedVariables } from "../run-environment";
import { makeRunFolder, type RunFolder, removeFolder } from "../run-folder";
import { endOfExit, failed, type RunEnd, type Runner, reasonOf, type Work } from "../runner";
import { checkOut } from "./checkout";
import { findProgram } from "./find-program";
import { followOutput } from "./follow-output";
import { type Ended, startGroup } from "./group";

type Environment = Readonly<Record<string, string | undefined>>;

export type ProcessRunnerOptions = {
  config: AgentConfig;
  /** Where this agent keeps the folders of its runs: nobody else's. */
  folder: string;
  /** What runs are told where the server is. */
  url: string;
  env: Environment;
};

const PATH = "/usr/local/bin:/usr/bin:/bin";

/** Executes runs as processes of this machine, each a group of its own in a fresh folder, with an environment made for it. */
export function createProcessRunner(options: ProcessRunnerOptions): Runner {
  return {
    async sweep() {
      // The processes are gone: their guards have killed them when the agent died.
      for (const name of await readdir(options.folder).catch(() => [])) {
        if (name.startsWith("run_")) {
          await removeFolder(join(options.folder, name));
        }
      }
    },
    async run(work) {
      const { run, parameters } = work.assignment;
      const folder = await makeRunFolder(join(options.folder, run), parameters);
      try {
        return await runInFolder(work, folder, options);
      } finally {
        await removeFolder(folder.path).catch(() => work.log.note(`The folder ${folder.path} could not be removed.`));
      }
    },
  };
}

async function runInFolder(work: Work, folder: RunFolder, options: ProcessRunnerOptions): Promise<RunEnd> {
  const { assignment, log, stop } = work;
  const args = readArguments("process", assignment.resource.arguments);
  if (!args.ok) {
    return failed("not_allowed", `The queue's resource arguments are refused: ${args.problem.message}`);
  }
  const limits = limitsOf(args.value, options.config);
  if (limits && process.platform !== "linux") {
    return failed(
      "start_failed",
      "Limits of memory and processor time hold on Linux alone. Leave them out of the queue.",
    );
  }
  const ready = await prepare(assignment, folder, { work, options, subfolder: args.value.cwd ?? "." });
  if (!ready.ok) {
    return ready.problem;
  }
  const { cwd, command } = ready.value;
  const env = environmentOf(assignment, folder, args.value, options);
  const program = await findProgram(command[0] ?? "", { cwd, path: env.PATH ?? PATH });
  if (program === null) {
    return failed("start_failed", `There is no program ${command[0]} on this machine that the agent may start.`);
  }
  if (stop.aborted) {
    return failed("agent_stopped", "It was ended before it had started.");
  }

  const group = await startGroup({ command: [program, ...command.slice(1)], cwd, env, ...(limits && { limits }) });
  work.started();
  const end = () => group.end(reasonOf(stop) === "lost" ? 0 : options.config.graceSeconds * 1_000);
  stop.addEventListener("abort", end, { once: true });
  if (stop.aborted) {
    end();
  }
  const ended = await followOutput(group, log);
  stop.removeEventListener("abort", end);
  return endOf(ended, limits?.cpuSeconds ?? null);
}

type Ready = { cwd: string; command: readonly string[] };

async function prepare(
  { job: { source } }: Assignment,
  folder: RunFolder,
  { work, options, subfolder }: { work: Work; options: ProcessRunnerOptions; subfolder: string },
): Promise<Result<Ready, RunEnd>> {
  if (source.type === "image") {
    return { ok: false, problem: failed("not_allowed", "A queue of processes runs no images.") };
  }
  if (source.type === "git") {
    const { env } = options;
    const commit = await checkOut(source, { folder: folder.work, env, stop: work.stop });
    if (!commit.ok) {
      return { ok: false, problem: failed("checkout_failed", commit.problem) };
    }
    work.log.note(`Checked out ${source.repository} at ${source.ref}: commit ${commit.value}.`);
  }
  const cwd = await realpath(join(folder.work, subfolder)).catch(() => null);
  const root = await realpath(folder.work);
  if (cwd === null || !(cwd + sep).startsWith(root + sep)) {
    return {
      ok: false,
      problem: failed("start_failed", `There is no folder ${subfolder} in what the job starts with.`),
    };
  }
  return ok({ cwd, command: source.type === "git" ? source.entryPoint : source.command });
}

/** Only what is named here is in it: whatever else the agent was started with stays the agent's. */
function environmentOf(
  assignment: Assignment,
  folder: RunFolder,
  args: ProcessArguments,
  { config, env, url }: ProcessRunnerOptions,
): Record<string, string> {
  return {
    PATH: env.PATH ?? PATH,
    LANG: env.LANG ?? "C.UTF-8",
    ...passedVariables(env, config),
    ...args.env,
    HOME: folder.home,
    TMPDIR: folder.temporary,
    ...ownVariables(assignment, { url, parametersPath: folder.parametersPath }),
  };
}

type Limits = { memoryMb: number | null; cpuSeconds: number | null };

function limitsOf({ limits }: ProcessArguments, { limits: own }: AgentConfig): Limits | null {
  const memoryMb = smaller(limits?.memoryMb, own.memoryMb);
  const cpuSeconds = smaller(limits?.cpuSeconds, own.cpuSeconds);
  return memoryMb === null && cpuSeconds === null ? null : { memoryMb, cpuSeconds };
}

function endOf({ code, signal }: Ended, cpuSeconds: number | null): RunEnd {
  if (code !== null) {
    return endOfExit(code);
  }
  if (signal === "SIGXCPU" && cpuSeconds !== null) {
    return failed("timed_out", `It used more than ${cpuSeconds} seconds of a processor.`);
  }
  const hint = signal === "SIGKILL" ? " Perhaps the machine ran out of memory." : "";
  return failed("signal", `The program was ended by ${signal}.${hint}`);
}
