import { expect, test } from "vitest";
import { DATABASE_KINDS } from "../support/database";
import { openEngine } from "../support/engine";

test.each(DATABASE_KINDS)("a backlog on %s is sent as fast as it goes, not one batch at each sweep", async (kind) => {
  const engine = await openEngine(kind);
  const webhook = await engine.addWebhook();
  await Promise.all(Array.from({ length: 450 }, () => engine.addAutomation(webhook)));
  await engine.link();

  await engine.startWorker();

  // What the lane has room for at each sweep, and no more, would take eleven seconds.
  await expect.poll(() => engine.receiver.requests.length, { timeout: 10_000, interval: 50 }).toBe(450);
  await engine.close();
});
