import { expect, test } from "vitest";
import { systemClock } from "@/lib/platform/clock";

test("sleep waits its time", async () => {
  const before = systemClock.now().getTime();

  await systemClock.sleep(60);

  expect(systemClock.now().getTime() - before).toBeGreaterThanOrEqual(55);
});

test("sleep ends early and quietly when it is called off, also beforehand", async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 20);
  const before = Date.now();

  await systemClock.sleep(10_000, stop.signal);
  await systemClock.sleep(10_000, AbortSignal.abort());

  expect(Date.now() - before).toBeLessThan(2_000);
});
