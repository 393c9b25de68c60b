import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonFault } from "@/lib/core/json-fault";

test("nothing is wrong exactly where the runtime parses", () => {
  const almostJson = fc
    .tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom("", ",", "}", "]", '"', ":", "'", "\\", "0", "\u0001", "\u007f", "${a}"),
    )
    .map(([text, place, piece]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + piece + text.slice(at);
    });

  fc.assert(
    fc.property(fc.oneof(fc.json(), almostJson, fc.string()), (text) => {
      expect(jsonFault(text) === null).toBe(parses(text));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["", 1, "Write the payload as JSON, such as {}."],
  ['{\n  "a": ${alias}\n}', 2, "Put the variable in double quotes."],
  ['{"a": 1,\n}', 2, "Remove the comma before this bracket."],
  ["[1,\n2,\n]", 3, "Remove the comma before this bracket."],
  ['{"a" 1}', 1, "Put a colon between the key and its value."],
  ['{"a": 1\n"b": 2}', 2, "A comma is missing before this."],
  ['{"a": [1, 2', 1, "The JSON is not finished. Add the ]."],
  ["{a: 1}", 1, "Write the key in double quotes."],
  ["{'a': 1}", 1, "Write the key in double quotes."],
  ['{"a": prod}', 1, "This is no JSON value. Write text in double quotes."],
  [
    '{"a": "x\ny"}',
    1,
    "This text is not closed or holds a character that JSON escapes. Check its quotes and backslashes.",
  ],
  ["{} {}", 1, "The JSON ends before this. Remove the rest."],
])("%j is at fault in line %i", (source, line, message) => {
  expect(jsonFault(source)).toMatchObject({ line, message });
});

test("a text that nests without end is refused, not recursed into", () => {
  expect(jsonFault("[".repeat(500_000))).toMatchObject({ message: "Nest at most 32 levels deep." });
});

test("a long text is looked over in time", () => {
  const long = JSON.stringify({ text: 'x"\\'.repeat(200_000) });

  expect(jsonFault(long)).toBeNull();
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
