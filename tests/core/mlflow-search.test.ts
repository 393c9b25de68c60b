import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  FILTER_CLAUSES_MAX,
  type ModelClause,
  parseModelFilter,
  parseVersionFilter,
  type VersionClause,
} from "@/lib/core/mlflow-search/filter";
import { likePattern } from "@/lib/core/mlflow-search/like";
import { parseModelOrder, parseVersionOrder } from "@/lib/core/mlflow-search/order-by";
import { decodePageToken, encodePageToken } from "@/lib/core/mlflow-search/page-token";
import type { Result } from "@/lib/core/result";

function messageOf(result: Result<unknown>): string | null {
  return result.ok ? null : result.problem.message;
}

describe("the filter of models", () => {
  test.each<[string, ModelClause[]]>([
    ["", []],
    ["AND", []],
    ["name = 'x'", [{ field: "name", operator: "=", value: "x" }]],
    ["name='x'", [{ field: "name", operator: "=", value: "x" }]],
    ['attribute.name != "it\'s"', [{ field: "name", operator: "!=", value: "it's" }]],
    ["name = 'it''s'", [{ field: "name", operator: "=", value: "it's" }]],
    ["name LIKE '%\\' AND name ilike 'X_'", [like("name", "LIKE", "%\\"), like("name", "ILIKE", "X_")]],
    ["tags.k = ''", [{ field: "tag", key: "k", operator: "=", value: "" }]],
    ["tag.`a.b` != 'v'", [{ field: "tag", key: "a.b", operator: "!=", value: "v" }]],
    ["tags.\"a b\"='v'and\ttags.a.b = 'w'", [tag("a b", "v"), tag("a.b", "w")]],
    ["tags.select = 'x' name = 'AND'", [tag("select", "x"), { field: "name", operator: "=", value: "AND" }]],
  ])("%s", (text, clauses) => {
    expect(parseModelFilter(text)).toEqual({ ok: true, value: clauses });
  });

  // The sentences are those that MLflow 3.11 answered to the same filters, but where its answer was a 500.
  test.each([
    ["  ", "Invalid filter '  '. Could not be parsed."],
    ["name", "Invalid clause(s) in filter string: name"],
    [
      "name = x",
      "Parameter value is either not quoted or unidentified quote types used for string value x. Use either single or double quotes.",
    ],
    [
      "name = `x`",
      "Parameter value is either not quoted or unidentified quote types used for string value `x`. Use either single or double quotes.",
    ],
    ["name = 5", "Expected a quoted string value or a list of quoted string values for attributes. Got value 5"],
    ["name > 'x'", "Invalid comparator for attribute: >"],
    ["name == 'x'", "Invalid comparator for attribute: =="],
    ["name NOT LIKE 'x'", "Invalid comparator for attribute: NOT LIKE"],
    ["name IN ('a')", "Only the 'run_id' attribute supports comparison with a list of quoted string values."],
    ["run_id = 'x'", "Invalid attribute key 'run_id' specified. Valid keys are '{'name'}'"],
    ["NAME = 'x'", "Invalid attribute key 'NAME' specified. Valid keys are '{'name'}'"],
    ["foo.name = 'x'", "Invalid entity type 'foo'. Valid entity types are ('attribute', 'tag', 'tags')"],
    ["'name' = 'x'", "Invalid comparison clause. Expected 'Identifier' found ''name''"],
    ["tags.k = 5", "Expected a quoted string value for tag (e.g. 'my-value'). Got value 5"],
    ["tags.k IN ('a')", "Expected a quoted string value for tag (e.g. 'my-value'). Got value ('a')"],
    ["tags.k > 'v'", "Invalid comparator for tag: >"],
    ["tags.k IS NULL", "Invalid clause(s) in filter string: tags.k, IS, NULL"],
    ["name = 'x' OR name = 'y'", "Invalid clause(s) in filter string: OR"],
    ["not name = 'x'", "Invalid clause(s) in filter string: not"],
    ["name = 'x' AND (name='y')", "Invalid clause(s) in filter string: (name='y')"],
    ["name = 'x", "Invalid clause(s) in filter string: name, =, ', x"],
    ["name = 'x';", "Invalid clause(s) in filter string: ;"],
    ["a; b", 'Search filter contained multiple expression "a; b". Provide AND-ed expression list.'],
    ["name BETWEEN 'a' AND 'b'", "Invalid clause(s) in filter string: name, BETWEEN, 'a', 'b'"],
  ])("%s is refused in MLflow's words", (text, message) => {
    expect(messageOf(parseModelFilter(text))).toBe(message);
  });
});

