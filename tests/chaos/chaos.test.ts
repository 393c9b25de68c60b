import { describe, test } from "vitest";
import { newSeed, replayCommand, type Wish } from "./options";
import { brokenCount, reportText } from "./report";
import { DATABASE_KINDS, runChaos } from "./run";

/** Long enough for one freeze beyond a lease. With start and draining it takes about twice as long. */
const MINUTES = 40 / 60;
const DELIVERIES = { postgres: 1_600, embedded: 800 } as const;

describe.concurrent.each(DATABASE_KINDS)("on %s", (kind) => {
  test("kills, freezes, cuts and a misbehaving receiver lose nothing and repeat nothing without a cause", {
    timeout: 270_000,
  }, async ({ expect }) => {
    const deliveries = DELIVERIES[kind];
    const wish: Wish = { seed: newSeed(), minutes: MINUTES, deliveries, kinds: [kind] };
    const told: string[] = [`The seed is ${wish.seed}.`];
    const durationMs = MINUTES * 60_000;

    const findings = await runChaos({ kind, seed: wish.seed, durationMs, deliveries, say: (text) => told.push(text) });

    const story = [...told, reportText(findings), `To do the same again: ${replayCommand(wish)}`].join("\n");
    expect(brokenCount(findings), story).toBe(0);
  });
});
