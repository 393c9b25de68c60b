import { RUN_WORDS, type RunState, worstRun } from "@/lib/core/github-run";
import type { Reported, ReportInput } from "@/lib/core/ports";
import type { ReportProblem } from "@/lib/core/run-report";
import { modelUrl, versionUrl } from "@/lib/core/site-urls";
import type { Database } from "@/lib/db/client";
import { findInstalledRepository, type InstalledRepository } from "@/lib/github/queries";
import type { GitHubClient, GitHubClients } from "./client";

export type ReportPorts = { db: Database; clients: GitHubClients; baseUrl: string };

/** The repository of the action as it is called now, with a client that may do what is wished there and nothing else. */
export type Place = { client: GitHubClient; owner: string; repo: string; permission: Permission };

type Permission = "deployments" | "checks" | "statuses";

type Wish = {
  permissionOf: (repository: InstalledRepository) => Permission | null;
  missing: Extract<ReportProblem, "deployments_permission" | "checks_permission">;
};

/**
 * Opens the place and tells there. What GitHub refuses becomes a problem; `made` is what the telling had made until then,
 * so that it is not made again.
 */
export async function tellAt(
  { db, clients }: ReportPorts,
  input: ReportInput,
  { permissionOf, missing }: Wish,
  tell: (place: Place, made: (remoteId: string) => void) => Promise<void>,
): Promise<Reported> {
  let { remoteId } = input;
  const refused = (problem: ReportProblem): Reported => ({ remoteId, problem });
  if (input.action.type !== "github") {
    return refused("refused");
  }
  const repository = await findInstalledRepository(db, input.teamId, { id: input.action.repositoryId });
  if (!repository || repository.isSuspended) {
    return refused(repository ? "installation_missing" : "repository_missing");
  }
  const permission = permissionOf(repository);
  if (permission === null) {
    return refused(missing);
  }
  try {
    const client = await clients.installation(repository.githubInstallationId, {
      repositoryIds: [repository.repositoryId],
      permissions: { [permission]: "write" },
    });
    if (!client) {
      return refused("app_missing");
    }
    const [owner = "", repo = ""] = repository.name.split("/");
    await tell({ client, owner, repo, permission }, (id) => {
      remoteId = id;
    });
    return { remoteId, problem: null };
  } catch (error) {
    return refused(problemOf(error, missing));
  }
}

/** The state of the run that most needs a look, and its address. Reports are told only of deliveries that have one. */
export function toldOf({ runs }: ReportInput): { state: RunState; url: string; words: string } {
  const run = worstRun(runs);
  if (!run) {
    throw new Error("A report is to be told of no run.");
  }
  const others = runs.length > 1 ? ` It is one of ${runs.length} runs.` : "";
  const job = run.failingJob ? ` The job ${run.failingJob.name} failed first.` : "";
  return {
    state: run.state,
    url: run.url,
    words: `${run.workflow || "The workflow"} ${RUN_WORDS[run.state]}.${job}${others}`,
  };
}

/** Where the site shows what was promoted. */
export function pageOf({ event }: ReportInput, baseUrl: string): string {
  const { team, model, version } = event;
  return version
    ? versionUrl(baseUrl, team.name, model.name, version.number)
    : modelUrl(baseUrl, team.name, model.name);
}

/** What was promoted, by name. */
export function subjectOf({ event: { model, version } }: ReportInput): string {
  return version ? `${model.name} v${version.number}` : model.name;
}

export function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

type HttpFailure = { status: number; message: string; headers: Record<string, unknown> };

/** What is no answer of GitHub is a bug of ours, and thrown on. */
function problemOf(error: unknown, missing: Wish["missing"]): ReportProblem {
  const failure = failureOf(error);
  if (!failure) {
    throw error;
  }
  const { status, message, headers } = failure;
  if (status >= 500) {
    return "unreachable";
  }
  if (status === 429 || (status === 403 && isLimited(message, headers))) {
    return "rate_limited";
  }
  if (status === 401) {
    return "app_missing";
  }
  if (status === 403 || /permissions? requested (is|are) not granted/i.test(message)) {
    return missing;
  }
  if (status === 404) {
    return "repository_missing";
  }
  return /no (commit|ref) found/i.test(message) ? "commit_missing" : "refused";
}

function isLimited(message: string, headers: Record<string, unknown>): boolean {
  return "retry-after" in headers || headers["x-ratelimit-remaining"] === "0" || /rate limit/i.test(message);
}

/** Octokit's error tells the status also of a request that got no answer: 500. */
function failureOf(error: unknown): HttpFailure | null {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") {
    return null;
  }
  const response =
    "response" in error ? (error.response as { headers?: Record<string, unknown> } | undefined) : undefined;
  return { status: error.status, message: error.message, headers: response?.headers ?? {} };
}
