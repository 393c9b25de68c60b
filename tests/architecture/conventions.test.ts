import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { hostsInLock, isNamedMigration, machinePathOffences, offencesOf, type Source } from "./conventions";
import { ROOT } from "./cruise";

const TEXT_FILE = /\.(tsx?|[cm]?js|json|md|css|sql|ya?ml|sh)$|(^|\/)(run|\.env\.example|LICENSE)$/;

const lock = z.object({ packages: z.record(z.string(), z.object({ resolved: z.string().optional() })) });
const journal = z.object({ entries: z.array(z.object({ tag: z.string() })) });

/** What git keeps or would keep, so that neither builds nor dependencies are read. */
function sources(isWanted: (path: string) => boolean): Source[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: ROOT });
  return listed
    .toString()
    .split("\0")
    .filter((path) => path !== "" && isWanted(path) && existsSync(join(ROOT, path)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

describe("the tree", () => {
  test("keeps the conventions in every TypeScript file", () => {
    const files = sources((path) => /\.tsx?$/.test(path));

    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap(offencesOf)).toEqual([]);
  });

  test("holds no path of somebody's machine", () => {
    const offences = sources((path) => TEXT_FILE.test(path) && path !== "package-lock.json").flatMap((source) =>
      machinePathOffences(source).map((offence) => `${source.path} ${offence}`),
    );

    expect(offences).toEqual([]);
  });

  test("locks packages without the host that they came from", () => {
    expect(hostsInLock(lock.parse(readJson("package-lock.json")))).toEqual([]);
  });

  test("names every migration, and journals exactly those that exist", () => {
    const files = readdirSync(join(ROOT, "drizzle")).filter((file) => file.endsWith(".sql"));
    const journaled = journal.parse(readJson("drizzle/meta/_journal.json")).entries.map((entry) => `${entry.tag}.sql`);

    expect(files.filter((file) => !isNamedMigration(file))).toEqual([]);
    expect(journaled).toEqual(files.sort());
  });
});

describe("the conventions are seen to be broken by", () => {
  const machinePath = ["", "home", "ann", "models"].join("/");

  test.each([
    { fault: "a long file", path: "lib/rest/long.ts", text: "x\n".repeat(301), says: "has more than 300 lines" },
    { fault: "a name in camel case", path: "lib/rest/createModel.ts", text: "", says: "is not named in kebab-case" },
    { fault: "a vague name", path: "lib/rest/string-utils.ts", text: "", says: "has a name that says nothing" },
    { fault: "a barrel", path: "lib/rest/index.ts", text: "", says: "is a barrel" },
    {
      fault: "a note to self",
      path: "lib/rest/a.ts",
      text: `// ${"TO"}${"DO"}: later`,
      says: "has a note to self without an issue",
    },
    { fault: "a test left alone", path: "tests/a.test.ts", text: `test${".only"}("x")`, says: "silences a test" },
    { fault: "a test skipped", path: "tests/a.test.ts", text: `describe${".skip"}("x")`, says: "silences a test" },
    {
      fault: "a clock in core",
      path: "lib/core/a.ts",
      text: "const now = Date.now();",
      says: "is in core and not pure",
    },
    {
      fault: "a machine's path",
      path: "lib/a.ts",
      text: `const p = "${machinePath}";`,
      says: "holds a machine's path",
    },
    {
      fault: "an index without its query",
      path: "lib/db/schema/a.ts",
      text: '  // The list.\n  index("a").on(a),\n  index("b").on(b),',
      says: 'defines an index without the query that it serves: index("b")',
    },
  ])("$fault", ({ path, text, says }) => {
    const offences = offencesOf({ path, text });

    expect(offences).toHaveLength(1);
    expect(offences[0]).toContain(`${path} ${says}`);
  });

  test.each([
    { merit: "300 lines", path: "lib/rest/long.ts", text: "x\n".repeat(300) },
    { merit: "a note with its issue", path: "lib/a.ts", text: `// ${"TO"}${"DO"}(#12): later` },
    {
      merit: "a clock that core only speaks of",
      path: "lib/core/a.ts",
      text: "// Date.now() is the caller's.\nconst a = 1;",
    },
    {
      merit: "a unique index with its query",
      path: "lib/db/schema/a.ts",
      text: '// A model by name.\nuniqueIndex("a").on(a),',
    },
  ])("nothing where there is $merit", ({ path, text }) => {
    expect(offencesOf({ path, text })).toEqual([]);
  });

  test("a lock entry with a host", () => {
    const packages = { "node_modules/a": { resolved: "https://registry.example/a.tgz" }, "node_modules/b": {} };

    expect(hostsInLock({ packages })).toEqual(["node_modules/a"]);
  });

  test.each(["0001_sturdy_tempest.sql", "add-lease.sql", "0001_AddLease.sql"])("a migration called %s", (file) => {
    expect(isNamedMigration(file)).toBe(false);
    expect(isNamedMigration("0001_add-delivery-lease.sql")).toBe(true);
  });
});

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8"));
}
