import * as z from "zod";
import type { InstallationFacts, RepositoryFacts } from "@/lib/core/github-app";
import type { GitHubClient, GitHubClients } from "./client";

const PAGE_SIZE = 100;
/** 20,000 repositories: whoever has more gives the App some of them. */
const PAGES_MAX = 200;

const account = z.object({ id: z.int(), login: z.string(), type: z.enum(["User", "Organization"]) });

const installation = z.object({
  id: z.int(),
  app_id: z.int(),
  account,
  repository_selection: z.enum(["all", "selected"]),
  permissions: z.record(z.string(), z.string()),
  suspended_at: z.string().nullish(),
});

const repository = z.object({
  id: z.int(),
  full_name: z.string(),
  owner: z.object({ id: z.int() }),
  default_branch: z.string(),
  private: z.boolean(),
  archived: z.boolean().default(false),
});

/** What an App's own token may know at the least: enough to list, and nothing more. */
const LISTING = { permissions: { metadata: "read" } } as const;

/** An installation as GitHub has it now; null where it has none such, or none of this App's. */
export async function readInstallation(
  clients: GitHubClients,
  installationId: number,
): Promise<InstallationFacts | null> {
  const client = await appClient(clients);
  const answer = await orNull(() =>
    client.request("GET /app/installations/{installation_id}", { installation_id: installationId }),
  );
  return answer && installationFacts(answer.data);
}

/** Every repository that the installation covers, page by page. */
export async function readRepositories(clients: GitHubClients, installationId: number): Promise<RepositoryFacts[]> {
  return asInstallation(clients, installationId, async (client) => {
    const found: RepositoryFacts[] = [];
    for (let page = 1; page <= PAGES_MAX; page += 1) {
      const { data } = await client.request("GET /installation/repositories", { per_page: PAGE_SIZE, page });
      found.push(...data.repositories.map(repositoryFacts));
      if (data.repositories.length < PAGE_SIZE) {
        break;
      }
    }
    return found;
  });
}

/** A repository by the name that it has or had; null where the installation does not reach it by that name. */
export async function readRepository(
  clients: GitHubClients,
  installationId: number,
  fullName: string,
): Promise<RepositoryFacts | null> {
  const [owner = "", repo = ""] = fullName.split("/");
  const answer = await orNull(() =>
    asInstallation(clients, installationId, (client) => client.request("GET /repos/{owner}/{repo}", { owner, repo })),
  );
  return answer && repositoryFacts(answer.data);
}

/** None for an installation on what is neither a person nor an organisation, such as an enterprise. */
export function knownInstallation(told: unknown): InstallationFacts[] {
  return installation.safeParse(told).success ? [installationFacts(told)] : [];
}

function installationFacts(told: unknown): InstallationFacts {
  const { id, app_id, repository_selection, permissions, suspended_at, ...rest } = installation.parse(told);
  return {
    installationId: id,
    appId: app_id,
    account: rest.account,
    repositorySelection: repository_selection,
    permissions,
    suspendedAt: suspended_at ? new Date(suspended_at) : null,
  };
}

function repositoryFacts(told: unknown): RepositoryFacts {
  const { id, full_name, owner, default_branch, private: isPrivate, archived } = repository.parse(told);
  return {
    repositoryId: id,
    ownerId: owner.id,
    name: full_name,
    defaultBranch: default_branch,
    isPrivate,
    isArchived: archived,
  };
}

async function appClient(clients: GitHubClients): Promise<GitHubClient> {
  const client = await clients.app();
  if (!client) {
    throw new Error("There is no GitHub App to ask as.");
  }
  return client;
}

/** With the token that is kept, and where GitHub has ended that before its time, with a new one. */
async function asInstallation<T>(
  clients: GitHubClients,
  installationId: number,
  ask: (client: GitHubClient) => Promise<T>,
): Promise<T> {
  try {
    return await ask(await installationClient(clients, installationId, false));
  } catch (error) {
    if (statusOf(error) === 401) {
      return ask(await installationClient(clients, installationId, true));
    }
    throw error;
  }
}

async function installationClient(
  clients: GitHubClients,
  installationId: number,
  isFresh: boolean,
): Promise<GitHubClient> {
  const client = await clients.installation(installationId, { ...LISTING, isFresh });
  if (!client) {
    throw new Error("There is no GitHub App to ask as.");
  }
  return client;
}

async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (statusOf(error) === 404) {
      return null;
    }
    throw error;
  }
}

/** The status of an answer that Octokit threw; null where none came. */
export function statusOf(error: unknown): number | null {
  const status = error instanceof Error && "status" in error ? error.status : null;
  return typeof status === "number" ? status : null;
}
