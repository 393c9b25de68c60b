import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commandLines, commandText, listText, objectText, sourceFields, sourceOf } from "@/lib/core/launch-form";
import { jobSource } from "@/lib/core/launch-job";

describe("a command in a field", () => {
  test("comes back as it was, whatever its arguments are", () => {
    const argument = fc.oneof(fc.string(), fc.constantFrom("", "[", "a b", '["x"]', "one\ntwo", "\r", " "));
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1, maxLength: 6 }), (parts) => {
        const typed = commandText(parts);
        return JSON.stringify(commandLines.parse(typed)) === JSON.stringify(parts);
      }),
    );
  });

  test("is one argument a line: no shell reads quotes and spaces", () => {
    expect(commandLines.parse('python\r\n-m\r\ntrain me\r\n"quoted"\r\n\r\n')).toEqual([
      "python",
      "-m",
      "train me",
      '"quoted"',
    ]);
  });

  test("that merely begins like a list is lines", () => {
    expect(commandLines.parse("[1]\n[not json")).toEqual(["[1]", "[not json"]);
    expect(commandLines.parse("[1, 2]")).toEqual(["[1, 2]"]);
  });
});

describe("JSON in a field", () => {
  test("left empty is empty", () => {
    expect(objectText.parse(" \n")).toEqual({});
    expect(listText.parse("")).toEqual([]);
  });

  test.each([
    { name: "a comma too many", text: '{\n "a": 1,\n}', says: /^Line 3: / },
    { name: "no object", text: "[1]", says: /./ },
  ])("is refused with the line and what to do: $name", ({ text, says }) => {
    expect(objectText.safeParse(text).error?.issues[0]?.message).toMatch(says);
  });

  test("that is no list is refused where a list is wanted", () => {
    expect(listText.safeParse("{}").error?.issues[0]?.message).toBe("Write a list: [ … ].");
  });
});

describe("a source in fields", () => {
  test.each([
    {
      name: "an image that runs its own command",
      fields: { sourceType: "image", image: " ghcr.io/acme/train:1 ", command: "" },
      source: { type: "image", image: "ghcr.io/acme/train:1", command: null },
    },
    {
      name: "a repository at a ref",
      fields: { sourceType: "git", repository: "https://a.example/r.git", ref: "main", command: "python\ntrain.py" },
      source: {
        type: "git",
        repository: "https://a.example/r.git",
        ref: "main",
        entryPoint: ["python", "train.py"],
      },
    },
    {
      name: "a command, whatever the fields of others hold",
      fields: { sourceType: "command", image: "x", command: "make\ntrain" },
      source: { type: "command", command: ["make", "train"] },
    },
  ])("is $name", ({ fields, source }) => {
    expect(jobSource.parse(sourceOf(sourceFields.parse(fields)))).toEqual(source);
  });
});
