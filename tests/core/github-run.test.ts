import fc from "fast-check";
import { expect, test } from "vitest";
import { laterRun, RUN_STATES, type ToldJob, type ToldRun, tellingJob, worstRun } from "@/lib/core/github-run";

const second = fc.integer({ min: 0, max: 5 }).map((seconds) => new Date(1_790_000_000_000 + seconds * 1_000));

const told: fc.Arbitrary<ToldRun> = fc.record({
  state: fc.constantFrom(...RUN_STATES),
  conclusion: fc.constantFrom("success", "failure", null),
  url: fc.constant("https://github.com/acme/serving/actions/runs/1"),
  workflow: fc.constant("deploy.yml"),
  event: fc.constant("workflow_dispatch"),
  title: fc.constant("Deploy"),
  sha: fc.constant(null),
  attempt: fc.integer({ min: 1, max: 3 }),
  createdAt: fc.constant(new Date(0)),
  startedAt: fc.constant(null),
  finishedAt: fc.constant(null),
  toldAt: second,
});

const job: fc.Arbitrary<ToldJob> = fc.record({
  name: fc.constantFrom("build", "canary", "deploy"),
  url: fc.constant("https://github.com/acme/serving/actions/runs/1/job/2"),
  attempt: fc.integer({ min: 1, max: 3 }),
  failedAt: second,
});

test("whatever the order in which a run is told of, and however often, the same is left", () => {
  fc.assert(
    fc.property(permuted(told), ([inOrder, shuffled]) => {
      expect(shuffled.reduce(laterRun)).toEqual(inOrder.reduce(laterRun));
    }),
  );
});

test("whatever the order in which failed jobs are told, the same is named", () => {
  fc.assert(
    fc.property(permuted(job), ([inOrder, shuffled]) => {
      expect(shuffled.reduce<ToldJob | null>(tellingJob, null)).toEqual(
        inOrder.reduce<ToldJob | null>(tellingJob, null),
      );
    }),
  );
});

test("a run that has ended is not set back within its attempt, and a rerun begins anew", () => {
  fc.assert(
    fc.property(told, told, (one, other) => {
      const ended = { ...one, state: "failed" as const };
      const late = { ...other, state: "running" as const };

      expect(laterRun<ToldRun>(ended, late).state).toBe(late.attempt > ended.attempt ? "running" : "failed");
    }),
  );
});

test("of several runs the one that most needs a look is told: failed, under way, cancelled, succeeded", () => {
  const runs = (["succeeded", "cancelled", "running", "failed", "queued"] as const).map((state, id) => ({
    id,
    state,
    workflow: `${state}.yml`,
  }));

  expect(worstRun(runs)?.state).toBe("failed");
  expect(worstRun(runs.filter(({ state }) => state !== "failed"))?.state).toBe("running");
  expect(worstRun(runs.slice(0, 2))?.state).toBe("cancelled");
  expect(worstRun([])).toBeNull();
  expect(worstRun(runs.map((run) => ({ ...run, workflow: "deploy.yml" })))?.state).toBe("queued");
});

/** The same things in two orders, the second with some of them twice. */
function permuted<T>(one: fc.Arbitrary<T>): fc.Arbitrary<[T[], T[]]> {
  return fc.array(one, { minLength: 1, maxLength: 6 }).chain((things) =>
    fc.tuple(
      fc.constant(things),
      fc
        .tuple(fc.shuffledSubarray(things, { minLength: things.length }), fc.shuffledSubarray(things))
        .map(([all, again]) => [...all, ...again]),
    ),
  );
}
