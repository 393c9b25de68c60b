import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { latest, type Run } from "@/demo/github/run-records";
import { type GitHubSandbox, startGitHubSandbox } from "@/demo/github/sandbox";
import type { App, Installation } from "@/demo/github/world";
import { ask, expectRightHooks, type HookReceiver, type Json, startHookReceiver } from "./support";

const REPOSITORY = "/repos/acme/models";

const WORKFLOWS = {
  ".github/workflows/evaluate.yml": `
name: Evaluate
run-name: "Evaluate \${{ github.event.client_payload.registry.model }}"
on: { repository_dispatch: { types: [evaluate] } }
permissions: { id-token: write, contents: read }
env: { LEVEL: workflow, ONE: "1" }
jobs:
  score:
    runs-on: ubuntu-latest
    env: { LEVEL: job }
    outputs: { score: "\${{ steps.measure.outputs.score }}" }
    steps:
      - uses: actions/checkout@v5
      - id: measure
        name: Measure
        env: { LEVEL: step }
        run: |
          echo "levels $LEVEL $ONE"
          echo "score=0.9" >> "$GITHUB_OUTPUT"
          printf 'TEXT<<END\\nline one\\nline two\\nEND\\n' >> "$GITHUB_ENV"
          echo "# Fine" >> "$GITHUB_STEP_SUMMARY"
          test -f README.md && test "$GITHUB_REPOSITORY" = acme/models
          node -e 'const e = JSON.parse(require("fs").readFileSync(process.env.GITHUB_EVENT_PATH)); console.log("event", e.client_payload.registry.model)'
      - run: echo "$TEXT"; echo "secret is \${SANDBOX_OWN:-hidden} \${DATABASE_URL:-hidden}"
      - run: |
          curl -sS -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=https://models.example" > token.json
          node -e 'const { value } = JSON.parse(require("fs").readFileSync("token.json")); console.log("identity", Buffer.from(value).toString("base64"))'
  report:
    needs: score
    runs-on: ubuntu-latest
    steps:
      - run: echo "score was \${{ needs.score.outputs.score }}"
`,
  ".github/workflows/inject.yml": `
name: Inject
on: { repository_dispatch: { types: [inject] } }
jobs:
  naive:
    runs-on: ubuntu-latest
    steps:
      - run: echo "model \${{ github.event.client_payload.model }}"
  careful:
    runs-on: ubuntu-latest
    env: { MODEL: "\${{ github.event.client_payload.model }}" }
    steps:
      - run: echo "model $MODEL"
`,
  ".github/workflows/manual.yml": `
name: Manual
on:
  workflow_dispatch:
    inputs:
      model: { required: true }
      stage: { type: choice, options: [staging, production], default: staging }
      dry: { type: boolean, default: true }
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - run: echo "got \${{ inputs.model }} \${{ inputs.stage }} \${{ inputs.dry && 'dry' || 'wet' }}"
      - if: \${{ !inputs.dry }}
        run: exit 3
      - if: failure()
        run: echo "tidied up"
`,
  ".github/workflows/slow.yml": `
name: Slow
on: { repository_dispatch: { types: [slow] } }
concurrency: { group: "slow-\${{ github.event.client_payload.lane }}", cancel-in-progress: "\${{ github.event.client_payload.cancels }}" }
jobs:
  wait:
    runs-on: ubuntu-latest
    steps:
      - run: echo "started"; sleep 600
      - if: cancelled()
        run: echo "tidied up"
`,
  ".github/workflows/odd.yml": `
name: Odd
on: { repository_dispatch: { types: [odd] } }
jobs:
  foreign: { runs-on: ubuntu-latest, steps: [{ uses: actions/setup-node@v4 }] }
  lasting: { runs-on: ubuntu-latest, timeout-minutes: 0.01, steps: [{ run: sleep 600 }] }
  skipped: { if: "github.ref == 'refs/heads/other'", runs-on: ubuntu-latest, steps: [{ run: "true" }] }
  after: { needs: foreign, runs-on: ubuntu-latest, steps: [{ run: "true" }] }
  anyway: { needs: foreign, if: always(), runs-on: ubuntu-latest, steps: [{ run: "true" }] }
  matrix: { strategy: { matrix: { a: [1] } }, runs-on: ubuntu-latest, steps: [{ run: "true" }] }
`,
};

