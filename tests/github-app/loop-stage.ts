import { eq } from "drizzle-orm";
import { createCheckReporter } from "@/github-app/checks";
import { createClients, type GitHubClient, type GitHubClients } from "@/github-app/client";
import { createDeploymentReporter } from "@/github-app/deployments";
import type { HandlerPorts } from "@/github-app/handlers/ports";
import { onWorkflowJob, onWorkflowRun } from "@/github-app/handlers/workflow-run";
import type { TeamScope } from "@/lib/core/actor";
import type { StoredGitHubAction } from "@/lib/core/automation";
import type { DeliveryView } from "@/lib/core/delivery";
import type { Id } from "@/lib/core/ids";
import type { Reporters } from "@/lib/core/ports";
import { newArtifact } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { automations, githubInstallations } from "@/lib/db/schema";
import { claimDue } from "@/lib/deliveries/claim";
import { getDelivery, listDeliveries } from "@/lib/deliveries/queries";
import { settle } from "@/lib/deliveries/settle";
import { tellDueReports } from "@/lib/deliveries/tell-reports";
import { systemClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/id";
import { createLog } from "@/lib/platform/log";
import { createArtifact } from "@/lib/registry/artifacts/commands";
import { createModel } from "@/lib/registry/models/commands";
import { linkVersion } from "@/lib/registry/versions/commands";
import { type GitHubSandbox, startGitHubSandbox } from "../../demo/github/sandbox";
import { type DatabaseKind, openTestDatabase } from "../support/database";
import { addInstallation } from "../support/github-team";
import { must } from "../support/must";
import { type Receiver, startReceiver } from "../support/receiver";

export const BASE_URL = "https://models.example.com";
export const REPO = { owner: "acme", repo: "serving" };
export const PERMISSIONS = {
  actions: "write",
  contents: "write",
  metadata: "read",
  deployments: "write",
  checks: "write",
} as const;

const WORKFLOW = `name: Deploy
run-name: "Deploy [\${{ inputs.delivery_id }}]"
on:
  workflow_dispatch:
    inputs:
      delivery_id: { type: string }
      fails: { type: string, default: "no" }
jobs:
  canary:
    runs-on: ubuntu-latest
    steps:
      - env: { FAILS: "\${{ inputs.fails }}" }
        run: test "$FAILS" != yes
`;

/** Carries out a launch run: as long as its parameters say, and to the end that they say. */
const TRAIN = `name: Train
run-name: "Train [\${{ inputs.run_id }}]"
on:
  workflow_dispatch:
    inputs:
      run_id: { type: string }
      parameters: { type: string }
jobs:
  train:
    runs-on: ubuntu-latest
    steps:
      - env: { PARAMETERS: "\${{ inputs.parameters }}" }
        run: node -e 'const p = JSON.parse(process.env.PARAMETERS); setTimeout(() => process.exit(p.code), p.seconds * 1000)'
`;

/** A team with one automation, an emulated GitHub whose webhooks are handled, and what tells of runs there. */
export type Loop = {
  db: Database;
  scope: TeamScope;
  sandbox: GitHubSandbox;
  clients: GitHubClients;
  /** Links a version whose source is the repository's newest commit: its delivery waits. */
  promote(): Promise<{ id: Id<"delivery">; sha: string; version: number }>;
  /** Asks GitHub for the run, and stores its answer as the executor's. */
  dispatch(id: Id<"delivery">, inputs?: Record<string, string>): Promise<{ runId: number }>;
  view(id: string): Promise<DeliveryView>;
  /** Tells what is due, until nothing is. */
  tellAll(): Promise<void>;
  setPermissions(permissions: Record<string, string>): Promise<void>;
  /** Reads what GitHub has. */
  reader(): Promise<GitHubClient>;
  close(): Promise<void>;
};

export async function openLoop(kind: DatabaseKind): Promise<Loop> {
  const [database, sandbox, receiver] = await Promise.all([
    openTestDatabase(kind),
    startGitHubSandbox(),
    startReceiver(),
  ]);
  const { db } = database;
  const scope = await (await database.team()).scope("admin");
  must(await createModel(db, scope, { name: "churn", description: "", card: "" }));
  const log = createLog({ level: "silent" });
  const { id: repositoryId } = await sandbox.repositories.create("acme/serving", {
    files: { ".github/workflows/deploy.yml": WORKFLOW, ".github/workflows/train.yml": TRAIN },
  });
  const { clients, github } = await installApp(sandbox, receiver);
  handleHooks(receiver, { db, clients, log, clock: systemClock });
  const installationId = await addInstallation(db, scope, {
    installationId: github.id,
    permissions: PERMISSIONS,
    repositories: [{ id: repositoryId, name: "acme/serving" }],
  });
  await addAutomation(db, scope, { installationId, repositoryId });
  const reportPorts = { db, clients, baseUrl: BASE_URL };
  const reporters: Reporters = {
    deployment: createDeploymentReporter(reportPorts),
    check: createCheckReporter(reportPorts),
    slack: async () => ({ remoteId: null, problem: "webhook_missing" }),
  };

  async function clientFor(permissions: Record<string, "read" | "write">): Promise<GitHubClient> {
    const client = await clients.installation(github.id, { permissions });
    if (!client) {
      throw new Error("There is no App.");
    }
    return client;
  }

  return {
    db,
    scope,
    sandbox,
    clients,
    async promote() {
      const client = await clientFor({ contents: "read" });
      const { sha } = (await client.rest.repos.getCommit({ ...REPO, ref: "main" })).data;
      const reference = `s3://bucket/${newId("artifact")}`;
      const wish = newArtifact.parse({ project: "training", name: "churn", reference, source: { commit: sha } });
      const { artifact } = must(await createArtifact(db, scope, wish));
      const link = { model: "churn", source: { artifactId: artifact.id }, aliases: [], description: "" };
      const version = must(await linkVersion(db, scope, link)).number;
      const [newest] = must(await listDeliveries(db, scope, { limit: 1 })).items;
      return { id: newest?.id ?? newId("delivery"), sha, version };
    },
    async dispatch(id, inputs = {}) {
      const wish = {
        destination: installationId,
        room: 10,
        retries: 10,
        firstsBefore: 0,
        isProbe: false,
        limits: null,
      };
      const [claim] = await claimDue(db, [wish]);
      const client = await clientFor({ actions: "write" });
      const { data } = await client.request("POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches", {
        ...REPO,
        workflow_id: "deploy.yml",
        ref: "main",
        inputs: { delivery_id: id, ...inputs },
        return_run_details: true,
      });
      const { workflow_run_id: runId, html_url: url } = data as unknown as {
        workflow_run_id: number;
        html_url: string;
      };
      if (!claim) {
        throw new Error("No delivery is due.");
      }
      const execution = {
        outcome: { kind: "delivered", code: "delivered", status: 200 } as const,
        record: { request: null, response: null, timings: null },
        startedAt: new Date(),
        durationMs: 1,
        run: { repositoryId, runId, url },
      };
      const next = { state: "delivered", tries: 1, delaySeconds: null, pausesWebhook: false } as const;
      await settle(db, [{ ...claim, execution, next }]);
      return { runId };
    },
    view: async (id) => must(await getDelivery(db, scope, id)),
    async tellAll() {
      while ((await tellDueReports(db, reporters, log)) > 0) {}
    },
    async setPermissions(permissions) {
      await db.update(githubInstallations).set({ permissions }).where(eq(githubInstallations.id, installationId));
    },
    reader: () => clientFor({ contents: "read", deployments: "read", checks: "read" }),
    async close() {
      await sandbox.close();
      await receiver.close();
      await database.close();
    },
  };
}

async function installApp(sandbox: GitHubSandbox, receiver: Receiver) {
  const app = sandbox.apps.create({
    name: "Modelwire",
    owner: "acme",
    permissions: PERMISSIONS,
    events: ["workflow_run", "workflow_job"],
    hookUrl: `${receiver.origin}/hook`,
  });
  const { slug, clientId, clientSecret, webhookSecret, pem: privateKey } = app;
  const clients: GitHubClients = createClients({
    hosts: { web: sandbox.urls.web, api: sandbox.urls.api, oidcIssuer: sandbox.urls.issuer, isSandbox: true },
    version: "test",
    credentials: async () => ok({ appId: app.id, slug, clientId, clientSecret, webhookSecret, privateKey }),
  });
  return { clients, github: await sandbox.apps.install(app, "acme", ["acme/serving"]) };
}

/** As the App's route does once it has verified and dispatched a webhook. */
function handleHooks(receiver: Receiver, ports: Omit<HandlerPorts, "receipt">): void {
  const handlers = new Map([
    ["workflow_run", onWorkflowRun],
    ["workflow_job", onWorkflowJob],
  ]);
  receiver.reply = async ({ headers, body }) => {
    const event = String(headers["x-github-event"]);
    const receipt = { guid: String(headers["x-github-delivery"]), event };
    await handlers.get(event)?.({ ...ports, receipt }, JSON.parse(body));
    return { status: 202 };
  };
}

async function addAutomation(
  db: Database,
  scope: TeamScope,
  { installationId, repositoryId }: { installationId: Id<"installation">; repositoryId: number },
): Promise<void> {
  const action: StoredGitHubAction = {
    type: "github",
    installationId,
    repositoryId,
    repository: "acme/serving",
    dispatch: { kind: "workflow", workflow: "deploy.yml", ref: null },
    payload: {},
    deployment: { environment: "production" },
    reportsCheck: true,
  };
  await db.insert(automations).values({
    id: newId("automation"),
    teamId: scope.teamId,
    name: "Deploy",
    eventType: "LINK_ARTIFACT",
    filter: { alias: null, tag: null, conditions: [] },
    actionType: "github",
    action,
    installationId,
    secretNames: [],
    createdBy: "test",
  });
}
