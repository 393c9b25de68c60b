import fc from "fast-check";
import { expect, test } from "vitest";
import { COLUMNS_MAX, decodeColumns, encodeColumns } from "@/app/(site)/[team]/models/[model]/_components/columns";

test("names come back as they were, whatever they hold", () => {
  const name = fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" });
  fc.assert(
    fc.property(fc.array(name, { maxLength: COLUMNS_MAX }), (names) => {
      expect(decodeColumns(encodeColumns(names))).toEqual(names);
    }),
  );
});

test.each([
  [undefined, null],
  ["none", ["none"]],
  ["", []],
  ["%E0%A4%A,auc", ["%E0%A4%A", "auc"]],
  ["x".repeat(3_000), null],
])("%j reads as %j", (text, expected) => {
  expect(decodeColumns(text)).toEqual(expected);
});
