import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/core/json";
import { fillParameters, findParameterSchemaProblem } from "@/lib/launch/parameters";

const SCHEMA: JsonObject = {
  type: "object",
  properties: {
    epochs: { type: "integer", minimum: 1, maximum: 100, default: 10 },
    optimizer: { enum: ["adam", "sgd"], default: "adam" },
    data: {
      type: "object",
      properties: { day: { type: "string", format: "date" }, split: { type: "number", default: 0.8 } },
      required: ["day"],
    },
    tag: { type: "string", pattern: "^[a-z]+$" },
    owner: { type: "string", pattern: "@" },
  },
  required: ["data"],
  additionalProperties: false,
};

/** Each definition refers to the next one twice: thirty of them are a billion schemas. */
function doubling(count: number): JsonObject {
  const names = Array.from({ length: count }, (_, index) => `d${index}`);
  const definitions = names.map((name, index) => {
    const next = { $ref: `#/$defs/d${index + 1}` };
    return [name, { allOf: [next, next] }];
  });
  return { allOf: [{ $ref: "#/$defs/d0" }], $defs: Object.fromEntries([...definitions, [`d${count}`, {}]]) };
}

describe("the parameters of a run", () => {
  test("are what was given, and the defaults of what was not, at every depth", () => {
    expect(findParameterSchemaProblem(SCHEMA)).toBeNull();
    expect(fillParameters(SCHEMA, { data: { day: "2026-05-01" }, epochs: 3 })).toEqual({
      ok: true,
      value: { epochs: 3, optimizer: "adam", data: { day: "2026-05-01", split: 0.8 } },
    });
  });

  test.each([
    [{}, "parameters.data", "Give data."],
    [{ data: {} }, "parameters.data.day", "Give data.day."],
    [{ data: { day: "1 May" } }, "parameters.data.day", "date"],
    [{ data: { day: "2026-05-01" }, epochs: 0 }, "parameters.epochs", ">= 1"],
    [{ data: { day: "2026-05-01" }, epochs: "3" }, "parameters.epochs", "integer"],
    [{ data: { day: "2026-05-01" }, optimizer: "rm" }, "parameters.optimizer", '"adam", "sgd"'],
    [{ data: { day: "2026-05-01" }, lr: 1 }, "parameters.lr", "no parameter lr"],
    [{ data: { day: "2026-05-01" }, tag: "A@" }, "parameters.tag", "pattern"],
    [{ data: { day: "2026-05-01" }, owner: "abc" }, "parameters.owner", "pattern"],
    [{ data: { day: "2026-05-01" }, tag: "a".repeat(2_000) }, "parameters.tag", "pattern"],
    [{ data: { day: "2026-05-01", note: "x".repeat(70_000) } }, "parameters", "65,536 bytes"],
  ])("that are %j are refused at %s", (overrides, field, message) => {
    expect(fillParameters(SCHEMA, overrides)).toMatchObject({
      ok: false,
      problem: { code: "invalid", field, message: expect.stringContaining(message) },
    });
  });

  test("never change what was given, and are filled the same a second time", () => {
    const overrides = fc.record(
      {
        epochs: fc.integer({ min: 1, max: 100 }),
        optimizer: fc.constantFrom("adam", "sgd"),
        data: fc.record({ day: fc.constant("2026-05-01"), split: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
      },
      { requiredKeys: ["data"] },
    );
    fc.assert(
      fc.property(overrides, (given) => {
        const before = JSON.stringify(given);
        const filled = fillParameters(SCHEMA, given);
        expect(JSON.stringify(given)).toBe(before);
        expect(filled).toMatchObject({ ok: true, value: JSON.parse(before) });
        expect(filled.ok && fillParameters(SCHEMA, filled.value)).toEqual(filled);
      }),
    );
  });
});

describe("a schema of parameters", () => {
  test.each([
    ["$async", { $async: true }],
    ["$id", { $id: "https://elsewhere/schema" }],
    ["nullable", { nullable: true }],
    ["$schema", { $schema: "http://json-schema.org/draft-07/schema#" }],
    ["minimum", { minimum: "3" }],
    ["properties.a.type", { properties: { a: { type: "strin" } } }],
    ["properties.a.$ref", { properties: { a: { $ref: "https://elsewhere/schema" } } }],
    ["properties.a.$ref", { properties: { a: { $ref: "#" } } }],
    ["properties.a.$ref", { properties: { a: { $ref: "#/$defs/none" } } }],
    ["properties.a.$defs", { properties: { a: { $defs: {} } } }],
    ["properties.a.pattern", { properties: { a: { pattern: "(?=a)" } } }],
    ["properties.a.pattern", { properties: { a: { pattern: "(a{1000}){1000}" } } }],
    ["patternProperties.(", { patternProperties: { "(": {} } }],
    ["properties.a.format", { properties: { a: { format: "regex" } } }],
    ["properties.a.uniqueItems", { properties: { a: { uniqueItems: true } } }],
    ["properties.a.nonsense", { properties: { a: { nonsense: 1 } } }],
    ["properties.__proto__", { properties: JSON.parse('{"__proto__": {"default": 1}}') }],
    ["properties.a", { properties: { a: 1 } }],
    ["allOf", { allOf: {} }],
    ["a", { properties: { a: { type: "string", default: 3 } } }],
  ] as [string, JsonObject][])("is refused at %s: %j", (path, schema) => {
    expect(findParameterSchemaProblem(schema)).toMatchObject({
      code: "invalid",
      field: `parameters.${path}`,
      message: expect.stringMatching(/\.$/),
    });
  });

  test("may not refer to itself, nor to so much that it would never be done", () => {
    const loop = { $defs: { a: { properties: { next: { $ref: "#/$defs/b" } } }, b: { $ref: "#/$defs/a" } } };
    expect(findParameterSchemaProblem(loop)?.message).toContain("refers to itself");
    expect(findParameterSchemaProblem(doubling(40))?.message).toContain("at most 1000 schemas");
    expect(findParameterSchemaProblem(doubling(3))).toBeNull();
    const patterns = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`p${index}`, { pattern: "a" }]));
    expect(findParameterSchemaProblem({ properties: patterns })?.message).toContain("at most 32 expressions");
    expect(findParameterSchemaProblem({ description: "x".repeat(70_000) })?.message).toContain("65,536 bytes");
  });

  test("has linear expressions: what would keep a backtracking one busy for years is answered", () => {
    const schema = { properties: { a: { type: "string", pattern: "^(a+)+$" } } };

    expect(findParameterSchemaProblem(schema)).toBeNull();
    expect(fillParameters(schema, { a: `${"a".repeat(1_000)}!` })).toMatchObject({ ok: false });
    expect(fillParameters(schema, { a: "a".repeat(1_000) })).toMatchObject({ ok: true });
  });

  test("that is any JSON is answered with a sentence, never with a fault", () => {
    const keys = [
      "type",
      "properties",
      "items",
      "$ref",
      "$defs",
      "allOf",
      "pattern",
      "default",
      "format",
      "enum",
      "if",
    ];
    const anything = fc.letrec((tie) => ({
      schema: fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 4 }),
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom("object", "string", "#/$defs/a", "date", "^a", 1, true, null),
        tie("schema"),
        fc.array(tie("value"), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom("a", "b", "type"), tie("value"), { maxKeys: 2 }),
      ),
    })).schema as fc.Arbitrary<JsonObject>;
    fc.assert(
      fc.property(anything, (schema) => {
        const problem = findParameterSchemaProblem(schema);
        expect(problem === null || /\S/.test(problem.message)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
