import { afterAll, beforeAll, expect, test } from "vitest";
import { createClients } from "@/github-app/client";
import { createPreflight, type Preflight } from "@/github-app/preflight";
import type { TeamScope } from "@/lib/core/actor";
import type { GitHubDispatch } from "@/lib/core/automation";
import { githubPayloadFor } from "@/lib/core/github-payload";
import type { Json } from "@/lib/core/json";
import type { PreflightCheck, PreflightView } from "@/lib/core/preflight-facts";
import { ok } from "@/lib/core/result";
import { systemClock } from "@/lib/platform/clock";
import { validateRequest } from "../support/github-schema";
import { must } from "../support/must";
import { openSandboxTeam, type SandboxTeam } from "../support/sandbox-team";

const PROMOTED: GitHubDispatch = { kind: "repository", eventType: "promoted" };
const DEPLOY: GitHubDispatch = { kind: "workflow", workflow: "deploy.yml", ref: null };

const SERVING = { owner: "acme", repo: "serving" };

const LISTENS = `name: Promoted
run-name: "[\${{ github.event.client_payload.modelwire.delivery_id }}]"
on: { repository_dispatch: { types: [promoted] } }
jobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }
`;
const DEPLOYS = `name: Deploy
run-name: "[\${{ inputs.delivery_id }}]"
on:
  workflow_dispatch:
    inputs:
      delivery_id: { type: string, required: true }
      version: { required: true }
      stage: { type: choice, options: [staging, production], default: staging }
      dry: { type: boolean }
jobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }
`;

let place: SandboxTeam;
let look: Preflight;

beforeAll(async () => {
  place = await openSandboxTeam({
    repositories: {
      "acme/serving": {
        ".github/workflows/promoted.yml": LISTENS,
        ".github/workflows/deploy.yml": DEPLOYS,
        ".github/workflows/any.yml": "on: repository_dispatch\njobs: {}\n",
        ".github/workflows/push.yml": "on: push\njobs: {}\n",
        ".github/workflows/broken.yml": "on: [push\njobs: {}\n",
      },
      "acme/quiet": { ".github/workflows/push.yml": "on: push\njobs: {}\n", "README.md": "x" },
      "acme/old": { ".github/workflows/promoted.yml": LISTENS },
    },
  });
  look = createPreflight({ ...place, db: place.database.db, clock: systemClock }, { freshMs: 0 });
});

afterAll(() => place.close());

test("what is right is said to be right", async () => {
  expect(await checked({})).toMatchObject([
    { code: "installation", state: "ok", message: "The GitHub App is installed on acme, with Contents: write." },
    { code: "workflow", state: "ok" },
    { code: "run_name", state: "advice" },
    { code: "workflow", state: "ok", message: ".github/workflows/promoted.yml on main listens for promoted." },
  ]);
  expect(states(await checked({ dispatch: DEPLOY }))).toEqual(["installation ok", "workflow ok", "inputs ok"]);
});

test("a type that nobody listens for is a problem, as GitHub answers yes and starts nothing", async () => {
  expect(states(await checked({ repository: "acme/quiet" }))).toEqual(["installation ok", "type_unheard problem"]);
});

test.each<[string, Json, string[]]>([
  ["unknown", { delivery_id: "${delivery_id}", version: "v", verson: "x" }, ["input_unknown"]],
  ["missing", { delivery_id: "${delivery_id}" }, ["input_missing"]],
  [
    "wrong",
    { delivery_id: "${delivery_id}", version: "v", stage: "moon", dry: "maybe" },
    ["input_wrong", "input_wrong"],
  ],
  ["filled later", { delivery_id: "${delivery_id}", version: "v", stage: "${alias}", dry: false }, []],
])("inputs that are %s are told apart", async (_what, payload, codes) => {
  const problems = (await checked({ dispatch: DEPLOY, payload })).filter(({ state }) => state === "problem");

  expect(problems.map(({ code }) => code)).toEqual(codes);
});

test.each<[GitHubDispatch, string[]]>([
  [{ ...DEPLOY, workflow: "gone.yml" } as GitHubDispatch, ["workflow_missing problem"]],
  [{ ...DEPLOY, workflow: "push.yml" } as GitHubDispatch, ["trigger_missing problem"]],
  [{ ...DEPLOY, workflow: "broken.yml" } as GitHubDispatch, ["workflow_unreadable problem"]],
  [{ ...DEPLOY, ref: "nowhere" } as GitHubDispatch, ["workflow ok", "inputs ok", "ref_missing problem"]],
  [{ ...DEPLOY, ref: "main" } as GitHubDispatch, ["workflow ok", "inputs ok"]],
])("%j answers %j", async (dispatch, expected) => {
  expect(states(await checked({ dispatch })).slice(1)).toEqual(expected);
});

test("a ref is looked at for the file that would run there", async () => {
  const client = await place.clients.installation(place.installation.id, { permissions: { contents: "write" } });
  const main = await client?.rest.git.getRef({ ...SERVING, ref: "heads/main" });
  await client?.rest.git.createRef({ ...SERVING, ref: "refs/heads/other", sha: main?.data.object.sha ?? "" });
  const dispatch: GitHubDispatch = { kind: "workflow", workflow: "deploy.yml", ref: "other" };
  expect(states(await checked({ dispatch })).slice(1)).toEqual(["workflow ok", "inputs ok"]);

  await place.github.repositories.write(
    "acme/serving",
    ".github/workflows/deploy.yml",
    "on: push\njobs: {}\n",
    "other",
  );

  expect((await checked({ dispatch })).at(-1)).toMatchObject({ code: "trigger_missing", state: "problem" });
});

