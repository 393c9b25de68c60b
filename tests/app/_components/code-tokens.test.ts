import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codeTokens, prettyText } from "@/app/_components/code-tokens";

const AUC = "$" + "{evaluation.auc}";

function openings(count: number): string {
  return ["$", "{"].join("").repeat(count);
}

describe("the pieces of a line", () => {
  test("joined are the line, whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("json" as const, "text" as const),
        (line, language) => {
          const [first = ""] = line.split("\n");

          expect(
            codeTokens(first, language)
              .map((token) => token.text)
              .join(""),
          ).toBe(first);
        },
      ),
    );
  });

  test("of pretty-printed JSON joined are the text", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 2);
        const lines = text.split("\n").map((line) => codeTokens(line, "json").map((token) => token.text));

        expect(lines.map((tokens) => tokens.join("")).join("\n")).toBe(text);
      }),
    );
  });

  test("tell keys, texts, numbers and variables apart", () => {
    expect(codeTokens(`  "auc": "is ${AUC}",`, "json")).toEqual([
      { kind: "plain", text: "  " },
      { kind: "key", text: '"auc"' },
      { kind: "punctuation", text: ":" },
      { kind: "plain", text: " " },
      { kind: "text", text: '"is ' },
      { kind: "variable", text: AUC },
      { kind: "text", text: '"' },
      { kind: "punctuation", text: "," },
    ]);
    expect(codeTokens('"n": -1.5e3, true', "json").map((token) => token.kind)).toContain("number");
  });

  test("of a hostile line come back in linear time", () => {
    const before = process.cpuUsage(); // A clock would count what else the machine does.

    codeTokens(`"${"\\".repeat(3999)}`, "json");
    codeTokens(openings(1999), "text");
    codeTokens(openings(500_000), "text");

    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });
});

describe("a body", () => {
  test("that is JSON is pretty-printed", () => {
    expect(prettyText('{"a":1}')).toEqual({ text: '{\n  "a": 1\n}', language: "json" });
  });

  test("that is not JSON stays as it is", () => {
    expect(prettyText("<html>{")).toEqual({ text: "<html>{", language: "text" });
  });

  test("nested too deeply to print stays as it is", () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);

    expect(prettyText(deep)).toEqual({ text: deep, language: "text" });
  });
});
