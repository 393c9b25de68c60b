import { afterAll, beforeAll, expect, test } from "vitest";
import type { App, Installation, Permissions } from "@/demo/github/records";
import { type GitHubSandbox, startGitHubSandbox } from "@/demo/github/sandbox";
import { ask, expectRightHooks, type HookReceiver, type Json, startHookReceiver } from "./support";

const ALL: Permissions = {
  contents: "write",
  actions: "write",
  workflows: "write",
  pull_requests: "write",
  deployments: "write",
  statuses: "write",
  checks: "write",
};

const FILE = {
  ".github/workflows/ci.yml": "on: { repository_dispatch: {} }\njobs: { a: { steps: [{ run: 'true' }] } }\n",
};

let sandbox: GitHubSandbox;
let receiver: HookReceiver;
let app: App;
let installation: Installation;
let token: string;

beforeAll(async () => {
  receiver = await startHookReceiver();
  sandbox = await startGitHubSandbox({
    people: [{ login: "mira" }, { login: "otto" }, { login: "ines" }],
    organizations: [
      {
        login: "acme",
        members: [
          { login: "mira", role: "admin" },
          { login: "otto", role: "member" },
        ],
      },
      { login: "umbra", members: [{ login: "otto", role: "admin" }] },
    ],
    repositories: ["models", "moving", "old"].map((name) => ({ fullName: `acme/${name}`, files: FILE })),
  });
  const events = ["repository", "deployment", "deployment_status", "check_run"];
  app = sandbox.apps.create({ name: "Registry", owner: "acme", permissions: ALL, events, hookUrl: receiver.origin });
  installation = await sandbox.apps.install(app, "acme");
  token = sandbox.apps.token(installation);
});

afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

test("a workflow can be read, and proposed by a branch, a file and a pull request", async () => {
  const at = "/repos/acme/models";
  const read = await plain("GET", `${at}/contents/.github/workflows/ci.yml`);
  expect(Buffer.from(read.body.content, "base64").toString()).toBe(FILE[".github/workflows/ci.yml"]);

  const { object } = (await plain("GET", `${at}/git/ref/heads/main`)).body;
  expect((await plain("POST", `${at}/git/refs`, { ref: "refs/heads/modelwire", sha: object.sha })).status).toBe(201);
  const content = Buffer.from("on: push\n").toString("base64");
  const file = { message: "Add it", content, branch: "modelwire" };
  expect((await plain("PUT", `${at}/contents/.github/workflows/new.yml`, file)).status).toBe(201);
  const wish = { title: "Evaluate models", head: "modelwire", base: "main", body: "As agreed." };
  const pull = await plain("POST", `${at}/pulls`, wish);

  expect([pull.status, pull.body.title]).toEqual([201, "Evaluate models"]);
  expect(await (await fetch(pull.body.html_url)).text()).toContain("Evaluate models");
  expect((await ask(sandbox, token, "GET", `${at}/actions/workflows`)).body.total_count).toBe(1);
});

test.each<[string, Permissions, string, string, unknown]>([
  [
    "a workflow file without the permission for workflows",
    { contents: "write" },
    "PUT",
    "/contents/.github/workflows/x.yml",
    { message: "x", content: "", branch: "main" },
  ],
  [
    "a tree that holds a workflow",
    { contents: "write" },
    "POST",
    "/git/trees",
    { tree: [{ path: ".github/workflows/x.yml", mode: "100644", type: "blob", content: "" }] },
  ],
  ["a pull request", { contents: "write" }, "POST", "/pulls", { title: "x", head: "a", base: "main" }],
  ["a deployment", { contents: "write" }, "POST", "/deployments", { ref: "main" }],
  ["a dispatch", { actions: "write" }, "POST", "/dispatches", { event_type: "x" }],
  ["a workflow's dispatch", { contents: "write" }, "POST", "/actions/workflows/ci.yml/dispatches", { ref: "main" }],
  ["the repository's settings", ALL, "PATCH", "", { private: true }],
])("%s is refused to a token that may not", async (_what, permissions, method, rest, body) => {
  const narrow = sandbox.apps.token(installation, { metadata: "read", ...permissions });

  expect((await plain(method, `/repos/acme/models${rest}`, body, narrow)).status).toBe(403);
});

