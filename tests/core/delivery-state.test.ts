import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Outcome } from "@/lib/core/delivery";
import { afterAttempt, type FailureCode, outcomeOfFailure, outcomeOfResponse } from "@/lib/core/delivery-state";
import { RETRY_AFTER_MAX_MS, RETRY_SCHEDULE_SECONDS } from "@/lib/core/retry";

const NOW = new Date("2026-11-08T12:00:00.000Z");
const HOUR_MS = 3_600_000;

describe("the outcome of a response", () => {
  test.each([200, 201, 202, 204, 299])("%i is delivered", (status) => {
    expect(outcomeOfResponse(status, {}, NOW)).toEqual({ kind: "delivered", code: "delivered", status });
  });

  test.each([
    [301, "redirected", false],
    [304, "redirected", false],
    [307, "redirected", false],
    [400, "http_status", false],
    [401, "http_status", false],
    [404, "http_status", false],
    [408, "http_status", true],
    [410, "gone", false],
    [413, "http_status", false],
    [425, "http_status", true],
    [429, "http_status", true],
    [500, "http_status", true],
    [503, "http_status", true],
    [599, "http_status", true],
    [600, "http_status", false],
    [999, "http_status", false],
    [101, "http_status", false],
  ])("%i is %s, retryable: %s", (status, code, isRetryable) => {
    expect(outcomeOfResponse(status, {}, NOW)).toMatchObject({ kind: "failed", code, status, isRetryable });
  });

  test("410 pauses the webhook", () => {
    expect(outcomeOfResponse(410, {}, NOW)).toMatchObject({ pausesWebhook: true });
  });

  test.each([200, 404, 503])("webhook-delivery: disable pauses the webhook with %i and ends the delivery", (status) => {
    const outcome = outcomeOfResponse(status, { "Webhook-Delivery": " Disable " }, NOW);

    expect(afterAttempt({ tries: 0, scheduleSeconds: [5] }, outcome, { now: NOW, jitter: 0 })).toMatchObject({
      state: status === 200 ? "delivered" : "gave_up",
      pausesWebhook: true,
    });
  });

  test.each([
    [429, "120", 120_000],
    [503, " 7 ", 7_000],
    [429, "Sun, 08 Nov 2026 12:01:30 GMT", 90_000],
    [429, "Sun, 08 Nov 2026 11:00:00 GMT", null],
    [429, "999999999999", RETRY_AFTER_MAX_MS],
    [429, "0", null],
    [429, "-5", null],
    [429, "1e3", null],
    [429, "tomorrow", null],
    [429, "2027", 2_027_000],
    [429, "", null],
    [500, "120", null],
    [404, "120", null],
  ])("%i with Retry-After %j waits %s ms", (status, header, retryAfterMs) => {
    expect(outcomeOfResponse(status, { "Retry-After": header }, NOW)).toMatchObject({ retryAfterMs });
  });
});

test.each<[FailureCode, boolean]>([
  ["timeout", true],
  ["connection_refused", true],
  ["connection_reset", true],
  ["dns_failed", true],
  ["tls_failed", true],
  ["worker_lost", true],
  ["address_forbidden", false],
  ["url_forbidden", false],
  ["secret_missing", false],
  ["payload_too_large", false],
])("%s is retryable: %s", (code, isRetryable) => {
  expect(outcomeOfFailure(code)).toMatchObject({ kind: "failed", code, status: null, isRetryable });
});

