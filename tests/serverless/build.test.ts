import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { askDesk } from "../support/run-desk";

const SERVER = join(".next", "server");
const TICK_SECONDS = 60;

const traced = z.object({ files: z.array(z.string()) });
const functions = z.object({ functions: z.record(z.string(), z.object({ maxDuration: z.number().optional() })) });

beforeAll(() => askDesk("/build"), 300_000);

/** What a function is given beside its own code, as paths of the project. */
function filesOf(trace: string): string[] {
  const { files } = traced.parse(JSON.parse(readFileSync(trace, "utf8")));
  return files.map((file) => relative(resolve("."), resolve(dirname(trace), file)));
}

describe("a function's files", () => {
  const entries = [
    join(SERVER, "instrumentation.js.nft.json"),
    join(SERVER, "app", "api", "internal", "tick", "route.js.nft.json"),
    join(SERVER, "app", "api", "v1", "[[...path]]", "route.js.nft.json"),
    join(SERVER, "app", "(site)", "[team]", "deliveries", "[delivery]", "page.js.nft.json"),
  ];

  test.each(entries)("of %s hold the migrations and the drivers", (entry) => {
    const files = filesOf(entry);
    const migrations = readdirSync("drizzle").filter((name) => name.endsWith(".sql"));

    expect(files).toEqual(
      expect.arrayContaining([
        ...migrations.map((name) => join("drizzle", name)),
        join("drizzle", "meta", "_journal.json"),
      ]),
    );
    for (const name of ["pg", "undici", "pino", "@electric-sql/pglite"]) {
      expect(files.filter((file) => file.startsWith(`node_modules/${name}/`))).not.toEqual([]);
    }
  });

  test("of the API hold the reference page's script", () => {
    const [, , api = ""] = entries;

    expect(filesOf(api)).toContain("node_modules/@scalar/api-reference/dist/browser/standalone.js");
  });

  test("hold nothing that lies in the project's folder by chance: no environment, no data, no sources", () => {
    const ours = globSync(join(SERVER, "**", "*.nft.json"))
      .flatMap(filesOf)
      .filter((file) => !/^(node_modules|\.next|drizzle)\//.test(file));

    expect([...new Set(ours)]).toEqual(["package.json"]);
  });
});

test("every address whose writes deliver has the time of a tick", () => {
  const manifest = join(SERVER, "functions-config-manifest.json");
  const { functions: told } = functions.parse(JSON.parse(readFileSync(manifest, "utf8")));
  const pages = globSync("app/(site)/**/page.tsx").map((path) => dirname(path).replace("app/(site)", ""));

  for (const address of ["/api/internal/tick", "/api/v1/[[...path]]", ...pages]) {
    expect(told[address], address).toMatchObject({ maxDuration: TICK_SECONDS });
  }
  expect(pages.length).toBeGreaterThan(5);
});

test("the cron calls an address that there is", () => {
  const vercel = z.object({ crons: z.array(z.object({ path: z.string() })) });
  const { crons } = vercel.parse(JSON.parse(readFileSync("vercel.json", "utf8")));

  expect(crons.map(({ path }) => existsSync(join("app", path, "route.ts")))).toEqual([true]);
});
