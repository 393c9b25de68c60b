import { sql } from "drizzle-orm";
import { Pool } from "undici";
import { newId } from "@/lib/platform/id";
import { IN_FLIGHT_MAX } from "@/lib/worker/lanes";
import { type Measured, rateOf } from "./figures";
import { POOL_MAX, type Product } from "./product";

const ROWS_PER_STATEMENT = 10;

const BODY = JSON.stringify({ event: "ADD_ARTIFACT_ALIAS", note: "x".repeat(220) });
const HEADERS = { "content-type": "application/json", "user-agent": "modelwire-bench" };

/** The same receivers, asked by undici and nothing else, over as many connections: our client opens one for each request. */
export async function bareUndiciPosts(origins: readonly string[], seconds: number): Promise<Measured> {
  const connections = Math.ceil(IN_FLIGHT_MAX / origins.length);
  const pools = origins.map((origin) => new Pool(origin, { connections }));
  const value = await rateOf({ concurrency: IN_FLIGHT_MAX, seconds }, async (index) => {
    const pool = pools[index % pools.length];
    const response = await pool?.request({ path: "/bare", method: "POST", headers: HEADERS, body: BODY });
    await response?.body.dump();
  });
  await Promise.all(pools.map((pool) => pool.close()));
  return { name: `bare POSTs by undici over ${connections * origins.length} connections`, value, unit: "/s" };
}

/** The same by the product's own client, which judges address and connection. As many at once as a worker has at most. */
export async function bareClientPosts(
  product: Product,
  origins: readonly string[],
  seconds: number,
): Promise<Measured> {
  const value = await rateOf({ concurrency: IN_FLIGHT_MAX, seconds }, async (index) => {
    const url = `${origins[index % origins.length]}/bare`;
    const exchange = await product.http.sendRequest({ url, method: "POST", headers: HEADERS, body: BODY });
    if (exchange.kind === "failed") {
      throw new Error(`A bare POST failed: ${exchange.code}.`);
    }
  });
  return { name: "bare POSTs by our client", value, unit: "/s" };
}

/**
 * What a delivery leaves behind at the least: a row each in `deliveries`, `open_deliveries` and `attempts`, with their
 * indexes, of ten deliveries a statement and a commit, and nothing else. Last of all: they stay there.
 */
export async function bareDeliveryInserts(product: Product, seconds: number): Promise<Measured> {
  const perSecond = await rateOf({ concurrency: POOL_MAX, seconds }, () => insertBare(product));
  return { name: "deliveries as bare rows, three each", value: perSecond * ROWS_PER_STATEMENT, unit: "/s" };
}

async function insertBare({ db, scope }: Product): Promise<void> {
  const made = JSON.stringify(
    Array.from({ length: ROWS_PER_STATEMENT }, () => ({
      id: newId("delivery"),
      event: newId("event"),
      automation: newId("automation"),
      model: newId("model"),
      version: newId("version"),
      webhook: newId("webhook"),
      attempt: newId("attempt"),
      request: { headers: HEADERS, body: BODY },
    })),
  );
  await db.execute(sql`
    with made as materialized (
      select * from json_to_recordset(${made}::json) as made(
        id text, event text, automation text, model text, version text, webhook text, attempt text, request jsonb
      )
    ), inserted as (
      insert into deliveries (
        id, team_id, event_id, event_type, automation_id, automation_name, model_id, version_id, version_number,
        action_type, action, webhook_id, body, schedule, created_at
      )
      select id, ${scope.teamId}, event, 'ADD_ARTIFACT_ALIAS', automation, 'bare', model, version, 1, 'webhook',
        '{"type": "webhook", "payload": {"note": "bare"}}', webhook, request ->> 'body', '{5,30}', now()
      from made
    ), opened as (
      insert into open_deliveries (delivery_id, team_id, automation_id, destination, state, due_at)
      select id, ${scope.teamId}, automation, webhook, 'pending', now() from made
    )
    insert into attempts (id, delivery_id, number, tries, code, status, request, started_at, duration_ms)
    select attempt, id, 1, 1, 'delivered', 200, request, now(), 1 from made`);
}
