import { type GitHubSandbox, startGitHubSandbox } from "@/demo/github/sandbox";
import { createClients, type GitHubClients } from "@/github-app/client";
import type { TeamScope } from "@/lib/core/actor";
import { ok } from "@/lib/core/result";
import type { AppCredentials } from "@/lib/github/apps";
import { type GitHubHosts, githubHosts } from "@/lib/platform/github-hosts";
import { openTestDatabase, type TestDatabase, type TestTeam } from "./database";
import { addInstallation } from "./github-team";

export const SANDBOX_PERMISSIONS = {
  actions: "write",
  contents: "write",
  pull_requests: "write",
  workflows: "write",
  metadata: "read",
} as const;

type SandboxWish = {
  repositories: Readonly<Record<string, Readonly<Record<string, string>>>>;
  permissions?: Record<string, "read" | "write">;
};

/** A sandbox GitHub with an App on `acme`, tied to a team: what a setup in the browser would have left. */
export type SandboxTeam = {
  github: GitHubSandbox;
  hosts: GitHubHosts;
  clients: GitHubClients;
  credentials: AppCredentials;
  app: ReturnType<GitHubSandbox["apps"]["create"]>;
  installation: Awaited<ReturnType<GitHubSandbox["apps"]["install"]>>;
  database: TestDatabase;
  team: TestTeam;
  member: TeamScope;
  close(): Promise<void>;
};

export async function openSandboxTeam({
  repositories,
  permissions = SANDBOX_PERMISSIONS,
}: SandboxWish): Promise<SandboxTeam> {
  const github = await startGitHubSandbox({
    repositories: Object.entries(repositories).map(([fullName, files]) => ({ fullName, files })),
  });
  const app = github.apps.create({ name: "Modelwire", owner: "acme", permissions, events: [] });
  const installation = await github.apps.install(app, "acme", Object.keys(repositories));
  const database = await openTestDatabase("embedded");
  const team = await database.team();
  const member = await team.scope("member");
  const known = await Promise.all(Object.keys(repositories).map((name) => github.repositories.get(name)));
  await addInstallation(database.db, member, {
    installationId: installation.id,
    appId: app.id,
    permissions: { metadata: "read", ...permissions },
    repositories: known.map(({ id }, index) => ({ id, name: Object.keys(repositories)[index] ?? "" })),
  });
  const hosts = githubHosts({
    GITHUB_URL: github.urls.web,
    GITHUB_API_URL: github.urls.api,
    GITHUB_OIDC_ISSUER: github.urls.issuer,
  });
  const credentials: AppCredentials = {
    appId: app.id,
    slug: app.slug,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    webhookSecret: app.webhookSecret,
    privateKey: app.pem,
  };
  return {
    github,
    hosts,
    clients: createClients({ hosts, version: "test", credentials: async () => ok(credentials) }),
    credentials,
    app,
    installation,
    database,
    team,
    member,
    async close() {
      await database.close();
      await github.close();
    },
  };
}
