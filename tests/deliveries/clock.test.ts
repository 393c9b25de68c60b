import { expect, test, vi } from "vitest";
import { claimDue } from "@/lib/deliveries/claim";
import { listDeliveries } from "@/lib/deliveries/queries";
import { openEngine, wishFor } from "../support/engine";
import { must } from "../support/must";

// On Postgres alone: the embedded database has no clock but this process's own.
test("what a machine with a fast clock has enqueued is due at once, for due times go by the database's clock", async () => {
  const engine = await openEngine("postgres");
  const webhook = await engine.addWebhook();
  await engine.addAutomation(webhook);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  try {
    await engine.link();
  } finally {
    vi.useRealTimers();
  }
  const [made] = must(await listDeliveries(engine.database.db, engine.scope, { limit: 1 })).items;

  const claimed = await claimDue(engine.database.db, [wishFor(webhook.id)]);

  expect(claimed.map(({ deliveryId }) => deliveryId)).toEqual([made?.id]);
  await engine.close();
});
