import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatBytes,
  formatChange,
  formatDuration,
  formatElapsed,
  formatMetric,
  formatPlural,
  formatShare,
  initialsOf,
  shortDigest,
} from "@/app/_components/format";

describe("durations", () => {
  test.each([
    [0, "0 ms"],
    [212, "212 ms"],
    [999.4, "999 ms"],
    [999.6, "1.00 s"],
    [1210, "1.21 s"],
    [9994, "9.99 s"],
    [9995, "10s"],
    [48_000, "48s"],
    [59_700, "1m 00s"],
    [108_000, "1m 48s"],
    [3_599_600, "1h 00m"],
    [3_900_000, "1h 05m"],
    [86_399_000, "1d 0h"],
    [183_600_000, "2d 3h"],
    [-5, "0 ms"],
  ])("%d ms is written %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test("never shows sixty of a unit that has sixty", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e10, noNaN: true }), (ms) => {
        expect(formatDuration(ms)).not.toMatch(/\b60[sm]\b/);
      }),
    );
  });

  test("a ticking duration has whole seconds only", () => {
    expect([formatElapsed(900), formatElapsed(9900), formatElapsed(108_999)]).toEqual(["0s", "9s", "1m 48s"]);
  });
});

describe("bytes", () => {
  test.each([
    [0, "0 B"],
    [812, "812 B"],
    [1023, "1023 B"],
    [1024, "1.0 KB"],
    [65_536, "64.0 KB"],
    [1_048_575, "1.0 MB"],
    [225_024_410, "214.6 MB"],
    [5 * 1024 ** 4, "5.0 TB"],
  ])("%d is written %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test("never shows 1,024 of a unit", () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (bytes) => {
        expect(Number.parseFloat(formatBytes(bytes))).toBeLessThan(1024);
      }),
    );
  });
});

describe("metrics", () => {
  test.each([
    [0.9312, "0.9312"],
    [0.1 + 0.2, "0.3"],
    [-1.8, "−1.8"],
    [41, "41"],
    [1_234_567, "1,234,570"],
    [0.0000123, "0.0000123"],
    [1.5e-9, "1.5e−9"],
    [2.5e12, "2.5e+12"],
  ])("%d is written %s", (value, text) => {
    expect(formatMetric(value)).toBe(text);
  });

  test("a change has its sign, and no noise of binary fractions", () => {
    expect([formatChange(0.9271, 0.9312), formatChange(43, 41.2), formatChange(0.3, 0.1 + 0.2)]).toEqual([
      "+0.0041",
      "−1.8",
      "±0",
    ]);
  });
});

describe("shares", () => {
  test.each([
    [41, 41, "100%"],
    [999, 1000, "99%"],
    [1, 1000, "1%"],
    [0, 7, "0%"],
    [0, 0, "–"],
  ])("%d of %d is written %s", (part, whole, text) => {
    expect(formatShare(part, whole)).toBe(text);
  });
});

test("counts agree with their noun", () => {
  expect([formatPlural(1, "model"), formatPlural(1284, "delivery", "deliveries")]).toEqual([
    "1 model",
    "1,284 deliveries",
  ]);
});

test.each([
  ["mara.lindqvist", "ML"],
  ["ci-train", "CT"],
  ["sam", "SA"],
  ["Ørsted Ångström", "ØÅ"],
  ["🦊", "?"],
  ["", "?"],
])("the initials of %j are %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

test("a short digest is the first eight characters of its hex part", () => {
  expect(shortDigest("sha256:9f2c41e8b07d55aa")).toBe("9f2c41e8");
});
