import { expect, test } from "vitest";
import { nearestNames } from "@/lib/core/nearest-name";
import { partsOfSearch, siteSearch, versionNumberOf } from "@/lib/core/site-search";

test.each([
  ["churn", { model: null, ref: "churn" }],
  ["churn:prod", { model: "churn", ref: "prod" }],
  ["churn : prod", { model: "churn", ref: "prod" }],
  [":prod", { model: "", ref: "prod" }],
  ["a:b:c", { model: "a", ref: "b:c" }],
])("%j has the parts %j", (text, parts) => {
  expect(partsOfSearch(text)).toEqual(parts);
});

test.each([
  ["v12", 12],
  ["V0", 0],
  ["12", null],
  ["v", null],
  ["v1e9", null],
  ["v9999999999", null],
])("%j is the version %j", (ref, number) => {
  expect(versionNumberOf(ref)).toBe(number);
});

test("a text that is too long finds as its beginning does, and an absent one finds nothing", () => {
  expect(siteSearch.parse({ q: `  ${"x".repeat(1000)}` }).q).toHaveLength(256);
  expect(siteSearch.parse({}).q).toBe("");
});

test("the nearest names come first, and what has little in common is left out", () => {
  const known = ["churn-classifier", "churn-regressor", "eta", "fraud-detector", "ranker-v2"];

  expect(nearestNames("churn-clasifier", known, 3)).toEqual(["churn-classifier"]);
  expect(nearestNames("churn", known, 3)).toEqual(["churn-classifier", "churn-regressor"]);
  expect(nearestNames("Fraud", known, 3)).toEqual(["fraud-detector"]);
  expect(nearestNames("zzzzzzzzzzzzzzzz", known, 3)).toEqual([]);
  expect(nearestNames("", known, 3)).toEqual([]);
});
