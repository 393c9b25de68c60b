import { delimiter } from "node:path";
import { type Contexts, holds, interpolate } from "./expressions";
import { filled } from "./job-contexts";
import type { JobScene } from "./job-scene";
import { checkOut, inside, readAssignments, readLines, readText, type StepFiles } from "./job-space";
import type { Conclusion } from "./run-records";
import { runScript } from "./step-process";
import type { StepSpec } from "./workflow-file";

/** What the steps of a job have come to so far. */
export type StepState = {
  isFailed: boolean;
  steps: Record<string, { outputs: Record<string, string>; outcome: Conclusion; conclusion: Conclusion }>;
  env: Record<string, string>;
};

const MINUTE_MS = 60_000;
/** Names that a step must not set for those after it, as GitHub has it. */
const RESERVED = /^(GITHUB_|RUNNER_|NODE_OPTIONS$)/i;

/** Runs one step if its condition holds, and takes down what it leaves to the next. */
export async function runStep(scene: JobScene, step: StepSpec, state: StepState): Promise<Conclusion> {
  const { contexts, write } = scene;
  const seen = {
    ...contexts,
    steps: state.steps,
    env: state.env,
    job: { status: state.isFailed ? "failure" : "success" },
  };
  const standing = { isFailed: state.isFailed, isCancelled: scene.attempt.stop.signal.aborted };
  if (!holds(step.if ?? null, seen, standing)) {
    return keep(step, state, "skipped", {});
  }

  const env = { ...state.env, ...filled(step.env, seen) };
  const within = { ...seen, env };
  const files = await scene.space.stepFiles();
  const problem = await perform(scene, step, within, env, files);
  const outputs = await takeDown(scene, state, files);
  if (problem ?? outputs.problem) {
    write(`##[error]${problem ?? outputs.problem}`);
  }
  const outcome = scene.attempt.stop.signal.aborted ? "cancelled" : worse(problem ?? outputs.problem);
  return keep(step, state, outcome, outputs.values);
}

function worse(problem: string | null): Conclusion {
  return problem ? "failure" : "success";
}

function keep(step: StepSpec, state: StepState, outcome: Conclusion, outputs: Record<string, string>): Conclusion {
  const conclusion = outcome === "failure" && step["continue-on-error"] ? "success" : outcome;
  state.isFailed ||= conclusion === "failure";
  if (step.id) {
    state.steps[step.id] = { outputs, outcome, conclusion };
  }
  return conclusion;
}

/** Does what the step says, and gives a sentence where it went wrong. */
async function perform(
  scene: JobScene,
  step: StepSpec,
  contexts: Contexts,
  env: Record<string, string>,
  files: StepFiles,
): Promise<string | null> {
  if (step.uses !== undefined) {
    return use(scene, step, contexts);
  }
  if (step.run === undefined) {
    return "A step needs run or uses.";
  }
  const { run, spec, space } = scene;
  const defaults = { ...run.file.defaults.run, ...spec.defaults.run };
  const wanted = step["working-directory"] ?? defaults["working-directory"] ?? ".";
  const folder = inside(space.workspace, interpolate(wanted, contexts));
  if (!folder) {
    return `The working directory ${wanted} leads out of the workspace.`;
  }
  const end = await runScript({
    script: interpolate(step.run, contexts),
    shell: step.shell ?? defaults.shell,
    folder,
    temporaryFolder: space.temporary,
    environment: { ...scene.environment, ...pathOf(scene), ...env, ...files },
    timeoutMs: (step["timeout-minutes"] ?? spec["timeout-minutes"]) * MINUTE_MS,
    // What runs after a cancel, by always(), tidies up: it gets a minute, as it does on GitHub's runners.
    signal: scene.signal.aborted ? AbortSignal.timeout(MINUTE_MS) : scene.signal,
    onLine: (line) => hear(scene, line),
  });
  switch (end.kind) {
    case "exited":
      return end.code === 0 ? null : `Process completed with exit code ${end.code}.`;
    case "timed out":
      return "The step ran longer than it may.";
    case "cancelled":
      return "The operation was canceled.";
    case "refused":
      return end.reason;
  }
}

async function use(scene: JobScene, step: StepSpec, contexts: Contexts): Promise<string | null> {
  const { world, repository, run, space } = scene;
  if (!/^actions\/checkout@/.test(step.uses ?? "")) {
    return `This sandbox runs no actions but actions/checkout, so it cannot run ${step.uses}. GitHub can.`;
  }
  const options = filled(step.with, contexts);
  if (options.repository && options.repository !== repository.fullName) {
    return `This sandbox checks out the run's own repository only, not ${options.repository}.`;
  }
  return checkOut(world, repository, space, { ref: options.ref || run.commit.sha, path: options.path || "." });
}

/** Takes what the step wrote into its files. Outputs count even where the step failed. */
async function takeDown(scene: JobScene, state: StepState, files: StepFiles) {
  const outputs = await readAssignments(files.GITHUB_OUTPUT);
  const env = await readAssignments(files.GITHUB_ENV);
  scene.extraPath.unshift(...(await readLines(files.GITHUB_PATH)).toReversed());
  scene.job.summary += await readText(files.GITHUB_STEP_SUMMARY);
  const set = Object.entries(env.values).filter(([name]) => !RESERVED.test(name));
  Object.assign(state.env, Object.fromEntries(set));
  return { values: outputs.values, problem: outputs.problem ?? env.problem };
}

function pathOf({ environment, extraPath }: JobScene): { PATH: string } {
  return { PATH: [...extraPath, environment.PATH ?? ""].join(delimiter) };
}

/** Masks what a script asks to mask, and hands on the rest as it is. */
function hear(scene: JobScene, line: string): void {
  const mask = /^::add-mask::(.+)$/.exec(line)?.[1];
  if (mask) {
    scene.masks.add(mask.trim());
    scene.write("::add-mask::***");
    return;
  }
  scene.write(line);
}
