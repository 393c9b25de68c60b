import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { OUTCOME_CODES } from "@/lib/core/delivery";
import { APP_EVENTS, APP_PERMISSIONS } from "@/lib/core/github-app";
import { EXCHANGE_REFUSALS } from "@/lib/core/run-identity";

const GUIDE = readFileSync("docs/github.md", "utf8");

/** What only a dispatch ends with: each has to be in the table. */
const OF_GITHUB = OUTCOME_CODES.filter((code) => /^(app|installation|repository|permission|dispatch|rate)_/.test(code));

test("the table of permissions is what the App asks for, and why", () => {
  expect(cellsAfter("<!-- permissions")).toEqual(
    Object.entries(APP_PERMISSIONS).map(([name, { level, of, why }]) => [`\`${name}\``, level, of, why]),
  );
});

test("the events are those that the App listens to", () => {
  const [, line = ""] = /<!-- events.*-->\n\n(.*)\n/.exec(GUIDE) ?? [];

  expect(namesIn(line).toSorted()).toEqual([...APP_EVENTS].toSorted());
});

test("the table of outcomes names what a dispatch can end with, and nothing that there is not", () => {
  const told = cellsAfter("<!-- outcomes").flatMap(([code = ""]) => namesIn(code));

  expect(OF_GITHUB.length).toBeGreaterThan(5);
  expect(told).toEqual(expect.arrayContaining(OF_GITHUB));
  expect(OUTCOME_CODES).toEqual(expect.arrayContaining(told));
});

test("the table of refusals is that of the exchange", () => {
  const told = cellsAfter("<!-- refusals").flatMap(([reasons = ""]) => namesIn(reasons));

  expect(told.toSorted()).toEqual(Object.keys(EXCHANGE_REFUSALS).toSorted());
});

test.each(["docs/github.md", "docs/runs.md", "github-app/README.md", "demo/github/README.md"])(
  "every link and picture of %s leads somewhere",
  (file) => {
    const targets = [...readFileSync(file, "utf8").matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, to = ""]) => to);

    for (const target of targets) {
      const [path = "", anchor] = target.split("#");
      const found = path === "" ? file : join(dirname(file), path);
      expect(existsSync(found), target).toBe(true);
      if (anchor !== undefined) {
        expect(anchorsOf(readFileSync(found, "utf8")), target).toContain(anchor);
      }
    }
  },
);

function namesIn(text: string): string[] {
  return [...text.matchAll(/`([a-z_]+)`/g)].map(([, name = ""]) => name);
}

/** As GitHub makes them of headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** The cells of the rows of the first table after a mark, without its head. */
function cellsAfter(mark: string): string[][] {
  const lines = GUIDE.slice(GUIDE.indexOf(mark)).split("\n");
  const start = lines.findIndex((line) => line.startsWith("|"));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("|"));
  return lines.slice(start + 2, end).map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}