test("a workflow that is switched off is told, with the way to its switch", async () => {
  await place.github.repositories.setWorkflowEnabled("acme/serving", "deploy.yml", false);

  const checks = await checked({ dispatch: DEPLOY });

  expect(checks.at(-1)).toMatchObject({
    code: "workflow_disabled",
    remedy: { href: expect.stringContaining("/acme/serving/actions/workflows/deploy.yml") },
  });
  await place.github.repositories.setWorkflowEnabled("acme/serving", "deploy.yml", true);
});

test("an archived repository is told", async () => {
  await place.github.repositories.archive("acme/old");

  expect(states(await checked({ repository: "acme/old" }))).toEqual(["repository_archived problem"]);
});

test("a repository that the installation no longer covers is told", async () => {
  await place.github.apps.select(place.installation, ["acme/serving", "acme/old"], "mira");

  expect(states(await checked({ repository: "acme/quiet" }))).toEqual(["repository_missing problem"]);
  await place.github.apps.select(place.installation, "all", "mira");
});

test("a repository that was never covered leads to where it can be", async () => {
  const [check] = await checked({ repository: "acme/unknown" });

  expect(check).toMatchObject({
    code: "repository_not_covered",
    remedy: { href: expect.stringContaining(`/organizations/acme/settings/installations/${place.installation.id}`) },
  });
});

test("a permission that the App lacks is told from one that waits to be accepted", async () => {
  const asks = { ...place.installation.permissions };
  const { app } = place;
  place.installation.permissions = { metadata: "read", contents: "read" };

  expect(states(await checked({}))).toEqual(["permission_pending problem"]);
  app.permissions = { metadata: "read", contents: "read" };
  expect(states(await checked({}))).toEqual(["permission_missing problem"]);
  app.permissions = asks;
  place.installation.permissions = asks;
});

test("a suspended installation is told", async () => {
  await place.github.apps.suspend(place.installation, true, "mira");

  expect(states(await checked({}))).toEqual(["installation_suspended problem"]);
  await place.github.apps.suspend(place.installation, false, "mira");
});

test("GitHub being away is no alarm, and is over as soon as it is back", async () => {
  place.github.fail({ path: /./, times: 2, answer: { status: 503 } });
  place.github.fail({ path: /contents/, times: 1, answer: "reset" });

  const checks = await checked({});

  expect(checks.filter(({ state }) => state === "problem")).toEqual([]);
  expect(checks.at(-1)).toMatchObject({ code: "github_away", state: "unknown" });
});

test("no App and no installation are two causes", async () => {
  const stranger = await (await place.database.team()).scope("admin");
  const without = createPreflight({
    ...place,
    db: place.database.db,
    clock: systemClock,
    clients: createClients({ hosts: place.hosts, version: "test", credentials: async () => ok(null) }),
  });

  expect(states(await checked({ scope: stranger }))).toEqual(["installation_missing problem"]);
  expect(states(await checked({ scope: stranger, by: without }))).toEqual(["app_missing problem"]);
});

test("a viewer and a restricted token are told nothing, and GitHub is not asked for them", async () => {
  const viewer = await place.team.scope("viewer");
  const restricted = await place.team.scope("admin", { models: [] });
  const before = place.github.requests.length;

  for (const scope of [viewer, restricted]) {
    expect((await look(scope, wishOf({}))).ok).toBe(false);
  }
  expect(place.github.requests.length).toBe(before);
});

test("typing asks GitHub once, with a token that can only read", async () => {
  const fresh = createPreflight({ ...place, db: place.database.db, clock: systemClock });
  const before = place.github.requests.length;

  for (const eventType of ["p", "pr", "pro", "promoted"]) {
    await checked({ dispatch: { kind: "repository", eventType }, by: fresh, isFresh: false });
  }

  await checked({ by: fresh }); // Nor does pressing for it at once.

  const asked = place.github.requests.slice(before);
  expect(asked.length).toBeLessThanOrEqual(12);
  expect(asked.every(({ method, path }) => method === "GET" || path.endsWith("/access_tokens"))).toBe(true);
});

test("GitHub's own description has every request that was made", () => {
  const problems = place.github.requests.flatMap(({ method, path, body }) => validateRequest(method, path, body));

  expect(problems).toEqual([]);
});

type Wish = { repository?: string; dispatch?: GitHubDispatch; payload?: Json };

function wishOf({ repository = "acme/serving", dispatch = PROMOTED, payload }: Wish) {
  return { repository, dispatch, payload: payload ?? githubPayloadFor(dispatch, "ADD_ARTIFACT_ALIAS") };
}

async function checked({
  scope = place.member,
  by = look,
  isFresh = true,
  ...wish
}: Wish & { scope?: TeamScope; by?: Preflight; isFresh?: boolean }): Promise<PreflightCheck[]> {
  return must<PreflightView>(await by(scope, wishOf(wish), { isFresh })).checks;
}

function states(checks: readonly PreflightCheck[]): string[] {
  return checks.map(({ code, state }) => `${code} ${state}`);
}
