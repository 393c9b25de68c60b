import { expect, test, vi } from "vitest";
import { claimDeliveries } from "@/lib/deliveries/claim";
import { listDeliveries } from "@/lib/deliveries/queries";
import { openEngine } from "../support/engine";
import { must } from "../support/must";

// On Postgres alone: the embedded database has no clock but this process's own.
test("what a machine with a fast clock has enqueued is due at once, for due times go by the database's clock", async () => {
  const engine = await openEngine("postgres");
  await engine.addAutomation(await engine.addWebhook());
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
  try {
    await engine.link();
  } finally {
    vi.useRealTimers();
  }
  const [made] = must(await listDeliveries(engine.database.db, engine.scope, { limit: 1 })).items;

  const claimed = await claimDeliveries(engine.database.db, made ? [made.id] : []);

  expect(claimed.map(({ deliveryId }) => deliveryId)).toEqual([made?.id]);
  await engine.close();
});
