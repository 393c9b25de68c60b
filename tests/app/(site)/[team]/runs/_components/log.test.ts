import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ansiPieces, plainOf } from "@/app/(site)/[team]/runs/_components/ansi";
import { blocksOf, joined, linesWith, marked } from "@/app/(site)/[team]/runs/_components/log-lines";
import type { LogLine } from "@/lib/core/launch-run";

const ESC = "\u001b";

function lines(...texts: string[]): LogLine[] {
  return texts.map((text) => ({ at: 0, stream: "out", text }));
}

function textOf(line: string): string {
  return ansiPieces(line)
    .map(({ text }) => text)
    .join("");
}

describe("a line of a log", () => {
  test("keeps its colours and begins plain", () => {
    expect(ansiPieces(`a ${ESC}[1;31mred${ESC}[0m ${ESC}[42mon green`)).toMatchObject([
      { text: "a ", color: null, isBold: false },
      { text: "red", color: "red", isBold: true },
      { text: " ", color: null, isBold: false },
      { text: "on green", color: null, ground: "green" },
    ]);
  });

  test.each([
    { name: "bright colours as their plain ones", line: `${ESC}[94mx`, look: { color: "blue" } },
    { name: "bright black as what is said aside", line: `${ESC}[90mx`, look: { color: null, isDim: true } },
    { name: "the first sixteen of 256 colours", line: `${ESC}[38;5;11mx`, look: { color: "yellow" } },
    { name: "no other of the 256", line: `${ESC}[38;5;200;1mx`, look: { color: null, isBold: true } },
    { name: "no colour of its own making", line: `${ESC}[38;2;255;0;0;4mx`, look: { color: null, isUnderlined: true } },
    { name: "a ground that is taken back", line: `${ESC}[41m${ESC}[49mx`, look: { ground: null } },
    { name: "a reset without a number", line: `${ESC}[31m${ESC}[mx`, look: { color: null } },
    { name: "nothing of an unknown code", line: `${ESC}[12345mx`, look: { color: null, isBold: false } },
  ])("shows $name", ({ line, look }) => {
    expect(ansiPieces(line)).toMatchObject([{ text: "x", ...look }]);
  });

  test.each([
    { name: "a title of the window", line: `${ESC}]0;owned\u0007kept`, plain: "kept" },
    { name: "a link of the terminal", line: `${ESC}]8;;http://a${ESC}\\kept${ESC}]8;;${ESC}\\`, plain: "kept" },
    { name: "a cursor that moves", line: `ke${ESC}[2Kpt${ESC}[10;10H`, plain: "kept" },
    { name: "what a progress bar wrote before", line: " 10%\r 99%\r100%\r", plain: "100%" },
    { name: "an escape that nothing ends", line: `kept${ESC}`, plain: "kept" },
    { name: "a string that nothing ends", line: `kept${ESC}Pq#0;2;0`, plain: "kept" },
    { name: "what turns the direction of writing", line: "ke\u202ept\u2066", plain: "kept" },
    { name: "bells and backspaces", line: "\u0007ke\u0008pt\u0000\u009b", plain: "kept" },
  ])("is shown without $name", ({ line, plain }) => {
    expect(textOf(line)).toBe(plain);
    expect(plainOf(line)).toBe(plain);
  });

  test("never shows a character that steers, whatever a program wrote", () => {
    const part = fc.oneof(
      fc.integer({ min: 0, max: 0x20_7f }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom(ESC, "[", "31", ";", "m", "]", "\u0007", "\\", "\r", "38;5", "\u009b", "\u202e", "P"),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const line = parts.join("");
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
        const steers = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
        return !steers.test(textOf(line)) && textOf(line) === plainOf(line);
      }),
    );
  });
});

describe("what is looked for", () => {
  test("is marked across colours, whatever its case", () => {
    const pieces = marked(ansiPieces(`a S${ESC}[32mli${ESC}[0mce=1 slice=2`), "slice=");

    expect(pieces.filter(({ isFound }) => isFound).map(({ text }) => text)).toEqual(["S", "li", "ce=", "slice="]);
    expect(pieces.map(({ text }) => text).join("")).toBe("a Slice=1 slice=2");
  });

  test("is told by the numbers of its lines, and is nowhere while nothing is looked for", () => {
    const held = { first: 40, lines: lines("one", `t${ESC}[1mwo`, "TWO") };

    expect(linesWith(held, "two")).toEqual([41, 42]);
    expect(linesWith(held, "")).toEqual([]);
    expect(marked(ansiPieces("one"), "")).toMatchObject([{ text: "one", isFound: false }]);
  });

  test("loses and doubles nothing of the line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ maxLength: 3 }), (line, words) => {
        const whole = marked(ansiPieces(line), words)
          .map(({ text }) => text)
          .join("");
        expect(whole).toBe(plainOf(line));
      }),
    );
  });
});

describe("the stretch of a log that is held", () => {
  const held = { first: 10, lines: lines("k", "l", "m") };
  const texts = ({ first, lines: all }: { first: number; lines: readonly LogLine[] }) =>
    `${first}:${all.map(({ text }) => text).join("")}`;

  test.each([
    { name: "what comes next", first: 13, more: ["n", "o"], is: "10:klmno" },
    { name: "what overlaps its end", first: 12, more: ["m", "n"], is: "10:klmn" },
    { name: "what comes before", first: 8, more: ["i", "j"], is: "8:ijklm" },
    { name: "what overlaps its beginning", first: 9, more: ["j", "k"], is: "9:jklm" },
  ])("takes $name", ({ first, more, is }) => {
    expect(texts(joined(held, { first, lines: lines(...more) }))).toBe(is);
  });

  test.each([
    { name: "what is there already", first: 11, more: ["l", "m"] },
    { name: "what leaves a gap behind it", first: 15, more: ["p"] },
    { name: "what leaves a gap before it", first: 2, more: ["c"] },
    { name: "nothing", first: 13, more: [] },
  ])("does not take $name", ({ first, more }) => {
    expect(joined(held, { first, lines: lines(...more) })).toBe(held);
  });

  test("falls into blocks that stay the same when lines come before it", () => {
    const late = { first: 150, lines: lines(...Array.from({ length: 120 }, (_, place) => `${150 + place}`)) };
    const whole = joined(late, { first: 0, lines: lines(...Array.from({ length: 150 }, (_, place) => `${place}`)) });

    expect(blocksOf(late).map(({ start, lines: all }) => [start, all.length])).toEqual([
      [150, 50],
      [200, 70],
    ]);
    expect(blocksOf(whole).map(({ start, lines: all }) => [start, all.length])).toEqual([
      [0, 100],
      [100, 100],
      [200, 70],
    ]);
    expect(blocksOf(whole).flatMap(({ lines: all }) => all)).toEqual(whole.lines);
  });
});
