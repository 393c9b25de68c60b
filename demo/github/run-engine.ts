import { announce } from "./announce";
import { takeTurn } from "./concurrency";
import { asksForState, type Contexts, evaluated, holds, interpolate } from "./expressions";
import { runContexts } from "./job-contexts";
import { runJob } from "./job-runner";
import type { Repository } from "./records";
import { findRepositoryById } from "./repositories";
import { type Attempt, type Conclusion, type JobRecord, latest, type Run, type Trigger } from "./run-records";
import { jobShape, runShape, workflowShape } from "./run-shapes";
import type { Json } from "./upstream";
import type { Concurrency, JobSpec } from "./workflow-file";
import { workflowName, workflowState } from "./workflows";
import type { World } from "./world";

/** Makes a run of a workflow and lets it go; GitHub answers a dispatch before anything has run. */
export function startRun(world: World, trigger: Trigger): Run {
  const { repository, file, workflowId } = trigger;
  const number = (world.runNumbers.get(workflowId) ?? 0) + 1;
  world.runNumbers.set(workflowId, number);
  const at = world.now();
  const run: Run = {
    ...trigger,
    id: world.nextId(),
    number,
    repositoryId: repository.id,
    name: workflowName(file, trigger.path),
    displayTitle: "",
    createdAt: at,
    attempts: [],
  };
  addAttempt(world, run, trigger.actor);
  run.displayTitle = titleOf(world, repository, run);
  world.runs.set(run.id, run);
  announceRun(world, repository, run, "requested");
  void perform(world, run, []);
  return run;
}

/** Runs it again under the same id. Jobs that are kept count as they ended. */
export function rerun(world: World, run: Run, actor: Json, keeps: (job: JobRecord) => boolean): void {
  const kept = latest(run).jobs.filter(keeps);
  const attempt = addAttempt(world, run, actor);
  void perform(
    world,
    run,
    kept.map((job) => ({ ...job, attempt: attempt.number })),
  );
}

export function cancelRun(run: Run): void {
  latest(run).stop.abort();
}

function addAttempt(world: World, run: Run, triggeringActor: Json): Attempt {
  const at = world.now();
  const attempt: Attempt = {
    number: run.attempts.length + 1,
    status: "queued",
    conclusion: null,
    startedAt: at,
    updatedAt: at,
    triggeringActor,
    jobs: [],
    stop: new AbortController(),
  };
  run.attempts.push(attempt);
  world.changes.emit("run");
  return attempt;
}

async function perform(world: World, run: Run, kept: JobRecord[]): Promise<void> {
  const attempt = latest(run);
  // The answer to the dispatch goes out first, as it does at GitHub.
  await new Promise((resolve) => setImmediate(resolve));
  const repository = await findRepositoryById(world, run.repositoryId);
  if (!repository) {
    return complete(world, null, run, "cancelled");
  }
  const contexts = runContexts(world, repository, run, attempt);
  const letGo = await takeLane(world, run, attempt, run.file.concurrency, contexts);
  try {
    const conclusion = letGo ? await performJobs({ world, repository, run, attempt, contexts }, kept) : "cancelled";
    complete(world, repository, run, conclusion);
  } catch (error) {
    console.error(`Run ${run.id} of the sandbox broke.`, error);
    complete(world, repository, run, "failure");
  } finally {
    letGo?.();
  }
}

async function takeLane(
  world: World,
  run: Run,
  attempt: Attempt,
  concurrency: Concurrency | null,
  contexts: Contexts,
): Promise<(() => void) | null> {
  if (!concurrency) {
    return () => undefined;
  }
  const group = `${run.repositoryId}:${interpolate(concurrency.group, contexts)}`;
  const cancels = concurrency["cancel-in-progress"];
  const isBusy = world.lanes.has(group.toLowerCase());
  if (isBusy) {
    setStatus(world, attempt, "pending");
  }
  return takeTurn(world.lanes, group, {
    cancelsRunning: typeof cancels === "string" ? evaluated(cancels, contexts) === true : cancels,
    signal: attempt.stop.signal,
    stop: () => attempt.stop.abort(),
  });
}

type Scene = { world: World; repository: Repository; run: Run; attempt: Attempt; contexts: Contexts };

/** Starts each job once those that it needs have ended, side by side. */
async function performJobs(scene: Scene, kept: readonly JobRecord[]): Promise<Conclusion> {
  const { run, attempt } = scene;
  const ended = new Map<string, Promise<JobRecord>>();
  attempt.jobs.push(...kept);
  for (const [key, spec] of inOrder(run.file.jobs)) {
    const before = kept.find((job) => job.key === key);
    ended.set(key, before ? Promise.resolve(before) : afterNeeds(scene, key, spec, ended));
  }
  const jobs = await Promise.all(ended.values());
  if (attempt.stop.signal.aborted) {
    return "cancelled";
  }
  const isFailed = jobs.some(
    ({ key, conclusion }) => conclusion === "failure" && !run.file.jobs[key]?.["continue-on-error"],
  );
  const isSkipped = jobs.every(({ conclusion }) => conclusion === "skipped");
  return isFailed ? "failure" : skippedOr(isSkipped);
}

