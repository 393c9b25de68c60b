import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AutomationFilter, automationFilter } from "@/lib/core/automation";
import type { RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import { compileFilter, createFilterCache, matchesEvent, matchKeyOf } from "@/lib/core/filter";
import { filterProblems, filterWarnings, isAnchored } from "@/lib/core/filter-check";

function filterOf(filter: Partial<AutomationFilter>): AutomationFilter {
  return { alias: null, tag: null, conditions: [], ...filter };
}

function matches(filter: Partial<AutomationFilter>, event: RegistryEvent): boolean {
  const compiled = compileFilter(filterOf(filter));
  if (!compiled.ok) {
    throw new Error(compiled.problem.message);
  }
  return matchesEvent(compiled.value, event);
}

function aliasAdded(alias: string): RegistryEvent {
  return { ...EVENT_SAMPLES.ADD_ARTIFACT_ALIAS, alias };
}

function tagAdded(key: string, value = ""): RegistryEvent {
  return { ...EVENT_SAMPLES.ADD_ARTIFACT_TAG, tag: { key, value } };
}

describe("alias and tag", () => {
  test.each([
    [{ equals: "production" }, "production", true],
    [{ equals: "production" }, "production-eu", false],
    [{ equals: "prod.*" }, "production", false],
    [{ matches: "prod" }, "pre-prod-eu", true],
    [{ matches: "^prod$" }, "production", false],
    [{ matches: "^(staging|production)$" }, "staging", true],
    [{ matches: "^\\p{L}+$" }, "größe", true],
    [{ matches: "(?i)^PROD" }, "production", true],
  ])("%j on %s: %s", (alias, name, expected) => {
    expect(matches({ alias }, aliasAdded(name))).toBe(expected);
  });

  test.each([
    [{ equals: "stage" }, "stage", "prod", true],
    [{ equals: "stage=prod" }, "stage", "prod", true],
    [{ equals: "stage=prod" }, "stage=prod", "", true],
    [{ equals: "stage=prod" }, "stage", "dev", false],
    [{ matches: "prod" }, "stage", "prod", false],
    [{ matches: "^stage=(prod|canary)$" }, "stage", "canary", true],
    [{ matches: "^stage=" }, "stage", "x".repeat(5_000), false],
  ])("%j on the tag %s with %s: %s", (tag, key, value, expected) => {
    expect(matches({ tag }, tagAdded(key, value))).toBe(expected);
  });

  test("asks for an alias or a tag match no event without one", () => {
    expect(matches({ alias: { matches: ".*" } }, EVENT_SAMPLES.LINK_ARTIFACT)).toBe(false);
    expect(matches({ tag: { matches: ".*" } }, EVENT_SAMPLES.LINK_ARTIFACT)).toBe(false);
  });

  test("no filter matches every event", () => {
    for (const event of Object.values(EVENT_SAMPLES)) {
      expect(matches({}, event)).toBe(true);
    }
  });

  test.each([
    ["(", "filter.alias.matches"],
    ["(?=a)", "filter.alias.matches"],
    ["(a)\\1", "filter.alias.matches"],
    ["\\pL{1000}", "filter.alias.matches"],
  ])("the expression %s is refused, naming its field", (expression, field) => {
    expect(compileFilter(filterOf({ alias: { matches: expression } }))).toMatchObject({
      ok: false,
      problem: { code: "invalid", field },
    });
  });

  test.each(["(a+)+$", "(a|a)*$", "(a*)*b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*a){20}", "(x+x+)+y", "\\pL{0,150}x"])(
    "%s stays fast on a name that it cannot match",
    (expression) => {
      const name = `${"a".repeat(1_000)}!`;
      const startedMs = performance.now();

      matches({ alias: { matches: expression } }, aliasAdded(name));

      expect(performance.now() - startedMs).toBeLessThan(500);
    },
  );

  test("whatever expression is given is compiled or refused in bounded time, never thrown", () => {
    const piece = fc.constantFrom(
      "a",
      "(",
      ")",
      "*",
      "+",
      "{9}",
      "{1,99}",
      "|",
      "[^b]",
      "\\pL",
      "\\",
      "^",
      "$",
      "?",
      "[",
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 60 }), (pieces) => {
        const startedMs = performance.now();
        const compiled = compileFilter(filterOf({ alias: { matches: pieces.join("") } }));
        if (compiled.ok) {
          matchesEvent(compiled.value, aliasAdded("ab".repeat(128)));
        }

        expect(performance.now() - startedMs).toBeLessThan(1_500);
      }),
    );
  });
});

