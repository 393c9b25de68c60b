import fc from "fast-check";
import { expect, test } from "vitest";
import { versionSearch } from "@/lib/core/registry";
import { parseVersionFilter } from "@/lib/core/version-filter";

test.each([
  ["", { metadata: [] }],
  ["v12", { alias: "v12", metadata: [] }],
  ["staging", { alias: "staging", metadata: [] }],
  ['alias:"my alias"', { alias: "my alias", metadata: [] }],
  ["tag:weekly", { tag: "weekly", metadata: [] }],
  ['tag:owner="churn team"', { tag: "owner", tagValue: "churn team", metadata: [] }],
  ["auc>=0.9", { metadata: [{ path: "auc", operator: ">=", value: 0.9 }] }],
  ["metadata.params.depth<8", { metadata: [{ path: "params.depth", operator: "<", value: 8 }] }],
  ['framework="onnx 1.2"', { metadata: [{ path: "framework", operator: "=", value: "onnx 1.2" }] }],
  ["quantized=true", { metadata: [{ path: "quantized", operator: "=", value: true }] }],
  [
    "since:2026-08-01 until:2026-08-31",
    { metadata: [], linkedSince: "2026-08-01T00:00:00.000Z", linkedUntil: "2026-08-31T23:59:59.999Z" },
  ],
])("%s", (text, expected) => {
  expect(parseVersionFilter(text)).toEqual({ ok: true, value: expected });
});

test.each(["v1 v2", "tag:", "tag:a tag:b", "since:yesterday", "since:2026-02-31x", "auc>=", "a/b", ">=3"])(
  "%s says what may be typed instead",
  (text) => {
    const parsed = parseVersionFilter(text);

    expect(parsed).toMatchObject({
      ok: false,
      problem: { field: "filter", message: expect.stringMatching(/such as/) },
    });
  },
);

test("whatever is typed makes a search or a sentence, and never throws", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (text) => {
      const parsed = parseVersionFilter(text);

      expect(parsed.ok ? versionSearch.safeParse(parsed.value).success : parsed.problem.message.length > 0).toBe(true);
    }),
  );
});
