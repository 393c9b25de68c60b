import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ROOT } from "./cruise";

const manifest = z.object({ scripts: z.record(z.string(), z.string()) });
const { scripts } = manifest.parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));

/** The scripts that a text tells its reader to run: `npm run x`, `npm test` and `npm start`. */
function namedScripts(text: string): string[] {
  const names = [...text.matchAll(/\bnpm (?:run ([a-z][\w:-]*)|(test|start)\b)/g)];
  return names.flatMap(([, script, short]) => script ?? short ?? []);
}

describe("scripts", () => {
  test.each([".ci/run", "CONTRIBUTING.md"])("%s names only scripts that exist", (path) => {
    const named = namedScripts(readFileSync(join(ROOT, path), "utf8"));

    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("call only scripts that exist", () => {
    expect(
      Object.values(scripts)
        .flatMap(namedScripts)
        .filter((name) => !(name in scripts)),
    ).toEqual([]);
  });

  test("a script that does not exist would be noticed", () => {
    expect(namedScripts("Run `npm run nonsense -- --once`, then npm test.")).toEqual(["nonsense", "test"]);
  });

  test("CONTRIBUTING names only files and folders that exist", () => {
    const text = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
    const paths = [...text.matchAll(/`((?:app|lib|tests|drizzle)\/[\w./-]+)`/g)].flatMap(([, path]) => path ?? []);

    expect(paths.length).toBeGreaterThan(3);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)) && globSync(path, { cwd: ROOT }).length === 0)).toEqual(
      [],
    );
  });
});