test("a deployment has its statuses, and a newer success puts the older out of use", async () => {
  const at = "/repos/acme/models/deployments";
  const deploy = async () =>
    (await ask(sandbox, token, "POST", at, { ref: "main", environment: "staging", required_contexts: [] })).body;
  const [first, second] = [await deploy(), await deploy()];
  for (const { id } of [first, second]) {
    await ask(sandbox, token, "POST", `${at}/${id}/statuses`, { state: "in_progress" });
    await ask(sandbox, token, "POST", `${at}/${id}/statuses`, {
      state: "success",
      log_url: "http://127.0.0.1/log",
      environment_url: "http://127.0.0.1/env",
    });
  }

  const states = async (id: number) =>
    (await ask(sandbox, token, "GET", `${at}/${id}/statuses`)).body.map(({ state }: Json) => state);
  expect(await states(first.id)).toEqual(["inactive", "success", "in_progress"]);
  expect(await states(second.id)).toEqual(["success", "in_progress"]);
  expect((await ask(sandbox, token, "GET", `${at}?environment=staging`)).body).toHaveLength(2);
  expect((await ask(sandbox, token, "POST", at, { ref: "nowhere" })).status).toBe(422);
});

test("a commit bears statuses and check runs of the App", async () => {
  const { object } = (await plain("GET", "/repos/acme/models/git/ref/heads/main")).body;
  const status = { state: "success", context: "registry", description: "Linked", target_url: "http://127.0.0.1/v" };
  await ask(sandbox, token, "POST", `/repos/acme/models/statuses/${object.sha}`, { ...status, state: "pending" });
  await ask(sandbox, token, "POST", `/repos/acme/models/statuses/${object.sha}`, status);
  const combined = (await ask(sandbox, token, "GET", "/repos/acme/models/commits/main/status")).body;
  expect(combined).toMatchObject({ state: "success", total_count: 1 });

  const run = { name: "Registry", head_sha: object.sha, status: "in_progress" };
  const made = await ask(sandbox, token, "POST", "/repos/acme/models/check-runs", run);
  const done = { conclusion: "success", output: { title: "Good", summary: "0.9" } };
  const ended = await ask(sandbox, token, "PATCH", `/repos/acme/models/check-runs/${made.body.id}`, done);

  expect([made.body.app.slug, ended.body.status, ended.body.conclusion]).toEqual(["registry", "completed", "success"]);
  const listed = await ask(sandbox, token, "GET", `/repos/acme/models/commits/${object.sha}/check-runs`);
  expect(listed.body.total_count).toBe(1);
});

test("a renamed repository is found by its old name, and a write is led on with its method", async () => {
  const { id } = await sandbox.repositories.get("acme/moving");
  await sandbox.repositories.rename("acme/moving", "moved");

  const read = await ask(sandbox, token, "GET", "/repos/acme/moving");
  expect([read.status, read.headers.get("location")]).toEqual([301, `${sandbox.urls.api}/repositories/${id}`]);
  const write = await ask(sandbox, token, "POST", "/repos/acme/moving/dispatches", { event_type: "x" });
  expect([write.status, write.headers.get("location")]).toEqual([
    307,
    `${sandbox.urls.api}/repositories/${id}/dispatches`,
  ]);
  const followed = await plain("POST", `/repositories/${id}/dispatches`, { event_type: "x" });
  expect(followed.status).toBe(204);
  expect((await ask(sandbox, token, "GET", "/repos/acme/moved")).body.id).toBe(id);
  const [run] = await sandbox.runs.settled(1);
  expect(run?.repositoryId).toBe(id);
});

