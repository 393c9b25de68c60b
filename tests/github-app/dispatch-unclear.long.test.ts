import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type GitHubHarness, openGitHub, REPOSITORY_DISPATCH, WORKFLOW_DISPATCH } from "./harness";

const DISPATCHES = /\/dispatches$/;
const TOKENS = /\/access_tokens$/;
const RUNS = /\/runs\?/;
const SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

type Limit = {
  says: string;
  status: number;
  headers: Record<string, string>;
  resetS?: number;
  message?: string;
  attempt?: number;
  waitMs: number;
};

describe("a dispatch", () => {
  let github: GitHubHarness;
  beforeAll(async () => {
    github = await openGitHub("embedded");
  });
  afterAll(() => github.close());

  /** What GitHub has been asked since, by path. */
  function asked(since: number): string[] {
    return github.sandbox.requests.slice(since).map(({ path }) => path);
  }

  describe("is tried again when GitHub had no time for it:", () => {
    test("no token could be had", async () => {
      const place = await github.addPlace();
      github.sandbox.fail({ path: TOKENS, answer: { status: 503 } });
      const broken = await github.perform(place);
      github.sandbox.fail({ path: TOKENS, answer: "reset" });
      const reset = await github.perform(place);

      expect(broken.outcome).toMatchObject({ kind: "failed", code: "http_status", status: 503, isRetryable: true });
      expect(reset.outcome).toMatchObject({ kind: "failed", code: "connection_reset", isRetryable: true });
      expect(github.runsOf(place)).toEqual([]);
    });

    const LIMITS: Limit[] = [
      { says: "Retry-After", status: 403, headers: { "retry-after": "90" }, waitMs: 90_000 },
      { says: "a reset", status: 403, headers: { "x-ratelimit-remaining": "0" }, resetS: 120, waitMs: 120_000 },
      { says: "429 alone", status: 429, headers: {}, waitMs: 60_000 },
      { says: "a secondary limit", status: 403, headers: {}, message: SECONDARY, waitMs: 60_000 },
      {
        says: "a secondary limit, the third time",
        status: 403,
        headers: {},
        message: SECONDARY,
        attempt: 3,
        waitMs: 240_000,
      },
    ];
    test.each(LIMITS)(
      "it asks for patience by $says",
      async ({ status, headers, resetS, message = "", attempt = 1, waitMs }) => {
        const place = await github.addPlace();
        const reset: Record<string, string> = resetS
          ? { "x-ratelimit-reset": String(Math.floor(Date.now() / 1_000) + resetS) }
          : {};
        github.sandbox.fail({
          path: DISPATCHES,
          answer: { status, headers: { ...headers, ...reset }, body: { message } },
        });

        const { outcome } = await github.perform(place, { attempt });

        expect(outcome).toMatchObject({ kind: "failed", code: "rate_limited", status, isRetryable: true });
        expect(outcome.kind === "failed" && Math.abs((outcome.retryAfterMs ?? 0) - waitMs)).toBeLessThanOrEqual(2_000);
        expect(github.runsOf(place)).toEqual([]);
      },
    );
  });

  describe("that GitHub gave no clear answer to", () => {
    const EFFECTS = [
      { what: "a 502", answer: { status: 502 }, code: "http_status" },
      { what: "a reset", answer: "reset", code: "connection_reset" },
      { what: "silence", answer: "hang", code: "timeout" },
    ] as const;

    test.each(
      EFFECTS.flatMap((effect) =>
        [REPOSITORY_DISPATCH, WORKFLOW_DISPATCH].map((dispatch) => ({ ...effect, dispatch })),
      ),
    )("but $what after it took effect is found by its run: $dispatch.kind", async ({ answer, dispatch }) => {
      const place = await github.addPlace();
      github.sandbox.fail({ path: DISPATCHES, takesEffect: true, answer });

      const { outcome, run, deliveryId } = await github.perform(place, { dispatch });

      const [started, ...others] = github.runsOf(deliveryId);
      expect(outcome).toMatchObject({ kind: "delivered", code: "delivered" });
      expect(run).toMatchObject({ repositoryId: place.repositoryId, runId: started?.id });
      expect(others).toEqual([]);
    });

    test.each(EFFECTS)("but $what, and that started nothing, waits for a person", async ({ answer, code }) => {
      const place = await github.addPlace();
      github.sandbox.fail({ path: DISPATCHES, answer });
      const since = github.sandbox.requests.length;

      const { outcome, run } = await github.perform(place);

      expect(outcome).toMatchObject({ kind: "unknown", code });
      expect(run).toBeUndefined();
      expect(asked(since).filter((path) => DISPATCHES.test(path))).toHaveLength(1);
      expect(asked(since).filter((path) => RUNS.test(path)).length).toBeGreaterThan(1);
    });

    test("is looked for again when the first looks fail, too", async () => {
      const place = await github.addPlace();
      github.sandbox.fail({ path: DISPATCHES, takesEffect: true, answer: { status: 502 } });
      github.sandbox.fail({ path: RUNS, answer: { status: 503 } });

      expect((await github.perform(place)).outcome.kind).toBe("delivered");
    });

    test("because the worker stopped waits for a person; one that had not left yet goes back", async () => {
      const place = await github.addPlace();
      const stop = new AbortController();
      github.sandbox.fail({ path: DISPATCHES, answer: "hang" });
      const since = github.sandbox.requests.length;
      const performed = github.perform(place, { signal: stop.signal });
      await expect.poll(() => asked(since).some((path) => DISPATCHES.test(path)), { timeout: 5_000 }).toBe(true);
      stop.abort();

      expect((await performed).outcome).toEqual({ kind: "unknown", code: "worker_lost", status: null });
      expect((await github.perform(place, { signal: stop.signal })).outcome.code).toBe("cancelled");
    });
  });
});