describe("after an attempt", () => {
  const refused = outcomeOfFailure("connection_refused");

  test("the schedule is 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, then it gives up", () => {
    const delaysMs = RETRY_SCHEDULE_SECONDS.map((_, tries) => {
      const next = afterAttempt({ tries, scheduleSeconds: RETRY_SCHEDULE_SECONDS }, refused, { now: NOW, jitter: 0 });
      return (next.dueAt?.getTime() ?? 0) - NOW.getTime();
    });

    expect(delaysMs).toEqual([
      5_000,
      300_000,
      0.5 * HOUR_MS,
      2 * HOUR_MS,
      5 * HOUR_MS,
      10 * HOUR_MS,
      14 * HOUR_MS,
      20 * HOUR_MS,
      24 * HOUR_MS,
    ]);
    expect(
      afterAttempt({ tries: 9, scheduleSeconds: RETRY_SCHEDULE_SECONDS }, refused, { now: NOW, jitter: 0 }),
    ).toEqual({ state: "gave_up", tries: 10, dueAt: null, finishedAt: NOW, pausesWebhook: false });
  });

  test("an empty schedule means one attempt", () => {
    expect(afterAttempt({ tries: 0, scheduleSeconds: [] }, refused, { now: NOW, jitter: 0 })).toMatchObject({
      state: "gave_up",
      tries: 1,
    });
  });

  test.each([
    ["3", 5_000],
    ["60", 60_000],
  ])("a Retry-After of %s s against a schedule of 5 s waits %i ms: the later wins", (header, delayMs) => {
    const outcome = outcomeOfResponse(429, { "retry-after": header }, NOW);

    const next = afterAttempt({ tries: 0, scheduleSeconds: [5] }, outcome, { now: NOW, jitter: 0 });

    expect(next.dueAt).toEqual(new Date(NOW.getTime() + delayMs));
  });

  test("a webhook that was paused meanwhile costs no place in the schedule, not even the last", () => {
    const paused = outcomeOfFailure("webhook_paused");

    expect(afterAttempt({ tries: 2, scheduleSeconds: [5, 5] }, paused, { now: NOW, jitter: 0 })).toEqual({
      state: "retrying",
      tries: 2,
      dueAt: NOW,
      finishedAt: null,
      pausesWebhook: false,
    });
  });

  test("a rate limit is waited out, and costs no place in the schedule, not even the last", () => {
    const position = { tries: 3, scheduleSeconds: [5, 300, 1_800] };
    const asked = outcomeOfFailure("rate_limited", { status: 403, retryAfterMs: 120_000 });

    expect(afterAttempt(position, asked, { now: NOW, jitter: 0 })).toEqual({
      state: "retrying",
      tries: 3,
      dueAt: new Date(NOW.getTime() + 120_000),
      finishedAt: null,
      pausesWebhook: false,
    });
    expect(afterAttempt(position, outcomeOfFailure("rate_limited"), { now: NOW, jitter: 1 }).dueAt).toEqual(
      new Date(NOW.getTime() + 66_000),
    );
  });

  test("unknown waits for a person", () => {
    const unknown: Outcome = { kind: "unknown", code: "timeout", status: null };

    expect(afterAttempt({ tries: 0, scheduleSeconds: [5] }, unknown, { now: NOW, jitter: 0 })).toMatchObject({
      state: "unknown",
      dueAt: null,
      finishedAt: NOW,
    });
  });

  const outcome: fc.Arbitrary<Outcome> = fc.oneof(
    fc
      .record({
        status: fc.integer({ min: 100, max: 999 }),
        header: fc.option(fc.oneof(fc.nat().map(String), fc.string()), { nil: undefined }),
        now: fc.date({ noInvalidDate: true }),
      })
      .map(({ status, header, now }) => outcomeOfResponse(status, { "retry-after": header }, now)),
    fc
      .constantFrom<FailureCode>("timeout", "dns_failed", "worker_lost", "secret_missing", "webhook_paused")
      .map(outcomeOfFailure),
    fc.constant<Outcome>({ kind: "unknown", code: "timeout", status: null }),
  );

  test("whatever happens and however the clock jumps, a delivery ends within its schedule and is never due in the past", () => {
    const schedule = fc.array(fc.integer({ min: 1, max: 604_800 }), { maxLength: 20 });
    const step = fc.record({
      outcome,
      now: fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
    });

    fc.assert(
      fc.property(schedule, fc.array(step, { minLength: 25, maxLength: 25 }), (scheduleSeconds, steps) => {
        let tries = 0;
        const sent = steps.filter(({ outcome }) => outcome.code !== "webhook_paused");
        for (const { outcome, now, jitter } of sent) {
          const next = afterAttempt({ tries, scheduleSeconds }, outcome, { now, jitter });

          expect(next.tries).toBe(tries + 1);
          expect(next.tries).toBeLessThanOrEqual(scheduleSeconds.length + 1);
          if (next.state !== "retrying") {
            expect([next.dueAt, next.finishedAt]).toEqual([null, now]);
            return;
          }

          const delayMs = next.dueAt.getTime() - now.getTime();
          const scheduledMs = (scheduleSeconds[tries] ?? 0) * 1_000;
          expect(delayMs).toBeGreaterThanOrEqual(scheduledMs);
          expect(delayMs).toBeLessThanOrEqual(Math.max(scheduledMs * 1.1 + 1, RETRY_AFTER_MAX_MS));
          tries = next.tries;
        }
        expect(sent.length).toBeLessThanOrEqual(scheduleSeconds.length);
      }),
      { numRuns: 500 },
    );
  });

  test("a delivery is either final or has a time, never both, and one that was not sent keeps its place and is due at once", () => {
    const position = fc.record({
      tries: fc.nat({ max: 25 }),
      scheduleSeconds: fc.array(fc.integer({ min: 1, max: 604_800 }), { maxLength: 20 }),
    });
    const at = fc.record({
      now: fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
      jitter: fc.double(),
    });

    fc.assert(
      fc.property(position, outcome, at, (position, outcome, at) => {
        const next = afterAttempt(position, outcome, at);

        expect(next.state === "retrying").toBe(next.dueAt !== null);
        expect(next.state === "retrying").toBe(next.finishedAt === null);
        expect(next.dueAt?.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(at.now.getTime());
        const isUnsent = outcome.code === "webhook_paused";
        expect(next.tries).toBe(isUnsent ? position.tries : position.tries + 1);
        expect(isUnsent && next.dueAt?.getTime() !== at.now.getTime()).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
