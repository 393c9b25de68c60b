import { readWish, replayCommand, shareOf, USAGE, type Wish } from "./options";
import { brokenCount, reportText } from "./report";
import { runChaos } from "./run";

// `npm run test:chaos`: the product's own processes, hit by everything that happens to them in earnest. It prints the seed
// and the plan before it begins, and ends with how to do the same again and `N passed, N failed`, a guarantee each.

const wish = readWish(process.argv.slice(2));
if (wish) {
  // Said outright: what a broken run has left open must not keep it from ending.
  process.exit(await main(wish));
} else {
  console.error(USAGE);
  process.exit(2);
}

async function main(wish: Wish): Promise<number> {
  let passed = 0;
  let failed = 0;
  for (const kind of wish.kinds) {
    try {
      const findings = await runChaos({ kind, seed: wish.seed, ...shareOf(wish, kind), say: console.log });
      console.log(`\n${reportText(findings)}\n`);
      failed += brokenCount(findings);
      passed += findings.verdicts.length - brokenCount(findings);
    } catch (error) {
      console.error(`The run on ${kind} broke off.`, error);
      failed += 1;
    }
  }
  console.log(`To do the same again: ${replayCommand(wish)}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