function skippedOr(isSkipped: boolean): Conclusion {
  return isSkipped ? "skipped" : "success";
}

async function afterNeeds(
  scene: Scene,
  key: string,
  spec: JobSpec,
  ended: Map<string, Promise<JobRecord>>,
): Promise<JobRecord> {
  const { attempt, contexts } = scene;
  const before = await Promise.all(spec.needs.map((need) => ended.get(need)));
  const needed = before.filter((job) => job !== undefined);
  const needs = Object.fromEntries(needed.map((job) => [job.key, { result: job.conclusion, outputs: job.outputs }]));
  const standing = {
    isFailed: needed.some(({ conclusion }) => conclusion === "failure"),
    isCancelled: attempt.stop.signal.aborted,
  };
  const isHeldBack = needed.some(({ conclusion }) => conclusion === "skipped") && !asksForState(spec.if ?? null);
  const isWanted = !isHeldBack && holds(spec.if ?? null, { ...contexts, needs }, standing);
  return isWanted ? performJob(scene, key, spec, needs) : passOver(scene, key, spec, standing.isCancelled);
}

function passOver(scene: Scene, key: string, spec: JobSpec, isCancelled: boolean): JobRecord {
  const job = newJob(scene, key, spec, {});
  finishJob(scene, job, isCancelled ? "cancelled" : "skipped");
  return job;
}

async function performJob(scene: Scene, key: string, spec: JobSpec, needs: Contexts): Promise<JobRecord> {
  const { world, repository, run, attempt } = scene;
  const contexts = { ...scene.contexts, needs };
  const job = newJob(scene, key, spec, needs);
  announceJob(scene, job, "queued");
  const letGo = await takeLane(world, run, attempt, spec.concurrency, contexts);
  if (!letGo) {
    finishJob(scene, job, "cancelled");
    return job;
  }
  try {
    if (attempt.status !== "in_progress") {
      setStatus(world, attempt, "in_progress");
      announceRun(world, repository, run, "in_progress");
    }
    job.status = "in_progress";
    job.startedAt = world.now();
    announceJob(scene, job, "in_progress");
    finishJob(scene, job, await runJob({ ...scene, spec, job, key, needs }));
  } finally {
    letGo();
  }
  return job;
}

function newJob({ world, attempt, contexts }: Scene, key: string, spec: JobSpec, needs: Contexts): JobRecord {
  const at = world.now();
  const job: JobRecord = {
    id: world.nextId(),
    key,
    name: spec.name ? interpolate(spec.name, { ...contexts, needs }) : key,
    attempt: attempt.number,
    status: "queued",
    conclusion: null,
    createdAt: at,
    startedAt: at,
    completedAt: null,
    labels: spec["runs-on"],
    steps: [],
    log: [],
    summary: "",
    outputs: {},
  };
  attempt.jobs.push(job);
  return job;
}

function finishJob(scene: Scene, job: JobRecord, conclusion: Conclusion): void {
  job.status = "completed";
  job.conclusion = conclusion;
  job.completedAt = scene.world.now();
  announceJob(scene, job, "completed");
}

function setStatus(world: World, attempt: Attempt, status: Attempt["status"]): void {
  attempt.status = status;
  attempt.updatedAt = world.now();
  world.changes.emit("run");
}

function complete(world: World, repository: Repository | null, run: Run, conclusion: Conclusion): void {
  const attempt = latest(run);
  attempt.conclusion = conclusion;
  setStatus(world, attempt, "completed");
  if (repository) {
    announceRun(world, repository, run, "completed");
  }
}

function announceRun(world: World, repository: Repository, run: Run, action: string): void {
  const state = workflowState(world, repository, run.path);
  const workflow = workflowShape(world, repository, { name: run.name, path: run.path, state });
  const content = { workflow_run: runShape(world, repository, run), workflow };
  announce(world, repository, "workflow_run", action, content, latest(run).triggeringActor);
}

function announceJob({ world, repository, run }: Scene, job: JobRecord, action: string): void {
  const content = { workflow_job: jobShape(world, repository, run, job) };
  announce(world, repository, "workflow_job", action, content, latest(run).triggeringActor);
  world.changes.emit("run");
}

function titleOf(world: World, repository: Repository, run: Run): string {
  const named = run.file["run-name"];
  if (named !== undefined) {
    return interpolate(named, runContexts(world, repository, run, latest(run))).trim() || run.name;
  }
  return run.event === "repository_dispatch" ? String(run.payload.action) : run.name;
}

function inOrder(jobs: Record<string, JobSpec>): [string, JobSpec][] {
  const sorted: [string, JobSpec][] = [];
  const left = new Map(Object.entries(jobs));
  while (left.size > 0) {
    for (const [key, spec] of left) {
      if (spec.needs.every((need) => !left.has(need))) {
        sorted.push([key, spec]);
        left.delete(key);
      }
    }
  }
  return sorted;
}
