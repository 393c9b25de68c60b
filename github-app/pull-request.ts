import { createHash } from "node:crypto";
import type { TeamScope } from "@/lib/core/actor";
import type { WorkflowFile } from "@/lib/core/github-workflow";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { findCoverage } from "@/lib/github/coverage";
import { recordPullRequest } from "@/lib/github/pull-requests";
import type { InstalledRepository } from "@/lib/github/queries";
import type { GitHubClient, GitHubClients } from "./client";
import { statusOf } from "./told";
import { textOf } from "./workflow-files";

export type PullRequestPorts = { db: Database; clients: GitHubClients };

export type PullRequestWish = {
  repository: string;
  file: WorkflowFile;
  /** Whoever asks has been told that the file is there already, and wants it replaced. */
  replaces: boolean;
};

export type PullRequestView = {
  number: number;
  url: string;
  /** True where it was open already: asked twice, there is one. */
  wasOpen: boolean;
};

/** GitHub lets an App write a workflow only with a permission of its own for that, besides that for contents. */
const PERMISSIONS = { contents: "write", pull_requests: "write", workflows: "write" } as const;

const PERMISSION_LABELS = { contents: "Contents", pull_requests: "Pull requests", workflows: "Workflows" } as const;

/** For all of it: the person waits. */
const TIMEOUT_MS = 25_000;

const FILE_EXISTS = "file_exists";

/**
 * Offers a workflow file to a repository as a pull request from a branch of ours. Nothing is written to any other branch, a
 * file that is there is replaced only when that was said, and one that is open for the same text is shown again.
 */
export async function openPullRequest(
  { db, clients }: PullRequestPorts,
  scope: TeamScope,
  wish: PullRequestWish,
): Promise<Result<PullRequestView>> {
  const coverage = await findCoverage(db, scope, wish.repository);
  if (!coverage.ok) {
    return coverage;
  }
  const { repository } = coverage.value;
  if (!repository) {
    return refusal(`The GitHub App is not installed on ${wish.repository}. Give it access to the repository first.`);
  }
  try {
    const offered = await offer(clients, repository, wish);
    return offered.ok ? await recordPullRequest(db, scope, { ...offered.value, repository: repository.name }) : offered;
  } catch (error) {
    return refusal(faultWords(error, repository));
  }
}

/** True where the refusal is that the file is there already: it can be asked again, with leave to replace it. */
export function isOverExistingFile(problem: { field?: string | undefined }): boolean {
  return problem.field === FILE_EXISTS;
}

async function offer(
  clients: GitHubClients,
  { githubInstallationId, repositoryId, name }: InstalledRepository,
  { file, replaces }: PullRequestWish,
): Promise<Result<PullRequestView>> {
  const client = await clients.installation(githubInstallationId, {
    repositoryIds: [repositoryId],
    permissions: PERMISSIONS,
  });
  if (!client) {
    return refusal("This Modelwire has no GitHub App. An operator makes one under Settings, GitHub.");
  }
  const [owner = "", repo = ""] = name.split("/");
  return offerAt(
    { client, asked: { owner, repo, request: { signal: AbortSignal.timeout(TIMEOUT_MS) } } },
    file,
    replaces,
  );
}

async function offerAt(place: Place, file: WorkflowFile, replaces: boolean): Promise<Result<PullRequestView>> {
  const head = branchOf(file);
  const open = await findOpen(place, head);
  if (open) {
    return ok({ ...open, wasOpen: true });
  }
  const base = await readDefaultBranch(place);
  const now = await findFile(place, file.path, base.name);
  if (now?.text === file.text) {
    return refusal(`${file.path} says exactly this on ${base.name} already.`);
  }
  if (now && !replaces) {
    const message = `${file.path} is on ${base.name} already. Say that it shall be replaced, or copy what you need of this one.`;
    return refuse({ code: "conflict", field: FILE_EXISTS, message });
  }
  const title = `${now ? "Replace" : "Add"} ${file.path} for Modelwire`;
  await ensureBranch(place, head, base.sha);
  await ensureFile(place, head, file, title);
  const opened = await openOrFind(place, { head, base: base.name }, { title, body: bodyOf(file, now !== null) });
  return ok({ ...opened, wasOpen: false });
}

/** By the text: the same is asked for once, another opens another. */
function branchOf({ path, text }: WorkflowFile): string {
  const name = (path.split("/").at(-1) ?? "workflow").replace(/\.ya?ml$/, "").replaceAll(/[^A-Za-z0-9-]+/g, "-");
  const hash = createHash("sha256").update(`${path}\n${text}`).digest("hex");
  return `modelwire/${name.slice(0, 60)}-${hash.slice(0, 10)}`;
}

