import { Pool } from "undici";
import { deliveries } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { type Measured, rateOf } from "./figures";
import { POOL_MAX, type Product } from "./product";

/** As many requests at once as the worker has under way at most. */
const POSTS_AT_ONCE = 256;
const CONNECTIONS_PER_ORIGIN = 64;
const ROWS_PER_STATEMENT = 10;

const BODY = JSON.stringify({ event: "ADD_ARTIFACT_ALIAS", note: "x".repeat(220) });
const HEADERS = { "content-type": "application/json", "user-agent": "modelwire-bench" };

/** The same receivers, asked by undici and nothing else. */
export async function bareUndiciPosts(origins: readonly string[], seconds: number): Promise<Measured> {
  const pools = origins.map((origin) => new Pool(origin, { connections: CONNECTIONS_PER_ORIGIN }));
  const value = await rateOf({ concurrency: POSTS_AT_ONCE, seconds }, async (index) => {
    const pool = pools[index % pools.length];
    const response = await pool?.request({ path: "/bare", method: "POST", headers: HEADERS, body: BODY });
    await response?.body.dump();
  });
  await Promise.all(pools.map((pool) => pool.close()));
  return { name: "bare POSTs by undici", value, unit: "/s" };
}

/** The same by the product's own client, which judges address and connection. */
export async function bareClientPosts(
  product: Product,
  origins: readonly string[],
  seconds: number,
): Promise<Measured> {
  const value = await rateOf({ concurrency: POSTS_AT_ONCE, seconds }, async (index) => {
    const url = `${origins[index % origins.length]}/bare`;
    const exchange = await product.http.sendRequest({ url, method: "POST", headers: HEADERS, body: BODY });
    if (exchange.kind === "failed") {
      throw new Error(`A bare POST failed: ${exchange.code}.`);
    }
  });
  return { name: "bare POSTs by our client", value, unit: "/s" };
}

/** Rows of the same shape into the same indexed table, ten a statement, and nothing else. Last of all: they stay there. */
export async function bareDeliveryInserts(product: Product, seconds: number): Promise<Measured> {
  const perSecond = await rateOf({ concurrency: POOL_MAX, seconds }, () =>
    product.db.insert(deliveries).values(Array.from({ length: ROWS_PER_STATEMENT }, () => bareRow(product))),
  );
  return { name: "bare inserted rows", value: perSecond * ROWS_PER_STATEMENT, unit: "/s" };
}

function bareRow({ scope }: Product): typeof deliveries.$inferInsert {
  const now = new Date();
  return {
    id: newId("delivery"),
    teamId: scope.teamId,
    eventId: newId("event"),
    eventType: "ADD_ARTIFACT_ALIAS",
    automationId: newId("automation"),
    automationName: "bare",
    modelId: newId("model"),
    versionId: newId("version"),
    versionNumber: 1,
    actionType: "webhook",
    action: { type: "webhook", webhookId: newId("webhook"), payload: { note: "bare" } },
    webhookId: newId("webhook"),
    body: BODY,
    schedule: [5, 30],
    createdAt: now,
  };
}
