import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatBytes, timeAgo } from "@/lib/cli/amounts";
import { startProgress } from "@/lib/cli/progress";
import { displayWidth, tableLines } from "@/lib/cli/table";
import { openTerminal, shown, shownLines } from "@/lib/cli/terminal";

function fakeStream(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 80, written, write: (text: string) => written.push(text) };
}

const ESCAPE = "\u001b";

describe("text of others", () => {
  test("never moves the cursor, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(shown(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });

  test("keeps its lines where lines are wanted, and nothing else that controls", () => {
    expect(shownLines(`one\r\ntwo${ESCAPE}[2J\n\tthree`)).toEqual(["one", "two\ufffd[2J", "  three"]);
  });

  test("is shown harmless in tables too", () => {
    expect(tableLines({ paint: (text) => text }, [[`a${ESCAPE}]0;owned\u0007`, "b"]])[0]).toBe(
      "a\ufffd]0;owned\ufffd  b",
    );
  });
});

describe("tables", () => {
  const plain = { paint: (text: string) => text };

  test("align by what is seen: ideographs are two columns wide, accents none", () => {
    const lines = tableLines(plain, [
      ["模型", "x"],
      ["e\u0301tude", "y"],
      ["longer", "z"],
    ]);

    expect(lines).toEqual(["模型    x", "e\u0301tude   y", "longer  z"]);
    expect(lines.map((line) => displayWidth(line))).toEqual([9, 9, 9]);
  });

  test("cut a long cell, and end no line in spaces", () => {
    const [line] = tableLines(plain, [["x".repeat(500), ""]]);

    expect(line).toBe(`${"x".repeat(59)}…`);
  });
});

describe("the terminal", () => {
  test("colours only where a person looks on, and not when they asked for none", () => {
    const open = (isTTY: boolean, env: Record<string, string>) =>
      openTerminal({ stdout: fakeStream(isTTY), stderr: fakeStream(isTTY) }, env).paint("x", "good");

    expect(open(true, {})).toBe(`${ESCAPE}[32mx${ESCAPE}[0m`);
    expect(open(false, {})).toBe("x");
    expect(open(true, { NO_COLOR: "1" })).toBe("x");
    expect(open(true, { TERM: "dumb" })).toBe("x");
  });

  test("keeps the result apart from everything else, so that a pipe gets the result alone", () => {
    const stdout = fakeStream(false);
    const stderr = fakeStream(false);
    const terminal = openTerminal({ stdout, stderr }, {});

    terminal.note("on the way");
    terminal.draw("50 %");
    terminal.out("result");

    expect(stdout.written).toEqual(["result\n"]);
    expect(stderr.written).toEqual(["on the way\n"]);
  });
});

describe("progress", () => {
  test("is a bar that ends without a trace where somebody looks on", () => {
    const stderr = fakeStream(true);
    const terminal = openTerminal({ stdout: fakeStream(true), stderr }, {});
    const times = [0, 0, 1_000, 1_000, 1_000];
    const progress = startProgress(
      terminal,
      { label: "Sending", totalBytes: 2_048, isQuiet: false },
      () => times.shift() ?? 1_000,
    );

    progress.add(0);
    progress.add(1_024);
    progress.done();

    expect(stderr.written.join("")).toContain("Sending ████████████░░░░░░░░░░░░  50 %  1.0 KiB of 2.0 KiB");
    expect(stderr.written.at(-1)).toBe(`\r${ESCAPE}[2K`);
  });

  test("is a line now and then where nobody does, and nothing for machines", () => {
    const stderr = fakeStream(false);
    const terminal = openTerminal({ stdout: fakeStream(false), stderr }, {});
    let now = 0;
    const progress = startProgress(terminal, { label: "Sending", totalBytes: 100, isQuiet: false }, () => now);
    for (let step = 0; step < 100; step += 1) {
      now += 250;
      progress.add(1);
    }
    startProgress(terminal, { label: "Sending", totalBytes: 100, isQuiet: true }).add(100);

    expect(stderr.written).toHaveLength(3);
    expect(stderr.written[0]).toMatch(/^Sending {3}4 % {2}4 B of 100 B/);
    expect(stderr.written[1]).toMatch(/^Sending {2}44 % {2}44 B of 100 B/);
  });
});

test.each([
  [0, "0 B"],
  [1_023, "1023 B"],
  [1_024, "1.0 KiB"],
  [8 * 1_024 ** 2, "8.0 MiB"],
  [150 * 1_024 ** 3, "150 GiB"],
  [5_000 * 1_024 ** 4, "5000 TiB"],
])("%i bytes are shown as %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  ["2026-05-04T09:30:05.000Z", "now"],
  ["2026-05-04T09:29:18.000Z", "42 s ago"],
  ["2026-05-04T09:00:00.000Z", "30 min ago"],
  ["2026-05-03T09:30:00.000Z", "24 h ago"],
  ["2026-04-01T09:30:00.000Z", "33 d ago"],
])("%s is %s", (iso, text) => {
  expect(timeAgo(iso, new Date("2026-05-04T09:30:00.000Z"))).toBe(text);
});
