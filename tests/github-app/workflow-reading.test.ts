import fc from "fast-check";
import { expect, test } from "vitest";
import { readWorkflow } from "@/github-app/workflow-reading";

test.each<[string, string[] | null | undefined, string[] | undefined]>([
  ["on: repository_dispatch", null, undefined],
  ["on: [push, workflow_dispatch]", undefined, []],
  ["on: { repository_dispatch: { types: promoted } }", ["promoted"], undefined],
  ["on: { repository_dispatch: { types: [a, 1, true] } }", ["a", "1", "true"], undefined],
  ['"on":\n  workflow_dispatch:\n    inputs: { a: , b: { type: choice, options: [x, 2] } }', undefined, ["a", "b"]],
  ["x: &t { types: [a] }\non: { repository_dispatch: *t }", ["a"], undefined],
])("%s", (text, types, inputs) => {
  const reading = readWorkflow(text);

  expect(reading.ok).toBe(true);
  expect(reading.ok ? reading.value.repositoryDispatch?.types : "").toEqual(types);
  expect(reading.ok ? reading.value.workflowDispatch?.inputs.map(({ name }) => name) : "").toEqual(inputs);
});

test.each([
  ["brackets", "[".repeat(60_000), true],
  ["dashes", "- ".repeat(30_000), true],
  ["indentation", Array.from({ length: 340 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"), false],
  ["commas", `{${",".repeat(60_000)}}`, false],
  ["quotes", '"'.repeat(60_000), false],
  ["anchors", "&a ".repeat(20_000), false],
  ["keys", `on: push\n${Array.from({ length: 5_000 }, (_, key) => `k${key}: 1`).join("\n")}`, null],
  ["size", "#".repeat(70_000), true],
  ["aliases that multiply", bomb(), true],
  ["no mapping", "just words", false],
  ["nothing", "", false],
])("hostile by its %s, it is answered soon", (_what, text, isPastLimit) => {
  const began = performance.now();

  const reading = readWorkflow(text);

  expect(performance.now() - began).toBeLessThan(5_000);
  expect(reading.ok ? null : reading.isPastLimit).toBe(isPastLimit);
});

test("a key that an object would not take is a name like any other", () => {
  const reading = readWorkflow("on: { workflow_dispatch: { inputs: { __proto__: { required: true } } } }");

  expect(reading).toMatchObject({ value: { workflowDispatch: { inputs: [{ name: "__proto__", isRequired: true }] } } });
  expect(({} as { isRequired?: boolean }).isRequired).toBeUndefined();
});

test("whatever a file holds, it is read or refused with words", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "on:",
      " ",
      "\n",
      "  ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "&a ",
      "*a",
      "!!map ",
      "<<: ",
      "? ",
      "|",
      ">",
      "\t",
    ),
    fc.constantFrom(
      "repository_dispatch",
      "workflow_dispatch:",
      "types:",
      "inputs:",
      "%YAML 1.1\n---\n",
      "...",
      "#",
      "'",
    ),
    fc.string({ unit: "binary", maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const reading = readWorkflow(pieces.join(""));

      expect(reading.ok || reading.fault.length > 1).toBe(true);
    }),
    { numRuns: 400 },
  );
});

function bomb(): string {
  const lines = Array.from(
    { length: 10 },
    (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(", ")}]`,
  );
  return `a0: &a0 [x]\n${lines.join("\n")}\non: push`;
}
