import * as fc from "fast-check";
import { expect, test } from "vitest";
import { groupsOf } from "@/lib/platform/storage/s3-join";

test("a file of however many parts fits into one multipart upload, every part once and in order", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (count) => {
      const parts = Array.from({ length: count }, (_, index) => ({ partNumber: index + 1, sizeBytes: 8 }));

      const groups = groupsOf(parts);

      expect(groups.length).toBeLessThanOrEqual(10_000);
      expect(groups.flat().every(({ partNumber }, index) => partNumber === index + 1)).toBe(true);
      expect(groups.flat()).toHaveLength(count);
      expect(new Set(groups.slice(0, -1).map(({ length }) => length)).size).toBeLessThanOrEqual(1);
    }),
    { numRuns: 30, examples: [[1], [10_000], [10_001], [100_000]] },
  );
});
