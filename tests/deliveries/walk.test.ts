import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { type Engine, openEngine } from "../support/engine";
import { Walk } from "./walk";
import { step } from "./walk-steps";

let engine: Engine;

beforeAll(async () => {
  engine = await openEngine("embedded");
});
afterAll(() => engine.close());

test("whatever workers and people do to deliveries in any order, none is lost, none is stuck, and its attempts are numbered without a gap", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 70 }), async (steps) => {
      const walk = await Walk.begin(engine);
      for (const each of steps) {
        await walk.take(each);
        await walk.compare();
      }
      await walk.finish();
    }),
    { numRuns: 5, endOnFailure: true },
  );
});
