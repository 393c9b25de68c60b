import { randomBytes } from "node:crypto";
import { mintServerToken } from "./apps";
import { type Contexts, interpolate } from "./expressions";
import { baseEnvironment, filled, identityOf, runContexts } from "./job-contexts";
import type { JobScene } from "./job-scene";
import { type JobSpace, openJobSpace } from "./job-space";
import { startLimit } from "./limit";
import type { Conclusion, JobRecord, StepRecord } from "./run-records";
import { runStep, type StepState } from "./step-runner";
import { notHere, type StepSpec, tokenPermissions } from "./workflow-file";

const LOG_LINES_MAX = 20_000;

/** A job that is to run. `needs` is what the jobs before it came to. */
export type JobTask = Pick<JobScene, "world" | "repository" | "run" | "attempt" | "spec" | "job"> & {
  key: string;
  needs: Contexts;
};

/** Runs the steps of a job in folders and processes of their own, and says how it ended. Never throws for what a workflow does. */
export async function runJob(task: JobTask): Promise<Conclusion> {
  const { world, repository, run, attempt, spec, job } = task;
  const masks = new Set(Object.values(world.secrets.get(repository.id) ?? {}).filter((value) => value !== ""));
  const write = (line: string) => {
    writeLine(job, masks, line);
    world.changes.emit("run");
  };
  const missing = notHere(spec);
  if (missing) {
    write(`##[error]${missing}`);
    return "failure";
  }

  const space = await openJobSpace(repository, run.payload);
  const limit = startLimit(attempt.stop.signal, spec["timeout-minutes"] * 60_000);
  const access = openAccess(task);
  for (const mask of access.masks) {
    masks.add(mask);
  }
  try {
    const contexts = jobContexts(task, access.token, space);
    const environment = { ...baseEnvironment(world, contexts, space, task.key), ...access.environment };
    const scene: JobScene = {
      ...{ world, repository, run, attempt, spec, job, space, contexts, environment, masks, write },
      signal: limit.signal,
      extraPath: [],
    };
    const state = await runSteps(scene);
    job.outputs = filled(spec.outputs, { ...contexts, steps: state.steps, env: state.env });
    if (attempt.stop.signal.aborted) {
      return "cancelled";
    }
    if (limit.isOver()) {
      write(`##[error]The job ran longer than the ${spec["timeout-minutes"]} minutes that it may.`);
    }
    return state.isFailed || limit.isOver() ? "failure" : "success";
  } catch (error) {
    write(`##[error]${error instanceof Error ? error.message : String(error)}`);
    return attempt.stop.signal.aborted ? "cancelled" : "failure";
  } finally {
    limit.end();
    access.close();
    await space.close();
  }
}

async function runSteps(scene: JobScene): Promise<StepState> {
  const { run, spec, contexts } = scene;
  const levels = filled(run.file.env, contexts);
  const state: StepState = {
    isFailed: false,
    steps: {},
    env: { ...levels, ...filled(spec.env, { ...contexts, env: levels }) },
  };
  const setUp = record(scene, "Set up job");
  finish(scene, setUp, "success");
  for (const step of spec.steps) {
    const one = record(scene, stepName(step, { ...contexts, steps: state.steps, env: state.env }));
    finish(scene, one, await runStep(scene, step, state));
  }
  const complete = record(scene, "Complete job");
  finish(scene, complete, "success");
  return state;
}

function record(scene: JobScene, name: string): StepRecord {
  const { job, world, write } = scene;
  const step: StepRecord = {
    number: job.steps.length + 1,
    name,
    status: "in_progress",
    conclusion: null,
    startedAt: world.now(),
    completedAt: null,
  };
  job.steps.push(step);
  write(`##[group]${name}`);
  return step;
}

function finish(scene: JobScene, step: StepRecord, conclusion: Conclusion): void {
  step.status = "completed";
  step.conclusion = conclusion;
  step.completedAt = scene.world.now();
  scene.world.changes.emit("run");
}

function stepName(step: StepSpec, contexts: Contexts): string {
  if (step.name !== undefined) {
    return interpolate(step.name, contexts);
  }
  return step.uses ? `Run ${step.uses}` : `Run ${(step.run ?? "").trim().split("\n")[0]}`;
}

function jobContexts(
  { world, repository, run, attempt, needs, key }: JobTask,
  token: string,
  space: JobSpace,
): Contexts {
  const shared = runContexts(world, repository, run, attempt);
  const github = {
    ...(shared.github as object),
    token,
    job: key,
    workspace: space.workspace,
    event_path: space.eventPath,
  };
  return {
    ...shared,
    github,
    needs,
    secrets: { ...(shared.secrets as object), GITHUB_TOKEN: token },
    runner: { os: "Linux", arch: "X64", name: "Sandbox 1", temp: space.temporary, environment: "self-hosted" },
    job: { status: "success" },
  };
}

/** The token of the job and, where the workflow may have one, the address at which it gets an identity. */
function openAccess({ world, repository, run, spec, job }: JobTask) {
  const { id_token: identity, ...permissions } = tokenPermissions(run.file, spec);
  const { value: token } = mintServerToken(world, {
    appId: 15_368,
    installationId: null,
    repositoryIds: new Set([repository.id]),
    permissions: { metadata: "read", ...permissions },
  });
  const requestToken = identity === "write" ? randomBytes(48).toString("base64url") : null;
  if (requestToken) {
    const environment = spec.environment ?? null;
    world.idTokenRequests.set(requestToken, identityOf(world, repository, run, job, environment));
  }
  const url = `${world.urls.issuer}/token?api-version=2.0`;
  return {
    token,
    masks: [token, ...(requestToken ? [requestToken] : [])],
    environment: requestToken
      ? { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken }
      : ({} as Record<string, string>),
    close() {
      world.serverTokens.delete(token);
      if (requestToken) {
        world.idTokenRequests.delete(requestToken);
      }
    },
  };
}

function writeLine(job: JobRecord, masks: Set<string>, line: string): void {
  const masked = [...masks].reduce((text, mask) => text.replaceAll(mask, "***"), line);
  if (job.log.length < LOG_LINES_MAX) {
    job.log.push(masked);
  } else if (job.log.length === LOG_LINES_MAX) {
    job.log.push("##[warning]The rest of this log was left out.");
  }
}
