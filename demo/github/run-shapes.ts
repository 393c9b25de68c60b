import { type Repository, stamp, type WorkflowState } from "./records";
import { type Attempt, type JobRecord, latest, type Run, type StepRecord } from "./run-records";
import { minimalRepositoryShape, nodeId } from "./shapes";
import type { Json } from "./upstream";
import type { World } from "./world";

/** GitHub's `workflow-run`, of the attempt that is wanted. */
export function runShape(world: World, repository: Repository, run: Run, attempt: Attempt = latest(run)): Json {
  const url = `${world.urls.api}/repos/${repository.fullName}/actions/runs/${run.id}`;
  const suite = `${world.urls.api}/repos/${repository.fullName}/check-suites/${run.id}`;
  const minimal = minimalRepositoryShape(world, repository.json);
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId("WorkflowRun", run.id),
    head_branch: run.branch,
    head_sha: run.commit.sha,
    path: run.path,
    display_title: run.displayTitle,
    run_number: run.number,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: run.workflowId,
    check_suite_id: run.id,
    check_suite_node_id: nodeId("CheckSuite", run.id),
    url,
    html_url: runPage(world, repository, run),
    pull_requests: [],
    created_at: stamp(run.createdAt),
    updated_at: stamp(attempt.updatedAt),
    actor: run.actor,
    run_attempt: attempt.number,
    referenced_workflows: [],
    run_started_at: stamp(attempt.startedAt),
    triggering_actor: attempt.triggeringActor,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: suite,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: attempt.number > 1 ? `${url}/attempts/${attempt.number - 1}` : null,
    workflow_url: `${world.urls.api}/repos/${repository.fullName}/actions/workflows/${run.workflowId}`,
    head_commit: {
      id: run.commit.sha,
      tree_id: run.commit.treeId,
      message: run.commit.message,
      timestamp: run.commit.author.date ?? stamp(run.createdAt),
      author: { name: run.commit.author.name, email: run.commit.author.email },
      committer: { name: run.commit.committer.name, email: run.commit.committer.email },
    },
    repository: minimal,
    head_repository: minimal,
  };
}

/** GitHub's `job`. */
export function jobShape(world: World, repository: Repository, run: Run, job: JobRecord): Json {
  const actions = `${world.urls.api}/repos/${repository.fullName}/actions`;
  const hasRunner = job.status !== "queued" && job.conclusion !== "skipped";
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.name,
    head_branch: run.branch,
    run_url: `${actions}/runs/${run.id}`,
    run_attempt: job.attempt,
    node_id: nodeId("CheckRun", job.id),
    head_sha: run.commit.sha,
    url: `${actions}/jobs/${job.id}`,
    html_url: `${runPage(world, repository, run)}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: stamp(job.createdAt),
    started_at: stamp(job.startedAt),
    completed_at: job.completedAt ? stamp(job.completedAt) : null,
    name: job.name,
    steps: job.steps.map(stepShape),
    check_run_url: `${world.urls.api}/repos/${repository.fullName}/check-runs/${job.id}`,
    labels: job.labels,
    runner_id: hasRunner ? 1 : null,
    runner_name: hasRunner ? "Sandbox 1" : null,
    runner_group_id: hasRunner ? 1 : null,
    runner_group_name: hasRunner ? "Sandbox" : null,
  };
}

/** GitHub's `workflow`. */
export function workflowShape(
  world: World,
  repository: Repository,
  workflow: { name: string; path: string; state: WorkflowState },
): Json {
  const { name, path, state } = workflow;
  const html = `${world.urls.web}/${repository.fullName}`;
  return {
    id: state.id,
    node_id: nodeId("Workflow", state.id),
    name,
    path,
    state: state.state,
    created_at: stamp(state.createdAt),
    updated_at: stamp(state.updatedAt),
    url: `${world.urls.api}/repos/${repository.fullName}/actions/workflows/${state.id}`,
    html_url: `${html}/blob/${repository.defaultBranch}/${path}`,
    badge_url: `${html}/workflows/${encodeURIComponent(name)}/badge.svg`,
  };
}

export function runPage(world: World, repository: Repository, run: Run): string {
  return `${world.urls.web}/${repository.fullName}/actions/runs/${run.id}`;
}

function stepShape({ number, name, status, conclusion, startedAt, completedAt }: StepRecord): Json {
  return {
    name,
    status,
    conclusion,
    number,
    started_at: startedAt ? stamp(startedAt) : null,
    completed_at: completedAt ? stamp(completedAt) : null,
  };
}