let sandbox: GitHubSandbox;
let receiver: HookReceiver;
let app: App;
let installation: Installation;
let token: string;

beforeAll(async () => {
  process.env.SANDBOX_OWN = "must not be seen";
  receiver = await startHookReceiver();
  sandbox = await startGitHubSandbox({ repositories: [{ fullName: "acme/models", files: WORKFLOWS }] });
  const events = ["workflow_run", "workflow_job", "repository_dispatch", "workflow_dispatch"];
  const permissions = { contents: "write", actions: "write" } as const;
  app = sandbox.apps.create({ name: "Registry", owner: "acme", permissions, events, hookUrl: receiver.origin });
  installation = await sandbox.apps.install(app, "acme");
  await sandbox.hooks.idle();
  token = sandbox.apps.token(installation);
});

afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

test("a repository_dispatch runs the workflow that listens to it, from the request to the last hook", async () => {
  const before = receiver.requests.length;
  const run = await dispatched("evaluate", { registry: { model: "iris" } });

  expect([run.displayTitle, latest(run).conclusion]).toEqual(["Evaluate iris", "success"]);
  const log = sandbox.runs.log(run);
  for (const line of [
    "levels step 1",
    "event iris",
    "line one",
    "line two",
    "score was 0.9",
    "secret is hidden hidden",
  ]) {
    expect(log).toContain(line);
  }
  expect(receiver.names().slice(before)).toEqual([
    "repository_dispatch evaluate",
    "workflow_run requested",
    "workflow_job queued",
    "workflow_run in_progress",
    "workflow_job in_progress",
    "workflow_job completed",
    "workflow_job queued",
    "workflow_job in_progress",
    "workflow_job completed",
    "workflow_run completed",
  ]);
});

test("a run is read as GitHub shows it, with its jobs, its log and its page", async () => {
  const run = ended("Evaluate iris");
  const { body } = await ask(sandbox, token, "GET", `${REPOSITORY}/actions/runs/${run.id}`);
  expect(body).toMatchObject({ display_title: "Evaluate iris", event: "repository_dispatch", run_attempt: 1 });

  const jobs = await ask(sandbox, token, "GET", `${REPOSITORY}/actions/runs/${run.id}/jobs`);
  expect(jobs.body.jobs.map((job: Json) => [job.name, job.conclusion])).toEqual([
    ["score", "success"],
    ["report", "success"],
  ]);
  expect(
    (await ask(sandbox, token, "GET", `${REPOSITORY}/actions/jobs/${jobs.body.jobs[0].id}`)).body.steps[2].name,
  ).toBe("Measure");
  const page = await (await fetch(body.html_url)).text();
  expect(page).toContain("SANDBOX");
  expect(page).toContain("levels step 1");
});

test.each([
  ["event=repository_dispatch", 1],
  ["event=workflow_dispatch", 0],
  ["branch=main", 1],
  ["branch=other", 0],
  ["created=%3E%3D2020-01-01", 1],
  ["created=%3E%3D2100-01-01T00:00:00Z", 0],
  ["created=2020-01-01..2100-01-01", 1],
  ["status=success", 1],
  ["status=failure", 0],
])("runs are found by %s", async (filter, count) => {
  const { body } = await ask(sandbox, token, "GET", `${REPOSITORY}/actions/workflows/evaluate.yml/runs?${filter}`);

  expect(body.workflow_runs).toHaveLength(count);
});