describe("the filter of versions", () => {
  test.each<[string, VersionClause[]]>([
    ["run_id IN ('a','b')", [{ field: "run_id", operator: "IN", values: ["a", "b"] }]],
    ['run_id in ("a",)', [{ field: "run_id", operator: "IN", values: ["a"] }]],
    ["source_path LIKE 's3://%'", [{ field: "source_path", operator: "LIKE", value: "s3://%" }]],
    ["version_number >= 2", [{ field: "version_number", operator: ">=", value: 2 }]],
    ["version_number='2'", [{ field: "version_number", operator: "=", value: 2 }]],
    ["version_number = -1.5e1", [{ field: "version_number", operator: "=", value: -15 }]],
  ])("%s", (text, clauses) => {
    expect(parseVersionFilter(text)).toEqual({ ok: true, value: clauses });
  });

  test.each([
    [
      "run_id IN ()",
      "While parsing a list in the query, expected a non-empty list of string values, but got empty list",
    ],
    [
      "run_id IN ('a', b)",
      "While parsing a list in the query, expected a non-empty list of string values, but got ('a', b)",
    ],
    [
      "run_id IN (('a'))",
      "While parsing a list in the query, expected a non-empty list of string values, but got (('a'))",
    ],
    ["run_id NOT IN ('a')", "Invalid comparator for attribute: NOT IN"],
    ["run_id IN 'a'", "Invalid clause(s) in filter string: run_id, IN, 'a'"],
    ["version_number LIKE '1'", "Invalid comparator for attribute version_number: LIKE"],
    ["version_number = 'one'", "Expected a number to compare version_number with. Got value 'one'"],
    [
      "current_stage = 'x'",
      "Invalid attribute key 'current_stage' specified. Valid keys are '{'name', 'version_number', 'run_id', 'source_path'}'",
    ],
  ])("%s is refused in MLflow's words", (text, message) => {
    expect(messageOf(parseVersionFilter(text))).toBe(message);
  });
});

