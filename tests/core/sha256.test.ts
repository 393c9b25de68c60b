import { createHash, randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSha256 } from "@/lib/core/sha256";

function hashOf(chunks: readonly Uint8Array[]): string {
  const hash = createSha256();
  for (const chunk of chunks) {
    hash.update(chunk);
  }
  return hash.digest();
}

test("equals Node's digest, however the bytes are cut", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 12 }), (chunks) => {
      expect(hashOf(chunks)).toBe(createHash("sha256").update(Buffer.concat(chunks)).digest("hex"));
    }),
  );
});

test.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1_000_003])("equals Node's digest of %i bytes", (size) => {
  const bytes = randomBytes(size);

  expect(hashOf([bytes])).toBe(createHash("sha256").update(bytes).digest("hex"));
});
