import { createClients, type GitHubClients } from "@/github-app/client";
import { createGitHubExecutor } from "@/github-app/dispatch";
import type { TeamScope } from "@/lib/core/actor";
import type { GitHubDispatch, StoredGitHubAction } from "@/lib/core/automation";
import type { Id } from "@/lib/core/ids";
import type { Execution, Executor } from "@/lib/core/ports";
import { ok } from "@/lib/core/result";
import { systemClock } from "@/lib/platform/clock";
import { createHttpClient } from "@/lib/platform/http";
import { newId } from "@/lib/platform/id";
import { type GitHubSandbox, startGitHubSandbox } from "../../demo/github/sandbox";
import { type DatabaseKind, openTestDatabase, type TestDatabase } from "../support/database";
import { addInstallation } from "../support/github-team";

/** A workflow that carries the delivery's id in its title, as ours do, and one whose author never heard of that. */
const LISTENS = `name: Listens
run-name: "Deploy [\${{ github.event.client_payload.modelwire.delivery_id }}]"
on:
  repository_dispatch:
    types: [deploy-model]
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: "true"
`;
const DEPLOYS = `name: Deploys
run-name: "Deploy [\${{ inputs.delivery_id }}]"
on:
  workflow_dispatch:
    inputs:
      delivery_id: { type: string }
      version: { type: string }
      replicas: { type: number, default: 1 }
      dry: { type: boolean, default: false }
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: "true"
`;

export const REPOSITORY_DISPATCH: GitHubDispatch = { kind: "repository", eventType: "deploy-model" };
export const WORKFLOW_DISPATCH: GitHubDispatch = { kind: "workflow", workflow: "deploys.yml", ref: null };

export type GitHubPlace = {
  repositoryId: number;
  name: string;
  /** GitHub's own. */
  githubInstallation: Awaited<ReturnType<GitHubSandbox["apps"]["install"]>>;
  installationId: Id<"installation">;
  action(dispatch?: GitHubDispatch): StoredGitHubAction;
};

export type GitHubHarness = {
  database: TestDatabase;
  scope: TeamScope;
  sandbox: GitHubSandbox;
  clients: GitHubClients;
  executor: Executor<StoredGitHubAction>;
  /** A repository of its own with both workflows, in an organisation where the App is installed and tied to the team. */
  addPlace(): Promise<GitHubPlace>;
  perform(place: GitHubPlace, wish?: Perform): Promise<Execution & { deliveryId: Id<"delivery"> }>;
  /** Runs that GitHub started in the place, or by one delivery. */
  runsOf(by: GitHubPlace | Id<"delivery">): { id: number; title: string }[];
  close(): Promise<void>;
};

export type Perform = {
  dispatch?: GitHubDispatch;
  deliveryId?: Id<"delivery">;
  attempt?: number;
  body?: object;
  signal?: AbortSignal;
};

/** With a database of its own, or within the one that something else has opened. */
export async function openGitHub(
  kind: DatabaseKind,
  shared?: Pick<GitHubHarness, "database" | "scope">,
): Promise<GitHubHarness> {
  const sandbox = await startGitHubSandbox();
  const database = shared?.database ?? (await openTestDatabase(kind));
  const scope = shared?.scope ?? (await (await database.team()).scope("admin"));
  const app = sandbox.apps.create({
    name: "Modelwire",
    owner: "acme",
    permissions: { actions: "write", contents: "write" },
    events: ["workflow_run"],
  });
  const clients = createClients({
    hosts: { web: sandbox.urls.web, api: sandbox.urls.api, oidcIssuer: sandbox.urls.issuer, isSandbox: true },
    version: "test",
    credentials: async () =>
      ok({
        appId: app.id,
        slug: app.slug,
        clientId: app.clientId,
        clientSecret: app.clientSecret,
        webhookSecret: app.webhookSecret,
        privateKey: app.pem,
      }),
  });
  const http = createHttpClient({ allow: { origins: new Set([sandbox.urls.origin]), cidrs: [] } });
  const executor = createGitHubExecutor({
    db: database.db,
    clients,
    http,
    clock: systemClock,
    timing: { dispatchMs: 1_500, pausesMs: [50, 100], looksMs: 5_000 },
  });

  let places = 0;
  return {
    database,
    scope,
    sandbox,
    clients,
    executor,
    async addPlace() {
      places += 1;
      const name = `acme/serving-${places}`;
      const { id: repositoryId } = await sandbox.repositories.create(name, {
        isPrivate: true,
        files: { ".github/workflows/listens.yml": LISTENS, ".github/workflows/deploys.yml": DEPLOYS },
      });
      const githubInstallation = await sandbox.apps.install(app, "acme", [name]);
      const installationId = await addInstallation(database.db, scope, {
        installationId: githubInstallation.id,
        repositories: [{ id: repositoryId, name }],
      });
      const action = (dispatch: GitHubDispatch = REPOSITORY_DISPATCH): StoredGitHubAction => ({
        type: "github",
        installationId,
        repositoryId,
        repository: name,
        dispatch,
        payload: {},
        deployment: null,
        reportsCheck: false,
      });
      return { repositoryId, name, githubInstallation, installationId, action };
    },
    async perform(place, { dispatch = REPOSITORY_DISPATCH, attempt = 1, ...wish } = {}) {
      const deliveryId = wish.deliveryId ?? newId("delivery");
      const usual =
        dispatch.kind === "repository" ? { modelwire: { delivery_id: deliveryId } } : { delivery_id: deliveryId };
      const input = {
        deliveryId,
        teamId: scope.teamId,
        action: place.action(dispatch),
        body: JSON.stringify(wish.body ?? usual),
        secretHoles: [],
        attempt,
      };
      return { ...(await executor(input, wish.signal ?? new AbortController().signal)), deliveryId };
    },
    runsOf: (by) =>
      sandbox.runs
        .list()
        .map(({ id, displayTitle: title, repositoryId }) => ({ id, title, repositoryId }))
        .filter(({ title, repositoryId }) =>
          typeof by === "string" ? title.includes(by) : repositoryId === by.repositoryId,
        ),
    async close() {
      await http.close();
      await sandbox.close();
      if (!shared) {
        await database.close();
      }
    },
  };
}
