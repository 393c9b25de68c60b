import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/core/json";
import { jsonTree, searchTree } from "@/lib/core/json-tree";

test("keeps the keys in their stored order, with their dotted paths", () => {
  const { nodes, isCut } = jsonTree({ b: 1, a: { "x.y": [true] } }, 100);

  expect(isCut).toBe(false);
  expect(nodes.map(({ path }) => path)).toEqual(["b", "a"]);
  expect(nodes[1]?.children?.[0]?.children?.[0]).toMatchObject({ path: "a.x.y.0", value: true, children: null });
});

test("shows no more entries than it may, and says so", () => {
  const wide = Object.fromEntries(Array.from({ length: 500 }, (_, place) => [`k${place}`, [1, 2, 3]]));

  const { nodes, isCut } = jsonTree(wide, 100);

  expect(isCut).toBe(true);
  expect(nodes.length).toBeLessThanOrEqual(100);
});

test("finds keys and values in part and in any case, with the way that leads there", () => {
  const { nodes } = jsonTree({ Params: { leaves: 127, name: "LightGBM" }, other: 1 } satisfies JsonObject, 100);

  expect(searchTree(nodes, "lightgbm").map(({ path, children }) => [path, children?.length])).toEqual([["Params", 1]]);
  expect(searchTree(nodes, "param")[0]?.children).toHaveLength(2);
  expect(searchTree(nodes, "nothing")).toEqual([]);
});
