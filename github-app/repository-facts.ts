import type { RepositoryFacts } from "@/lib/core/preflight-facts";
import type { InstalledRepository } from "@/lib/github/queries";
import type { GitHubHosts } from "@/lib/platform/github-hosts";
import type { GitHubClient, GitHubClients } from "./client";
import { answerOr, statusOf, type Told, told } from "./told";
import { readWorkflows } from "./workflow-files";

/** Everything is asked within this: who makes an automation does not wait longer for GitHub. */
export const FACTS_TIMEOUT_MS = 6_000;
const REFS_MAX = 100;

export type FactsPorts = { clients: GitHubClients; hosts: GitHubHosts };

/** A repository as GitHub tells it now. `isAway`: something was not answered, and stands at what was known before. */
export type ReadFacts = { facts: RepositoryFacts; isAway: boolean };

/** Reads a repository with a token that can only read, and only this repository. Null: the installation is gone. */
export async function readFacts({ clients, hosts }: FactsPorts, known: InstalledRepository): Promise<ReadFacts | null> {
  const signal = AbortSignal.timeout(FACTS_TIMEOUT_MS);
  const [installation, app] = await askApp(clients, known, signal);
  if (installation.kind === "missing") {
    return null;
  }
  const now = answerOr(installation, null);
  const granted = now ? stringsOf(now.permissions) : known.permissions;
  const base: RepositoryFacts = {
    repository: known.name,
    url: `${hosts.web}/${known.name}`,
    account: known.name.split("/")[0] ?? known.name,
    installationUrl: now ? ownUrl(now.html_url, hosts) : null,
    isSuspended: now ? Boolean(now.suspended_at) : known.isSuspended,
    permissions: granted,
    askedPermissions: app.kind === "answer" && app.value ? stringsOf(app.value.permissions) : null,
    found: { isArchived: known.isArchived, defaultBranch: known.defaultBranch },
    workflows: null,
    hasAllWorkflows: true,
    branches: null,
    tags: null,
  };
  if (base.isSuspended) {
    return { facts: base, isAway: installation.kind === "away" };
  }
  const reader = await readerOf(clients, known, granted);
  if (reader.kind !== "answer") {
    return { facts: reader.kind === "missing" ? { ...base, found: null } : base, isAway: reader.kind === "away" };
  }
  return readInside(reader.value, base, signal);
}

type AskedApp = [
  Told<Awaited<ReturnType<GitHubClient["rest"]["apps"]["getInstallation"]>>["data"]>,
  Told<Awaited<ReturnType<GitHubClient["rest"]["apps"]["getAuthenticated"]>>["data"]>,
];

async function askApp(clients: GitHubClients, known: InstalledRepository, signal: AbortSignal): Promise<AskedApp> {
  const client = await clients.app();
  if (!client) {
    return [{ kind: "away" }, { kind: "away" }];
  }
  const request = { signal };
  return Promise.all([
    told(client.rest.apps.getInstallation({ installation_id: known.githubInstallationId, request })),
    told(client.rest.apps.getAuthenticated({ request })),
  ]);
}

/** GitHub refuses a token outright when it is narrowed to what is not granted, or to a repository that is not covered. */
export async function readerOf(
  clients: GitHubClients,
  { githubInstallationId, repositoryId }: Pick<InstalledRepository, "githubInstallationId" | "repositoryId">,
  granted: Readonly<Record<string, string>>,
): Promise<Told<GitHubClient>> {
  const readable = ["metadata", "contents", "actions"].filter((name) => name === "metadata" || granted[name]);
  const permissions = Object.fromEntries(readable.map((name) => [name, "read" as const]));
  try {
    const client = await clients.installation(githubInstallationId, { repositoryIds: [repositoryId], permissions });
    return client ? { kind: "answer", value: client } : { kind: "away" };
  } catch (error) {
    const status = statusOf(error);
    return status === 404 || status === 422 ? { kind: "missing" } : { kind: "away" };
  }
}

async function readInside(client: GitHubClient, base: RepositoryFacts, signal: AbortSignal): Promise<ReadFacts> {
  const [owner = "", repo = ""] = base.repository.split("/");
  const asked = { owner, repo, request: { signal } };
  const repository = await told(client.rest.repos.get(asked));
  if (repository.kind === "missing") {
    return { facts: { ...base, found: null }, isAway: false };
  }
  const found =
    repository.kind === "answer"
      ? { isArchived: repository.value.archived === true, defaultBranch: repository.value.default_branch }
      : base.found;
  const [workflows, branches, tags] = await Promise.all([
    readWorkflows(client, asked),
    told(client.rest.repos.listBranches({ ...asked, per_page: REFS_MAX })),
    told(client.rest.repos.listTags({ ...asked, per_page: REFS_MAX })),
  ]);
  return {
    facts: {
      ...base,
      found,
      workflows: workflows?.files ?? null,
      hasAllWorkflows: workflows?.isAll ?? true,
      branches: answerOr(branches, null)?.map(({ name }) => name) ?? null,
      tags: answerOr(tags, null)?.map(({ name }) => name) ?? null,
    },
    isAway: repository.kind === "away" || workflows === null,
  };
}

function stringsOf(permissions: object | null | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(permissions ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** An address that leads to the configured GitHub, and to no other place. */
function ownUrl(url: string, hosts: GitHubHosts): string | null {
  return URL.parse(url)?.origin === new URL(hosts.web).origin ? url : null;
}
