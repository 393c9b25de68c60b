import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OUTCOME_CODES } from "@/lib/core/delivery";
import { doubtsOf, type PastAttempt } from "@/lib/core/github-doubt";

const NOON = Date.parse("2026-11-26T12:00:00.000Z");

function attempt(code: PastAttempt["code"], afterS: number, more: Partial<PastAttempt> = {}): PastAttempt {
  return { code, status: null, startedAt: at(afterS), durationMs: 500, answeredAt: null, ...more };
}

function at(afterS: number): Date {
  return new Date(NOON + afterS * 1_000);
}

describe("before a delivery is dispatched again, a run of it is looked for", () => {
  test.each(["timeout", "connection_reset", "network_error", "protocol_error", "worker_lost"] as const)(
    "after %s",
    (code) => {
      expect(doubtsOf([attempt(code, 0)], null).earlier).toEqual({ from: at(-300), to: at(3_600) });
    },
  );

  test("after an answer that GitHub is broken, though attempts since then started nothing", () => {
    const past = [attempt("http_status", 0, { status: 502 }), attempt("rate_limited", 60, { status: 403 })];

    expect(doubtsOf(past, null).earlier).toEqual({ from: at(-300), to: at(3_600) });
  });

  test("between the first attempt in doubt and well after the last", () => {
    const past = [attempt("timeout", 0), attempt("timeout", 7_200)];

    expect(doubtsOf(past, null).earlier).toEqual({ from: at(-300), to: at(7_200 + 3_600) });
  });
});

describe("nothing is looked for", () => {
  test.each([
    { what: "on the first attempt", past: [], confirmedAt: null },
    { what: "after refusals", past: [attempt("dispatch_refused", 0, { status: 422 })], confirmedAt: null },
    { what: "after a rate limit", past: [attempt("rate_limited", 0, { status: 429 })], confirmedAt: null },
    { what: "once one was delivered", past: [attempt("timeout", 0), attempt("delivered", 60)], confirmedAt: null },
    { what: "once a person said that it arrived", past: [attempt("timeout", 0)], confirmedAt: at(60) },
  ])("$what", ({ past, confirmedAt }) => {
    expect(doubtsOf(past, confirmedAt).earlier).toBeNull();
  });
});

test("who wants another run does not get the earlier one: it is looked for by GitHub's clock, from this attempt on", () => {
  const ahead = attempt("delivered", 0, { answeredAt: at(90).toUTCString() }); // GitHub is 89.5 s ahead.

  expect(doubtsOf([ahead], null).of(at(600)).from).toEqual(new Date(NOON + (600 + 89.5 - 2) * 1_000));
  expect(doubtsOf([attempt("delivered", 0)], null).of(at(600)).from).toEqual(at(598));
  expect(doubtsOf([], at(300)).of(at(600)).from).toEqual(at(598));
});

test("whatever happened, a doubt since the last arrival is never forgotten", () => {
  const past = fc.array(
    fc.record({
      code: fc.constantFrom(...OUTCOME_CODES),
      status: fc.constantFrom(null, 200, 403, 404, 500, 503),
      startedAt: fc.nat({ max: 100_000 }).map(at),
      durationMs: fc.nat({ max: 20_000 }),
      answeredAt: fc.constantFrom(null, "nonsense", at(1).toUTCString()),
    }),
    { maxLength: 12 },
  );

  fc.assert(
    fc.property(past, (attempts) => {
      const ordered = attempts.toSorted((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
      const doubtful: PastAttempt = { ...attempt("timeout", 200_000) };
      const { earlier } = doubtsOf([...ordered, doubtful], null);

      expect(earlier).not.toBeNull();
      expect(earlier?.to?.getTime()).toBeGreaterThan(doubtful.startedAt.getTime());
    }),
  );
});
