import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONDITION_OPERATORS, type Condition } from "@/lib/core/automation";
import { formatCondition, parseCondition } from "@/lib/core/condition";

describe("a written condition", () => {
  test.each([
    ["metadata.accuracy >= 0.9", { field: "metadata.accuracy", operator: ">=", value: 0.9 }],
    ["metadata.accuracy>=0.9", { field: "metadata.accuracy", operator: ">=", value: 0.9 }],
    ["  metadata.framework = pytorch ", { field: "metadata.framework", operator: "=", value: "pytorch" }],
    ['metadata.version = "3"', { field: "metadata.version", operator: "=", value: "3" }],
    ["metadata.note contains two words", { field: "metadata.note", operator: "contains", value: "two words" }],
    ["evaluation.bias != true", { field: "evaluation.bias", operator: "!=", value: true }],
    ["evaluation.auc exists", { field: "evaluation.auc", operator: "exists", value: null }],
    ["metadata.exists exists", { field: "metadata.exists", operator: "exists", value: null }],
    ['"metadata.a key" < 5', { field: "metadata.a key", operator: "<", value: 5 }],
    ["metadata.x = null", { field: "metadata.x", operator: "=", value: null }],
  ])("%s", (text, expected) => {
    expect(parseCondition(text)).toEqual({ ok: true, value: expected });
  });

  test.each([
    "",
    "metadata.a",
    "metadata.a >=",
    "accuracy > 1",
    "metadata. > 1",
    "metadata.aexists",
    "metadata.a exists 1",
    "= 1",
    "metadata.a = 1e999",
  ])("%j is refused with a remedy", (text) => {
    expect(parseCondition(text)).toMatchObject({ ok: false, problem: { code: "invalid", field: "condition" } });
  });

  test("reads back as what was written, whatever field and value", () => {
    const condition: fc.Arbitrary<Condition> = fc
      .record({
        field: fc
          .tuple(
            fc.constantFrom("metadata", "evaluation"),
            fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
          )
          .map(([root, key]) => `${root}.${key}`),
        operator: fc.constantFrom(...CONDITION_OPERATORS),
        value: fc.oneof(
          fc.string({ unit: "binary", maxLength: 40 }),
          fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
          fc.boolean(),
          fc.constant(null),
        ),
      })
      .map(({ value, ...rest }) => ({ ...rest, value: rest.operator === "exists" ? null : value }));

    fc.assert(
      fc.property(condition, (written) => {
        expect(parseCondition(formatCondition(written))).toEqual({ ok: true, value: written });
      }),
      { numRuns: 500 },
    );
  });
});