test("an archived repository can be read and not written to", async () => {
  await sandbox.repositories.archive("acme/old");

  expect((await ask(sandbox, token, "GET", "/repos/acme/old")).body.archived).toBe(true);
  const refused = await ask(sandbox, token, "POST", "/repos/acme/old/dispatches", { event_type: "x" });
  expect([refused.status, refused.body.message]).toEqual([403, "Repository was archived so is read-only."]);
});

test("a repository that was made or renamed over the API is known to installations as well", async () => {
  const signIn = sandbox.apps.createOAuthApp({ name: "Sign-in", owner: "acme", callbackUrls: [] });
  const mira = sandbox.apps.userToken(signIn, "mira");

  expect((await plain("POST", "/orgs/acme/repos", { name: "fresh", auto_init: true }, mira)).status).toBe(201);
  expect((await plain("PATCH", "/repos/acme/fresh", { name: "fresher" }, mira)).status).toBe(200);

  const names = async () =>
    (await plain("GET", "/installation/repositories")).body.repositories.map(({ name }: Json) => name);
  expect(await names()).toContain("fresher");
  expect((await ask(sandbox, token, "GET", "/repos/acme/fresh")).status).toBe(301);
  expect((await plain("DELETE", "/repos/acme/fresher", undefined, mira)).status).toBe(204);
  expect(await names()).not.toContain("fresher");
});

test("a transferred repository leaves the installation, and a deleted one is gone", async () => {
  await sandbox.repositories.transfer("acme/moved", "umbra");
  expect((await ask(sandbox, token, "GET", "/repos/umbra/moved")).status).toBe(404);
  expect(
    (await ask(sandbox, token, "GET", "/installation/repositories")).body.repositories.map(({ name }: Json) => name),
  ).toEqual(["models", "old"]);

  await sandbox.repositories.delete("acme/old");
  expect((await ask(sandbox, token, "GET", "/repos/acme/old")).status).toBe(404);
});

test("a member who is no admin can neither install the App nor change where it is", async () => {
  const page = `${sandbox.urls.web}/organizations/acme/settings/installations/${installation.id}`;
  const cookie = "sandbox_person=otto";

  expect((await fetch(page, { headers: { cookie } })).status).toBe(404);
  const body = new URLSearchParams({ account: "acme", selection: "all" });
  const answer = await fetch(`${sandbox.urls.web}/apps/${app.slug}/installations/new`, {
    method: "POST",
    headers: { cookie },
    body,
  });
  expect([answer.status, await answer.text()]).toEqual([
    422,
    expect.stringContaining("Choose an account that you administer."),
  ]);
  expect((await fetch(page, { redirect: "manual" })).headers.get("location")).toContain("/login?return_to=");
});

test("a person's token through the App may what both may", async () => {
  const mira = sandbox.apps.userToken(app, "mira");
  const stranger = sandbox.apps.userToken(app, "ines");

  expect((await ask(sandbox, mira, "POST", "/repos/acme/models/dispatches", { event_type: "x" })).status).toBe(204);
  expect((await ask(sandbox, stranger, "POST", "/repos/acme/models/dispatches", { event_type: "x" })).status).toBe(404);
  sandbox.apps.revokeUserTokens("mira");
  expect((await ask(sandbox, mira, "GET", "/user/installations")).status).toBe(401);
  await sandbox.runs.settled();
});

test("each of these was told in a hook of GitHub's shape", async () => {
  await sandbox.apps.accept(installation, { contents: "read" }, ["repository"], "mira");
  await sandbox.hooks.idle();

  expect(new Set(receiver.names())).toEqual(
    new Set([
      "installation created",
      "deployment created",
      "deployment_status created",
      "check_run created",
      "check_run completed",
      "repository renamed",
      "repository archived",
      "repository deleted",
      "installation new_permissions_accepted",
    ]),
  );
  expectRightHooks(receiver, app);
});

/** What emulate answers in our place is its own affair, so that its shape is not looked at. */
async function plain(
  method: string,
  path: string,
  body?: unknown,
  by = token,
): Promise<{ status: number; body: Json }> {
  const answer = await fetch(sandbox.urls.api + path, {
    method,
    headers: { authorization: `Bearer ${by}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
}
