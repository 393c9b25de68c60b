import { parseArgs } from "node:util";
import { newSeed } from "../options";
import { runLaunchChaos } from "./run";

// `npm run test:chaos:launch`: agents, server and network are hit while runs are queued, and what is left is judged. It prints
// the seed and the plan before it begins, and ends with how to do the same again and `N passed, N failed`, a guarantee each.

const RUNS_PER_MINUTE = 120;

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(newSeed()) },
    minutes: { type: "string", default: "3" },
    database: { type: "string", default: "postgres" },
  },
});
const [seed, minutes] = [Number(values.seed), Number(values.minutes)];
const kind = values.database === "embedded" ? "embedded" : "postgres";
if (!(seed > 0 && minutes > 0)) {
  console.error(
    "npm run test:chaos:launch -- [--seed <number>] [--minutes <of faults>] [--database postgres|embedded]",
  );
  process.exit(2);
}

// Said outright: what a broken run has left open must not keep it from ending.
process.exit(await main());

async function main(): Promise<number> {
  const startedAt = Date.now();
  const say = (text: string) => console.log(`[${((Date.now() - startedAt) / 1_000).toFixed(1)} s] ${text}`);
  const runs = Math.round(minutes * RUNS_PER_MINUTE);
  let failed = 0;
  let passed = 0;
  try {
    const { verdicts, figures } = await runLaunchChaos({ kind, seed, durationMs: minutes * 60_000, runs, say });
    console.log(`\n${figures.map((line) => `  ${line}`).join("\n")}\n`);
    for (const { guarantee, violations } of verdicts) {
      console.log(`  ${violations.length === 0 ? "ok    " : "BROKEN"}  ${guarantee}`);
      for (const violation of violations.slice(0, 10)) {
        console.log(`            ${violation}`);
      }
    }
    failed = verdicts.filter(({ violations }) => violations.length > 0).length;
    passed = verdicts.length - failed;
  } catch (error) {
    console.error("The run broke off.", error);
    failed = 1;
  }
  const again = `npm run test:chaos:launch -- --seed ${seed} --minutes ${minutes} --database ${kind}`;
  console.log(`\nTo do the same again: ${again}\n\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