test("a job gets an identity that names it and verifies by the issuer's published key", async () => {
  const run = ended("Evaluate iris");
  const encoded = /identity (\S+)/.exec(sandbox.runs.log(run))?.[1] ?? "";
  const configuration = await (await fetch(`${sandbox.urls.issuer}/.well-known/openid-configuration`)).json();
  const keys = createRemoteJWKSet(new URL(configuration.jwks_uri));

  const { payload } = await jwtVerify(Buffer.from(encoded, "base64").toString(), keys, {
    issuer: sandbox.urls.issuer,
    audience: "https://models.example",
  });

  expect(payload).toMatchObject({
    sub: "repo:acme/models:ref:refs/heads/main",
    repository: "acme/models",
    repository_id: String(run.repositoryId),
    run_id: String(run.id),
    run_attempt: "1",
    event_name: "repository_dispatch",
    workflow_ref: "acme/models/.github/workflows/evaluate.yml@refs/heads/main",
  });
  expect(Number(payload.exp) - Number(payload.iat)).toBe(300);
  expect(
    (await fetch(`${sandbox.urls.issuer}/token?audience=x`, { headers: { authorization: "Bearer guessed" } })).status,
  ).toBe(401);
});

test("tests can mint tokens that must be refused", async () => {
  const keys = createRemoteJWKSet(new URL(`${sandbox.urls.issuer}/.well-known/jwks`));
  const run = ended("Evaluate iris");
  const verified = (jwt: string) => jwtVerify(jwt, keys, { issuer: sandbox.urls.issuer, audience: "a" });

  await expect(verified(await sandbox.oidc.mint(run, "a"))).resolves.toBeDefined();
  await expect(verified(await sandbox.oidc.mint(run, "b"))).rejects.toThrow("aud");
  await expect(verified(await sandbox.oidc.mint(run, "a", { hasForeignKey: true }))).rejects.toThrow("signature");
  await expect(verified(await sandbox.oidc.mint(run, "a", { algorithm: "none" }))).rejects.toThrow();
  await expect(verified(await sandbox.oidc.mint(run, "a", { algorithm: "HS256" }))).rejects.toThrow();
  await expect(verified(await sandbox.oidc.mint(run, "a", { claims: { exp: 1 } }))).rejects.toThrow("exp");
});

test("what is put into a script by an expression runs there, and what comes by the environment does not", async () => {
  const run = await dispatched("inject", { model: '"; echo $((40 + 2)) injected; echo "' });
  const [naive, careful] = ["naive", "careful"].map((key) =>
    latest(run)
      .jobs.find((job) => job.key === key)
      ?.log.join("\n"),
  );

  expect(naive).toContain("42 injected");
  expect(careful).not.toContain("42 injected");
  expect(careful).toContain("echo $((40 + 2)) injected");
});

test.each([
  ["no type", {}, 422],
  ["an empty type", { event_type: "" }, 422],
  ["a type of 101 characters", { event_type: "x".repeat(101) }, 422],
  [
    "eleven keys",
    { event_type: "x", client_payload: Object.fromEntries(Array.from({ length: 11 }, (_, key) => [key, 1])) },
    422,
  ],
  ["more than 64 KB", { event_type: "x", client_payload: { a: "x".repeat(65_536) } }, 422],
  ["a payload that is no object", { event_type: "x", client_payload: "text" }, 422],
  ["a type that nobody listens to", { event_type: "unheard-of" }, 204],
])("a repository_dispatch with %s is answered as GitHub does, and runs nothing", async (_what, body, status) => {
  const before = sandbox.runs.list().length;

  expect((await ask(sandbox, token, "POST", `${REPOSITORY}/dispatches`, body)).status).toBe(status);
  expect(sandbox.runs.list()).toHaveLength(before);
});

