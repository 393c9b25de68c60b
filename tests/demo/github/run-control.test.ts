import { afterAll, beforeAll, expect, test } from "vitest";
import { latest, type Run } from "@/demo/github/run-records";
import { openRunScene, REPOSITORY, type RunScene } from "./run-scene";
import { expectRightHooks } from "./support";

let scene: RunScene;

beforeAll(async () => {
  scene = await openRunScene();
});

afterAll(() => scene.close());

test("a failing step fails its run, a rerun counts the attempt, and only the failed can be run again", async () => {
  const { body } = await scene.startManual({
    ref: "main",
    inputs: { model: "iris", dry: "false" },
    return_run_details: true,
  });
  await scene.sandbox.runs.settled();
  const path = `${REPOSITORY}/actions/runs/${body.workflow_run_id}`;
  const run = scene.sandbox.runs.list().find(({ id }) => id === body.workflow_run_id) as Run;
  expect(latest(run).conclusion).toBe("failure");
  expect(scene.sandbox.runs.log(run)).toContain("tidied up");

  expect((await scene.ask("POST", `${path}/rerun`)).status).toBe(201);
  await scene.sandbox.runs.settled();

  const again = (await scene.ask("GET", path)).body;
  expect(again).toMatchObject({
    run_attempt: 2,
    conclusion: "failure",
    previous_attempt_url: expect.stringMatching(/attempts\/1$/),
  });
  expect((await scene.ask("GET", `${path}/attempts/1`)).body.run_attempt).toBe(1);
  expect((await scene.ask("POST", `${path}/cancel`)).status).toBe(409);
});

test("a run is cancelled with all that it started, and can still tidy up", async () => {
  await scene.ask("POST", `${REPOSITORY}/dispatches`, { event_type: "slow", client_payload: { lane: "a" } });
  const run = await scene.sandbox.runs.until(
    (each) => each.name === "Slow" && /^started$/m.test(scene.sandbox.runs.log(each)),
  );
  await scene.ask("POST", `${REPOSITORY}/actions/runs/${run.id}/cancel`);
  await scene.sandbox.runs.settled();

  expect(latest(run).conclusion).toBe("cancelled");
  expect(scene.sandbox.runs.log(run)).toContain("tidied up");
});

test("a concurrency group holds one run and one that waits; the newest takes the place of who waits", async () => {
  const start = (cancels: boolean) =>
    scene.ask("POST", `${REPOSITORY}/dispatches`, {
      event_type: "slow",
      client_payload: { lane: "b", cancels },
    });
  const mine = () => scene.sandbox.runs.list().filter((run) => JSON.stringify(run.payload).includes('"lane":"b"'));
  await start(false);
  await scene.sandbox.runs.until((run) => mine().includes(run) && latest(run).status === "in_progress");
  await start(false);
  await scene.sandbox.runs.until((run) => mine().includes(run) && latest(run).status === "pending");
  await start(true);
  await scene.sandbox.runs.until((run) => run === mine()[2] && latest(run).status === "in_progress");

  const [first, second, third] = mine();
  expect([first, second].map((run) => run && latest(run).conclusion)).toEqual(["cancelled", "cancelled"]);
  if (third) {
    scene.sandbox.runs.cancel(third);
  }
  await scene.sandbox.runs.settled();
});

test("what a sandbox cannot run fails in a plain sentence, and conditions decide about the rest", async () => {
  const run = await scene.dispatched("odd", {});
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

test("every hook was signed and of GitHub's shape", async () => {
  await scene.sandbox.hooks.idle();

  expectRightHooks(scene.receiver, scene.app);
});
