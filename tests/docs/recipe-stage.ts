import { buildSync } from "esbuild";
import { expect } from "vitest";
import type { Run } from "@/demo/github/run-records";
import { type GitHubSandbox, startGitHubSandbox } from "@/demo/github/sandbox";
import { createIdentityVerifier, type VerifyIdentity } from "@/lib/github/identity-token";
import { systemClock } from "@/lib/platform/clock";
import { ask } from "../demo/github/support";
import { deliver } from "../rest/call-home-stage";
import { serve } from "../rest/serve";
import { openTestApi, type TestApi } from "../rest/test-api";
import { addInstallation } from "../support/github-team";

export const REPOSITORY = "acme/models";

export type RecipeDispatch =
  | { kind: "repository"; eventType: string }
  | { kind: "workflow"; workflow: string; ref: null };

/** A registry with its real API and command line, and an emulated GitHub whose runs may call it. */
export type RecipeStage = {
  api: TestApi;
  github: GitHubSandbox;
  /** A version of a new model and the delivery that its alias set off, with the payload as it was rendered. */
  deliver(model: string, dispatch: RecipeDispatch, payload?: object): Promise<{ delivery: string; payload: object }>;
  /** Asks GitHub for the run as the App does, and waits until it has ended. */
  run(dispatch: RecipeDispatch, payload: object, repository?: string): Promise<Run>;
  close(): Promise<void>;
};

type StageWish = {
  files: Readonly<Record<string, string>>;
  /** Repositories that the App does not cover, with the same files. */
  strangers?: readonly string[];
  variables?: Readonly<Record<string, string>>;
  secrets?: Readonly<Record<string, string>>;
  runnerEnvironment?: Readonly<Record<string, string>>;
};

export async function openRecipeStage(wish: StageWish): Promise<RecipeStage> {
  let verify: VerifyIdentity | null = null;
  const api = await openTestApi("embedded", { verifyIdentity: async (text) => (verify ? verify(text) : notYet()) });
  const cli = commandLine();
  const server = await serve(async (request) =>
    new URL(request.url).pathname === "/cli.mjs" ? new Response(cli) : api.fetch(request),
  );
  const names = [REPOSITORY, ...(wish.strangers ?? [])];
  const github = await startGitHubSandbox({
    repositories: names.map((fullName) => ({ fullName, files: wish.files })),
    ...(wish.runnerEnvironment ? { runnerEnvironment: wish.runnerEnvironment } : {}),
  });
  verify = createIdentityVerifier({ issuer: github.urls.issuer, audience: server.url, clock: systemClock });
  const token = await installApp(github, server.url);
  const { body } = await ask(github, token, "GET", `/repos/${REPOSITORY}`);
  await addInstallation(api.database.db, await api.team.scope("admin"), {
    installationId: 1,
    accountId: body.owner.id,
    repositories: [{ id: body.id, name: REPOSITORY }],
  });
  for (const name of names) {
    await github.repositories.setVariables(name, { ...wish.variables, MODELWIRE_URL: server.url });
    await github.repositories.setSecrets(name, wish.secrets ?? {});
  }

  return {
    api,
    github,
    async deliver(model, dispatch, payload) {
      const made = await deliver(api, model, {
        hasFile: true,
        repository: REPOSITORY,
        dispatch,
        ...(payload && { payload }),
      });
      const sent = (await api.call("GET", `/deliveries/${made.delivery}`)).body.body;
      return { delivery: made.delivery, payload: JSON.parse(sent) };
    },
    async run(dispatch, payload, repository = REPOSITORY) {
      const before = github.runs.list().length;
      const [path, request] = requestOf(dispatch, payload);
      expect((await ask(github, token, "POST", `/repos/${repository}${path}`, request)).status).toBe(204);
      const run = (await github.runs.settled(before + 1)).at(-1);
      if (!run) {
        throw new Error("Nothing ran.");
      }
      return run;
    },
    async close() {
      await github.close();
      await server.close();
      await api.close();
    },
  };
}

function notYet(): never {
  throw new Error("GitHub has not started yet.");
}

async function installApp(github: GitHubSandbox, hookUrl: string): Promise<string> {
  const app = github.apps.create({
    name: "App",
    owner: "acme",
    permissions: { contents: "write", actions: "write" },
    events: [],
    hookUrl,
  });
  return github.apps.token(await github.apps.install(app, "acme"));
}

function requestOf(dispatch: RecipeDispatch, payload: object): [path: string, body: object] {
  return dispatch.kind === "repository"
    ? ["/dispatches", { event_type: dispatch.eventType, client_payload: payload }]
    : [`/actions/workflows/${dispatch.workflow}/dispatches`, { ref: "main", inputs: payload }];
}

/** The one file that the server gives away, made as the build makes it. */
function commandLine(): string {
  const [file] = buildSync({
    entryPoints: ["lib/cli/main.ts"],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  }).outputFiles;
  return file?.text ?? "";
}
