import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WhenUnsure } from "@/lib/core/automation";
import { openDeliveries } from "@/lib/db/schema";
import { claimDue } from "@/lib/deliveries/claim";
import { releaseLostLeases } from "@/lib/deliveries/release";
import { DATABASE_KINDS } from "../support/database";
import { type Engine, openEngine, wishFor } from "../support/engine";
import type { Reply } from "../support/receiver";

const PATIENCE = { timeout: 25_000, interval: 50 };

/** Where nobody listens. */
const NOBODY = "http://127.0.0.1:1";

const CASES = [
  { preset: "generic", whenUnsure: undefined, state: "retrying" },
  { preset: "generic", whenUnsure: "wait", state: "unknown" },
  { preset: "github", whenUnsure: undefined, state: "unknown" },
  { preset: "github", whenUnsure: "resend", state: "retrying" },
] as const;

type Wish = { preset: "generic" | "github"; whenUnsure?: WhenUnsure | undefined };

describe.each(DATABASE_KINDS)("what may have arrived on %s", (kind) => {
  let engine: Engine;
  const replies = new Map<string, Reply>();

  beforeAll(async () => {
    engine = await openEngine(kind, { allow: [NOBODY] });
    engine.receiver.reply = ({ path }) => replies.get(path) ?? {};
  });
  afterAll(() => engine.close());

  test.each(CASES)("is $state when a $preset webhook with $whenUnsure reset the connection", async (wish) => {
    const { route, worker } = await fired(wish, "reset");

    await expect.poll(() => outcomesOf(route), PATIENCE).toEqual([[wish.state, "connection_reset"]]);
    await worker.stop(0);
  });

  test.each(CASES)("is $state when a $preset webhook with $whenUnsure answered that it is broken", async (wish) => {
    const { route, worker } = await fired(wish, { status: 502 });

    await expect.poll(() => outcomesOf(route), PATIENCE).toEqual([[wish.state, "http_status"]]);
    await worker.stop(0);
  });

  test.each(CASES)("is $state when a worker that stopped cut off a $preset webhook with $whenUnsure", async (wish) => {
    const { route, worker } = await fired(wish, "hang");
    await expect.poll(() => route.requests().length, PATIENCE).toBe(1);

    await worker.stop(0);

    expect(await outcomesOf(route)).toEqual([[wish.state, wish.state === "unknown" ? "worker_lost" : "cancelled"]]);
  });

  test.each(CASES)("is $state when the worker died that sent to a $preset webhook with $whenUnsure", async (wish) => {
    const route = await routeFor(wish);
    await route.fire();
    await claimDue(engine.database.db, [wishFor(route.webhook.id)]);
    await engine.database.db
      .update(openDeliveries)
      .set({ leaseExpiresAt: sql`now() - interval '1 second'` })
      .where(eq(openDeliveries.destination, route.webhook.id));

    expect(await releaseLostLeases(engine.database.db, { isSoleOwner: false })).toBe(1);

    expect(await outcomesOf(route)).toEqual([[wish.state, "worker_lost"]]);
  });

  test("never arrived where no connection was made: it is tried again, whatever was chosen", async () => {
    const { route, worker } = await fired({ preset: "github", whenUnsure: "wait" }, {}, NOBODY);

    await expect.poll(() => outcomesOf(route), PATIENCE).toEqual([["retrying", "connection_refused"]]);
    await worker.stop(0);
  });

  if (kind === "postgres") {
    // Where no SQL is different, fifteen seconds are spent once.
    test("waits for a person or is sent again just so when there was no answer in time", async () => {
      const fires = await Promise.all(CASES.map((wish) => fired(wish, "hang")));

      await expect
        .poll(() => Promise.all(fires.map(({ route }) => outcomesOf(route))), PATIENCE)
        .toEqual(CASES.map(({ state }) => [[state, "timeout"]]));
      await Promise.all(fires.map(({ worker }) => worker.stop(0)));
    });
  }

  async function fired(wish: Wish, reply: Reply, url?: string) {
    const route = await routeFor(wish, url);
    replies.set(new URL(route.webhook.url).pathname, reply);
    const worker = await engine.startWorker();
    await route.fire();
    return { route, worker };
  }

  function routeFor({ preset, whenUnsure }: Wish, url?: string) {
    return engine.addRoute({
      preset,
      retrySchedule: [3_600],
      ...(whenUnsure ? { whenUnsure } : {}),
      ...(url ? { url } : {}),
    });
  }

  async function outcomesOf(route: Awaited<ReturnType<Engine["addRoute"]>>) {
    return (await route.deliveries()).map(({ state, lastCode }) => [state, lastCode]);
  }
});
