import { expect, test } from "vitest";
import { createMemo } from "@/lib/platform/memo";

/** Counts how often each answer had to be made. */
function countingMemo(max: number) {
  const made: string[] = [];
  const recall = createMemo(max, (key) => {
    made.push(key);
    return key.length;
  });
  return { made, recall };
}

test("an answer is made once for as long as it is kept", () => {
  const { made, recall } = countingMemo(2);

  expect(["a", "a", "bb", "a"].map(recall)).toEqual([1, 1, 2, 1]);
  expect(made).toEqual(["a", "bb"]);
});

test("no more than the wished number of answers is kept", () => {
  const { made, recall } = countingMemo(2);

  ["a", "b", "c", "a"].map(recall);

  expect(made).toEqual(["a", "b", "c", "a"]);
});

test("a key as long as the longest secret is answered, and neither it nor its answer is kept", () => {
  const { made, recall } = countingMemo(2);
  const secret = "s".repeat(65_536);

  expect([recall("a"), recall(secret), recall(secret), recall("a")]).toEqual([1, 65_536, 65_536, 1]);
  expect(made).toEqual(["a", secret, secret]);
});
