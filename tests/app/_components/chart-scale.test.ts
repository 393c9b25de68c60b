import fc from "fast-check";
import { expect, test } from "vitest";
import { labelledPlaces, niceScale, shareOf } from "@/app/_components/chart-scale";

const metric = fc.double({ min: -1e9, max: 1e9, noNaN: true });

test("an axis encloses every value and has few ticks", () => {
  fc.assert(
    fc.property(fc.array(metric, { minLength: 1, maxLength: 40 }), (values) => {
      const scale = niceScale(values);

      expect(scale.ticks.length).toBeLessThanOrEqual(12);
      for (const value of values) {
        expect(shareOf(value, scale)).toBeGreaterThanOrEqual(-1e-6);
        expect(shareOf(value, scale)).toBeLessThanOrEqual(1 + 1e-6);
      }
    }),
  );
});

test("ticks are round numbers", () => {
  expect(niceScale([0.861, 0.9312]).ticks).toEqual([0.86, 0.88, 0.9, 0.92, 0.94]);
});

test("no values, or only values that are no numbers, still make an axis", () => {
  expect(niceScale([])).toEqual(niceScale([Number.NaN, Number.POSITIVE_INFINITY]));
  expect(niceScale([]).ticks).toEqual([0, 1]);
});

test("one value alone gets an axis of some height", () => {
  expect(niceScale([0]).max).toBeGreaterThan(0);
  expect(niceScale([5]).max - niceScale([5]).min).toBeGreaterThan(0);
});

test("the last place is always labelled, and no more than asked for", () => {
  expect([...labelledPlaces(18, 9)].sort((a, b) => a - b)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17]);
  expect(labelledPlaces(0, 9).size).toBe(0);
});
