import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paced } from "@/lib/core/pace";

const NOW = Date.parse("2026-11-08T12:00:00.000Z");

describe("a pace", () => {
  test("of one a second lets five through at once, then one each second", () => {
    const first = paced({ maxPerSecond: 1, usedUntil: null, now: new Date(NOW) }, 10);
    const then = [500, 1_000, 1_999, 2_000].map(
      (afterMs) => paced({ maxPerSecond: 1, usedUntil: first.usedUntil, now: new Date(NOW + afterMs) }, 10).count,
    );

    expect(first.count).toBe(5);
    expect(then).toEqual([0, 1, 1, 2]);
  });

  test("without a burst lets one through at a time", () => {
    const pace = { maxPerSecond: 1, burst: 1 };
    const first = paced({ ...pace, usedUntil: null, now: new Date(NOW) }, 10);
    const then = [0, 999, 1_000, 5_000].map(
      (afterMs) => paced({ ...pace, usedUntil: first.usedUntil, now: new Date(NOW + afterMs) }, 10).count,
    );

    expect(first.count).toBe(1);
    expect(then).toEqual([0, 0, 1, 1]);
  });

  test("that was raised takes effect at once, whatever the lower one had booked", () => {
    const slow = paced({ maxPerSecond: 0.01, usedUntil: null, now: new Date(NOW) }, 5);

    expect(paced({ maxPerSecond: 100, usedUntil: slow.usedUntil, now: new Date(NOW + 1) }, 10).count).toBe(10);
  });

  test("holds nothing back for a clock that was set back by a day", () => {
    const before = paced({ maxPerSecond: 2, usedUntil: null, now: new Date(NOW) }, 5);

    expect(paced({ maxPerSecond: 2, usedUntil: before.usedUntil, now: new Date(NOW - 86_400_000) }, 5).count).toBe(5);
  });

  test("never lets more through in any span than its burst and its rate, one by one or many at once", () => {
    const rate = fc.oneof(fc.double({ min: 0.01, max: 20, noNaN: true }), fc.integer({ min: 1, max: 10_000 }));
    const ask = fc.record({
      afterMs: fc.nat({ max: 1_500 }),
      wanted: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 500 })),
    });

    fc.assert(
      fc.property(rate, fc.array(ask, { maxLength: 60 }), (maxPerSecond, asks) => {
        const sent: { at: number; count: number }[] = [];
        let usedUntil: Date | null = null;
        let at = NOW;
        for (const { afterMs, wanted } of asks) {
          at += afterMs;
          const answer = paced({ maxPerSecond, usedUntil, now: new Date(at) }, wanted);
          expect(answer.count).toBeGreaterThanOrEqual(0);
          expect(answer.count).toBeLessThanOrEqual(wanted);
          usedUntil = answer.usedUntil;
          sent.push({ at, count: answer.count });
        }

        const burst = Math.max(5, Math.floor(maxPerSecond));
        for (const [first, { at: begin }] of sent.entries()) {
          let total = 0;
          for (const { at: end, count } of sent.slice(first)) {
            total += count;
            expect(total).toBeLessThanOrEqual(burst + (maxPerSecond * (end - begin)) / 1_000 + 1e-6);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test("uses its rate up, however it was asked for before and however the clock jumped", () => {
    const jump = fc.record({ afterMs: fc.integer({ min: -100_000, max: 100_000 }), wanted: fc.nat({ max: 20 }) });

    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(jump, { maxLength: 30 }), (maxPerSecond, jumps) => {
        let usedUntil: Date | null = null;
        let at = NOW;
        for (const { afterMs, wanted } of jumps) {
          at += afterMs;
          usedUntil = paced({ maxPerSecond, usedUntil, now: new Date(at) }, wanted).usedUntil;
        }

        const later = new Date(at + (Math.max(5, maxPerSecond) * 1_000) / maxPerSecond + 1);
        expect(paced({ maxPerSecond, usedUntil, now: later }, 1).count).toBe(1);
      }),
      { numRuns: 500 },
    );
  });
});
