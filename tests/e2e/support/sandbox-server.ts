import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GitHubSandbox, startGitHubSandbox } from "@/demo/github/sandbox";
import { contextless, grant } from "@/lib/auth/grant";
import { openDatabase } from "@/lib/db/client";
import { teams } from "@/lib/db/schema";
import { addInstallation } from "../../support/github-team";
import { SANDBOX_PERMISSIONS } from "../../support/sandbox-team";
import { type Api, apiOf } from "./api";
import { startServer } from "./server";

export type SandboxServer = {
  url: string;
  team: string;
  api: Api;
  github: GitHubSandbox;
  /** A file of the operator's cookies, as Playwright takes them. */
  session: string;
  stop(): Promise<void>;
};

type Wish = { team: string; repositories: Readonly<Record<string, Readonly<Record<string, string>>>> };

/** The built product beside a sandbox GitHub, whose App is made and installed on `acme` already. */
export async function startSandboxServer({ team, repositories }: Wish): Promise<SandboxServer> {
  const github = await startGitHubSandbox({
    repositories: Object.entries(repositories).map(([fullName, files]) => ({ fullName, files })),
  });
  const app = github.apps.create({ name: "Modelwire", owner: "acme", permissions: SANDBOX_PERMISSIONS, events: [] });
  const installation = await github.apps.install(app, "acme", "all");
  const names = Object.keys(repositories);
  const known = await Promise.all(names.map((name) => github.repositories.get(name)));

  const folder = mkdtempSync(join(tmpdir(), "modelwire-e2e-sandbox-"));
  const env = {
    MODELWIRE_DATA_DIR: folder,
    GITHUB_URL: github.urls.web,
    GITHUB_API_URL: github.urls.api,
    GITHUB_APP_ID: String(app.id),
    GITHUB_APP_SLUG: app.slug,
    GITHUB_APP_PRIVATE_KEY: app.pem,
    GITHUB_APP_WEBHOOK_SECRET: app.webhookSecret,
    GITHUB_APP_CLIENT_ID: app.clientId,
    GITHUB_APP_CLIENT_SECRET: app.clientSecret,
  };
  // Started once for the team: nothing else may have the folder open while it is tied.
  await (await startServer({ team, egress: [], env })).stop();
  await tie(folder, {
    installationId: installation.id,
    appId: app.id,
    permissions: SANDBOX_PERMISSIONS,
    repositories: known.map(({ id }, index) => ({ id, name: names[index] ?? "" })),
  });
  const server = await startServer({ team, egress: [], env });
  const operator = await server.signIn();
  const session = join(folder, "session.json");
  writeFileSync(session, JSON.stringify(operator.storageState()));
  return {
    url: server.url,
    team,
    api: apiOf(server.url, team, server.token),
    github,
    session,
    async stop() {
      await server.stop();
      await github.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function tie(folder: string, wish: Parameters<typeof addInstallation>[2]): Promise<void> {
  const { db, close } = await openDatabase({ kind: "embedded", folder });
  const [team] = await db.select({ id: teams.id, name: teams.name }).from(teams);
  if (!team) {
    throw new Error("The server made no team.");
  }
  const actor = { kind: "token", id: "tok_e2e", name: "e2e" } as const;
  await addInstallation(db, grant({ team, actor, role: "admin", models: "all" }, contextless()), wish);
  await close();
}
