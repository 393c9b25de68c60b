import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FlowReport, filesToRepeat, flakyFlows, flowReport, mergeReports } from "./flow-report";

/**
 * Runs Playwright: `run-flows.ts <name of the report> <arguments of Playwright>`. In CI the files of flows that failed are
 * run once more, on a server of their own. Playwright's own `retries` would meet what the first try left on the shared
 * server: every name taken. What then passes is counted as flaky and named.
 */
async function main([name = "e2e", ...args]: string[]): Promise<number> {
  const path = join(".cache", "reports", `${name}.json`);
  rmSync(path, { force: true });
  const code = await runPlaywright(name, 1, args);
  if (code === 0 || process.env.CI !== "true" || !existsSync(path)) {
    return code;
  }

  const first = read(path);
  const files = filesToRepeat(first);
  if (files.length === 0) {
    return code;
  }
  console.log(`A second try for ${files.join(", ")}, on a server of its own.`);
  const again = await runPlaywright(name, 2, [...args, ...files.map((file) => `/${file}`)]);
  const merged = mergeReports(first, read(path));
  writeFileSync(path, JSON.stringify(merged));
  for (const flow of flakyFlows(merged)) {
    console.log(`FLAKY: ${flow}`);
  }
  return again;
}

async function runPlaywright(name: string, tries: number, args: readonly string[]): Promise<number> {
  const child = spawn("playwright", ["test", ...args], {
    stdio: "inherit",
    env: { ...process.env, E2E_REPORT: name, E2E_TRY: String(tries) },
  });
  const [code] = await once(child, "exit");
  return code ?? 1;
}

function read(path: string): FlowReport {
  return flowReport.parse(JSON.parse(readFileSync(path, "utf8")));
}

process.exitCode = await main(process.argv.slice(2));
