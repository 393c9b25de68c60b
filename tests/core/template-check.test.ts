import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EVENT_TYPE_NAMES } from "@/lib/core/event";
import type { Json } from "@/lib/core/json";
import { editDistance } from "@/lib/core/nearest-name";
import { checkTemplate } from "@/lib/core/template-check";
import { parseTemplateText, quoteTemplateText } from "@/lib/core/template-syntax";
import { TEMPLATE_VARIABLES } from "@/lib/core/template-variables";

function check(payload: Json, secretNames: string[] = []) {
  return checkTemplate(payload, { secretNames, eventType: "ADD_ARTIFACT_ALIAS" });
}

describe("checking a template", () => {
  test.each([
    ["${artifact_verison}", "${artifact_version}"],
    ["${artifactVersion}", "${artifact_version}"],
    ["${EVENT_TYPE}", "${event_type}"],
    ["${author}", "${event_author}"],
    ["${artifact_metdata.accuracy}", "${artifact_metadata.accuracy}"],
    ["${metadata.accuracy}", "${artifact_metadata.accuracy}"],
    ["${GITHUB_TOKN}", "${secrets.GITHUB_TOKEN}"],
    ["${secrets.GITHUB_TOKN}", "${secrets.GITHUB_TOKEN}"],
    ["${secret.GITHUB_TOKEN}", "${secrets.GITHUB_TOKEN}"],
  ])("refuses %s and offers %s", (written, near) => {
    const { problems } = check({ a: [{ b: written }] }, ["GITHUB_TOKEN"]);

    expect(problems).toHaveLength(1);
    expect(problems[0]?.path).toBe("payload.a.0.b");
    expect(problems[0]?.message).toContain(`Did you mean ${near}?`);
  });

  test.each([
    "${}",
    "${artifact_metadata.}",
    "${qqqqqqqqqqqqqqqqqqqqqq}",
    "${ alias }",
    "${secrets.}",
    "${secrets.a b}",
  ])("refuses %j", (written) => {
    expect(check(written).problems).toHaveLength(1);
  });

  test("refuses a variable that is not closed, with the remedy", () => {
    expect(check({ a: "x ${alias" }).problems).toEqual([
      { path: "payload.a", message: expect.stringContaining("Add the }") },
    ]);
  });

  test("takes every documented variable, for every type of event", () => {
    const payload = TEMPLATE_VARIABLES.map(({ name }) => `\${${name}}`);

    for (const eventType of EVENT_TYPE_NAMES) {
      expect(checkTemplate(payload, { secretNames: ["NAME"], eventType }).problems).toEqual([]);
    }
  });

  test("names the secrets that are used, each once, and prefers the long form", () => {
    const { problems, warnings, secretNames } = check(
      ["${secrets.A} ${A}", { b: "${B}", c: "$${secrets.C}" }],
      ["A", "B"],
    );

    expect(problems).toEqual([]);
    expect(secretNames).toEqual(["A", "B"]);
    expect(warnings.map(({ code, field }) => [code, field])).toEqual([
      ["bare_secret", "payload.0"],
      ["bare_secret", "payload.1.b"],
    ]);
  });

  test("warns of a variable that this event never has, and of one in a key", () => {
    const { problems, warnings } = check({ "${alias}": "${tag} ${tag}" });

    expect(problems).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(["variable_in_key", "variable_never_applies"]);
  });

  test("a payload past the limit is refused as a whole", () => {
    expect(check("x".repeat(70_000)).problems).toEqual([
      { path: "payload", message: expect.stringContaining("64 KiB") },
    ]);
  });

  test("thousands of unknown names are answered at once, and only the first told", () => {
    const startedMs = performance.now();

    expect(check("${zzzzzz}".repeat(7_000)).problems).toHaveLength(50);
    expect(performance.now() - startedMs).toBeLessThan(500);
  });
});

describe("the syntax", () => {
  test("quoted text reads as exactly itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("$", "{", "}", "a", "ü") }), (text) => {
        const { tokens, isUnclosed } = parseTemplateText(quoteTemplateText(text));

        expect(isUnclosed).toBe(false);
        expect(tokens).toEqual(text === "" ? [] : [{ kind: "text", text }]);
      }),
    );
  });

  test("quoted text beside a variable reads as itself beside the variable", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("$", "{", "}", "a") }), (text) => {
        fc.pre(!text.endsWith("$"));
        const { tokens } = parseTemplateText(`${quoteTemplateText(text)}\${alias}${quoteTemplateText(text)}`);

        const expected = text === "" ? [] : [{ kind: "text", text }];
        expect(tokens).toEqual([...expected, { kind: "variable", name: "alias" }, ...expected]);
      }),
    );
  });
});

test("the edit distance is a distance", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
  fc.assert(
    fc.property(word, word, word, (a, b, c) => {
      expect(editDistance(a, a)).toBe(0);
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
    }),
  );
  expect(editDistance("kitten", "sitting")).toBe(3);
});