describe("conditions", () => {
  const event: RegistryEvent = {
    ...EVENT_SAMPLES.RECORD_EVALUATION,
    version: EVENT_SAMPLES.LINK_ARTIFACT.version && {
      ...EVENT_SAMPLES.LINK_ARTIFACT.version,
      metadata: { n: 0.9, text: "hello world", yes: true, none: null, list: ["a", 1], "a.b": { c: "deep" } },
    },
  };

  test.each([
    ["metadata.n", ">=", 0.9, true],
    ["metadata.n", ">", 0.9, false],
    ["metadata.n", "<", 1, true],
    ["metadata.n", "<=", 0.5, false],
    ["metadata.n", "=", 0.9, true],
    ["metadata.n", "=", "0.9", false],
    ["metadata.n", "!=", 1, true],
    ["metadata.text", ">", 0, false],
    ["metadata.text", "contains", "lo w", true],
    ["metadata.text", "contains", "x", false],
    ["metadata.list", "contains", "a", true],
    ["metadata.list", "contains", 1, true],
    ["metadata.list", "contains", "1", false],
    ["metadata.yes", "=", true, true],
    ["metadata.none", "=", null, true],
    ["metadata.none", "exists", null, true],
    ["metadata.missing", "exists", null, false],
    ["metadata.missing", "!=", "x", false],
    ["metadata.missing", "=", null, false],
    ["metadata.constructor", "exists", null, false],
    ["metadata.a.b.c", "=", "deep", true],
    ["evaluation.auc", ">", 0.98, true],
    ["evaluation.bias", "=", true, true],
    ["evaluation.name", "contains", "holdout", true],
    ["evaluation.nothing", "!=", 1, false],
  ] as const)("%s %s %j: %s", (field, operator, value, expected) => {
    expect(matches({ conditions: [{ field, operator, value }] }, event)).toBe(expected);
  });

  test("all must hold", () => {
    const conditions = automationFilter.parse({
      conditions: [
        { field: "metadata.n", operator: ">", value: 0 },
        { field: "metadata.n", operator: ">", value: 5 },
      ],
    }).conditions;

    expect(matches({ conditions }, event)).toBe(false);
  });
});

describe("the match key", () => {
  test.each([
    [filterOf({}), null],
    [filterOf({ alias: { equals: "production" } }), "production"],
    [filterOf({ alias: { matches: "^production$" } }), null],
    [filterOf({ tag: { equals: "stage" } }), "stage"],
    [filterOf({ tag: { equals: "stage=prod" } }), null],
  ])("of %j is %s", (filter, expected) => {
    expect(matchKeyOf(filter)).toBe(expected);
  });

  test("never leaves out an automation that would match", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "="), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(word, word, word, fc.boolean(), (wanted, key, value, isTag) => {
        const filter = filterOf(isTag ? { tag: { equals: wanted } } : { alias: { equals: wanted } });
        const event = isTag ? tagAdded(key, value) : aliasAdded(key);

        const indexed = matchKeyOf(filter);

        if (matches(filter, event)) {
          expect([key, null]).toContain(indexed);
        }
      }),
    );
  });
});

