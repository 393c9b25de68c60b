import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  parseExpected,
  parseLinkSource,
  parseMetadataEntry,
  parseModelReference,
  parseTag,
  parseVersionReference,
} from "@/lib/cli/references";
import { modelName } from "@/lib/core/names";

const name = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
  .filter((text) => modelName.safeParse(text).success);

describe("a version", () => {
  test("is read back as it was written, whatever the names are", () => {
    fc.assert(
      fc.property(fc.option(name), name, name, (team, model, version) => {
        const text = `${team === null ? "" : `${team}/`}${model}:${version}`;

        expect(parseVersionReference(text)).toEqual({ ok: true, value: { team, model, version } });
      }),
    );
  });

  test("must be named: a model alone says not which", () => {
    expect(parseVersionReference("iris")).toMatchObject({ ok: false, problem: { kind: "usage" } });
    expect(parseModelReference("iris")).toEqual({ ok: true, value: { team: null, model: "iris", version: null } });
  });

  test.each(["", ":v1", "a/b/c:v1", "a:b:c", "/iris:v1", "team/:v1", "iris:"])("is not %j", (text) => {
    expect(parseVersionReference(text).ok).toBe(false);
  });
});

describe("what is linked", () => {
  test.each([
    ["art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04", { artifactId: "art_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a04" }],
    ["training/iris", { project: "training", artifact: "iris" }],
    ["training/iris:v12", { project: "training", artifact: "iris", number: 12 }],
    ["s3://bucket/key/model.bin", { uri: "s3://bucket/key/model.bin" }],
    ["runs:/1234/model", { uri: "runs:/1234/model" }],
    ["hf://org/model@main", { uri: "hf://org/model@main" }],
  ])("%s", (text, source) => {
    expect(parseLinkSource(text)).toEqual({ ok: true, value: source });
  });

  test.each(["training/iris:latest", "training/iris:v01", "iris", "a b", ""])("is not %j", (text) => {
    expect(parseLinkSource(text)).toMatchObject({ ok: false, problem: { kind: "usage" } });
  });
});

describe("tags and metadata", () => {
  test.each([
    ["owner=ann", { key: "owner", value: "ann" }],
    ["query=a=b", { key: "query", value: "a=b" }],
    ["reviewed", { key: "reviewed", value: "" }],
    ["empty=", { key: "empty", value: "" }],
  ])("%s", (text, tag) => {
    expect(parseTag(text)).toEqual({ ok: true, value: tag });
  });

  test.each([
    ["accuracy=0.98", ["accuracy", 0.98]],
    ["stable=true", ["stable", true]],
    ["labels=[1,2]", ["labels", [1, 2]]],
    ["note=as good as it gets", ["note", "as good as it gets"]],
    ["equation=a=b", ["equation", "a=b"]],
  ])("%s keeps its JSON type", (text, entry) => {
    expect(parseMetadataEntry(text)).toEqual({ ok: true, value: entry });
  });
});

test("what must hold an alias is a version or nobody", () => {
  expect(parseExpected("v3")).toEqual({ ok: true, value: 3 });
  expect(parseExpected("none")).toEqual({ ok: true, value: null });
  expect(parseExpected("3").ok).toBe(false);
  expect(parseExpected("staging").ok).toBe(false);
});
