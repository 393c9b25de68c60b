import fc from "fast-check";
import { expect, test } from "vitest";
import { countAxis, labelledPlaces, valueAxis } from "@/app/_components/chart-axis";

test("an axis encloses its values between round ends", () => {
  const { scale, ticks, format } = valueAxis([0.861, 0.927]);

  expect(scale.domain()).toEqual([0.86, 0.93]);
  expect(ticks.map(format)).toEqual(["0.86", "0.87", "0.88", "0.89", "0.90", "0.91", "0.92", "0.93"]);
});

test.each([
  ["no value", []],
  ["one value", [0.9]],
  ["zero alone", [0]],
  ["what is no number", [Number.NaN, Number.POSITIVE_INFINITY]],
])("%s still has an axis with two ends", (_, values) => {
  const { scale, ticks } = valueAxis(values);

  const [low = 0, high = 0] = scale.domain();
  expect(high).toBeGreaterThan(low);
  expect(ticks.length).toBeGreaterThan(1);
});

test("a negative tick has a true minus", () => {
  const { ticks, format } = valueAxis([-2, 2]);

  expect(ticks.map(format)).toContain("−2");
});

test("whatever the values, each lies on the axis", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 50 }),
      (values) => {
        const { scale } = valueAxis(values);
        return values.every((value) => scale(value) >= -1e-6 && scale(value) <= 100 + 1e-6);
      },
    ),
  );
});

test("counts begin at zero and have no tick between two whole numbers", () => {
  expect(countAxis([1, 0, 1]).ticks).toEqual([0, 1]);
  expect(countAxis([]).ticks).toEqual([0, 1]);
});

test("the last place is labelled, and no more than fit", () => {
  expect([...labelledPlaces(24, 7)].sort((one, other) => one - other)).toEqual([3, 7, 11, 15, 19, 23]);
  expect([...labelledPlaces(1, 7)]).toEqual([0]);
});
