import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/core";
import { restEndpointMethods } from "@octokit/plugin-rest-endpoint-methods";
import { expect, test } from "vitest";
import { startGitHubSandbox } from "@/demo/github/sandbox";

const WORKFLOW = "on: { workflow_dispatch: {} }\njobs: { a: { runs-on: x, steps: [{ run: 'true' }] } }\n";

test("GitHub's own client signs in as an App, takes a token, follows a rename and starts a run", async () => {
  const sandbox = await startGitHubSandbox({
    repositories: [{ fullName: "acme/models", files: { ".github/workflows/a.yml": WORKFLOW } }],
  });
  const app = sandbox.apps.create({ name: "Registry", owner: "acme", permissions: { actions: "write" }, events: [] });
  const { id: installationId } = await sandbox.apps.install(app, "acme");
  const auth = { appId: app.id, privateKey: app.pem };
  const Client = Octokit.plugin(restEndpointMethods);
  const asApp = new Client({ baseUrl: sandbox.urls.api, authStrategy: createAppAuth, auth });
  const asInstallation = new Client({
    baseUrl: sandbox.urls.api,
    authStrategy: createAppAuth,
    auth: { ...auth, installationId },
  });

  expect((await asApp.rest.apps.getAuthenticated()).data?.slug).toBe("registry");
  await sandbox.repositories.rename("acme/models", "renamed");
  const started = await asInstallation.rest.actions.createWorkflowDispatch({
    ...{ owner: "acme", repo: "models", workflow_id: "a.yml", ref: "main" },
    return_run_details: true,
  });
  expect(started.status).toBe(200);
  await sandbox.runs.settled(1);
  const { data } = await asInstallation.rest.actions.listWorkflowRunsForRepo({ owner: "acme", repo: "renamed" });
  expect(data.workflow_runs.map(({ conclusion }) => conclusion)).toEqual(["success"]);
  const refused = asInstallation.rest.repos.createDispatchEvent({ owner: "acme", repo: "renamed", event_type: "x" });
  await expect(refused).rejects.toMatchObject({ status: 403 });
  await sandbox.close();
});
