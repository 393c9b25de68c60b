import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { BETTER_PLAN } from "../plans";
import { heldOutFlowers } from "../train";
import { measureFile } from "./measure-file";

/**
 * A job as a team writes it: fetches the version that the run works on with the run's own token, judges it by flowers that
 * it never saw, and records what it found. It knows nothing but what its environment says.
 */
async function main(): Promise<void> {
  const { MODELWIRE_URL: url, MODELWIRE_VERSION: version, MODELWIRE_PARAMETERS: parameters } = process.env;
  if (!url || !version || !parameters) {
    throw new Error("This runs for a version: queue it by an automation, or with --version.");
  }
  const { name, flowers } = JSON.parse(readFileSync(parameters, "utf8")) as { name: string; flowers: number };
  const cli = await fetch(`${url}/cli.mjs`);
  writeFileSync("modelwire.mjs", new Uint8Array(await cli.arrayBuffer()));
  modelwire(["download", version, "-o", "model"]);
  process.stdout.write(`Fetched ${version}, every digest right.\n`);

  const judged = heldOutFlowers(BETTER_PLAN).slice(0, flowers);
  const { accuracy, loss, macroF1 } = measureFile("model", judged);
  writeFileSync("metrics.json", JSON.stringify({ accuracy, loss, macro_f1: macroF1 }));
  process.stdout.write(modelwire(["evaluate", version, "--name", name, "--metric", "@metrics.json"]));
  process.stdout.write(`${version} is right about ${(accuracy * 100).toFixed(1)} % of ${judged.length} flowers.\n`);
}

function modelwire(args: readonly string[]): string {
  return execFileSync(process.execPath, ["modelwire.mjs", ...args], { encoding: "utf8" });
}

await main();
