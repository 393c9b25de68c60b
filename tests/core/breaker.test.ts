import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  afterTally,
  type Breaker,
  FAILURE_SHARE,
  FAILURES_MIN,
  HELD_LONGEST_MS,
  isFault,
  type Tally,
  WINDOW_MS,
} from "@/lib/core/breaker";

const NOW = new Date("2026-11-08T12:00:00.000Z");
const FAILED: Tally = { failures: 1, successes: 0, holdMs: 0 };
const ARRIVED: Tally = { failures: 0, successes: 1, holdMs: 0 };

describe("a breaker", () => {
  test("opens at the fifth failure in a row, for 15 s", () => {
    const four = run(Array.from({ length: 4 }, () => ({ tally: FAILED, afterMs: 1_000 })));
    const five = run(Array.from({ length: 5 }, () => ({ tally: FAILED, afterMs: 1_000 })));

    expect(four.breaker?.openUntil).toBeNull();
    expect(waitOf(five)).toBe(15_000);
  });

  test("stays closed while more than three in ten arrive", () => {
    const mixed = Array.from({ length: 60 }, (_, index) => ({
      tally: index % 3 === 0 ? ARRIVED : FAILED,
      afterMs: 100,
    }));

    expect(run(mixed).breaker?.openUntil).toBeNull();
  });

  test("stays open twice as long after each failed probe, ten minutes at most", () => {
    let state = run(Array.from({ length: 5 }, () => ({ tally: FAILED, afterMs: 0 })));
    const waits = Array.from({ length: 8 }, () => {
      state = run([{ tally: FAILED, afterMs: waitOf(state) }], state);
      return waitOf(state) / 1_000;
    });

    expect(waits).toEqual([30, 60, 120, 240, 480, 600, 600, 600]);
  });

  test("closes by the first that arrives, and begins anew", () => {
    const open = run(Array.from({ length: 6 }, () => ({ tally: FAILED, afterMs: 0 })));

    const closed = run([{ tally: ARRIVED, afterMs: 15_000 }], open);

    expect(closed.breaker).toBeNull();
    expect(waitOf(run([{ tally: { ...FAILED, failures: 5 }, afterMs: 0 }], closed))).toBe(15_000);
  });

  test("does not open again for what was under way when it opened", () => {
    const open = run(Array.from({ length: 5 }, () => ({ tally: FAILED, afterMs: 0 })));

    const late = run([{ tally: { ...FAILED, failures: 50 }, afterMs: 14_000 }], open);

    expect(late.breaker).toEqual(open.breaker);
  });

  test("is told nothing by a probe that was not sent: it stays as it was", () => {
    const open = run(Array.from({ length: 5 }, () => ({ tally: FAILED, afterMs: 0 })));

    expect(run([{ tally: { failures: 0, successes: 0, holdMs: 0 }, afterMs: 20_000 }], open).breaker).toEqual(
      open.breaker,
    );
  });

  test.each([
    [3_000, 3_000],
    [3_600_000, 300_000],
  ])("a receiver that asks for %i ms is left alone for %i ms", (holdMs, heldMs) => {
    expect(waitOf(run([{ tally: { ...FAILED, holdMs }, afterMs: 0 }]))).toBe(heldMs);
  });

  test.each([
    [60_000, 60_000],
    [86_400_000, 3_600_000],
  ])("a rate limit of %i ms holds everything for %i ms, and counts for nothing", (limitMs, heldMs) => {
    const limited: Tally = { failures: 0, successes: 0, holdMs: 0, limitMs };
    const held = run([{ tally: limited, afterMs: 0 }]);

    expect(waitOf(held)).toBe(heldMs);
    expect(held.breaker).toMatchObject({ failures: 0, openings: 0 });
    expect(run([{ tally: ARRIVED, afterMs: heldMs }], held).breaker).toBeNull();
  });

  test("a rate limit says nothing of whether GitHub works; what never left, neither", () => {
    const failed = { kind: "failed", isRetryable: true, retryAfterMs: null, pausesWebhook: false } as const;

    expect(isFault({ ...failed, code: "rate_limited", status: 429 })).toBeNull();
    expect(isFault({ ...failed, code: "installation_missing", status: null })).toBeNull();
    expect(isFault({ ...failed, code: "repository_missing", status: 404 })).toBe(false);
    expect(isFault({ kind: "unknown", code: "http_status", status: 502 })).toBe(true);
  });
});

const tally: fc.Arbitrary<Tally> = fc.record({
  failures: fc.nat({ max: 8 }),
  successes: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 8 })),
  holdMs: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat({ max: 86_400_000 })),
});
/** Mostly forwards by a little; sometimes the clock is set back, or on by a day. */
const jumpMs = fc.oneof(
  { weight: 6, arbitrary: fc.nat({ max: 700_000 }) },
  fc.integer({ min: -86_400_000, max: 86_400_000 }),
);
const story = fc.array(fc.record({ tally, afterMs: jumpMs }), { minLength: 1, maxLength: 60 });

describe("whatever it is told and however the clock jumps, a breaker", () => {
  test("is open for no longer from now than a rate limit may last", () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { breaker, now } = run(steps);

        const openMs = breaker?.openUntil ? breaker.openUntil.getTime() - now : 0;
        expect(openMs).toBeLessThanOrEqual(HELD_LONGEST_MS);
        expect(Number.isFinite(openMs)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("is closed by a probe that arrives, unless the receiver asks for patience", () => {
    fc.assert(
      fc.property(story, fc.nat({ max: 1_000_000 }), (steps, afterMs) => {
        const state = run(steps);
        fc.pre(Boolean(state.breaker?.openUntil));

        expect(run([{ tally: ARRIVED, afterMs }], state).breaker).toBeNull();
      }),
    );
  });

  test("opens only for enough failures, or when it was asked to wait", () => {
    fc.assert(
      fc.property(story, (steps) => {
        let state: State = { breaker: null, now: NOW.getTime() };
        for (const step of steps) {
          const before = state.breaker;
          state = run([step], state);
          if (!before?.openUntil && state.breaker?.openUntil && step.tally.holdMs === 0) {
            const failures = (before?.failures ?? 0) + step.tally.failures;
            const successes = (before?.successes ?? 0) + step.tally.successes;
            expect(step.tally.failures).toBeGreaterThan(0);
            expect(failures).toBeGreaterThanOrEqual(FAILURES_MIN);
            expect(failures / (failures + successes)).toBeGreaterThanOrEqual(
              step.tally.failures >= FAILURES_MIN ? 0 : FAILURE_SHARE,
            );
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("counts within its window alone, and is gone once it has nothing to remember", () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { breaker, now } = run(steps);
        fc.pre(breaker !== null && breaker.openUntil === null);

        const age = now - breaker.windowStartedAt.getTime();
        expect(age).toBeGreaterThanOrEqual(0);
        expect(age).toBeLessThan(WINDOW_MS);
        expect(breaker.failures).toBeGreaterThan(0);
        expect(breaker.openings).toBe(0);
      }),
      { numRuns: 1_000 },
    );
  });
});

type State = { breaker: Breaker | null; now: number };

function run(steps: readonly { tally: Tally; afterMs: number }[], from: State = { breaker: null, now: NOW.getTime() }) {
  return steps.reduce<State>(({ breaker, now }, { tally, afterMs }) => {
    const then = now + afterMs;
    return { breaker: afterTally(breaker, tally, new Date(then)), now: then };
  }, from);
}

function waitOf({ breaker, now }: State): number {
  return (breaker?.openUntil?.getTime() ?? Number.NaN) - now;
}
