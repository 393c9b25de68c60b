import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { ask } from "@/lib/cli/ask";
import type { Client } from "@/lib/client/client";
import { APP_EVENTS, APP_PERMISSIONS } from "@/lib/core/github-app";
import { type GitHubSandbox, startGitHubSandbox } from "./github/sandbox";
import { BETTER_PLAN } from "./plans";
import { type Product, TEAM } from "./product";
import { REPOSITORY } from "./repository";
import { valueOrThrow } from "./setup";
import { heldOutFlowers } from "./train";
import { createWalker } from "./walker";

/** An emulated GitHub on this machine, with the team's repository: the evaluation is the team's own, and real. */
export async function startGitHub(): Promise<GitHubSandbox> {
  const here = join("demo", "serving");
  const flowers = heldOutFlowers(BETTER_PLAN).map(({ features, label }) => [...features, label].join(","));
  return startGitHubSandbox({
    repositories: [
      {
        fullName: REPOSITORY,
        isPrivate: true,
        files: {
          ".github/workflows/evaluate.yml": await readFile(join(here, "evaluate.yml"), "utf8"),
          ".github/workflows/deploy.yml": await readFile(join(here, "deploy.yml"), "utf8"),
          "evaluate.mjs": await bundled(join(here, "evaluate.ts")),
          "held-out.csv": `${flowers.join("\n")}\n`,
        },
      },
    ],
  });
}

/** What the product has to know of the sandbox: where it is, and the App that was made there. */
export async function environmentFor(github: GitHubSandbox, url: string): Promise<Record<string, string>> {
  const { urls, apps, repositories } = github;
  const permissions = Object.entries(APP_PERMISSIONS).map(([name, { level }]) => [name, level] as const);
  const app = apps.create({
    name: "Modelwire demo",
    owner: TEAM,
    permissions: Object.fromEntries(permissions),
    events: [...APP_EVENTS],
    hookUrl: `${url}/api/github/webhooks`,
    externalUrl: url,
    callbackUrls: [`${url}/api/github/authorized`],
    setupUrl: `${url}/api/github/installed`,
  });
  await repositories.setVariables(REPOSITORY, { MODELWIRE_URL: url });
  return {
    GITHUB_URL: urls.web,
    GITHUB_API_URL: urls.api,
    GITHUB_OIDC_ISSUER: urls.issuer,
    GITHUB_APP_ID: String(app.id),
    GITHUB_APP_SLUG: app.slug,
    GITHUB_APP_CLIENT_ID: app.clientId,
    GITHUB_APP_CLIENT_SECRET: app.clientSecret,
    GITHUB_APP_WEBHOOK_SECRET: app.webhookSecret,
    GITHUB_APP_PRIVATE_KEY: app.pem,
  };
}

/**
 * Connects the organisation as its owner would in a browser, page by page: signs in by the printed link, installs the App on
 * acme, and proves to Modelwire who that was.
 */
export async function connectGitHub({ admin, url, signInLink }: Product): Promise<void> {
  await removeFormer(admin);
  const walker = createWalker(signInLink);
  await walker.open(signInLink);
  await walker.open(`${url}/${TEAM}/settings/github/connect`);
  await walker.submit({ account: TEAM, selection: "all" });
  await walker.submit({ decision: "allow" });
  if (walker.url.searchParams.get("connected") !== TEAM) {
    throw new Error(`GitHub was not connected: the way ended at ${walker.url.pathname}.`);
  }
}

/** What the last run of the demo had connected was another sandbox, which is gone. */
async function removeFormer(api: Client): Promise<void> {
  const path = { team: TEAM };
  const { items } = valueOrThrow(await ask(api.GET("/teams/{team}/github/installations", { params: { path } })));
  for (const { id } of items) {
    valueOrThrow(
      await ask(
        api.DELETE("/teams/{team}/github/installations/{installation}", {
          params: { path: { ...path, installation: id } },
        }),
      ),
    );
  }
}

/** One file that any Node runs, as a team would have it in its repository. */
export async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
  });
  return outputFiles[0]?.text ?? "";
}
