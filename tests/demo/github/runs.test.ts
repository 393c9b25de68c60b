import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { latest } from "@/demo/github/run-records";
import { openRunScene, REPOSITORY, type RunScene } from "./run-scene";
import { expectRightHooks, type Json } from "./support";

let scene: RunScene;

beforeAll(async () => {
  process.env.SANDBOX_OWN = "must not be seen";
  scene = await openRunScene();
});

afterAll(() => scene.close());

test("a repository_dispatch runs the workflow that listens to it, from the request to the last hook", async () => {
  const before = scene.receiver.requests.length;
  const run = await scene.dispatched("evaluate", { registry: { model: "iris" } });

  expect([run.displayTitle, latest(run).conclusion]).toEqual(["Evaluate iris", "success"]);
  const log = scene.sandbox.runs.log(run);
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
  expect(scene.receiver.names().slice(before)).toEqual([
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

test("a job's own token may what the workflow says, and is masked in its log", () => {
  const log = scene.sandbox.runs.log(scene.run("Evaluate iris"));

  expect(log).toContain("reads 200");
  expect(log).toContain("writes 403");
  expect(log).toContain("token ***");
});

test("a run is read as GitHub shows it, with its jobs, its log and its page", async () => {
  const run = scene.run("Evaluate iris");
  const { body } = await scene.ask("GET", `${REPOSITORY}/actions/runs/${run.id}`);
  expect(body).toMatchObject({ display_title: "Evaluate iris", event: "repository_dispatch", run_attempt: 1 });

  const jobs = await scene.ask("GET", `${REPOSITORY}/actions/runs/${run.id}/jobs`);
  expect(jobs.body.jobs.map((job: Json) => [job.name, job.conclusion])).toEqual([
    ["score", "success"],
    ["report", "success"],
  ]);
  expect((await scene.ask("GET", `${REPOSITORY}/actions/jobs/${jobs.body.jobs[0].id}`)).body.steps[2].name).toBe(
    "Measure",
  );
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
  const { body } = await scene.ask("GET", `${REPOSITORY}/actions/workflows/evaluate.yml/runs?${filter}`);

  expect(body.workflow_runs).toHaveLength(count);
});

test("a job gets an identity that names it and verifies by the issuer's published key", async () => {
  const run = scene.run("Evaluate iris");
  const encoded = /identity (\S+)/.exec(scene.sandbox.runs.log(run))?.[1] ?? "";
  const configuration = await (await fetch(`${scene.sandbox.urls.issuer}/.well-known/openid-configuration`)).json();
  const keys = createRemoteJWKSet(new URL(configuration.jwks_uri));

  const { payload } = await jwtVerify(Buffer.from(encoded, "base64").toString(), keys, {
    issuer: scene.sandbox.urls.issuer,
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
    (await fetch(`${scene.sandbox.urls.issuer}/token?audience=x`, { headers: { authorization: "Bearer guessed" } }))
      .status,
  ).toBe(401);
});

test("tests can mint tokens that must be refused", async () => {
  const keys = createRemoteJWKSet(new URL(`${scene.sandbox.urls.issuer}/.well-known/jwks`));
  const run = scene.run("Evaluate iris");
  const verified = (jwt: string) => jwtVerify(jwt, keys, { issuer: scene.sandbox.urls.issuer, audience: "a" });

  await expect(verified(await scene.sandbox.oidc.mint(run, "a"))).resolves.toBeDefined();
  await expect(verified(await scene.sandbox.oidc.mint(run, "b"))).rejects.toThrow("aud");
  await expect(verified(await scene.sandbox.oidc.mint(run, "a", { hasForeignKey: true }))).rejects.toThrow("signature");
  await expect(verified(await scene.sandbox.oidc.mint(run, "a", { algorithm: "none" }))).rejects.toThrow();
  await expect(verified(await scene.sandbox.oidc.mint(run, "a", { algorithm: "HS256" }))).rejects.toThrow();
  await expect(verified(await scene.sandbox.oidc.mint(run, "a", { claims: { exp: 1 } }))).rejects.toThrow("exp");
});

test("what is put into a script by an expression runs there, and what comes by the environment does not", async () => {
  const run = await scene.dispatched("inject", { model: '"; echo $((40 + 2)) injected; echo "' });
  const [naive, careful] = ["naive", "careful"].map((key) =>
    latest(run)
      .jobs.find((job) => job.key === key)
      ?.log.join("\n"),
  );

  expect(naive).toContain("42 injected");
  expect(careful).not.toContain("42 injected");
  expect(careful).toContain("echo $((40 + 2)) injected");
});

test("every hook was signed and of GitHub's shape", async () => {
  await scene.sandbox.hooks.idle();

  expectRightHooks(scene.receiver, scene.app);
});