function bodyOf({ path }: WorkflowFile, isReplaced: boolean): string {
  return [
    "Modelwire starts this workflow when something happens to a model. It was written there and is offered here to be changed and merged.",
    "",
    isReplaced
      ? `**\`${path}\` is there already: this replaces it.** Look at what is lost.`
      : `It adds \`${path}\` and changes nothing else.`,
    "",
    "- `run-name` carries the delivery's id, by which the run is found again. Keep it.",
    "- Values reach the steps through `env` only. An expression within `run` would execute what it holds.",
    "- It calls Modelwire by the identity of the run (`id-token: write`): there is no secret to store.",
  ].join("\n");
}

/** One repository as the token for the pull request sees it. */
type Place = { client: GitHubClient; asked: { owner: string; repo: string; request: { signal: AbortSignal } } };

type PullRequest = Pick<PullRequestView, "number" | "url">;

async function findOpen({ client, asked }: Place, branch: string): Promise<PullRequest | null> {
  const head = `${asked.owner}:${branch}`;
  const { data } = await client.rest.pulls.list({ ...asked, state: "open", head, per_page: 5 });
  const found = data.find((pull) => pull.head.ref === branch);
  return found ? { number: found.number, url: found.html_url } : null;
}

async function readDefaultBranch({ client, asked }: Place): Promise<{ name: string; sha: string }> {
  const { data: repository } = await client.rest.repos.get(asked);
  const name = repository.default_branch;
  const { data } = await client.rest.git.getRef({ ...asked, ref: `heads/${name}` });
  return { name, sha: data.object.sha };
}

type FoundFile = { sha: string; text: string | null };

async function findFile({ client, asked }: Place, path: string, ref: string): Promise<FoundFile | null> {
  const answer = await unless(client.rest.repos.getContent({ ...asked, path, ref }), [404]);
  return answer && !Array.isArray(answer.data) ? { sha: answer.data.sha, text: textOf(answer.data) } : null;
}

/** One that an earlier try has left is used again. */
async function ensureBranch({ client, asked }: Place, branch: string, sha: string): Promise<void> {
  await unless(client.rest.git.createRef({ ...asked, ref: `refs/heads/${branch}`, sha }), [422]);
}

async function ensureFile(place: Place, branch: string, { path, text }: WorkflowFile, message: string): Promise<void> {
  const now = await findFile(place, path, branch);
  if (now?.text !== text) {
    const content = Buffer.from(text).toString("base64");
    const change = { path, branch, message, content, ...(now ? { sha: now.sha } : {}) };
    await place.client.rest.repos.createOrUpdateFileContents({ ...place.asked, ...change });
  }
}

/** Another request may have opened it in between: then that one counts. */
async function openOrFind(
  place: Place,
  branches: { head: string; base: string },
  words: { title: string; body: string },
): Promise<PullRequest> {
  try {
    const { data } = await place.client.rest.pulls.create({ ...place.asked, ...words, ...branches });
    return { number: data.number, url: data.html_url };
  } catch (error) {
    const open = statusOf(error) === 422 ? await findOpen(place, branches.head) : null;
    if (!open) {
      throw error;
    }
    return open;
  }
}

/** Null where GitHub answers with one of these. */
async function unless<T>(asked: Promise<T>, statuses: readonly number[]): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (statuses.includes(statusOf(error) ?? 0)) {
      return null;
    }
    throw error;
  }
}

/** GitHub's own sentence could hold anything: its status says what to do. */
function faultWords(error: unknown, { name, permissions }: InstalledRepository): string {
  const status = statusOf(error);
  const missing = Object.keys(PERMISSIONS).filter(
    (key) => permissions[key] !== "write",
  ) as (keyof typeof PERMISSIONS)[];
  if (status === 403 || status === 404 || status === 422) {
    return missing.length > 0
      ? `The GitHub App lacks ${missing.map((key) => `${PERMISSION_LABELS[key]}: write`).join(" and ")} on ${name}. Copy the file instead.`
      : `GitHub refused the pull request in ${name}. A rule of the repository may forbid the branch; copy the file instead.`;
  }
  return "GitHub could not be reached. Nothing may have been opened yet; try again, and what is there is used.";
}

function refusal(message: string): { ok: false; problem: { code: "conflict"; message: string } } {
  return { ok: false, problem: { code: "conflict", message } };
}