describe("whatever is sent", () => {
  const operator = fc.constantFrom("=" as const, "!=" as const, "LIKE" as const, "ILIKE" as const);
  const value = fc.string({ unit: "grapheme", maxLength: 20 }).filter((text) => !text.includes("\u0000"));
  const key = value.filter((text) => !text.includes("`"));
  const clause: fc.Arbitrary<VersionClause> = fc.oneof(
    fc.record({ field: fc.constantFrom("name" as const, "run_id" as const, "source_path" as const), operator, value }),
    fc.record({ field: fc.constant("tag" as const), key, operator, value }),
    fc.record({
      field: fc.constant("version_number" as const),
      operator: fc.constantFrom("=" as const, "<" as const, ">=" as const),
      value: fc.integer(),
    }),
    fc.record({
      field: fc.constant("run_id" as const),
      operator: fc.constant("IN" as const),
      values: fc.array(value, { minLength: 1, maxLength: 4 }),
    }),
  );

  test("a filter that was written from clauses is read as these clauses", () => {
    fc.assert(
      fc.property(fc.array(clause, { maxLength: 6 }), fc.constantFrom("'", '"'), (clauses, quote) => {
        const text = clauses.map((one) => written(one, quote)).join(" AND ");

        expect(parseVersionFilter(text)).toEqual({ ok: true, value: clauses });
      }),
    );
  });

  test("random pieces of the grammar make clauses or a sentence, and never throw", () => {
    const piece = fc.constantFrom(
      "name",
      "tags.",
      "`",
      "'",
      '"',
      "(",
      ")",
      ",",
      ";",
      " ",
      "AND",
      "IN",
      "NOT",
      "=",
      "<",
      "\\",
      "5",
      "é",
      "\u0000",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join("")),
        ),
        (text) => {
          for (const parsed of [parseModelFilter(text), parseVersionFilter(text)]) {
            expect(parsed.ok ? Array.isArray(parsed.value) : parsed.problem.message.length > 0).toBe(true);
          }
          parseModelOrder([text]);
          parseVersionOrder([text, text]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each(["(", "'", '"', "`", "tags.`", ")(", "'a", "((a)", "a=", "!", '."', "\\"])(
    "a filter of nothing but %s ends",
    (piece) => {
      const text = piece.repeat(Math.floor(10_000 / piece.length));

      expect(parseVersionFilter(text)).toMatchObject({ ok: false, problem: { code: "invalid", field: "filter" } });
    },
  );

  test("length and clauses are bounded", () => {
    const many = Array.from({ length: FILTER_CLAUSES_MAX + 1 }, () => "name='a'").join(" AND ");

    expect(messageOf(parseModelFilter("x".repeat(10_001)))).toContain("10000 characters");
    expect(messageOf(parseModelFilter(many))).toContain("100 clauses");
    expect(messageOf(parseModelFilter("name = '\u0000'"))).toContain("NUL");
  });
});

describe("order_by", () => {
  test.each([
    [[], ["name ASC"]],
    [["timestamp desc"], ["last_updated_timestamp DESC", "name ASC"]],
    [[" name  DESC "], ["name DESC"]],
  ])("of models: %j", (clauses, order) => {
    const parsed = parseModelOrder(clauses);

    expect(parsed.ok && parsed.value.map(({ key, direction }) => `${key} ${direction}`)).toEqual(order);
  });

  test.each([
    [[], ["last_updated_timestamp DESC", "name ASC", "version_number DESC"]],
    [["version_number"], ["version_number ASC", "name ASC"]],
    [["attribute.name DESC"], ["name DESC", "version_number DESC"]],
    [["`creation_timestamp`"], ["creation_timestamp ASC", "name ASC", "version_number DESC"]],
  ])("of versions: %j", (clauses, order) => {
    const parsed = parseVersionOrder(clauses);

    expect(parsed.ok && parsed.value.map(({ key, direction }) => `${key} ${direction}`)).toEqual(order);
  });

  test.each([
    [
      "creation_timestamp",
      "Invalid order by key 'creation_timestamp' specified. Valid keys are '{'name', 'timestamp'}'",
    ],
    ["name foo", "Invalid ordering key in order_by clause 'name foo'."],
    ["name asc;", "Invalid order_by clause 'name asc;'. Could not be parsed."],
    ["", "Invalid order_by clause ''. Could not be parsed."],
  ])("%s is refused in MLflow's words", (clause, message) => {
    expect(messageOf(parseModelOrder([clause]))).toBe(message);
  });

  test("a key twice is refused, also under its other name", () => {
    expect(messageOf(parseModelOrder(["timestamp", "last_updated_timestamp"]))).toContain("duplicate fields");
    expect(messageOf(parseVersionOrder(["name", "name DESC"]))).toBe(
      "`order_by` contains duplicate fields: ['name', 'name DESC']",
    );
  });
});

describe("a page token", () => {
  const order = [
    { key: "last_updated_timestamp", direction: "DESC" },
    { key: "name", direction: "ASC" },
  ] as const;
  const key = ["2026-11-26T19:00:00.000Z", "ünï'"] as const;

  test("comes back as the key that it holds", () => {
    expect(decodePageToken(encodePageToken(order, key), order)).toEqual({ ok: true, value: key });
    expect(decodePageToken("", order)).toEqual({ ok: true, value: null });
  });

  test.each(["!", "\u00ff", "a b"])("%s is refused in MLflow's words", (token) => {
    expect(messageOf(decodePageToken(token, order))).toBe("Invalid page token, could not base64-decode");
  });

  test.each([
    "x",
    "e30=",
    "eyJvZmZzZXQiOiAxfQ==",
    encodePageToken([{ key: "name", direction: "DESC" }], ["a"]),
    encodePageToken(order, ["yesterday", "a"]),
    encodePageToken(order, [key[0], "\u0000"]),
    encodePageToken(order, [key[0]]),
  ])("%s is of another search", (token) => {
    expect(messageOf(decodePageToken(token, order))).toContain("Invalid page token.");
  });
});

test.each([
  ["a%_b", "a%_b"],
  ["50\\%", "50\\%"],
  ["a\\_b\\\\", "a\\_b\\\\"],
  ["back\\slash\\", "back\\\\slash\\\\"],
])("the pattern %s has no backslash that fails", (pattern, expected) => {
  expect(likePattern(pattern)).toBe(expected);
});

function like(field: "name", operator: "LIKE" | "ILIKE", value: string): ModelClause {
  return { field, operator, value };
}

function tag(key: string, value: string): ModelClause {
  return { field: "tag", key, operator: "=", value };
}

function written(clause: VersionClause, quote: string): string {
  const quoted = (text: string) => quote + text.replaceAll(quote, quote + quote) + quote;
  if (clause.field === "version_number") {
    return `version_number ${clause.operator} ${clause.value}`;
  }
  if (clause.operator === "IN") {
    return `run_id IN (${clause.values.map(quoted).join(", ")})`;
  }
  const field = clause.field === "tag" ? `tags.\`${clause.key}\`` : clause.field;
  return `${field} ${clause.operator} ${quoted(clause.value)}`;
}
