import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "@/lib/core/json";
import { changesOnly, countChanges, diffJson } from "@/lib/core/json-diff";

const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })) as fc.Arbitrary<JsonObject>;

test("says which keys changed, came and went, however deep", () => {
  const before = { auc: 0.9, params: { leaves: 31, rate: 0.1 }, old: [1], kind: {} };
  const after = { auc: 0.91, params: { leaves: 31, rate: 0.2, seed: 7 }, kind: [] };

  const nodes = diffJson(before, after);

  expect(countChanges(nodes)).toEqual({ changed: 3, added: 1, removed: 1 });
  expect(changesOnly(nodes).map(({ path, change }) => [path, change])).toEqual([
    ["auc", "changed"],
    ["params", "changed"],
    ["old", "removed"],
    ["kind", "changed"],
  ]);
  expect(changesOnly(nodes)[1]?.children?.map(({ path }) => path)).toEqual(["params.rate", "params.seed"]);
});

test("keys that name an object's own machinery are keys like others", () => {
  const hostile = JSON.parse('{"__proto__": {"x": 1}, "constructor": 1, "toString": 2}') as JsonObject;

  expect(diffJson({}, hostile).map(({ key, change }) => [key, change])).toEqual([
    ["__proto__", "added"],
    ["constructor", "added"],
    ["toString", "added"],
  ]);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test("the same value differs in nothing, and two sides swapped differ the other way round", () => {
  fc.assert(
    fc.property(object, object, (one: Json, other: Json) => {
      const there = countChanges(diffJson(one, other));
      const back = countChanges(diffJson(other, one));

      expect(countChanges(diffJson(one, one))).toEqual({ changed: 0, added: 0, removed: 0 });
      expect(there).toEqual({ changed: back.changed, added: back.removed, removed: back.added });
    }),
  );
});
