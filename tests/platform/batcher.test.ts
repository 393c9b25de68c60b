import { expect, test } from "vitest";
import { createBatcher } from "@/lib/platform/batcher";

test("values that come together are written together", async () => {
  const batches: number[][] = [];
  const batcher = createBatcher<number>({ sizeMax: 2, waitMs: 0 }, async (values) => void batches.push(values));

  await Promise.all([1, 2, 3].map((value) => batcher.add(value)));

  expect(batches).toEqual([[1, 2], [3]]);
});

test("a value that cannot be written fails alone, and those beside it are written", async () => {
  const written: number[] = [];
  const batcher = createBatcher<number>({ sizeMax: 10, waitMs: 0 }, async (values) => {
    if (values.includes(2)) {
      throw new Error("2 cannot be written");
    }
    written.push(...values);
  });

  const ends = await Promise.allSettled([1, 2, 3].map((value) => batcher.add(value)));

  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(written).toEqual([1, 3]);
});
