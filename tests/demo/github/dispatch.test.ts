import { afterAll, beforeAll, expect, test } from "vitest";
import { latest, type Run } from "@/demo/github/run-records";
import { openRunScene, REPOSITORY, type RunScene } from "./run-scene";
import { expectRightHooks } from "./support";

let scene: RunScene;

beforeAll(async () => {
  scene = await openRunScene();
});

afterAll(() => scene.close());

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
  const before = scene.sandbox.runs.list().length;

  expect((await scene.ask("POST", `${REPOSITORY}/dispatches`, body)).status).toBe(status);
  expect(scene.sandbox.runs.list()).toHaveLength(before);
});

test("a workflow_dispatch says which run it made, if asked, and fills in what the workflow declares", async () => {
  const wanted = { ref: "main", inputs: { model: "iris" }, return_run_details: true };
  const { status, body } = await scene.startManual(wanted);
  await scene.sandbox.runs.settled();

  expect(status).toBe(200);
  expect(body.run_url).toBe(`${scene.sandbox.urls.api}${REPOSITORY}/actions/runs/${body.workflow_run_id}`);
  const run = scene.sandbox.runs.list().find(({ id }) => id === body.workflow_run_id) as Run;
  expect([latest(run).conclusion, run.displayTitle]).toEqual(["success", "Manual"]);
  expect(scene.sandbox.runs.log(run)).toContain("got iris staging dry");
  expect((await scene.startManual({ ref: "main", inputs: { model: "iris" } })).status).toBe(204);
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
  const refused = await scene.startManual(body);

  expect([refused.status, refused.body.message]).toEqual([422, expect.stringContaining(message)]);
});

test("only a workflow that is there, is on and has the trigger can be dispatched", async () => {
  const at = (file: string) => scene.ask("POST", `${REPOSITORY}/actions/workflows/${file}/dispatches`, { ref: "main" });
  expect((await at("missing.yml")).status).toBe(404);
  expect((await at("evaluate.yml")).body.message).toBe("Workflow does not have 'workflow_dispatch' trigger");

  await scene.sandbox.repositories.setWorkflowEnabled("acme/models", "manual.yml", false);
  const listed = (await scene.ask("GET", `${REPOSITORY}/actions/workflows/manual.yml`)).body;
  expect(listed.state).toBe("disabled_manually");
  expect((await at(String(listed.id))).body.message).toBe(
    "Cannot trigger a 'workflow_dispatch' on a disabled workflow",
  );
  await scene.ask("PUT", `${REPOSITORY}/actions/workflows/manual.yml/enable`);
  expect((await scene.ask("GET", `${REPOSITORY}/actions/workflows`)).body.total_count).toBe(5);
});

test("a dispatch can be accepted and yet be answered with 502", async () => {
  const before = scene.sandbox.runs.list().length;
  scene.sandbox.fail({ method: "POST", path: /\/dispatches$/, takesEffect: true, answer: { status: 502, body: {} } });
  const answer = await fetch(`${scene.sandbox.urls.api}${REPOSITORY}/dispatches`, {
    method: "POST",
    headers: { authorization: `Bearer ${scene.token}` },
    body: JSON.stringify({ event_type: "evaluate", client_payload: { registry: { model: "ambiguous" } } }),
  });
  await scene.sandbox.runs.settled(before + 1);

  expect(answer.status).toBe(502);
  expect(latest(scene.run("Evaluate ambiguous")).conclusion).toBe("success");
});

test("every hook was signed and of GitHub's shape", async () => {
  await scene.sandbox.hooks.idle();

  expectRightHooks(scene.receiver, scene.app);
});
