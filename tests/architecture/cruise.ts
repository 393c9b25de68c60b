import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const CONFIG = join(ROOT, ".dependency-cruiser.cjs");
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024;

const cruiseResult = z.object({
  modules: z.array(z.object({ source: z.string(), dependencies: z.array(z.object({ resolved: z.string() })) })),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

export type CruiseResult = z.infer<typeof cruiseResult>;
export type Violation = { rule: string; from: string; to: string };

const ruleSet = z.object({ forbidden: z.array(z.object({ name: z.string() })) });

/** Names of the rules that `npm run check` enforces. */
export function ruleNames(): string[] {
  return ruleSet.parse(createRequire(import.meta.url)(CONFIG)).forbidden.map((rule) => rule.name);
}

/** Runs the project's rules over a tree, by the same command as `npm run check`. */
export async function cruise(folder: string): Promise<CruiseResult> {
  const binary = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [binary, "--config", CONFIG, "--output-type", "json", "."],
    { cwd: folder, maxBuffer: OUTPUT_BYTES_MAX },
  );
  return cruiseResult.parse(JSON.parse(stdout));
}

export function violationsOf(result: CruiseResult): Violation[] {
  return result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

/** Browser components that import the actions of another page: only their own folder's, or its parent's, are theirs. */
export function foreignActions(result: CruiseResult): { from: string; to: string }[] {
  return result.modules
    .filter((module) => module.source.endsWith(".client.tsx"))
    .flatMap((module) =>
      module.dependencies
        .map((dependency) => dependency.resolved)
        .filter((path) => path.endsWith("/actions.ts"))
        .filter((path) => dirname(path) !== dirname(module.source).replace(/\/_components$/, ""))
        .filter((path) => dirname(path) !== dirname(module.source))
        .map((to) => ({ from: module.source, to })),
    );
}
