import { delimiter } from "node:path";
import { type Contexts, interpolate } from "./expressions";
import type { JobSpace } from "./job-space";
import type { JobIdentity } from "./oidc";
import type { Repository } from "./records";
import type { Attempt, Run } from "./run-records";
import type { World } from "./world";
import { findAccount } from "./world";

/** What every expression of a run can name, whichever job asks. */
export function runContexts(world: World, repository: Repository, run: Run, attempt: Attempt): Contexts {
  const account = findAccount(world, repository.owner);
  return {
    github: {
      event: run.payload,
      event_name: run.event,
      ref: run.ref,
      ref_name: run.branch,
      ref_type: "branch",
      ref_protected: false,
      sha: run.commit.sha,
      head_ref: "",
      base_ref: "",
      repository: repository.fullName,
      repository_id: String(repository.id),
      repository_owner: repository.owner,
      repository_owner_id: String(account?.id ?? ""),
      run_id: String(run.id),
      run_number: String(run.number),
      run_attempt: String(attempt.number),
      actor: run.actor.login,
      actor_id: String(run.actor.id),
      triggering_actor: attempt.triggeringActor.login,
      workflow: run.name,
      workflow_ref: `${repository.fullName}/${run.path}@${run.ref}`,
      workflow_sha: run.commit.sha,
      server_url: world.urls.web,
      api_url: world.urls.api,
      graphql_url: `${world.urls.web}/api/graphql`,
    },
    inputs: run.inputs,
    vars: world.variables.get(repository.id) ?? {},
    secrets: world.secrets.get(repository.id) ?? {},
  };
}

/** The claims of a job's identity token. */
export function identityOf(
  world: World,
  repository: Repository,
  run: Run,
  job: { id: number; attempt: number },
  environment: string | null,
): JobIdentity {
  return {
    id: job.id,
    environment,
    repository,
    owner: findAccount(world, repository.owner) ?? { login: repository.owner, id: 0 },
    run: {
      id: run.id,
      number: run.number,
      attempt: job.attempt,
      path: run.path,
      workflow: run.name,
      event: run.event,
      ref: run.ref,
      sha: run.commit.sha,
      actor: { login: String(run.actor.login), id: Number(run.actor.id) },
    },
  };
}

/**
 * GitHub's standard variables and, of our own environment, nothing but the path to programs: a workflow is anybody's
 * text, and must not find what the process that runs the sandbox was given.
 */
export function baseEnvironment(
  world: World,
  contexts: Contexts,
  space: JobSpace,
  jobKey: string,
): Record<string, string> {
  const github = contexts.github as Record<string, unknown>;
  const named = Object.entries(github).filter(([name, value]) => typeof value === "string" && name !== "token");
  return {
    PATH: process.env.PATH ?? ["/usr/local/bin", "/usr/bin", "/bin"].join(delimiter),
    HOME: space.home,
    TMPDIR: space.temporary,
    LANG: "C.UTF-8",
    CI: "true",
    ...Object.fromEntries(named.map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, String(value)])),
    GITHUB_ACTIONS: "true",
    GITHUB_JOB: jobKey,
    GITHUB_EVENT_PATH: space.eventPath,
    GITHUB_WORKSPACE: space.workspace,
    GITHUB_REF_PROTECTED: "false",
    RUNNER_OS: "Linux",
    RUNNER_ARCH: process.arch === "arm64" ? "ARM64" : "X64",
    RUNNER_NAME: "Sandbox 1",
    RUNNER_ENVIRONMENT: "self-hosted",
    RUNNER_TEMP: space.temporary,
    RUNNER_TOOL_CACHE: space.temporary,
    ...world.runnerEnvironment,
  };
}

/** One level of `env:`, with its expressions filled. */
export function filled(level: Readonly<Record<string, string>>, contexts: Contexts): Record<string, string> {
  return Object.fromEntries(Object.entries(level).map(([name, text]) => [name, interpolate(text, contexts)]));
}