describe("the cache of compiled filters", () => {
  test("answers the same compiled form for the same revision, and a new one after an edit", () => {
    const cache = createFilterCache(10);
    const first = cache.compiled("aut_1", 1, filterOf({ alias: { equals: "a" } }));

    expect(cache.compiled("aut_1", 1, filterOf({ alias: { equals: "b" } }))).toBe(first);
    expect(matchesEvent(cache.compiled("aut_1", 2, filterOf({ alias: { equals: "b" } })), aliasAdded("b"))).toBe(true);
    expect(cache.size).toBe(1);
  });

  test("holds no more than its bound, and drops what was used longest ago", () => {
    const cache = createFilterCache(2);
    const first = cache.compiled("aut_1", 1, filterOf({}));
    const second = cache.compiled("aut_2", 1, filterOf({}));
    cache.compiled("aut_1", 1, filterOf({}));
    cache.compiled("aut_3", 1, filterOf({}));

    expect(cache.size).toBe(2);
    expect(cache.compiled("aut_1", 1, filterOf({}))).toBe(first);
    expect(cache.compiled("aut_2", 1, filterOf({}))).not.toBe(second);
  });

  test("a stored filter that does not compile matches nothing instead of failing the change", () => {
    const broken = createFilterCache(1).compiled("aut_1", 1, filterOf({ alias: { matches: "(" } }));

    for (const event of Object.values(EVENT_SAMPLES)) {
      expect(matchesEvent(broken, event)).toBe(false);
    }
  });
});

describe("problems and warnings", () => {
  test.each([
    [{ alias: { equals: "production" } }, "LINK_ARTIFACT", "filter.alias"],
    [{ tag: { equals: "x" } }, "ADD_ARTIFACT_ALIAS", "filter.tag"],
    [{ alias: { equals: "latest" } }, "ADD_ARTIFACT_ALIAS", "filter.alias.equals"],
    [{ alias: { equals: "v3" } }, "ADD_ARTIFACT_ALIAS", "filter.alias.equals"],
    [{ alias: { equals: "a:b" } }, "ADD_ARTIFACT_ALIAS", "filter.alias.equals"],
    [{ alias: { matches: "(" } }, "ADD_ARTIFACT_ALIAS", "filter.alias.matches"],
    [
      { conditions: [{ field: "evaluation.auc", operator: ">", value: 1 }] },
      "LINK_ARTIFACT",
      "filter.conditions.0.field",
    ],
    [{ conditions: [{ field: "metadata.a", operator: "=", value: 1 }] }, "CREATE_MODEL", "filter.conditions.0.field"],
    [
      { conditions: [{ field: "metadata.a", operator: ">", value: "1" }] },
      "LINK_ARTIFACT",
      "filter.conditions.0.value",
    ],
    [
      { conditions: [{ field: "metadata.a", operator: "exists", value: 1 }] },
      "LINK_ARTIFACT",
      "filter.conditions.0.value",
    ],
  ] as const)("%j on %s is refused at %s", (filter, eventType, path) => {
    expect(filterProblems(filterOf(automationFilter.partial().parse(filter)), eventType).map((p) => p.path)).toEqual([
      path,
    ]);
  });

  test("a filter that can match is not refused", () => {
    const filter = filterOf({
      alias: { equals: "production" },
      conditions: [{ field: "metadata.accuracy", operator: ">=", value: 0.9 }],
    });

    expect(filterProblems(filter, "ADD_ARTIFACT_ALIAS")).toEqual([]);
    expect(filterWarnings(filter, "ADD_ARTIFACT_ALIAS")).toEqual([]);
  });

  test.each([
    ["prod", "expression_unanchored"],
    ["^prod|stage$", "expression_unanchored"],
    [".*", "expression_matches_all"],
    ["p*", "expression_matches_all"],
  ])("warns that %s surprises: %s", (expression, code) => {
    expect(filterWarnings(filterOf({ alias: { matches: expression } }), "ADD_ARTIFACT_ALIAS")).toMatchObject([
      { code, field: "filter.alias.matches" },
    ]);
  });

  test.each(["^prod$", "^(a|b)$", "\\Aprod\\z", "^[|$]$", "^a\\|b$", "^[]|]$"])("%s is anchored", (expression) => {
    expect(isAnchored(expression)).toBe(true);
  });

  test.each(["prod$", "^prod", "^prod\\$", "^a|b$", "^(a)|(b)$", "^prod[$]"])("%s is not anchored", (expression) => {
    expect(isAnchored(expression)).toBe(false);
  });
});