test("a workflow_dispatch says which run it made, if asked, and fills in what the workflow declares", async () => {
  const wanted = { ref: "main", inputs: { model: "iris" }, return_run_details: true };
  const { status, body } = await startManual(wanted);
  await sandbox.runs.settled();

  expect(status).toBe(200);
  expect(body.run_url).toBe(`${sandbox.urls.api}${REPOSITORY}/actions/runs/${body.workflow_run_id}`);
  const run = sandbox.runs.list().find(({ id }) => id === body.workflow_run_id) as Run;
  expect([latest(run).conclusion, run.displayTitle]).toEqual(["success", "Manual"]);
  expect(sandbox.runs.log(run)).toContain("got iris staging dry");
  expect((await startManual({ ref: "main", inputs: { model: "iris" } })).status).toBe(204);
});

test.each([
  ["no ref", { inputs: { model: "x" } }, '"ref" wasn\'t supplied'],
  ["a ref that is not there", { ref: "nowhere", inputs: { model: "x" } }, "No ref found for: nowhere"],
  [
    "an input that is not declared",
    { ref: "main", inputs: { model: "x", y: "1" } },
    'Unexpected inputs provided: ["y"]',
  ],
  ["a required input missing", { ref: "main" }, "Required input 'model' not provided"],
  ["a choice that is none", { ref: "main", inputs: { model: "x", stage: "z" } }, "not in the list of allowed values"],
  [
    "26 inputs",
    { ref: "main", inputs: Object.fromEntries(Array.from({ length: 26 }, (_, key) => [key, ""])) },
    "up to 25",
  ],
])("a workflow_dispatch with %s is refused in GitHub's words", async (_what, body, message) => {
  const refused = await startManual(body);

  expect([refused.status, refused.body.message]).toEqual([422, expect.stringContaining(message)]);
});

test("only a workflow that is there, is on and has the trigger can be dispatched", async () => {
  const at = (file: string) =>
    ask(sandbox, token, "POST", `${REPOSITORY}/actions/workflows/${file}/dispatches`, { ref: "main" });
  expect((await at("missing.yml")).status).toBe(404);
  expect((await at("evaluate.yml")).body.message).toBe("Workflow does not have 'workflow_dispatch' trigger");

  await sandbox.repositories.setWorkflowEnabled("acme/models", "manual.yml", false);
  const listed = (await ask(sandbox, token, "GET", `${REPOSITORY}/actions/workflows/manual.yml`)).body;
  expect(listed.state).toBe("disabled_manually");
  expect((await at(String(listed.id))).body.message).toBe(
    "Cannot trigger a 'workflow_dispatch' on a disabled workflow",
  );
  await ask(sandbox, token, "PUT", `${REPOSITORY}/actions/workflows/manual.yml/enable`);
  expect((await ask(sandbox, token, "GET", `${REPOSITORY}/actions/workflows`)).body.total_count).toBe(5);
});

test("a failing step fails its run, a rerun counts the attempt, and only the failed can be run again", async () => {
  const { body } = await startManual({
    ref: "main",
    inputs: { model: "iris", dry: "false" },
    return_run_details: true,
  });
  await sandbox.runs.settled();
  const path = `${REPOSITORY}/actions/runs/${body.workflow_run_id}`;
  const run = sandbox.runs.list().find(({ id }) => id === body.workflow_run_id) as Run;
  expect(latest(run).conclusion).toBe("failure");
  expect(sandbox.runs.log(run)).toContain("tidied up");

  expect((await ask(sandbox, token, "POST", `${path}/rerun`)).status).toBe(201);
  await sandbox.runs.settled();

  const again = (await ask(sandbox, token, "GET", path)).body;
  expect(again).toMatchObject({
    run_attempt: 2,
    conclusion: "failure",
    previous_attempt_url: expect.stringMatching(/attempts\/1$/),
  });
  expect((await ask(sandbox, token, "GET", `${path}/attempts/1`)).body.run_attempt).toBe(1);
  expect((await ask(sandbox, token, "POST", `${path}/cancel`)).status).toBe(409);
});

test("a run is cancelled with all that it started, and can still tidy up", async () => {
  await ask(sandbox, token, "POST", `${REPOSITORY}/dispatches`, { event_type: "slow", client_payload: { lane: "a" } });
  const run = await sandbox.runs.until((each) => each.name === "Slow" && /^started$/m.test(sandbox.runs.log(each)));
  await ask(sandbox, token, "POST", `${REPOSITORY}/actions/runs/${run.id}/cancel`);
  await sandbox.runs.settled();

  expect(latest(run).conclusion).toBe("cancelled");
  expect(sandbox.runs.log(run)).toContain("tidied up");
});

test("a concurrency group holds one run and one that waits; the newest takes the place of who waits", async () => {
  const start = (cancels: boolean) =>
    ask(sandbox, token, "POST", `${REPOSITORY}/dispatches`, {
      event_type: "slow",
      client_payload: { lane: "b", cancels },
    });
  const mine = () => sandbox.runs.list().filter((run) => JSON.stringify(run.payload).includes('"lane":"b"'));
  await start(false);
  await sandbox.runs.until((run) => mine().includes(run) && latest(run).status === "in_progress");
  await start(false);
  await sandbox.runs.until((run) => mine().includes(run) && latest(run).status === "pending");
  await start(true);
  await sandbox.runs.until((run) => run === mine()[2] && latest(run).status === "in_progress");

  const [first, second, third] = mine();
  expect([first, second].map((run) => run && latest(run).conclusion)).toEqual(["cancelled", "cancelled"]);
  if (third) {
    sandbox.runs.cancel(third);
  }
  await sandbox.runs.settled();
});

test("what a sandbox cannot run fails in a plain sentence, and conditions decide about the rest", async () => {
  const run = await dispatched("odd", {});
  const jobs = Object.fromEntries(latest(run).jobs.map((job) => [job.key, job]));

  expect(jobs.foreign?.log.join("\n")).toContain("This sandbox runs no actions but actions/checkout");
  expect(jobs.matrix?.log.join("\n")).toContain("no runner for a matrix");
  const conclusions = Object.fromEntries(Object.entries(jobs).map(([key, job]) => [key, job.conclusion]));
  expect(conclusions).toEqual({
    foreign: "failure",
    lasting: "failure",
    skipped: "skipped",
    after: "skipped",
    anyway: "success",
    matrix: "failure",
  });
});

test("a dispatch can be accepted and yet be answered with 502", async () => {
  const before = sandbox.runs.list().length;
  sandbox.fail({ method: "POST", path: /\/dispatches$/, takesEffect: true, answer: { status: 502, body: {} } });
  const answer = await fetch(`${sandbox.urls.api}${REPOSITORY}/dispatches`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ event_type: "evaluate", client_payload: { registry: { model: "ambiguous" } } }),
  });
  await sandbox.runs.settled(before + 1);

  expect(answer.status).toBe(502);
  expect(latest(ended("Evaluate ambiguous")).conclusion).toBe("success");
});

test("every hook was signed and of GitHub's shape", async () => {
  await sandbox.hooks.idle();

  expectRightHooks(receiver, app);
  expect(receiver.requests.length).toBeGreaterThan(50);
});

async function dispatched(type: string, payload: Json): Promise<Run> {
  const before = sandbox.runs.list().length;
  const body = { event_type: type, client_payload: payload };
  expect((await ask(sandbox, token, "POST", `${REPOSITORY}/dispatches`, body)).status).toBe(204);
  const runs = await sandbox.runs.settled(before + 1);
  return runs.at(-1) as Run;
}

function startManual(body: Json) {
  return ask(sandbox, token, "POST", `${REPOSITORY}/actions/workflows/manual.yml/dispatches`, body);
}

function ended(title: string): Run {
  return sandbox.runs.list().find(({ displayTitle }) => displayTitle === title) as Run;
}
