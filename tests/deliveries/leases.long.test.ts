import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { attempts, openDeliveries } from "@/lib/db/schema";
import { releaseLostLeases } from "@/lib/deliveries/release";
import { Dispatcher } from "@/lib/worker/dispatcher";
import { DATABASE_KINDS } from "../support/database";
import { type Engine, openEngine, type Route } from "../support/engine";
import { startPostgres } from "../support/postgres";
import type { Reply } from "../support/receiver";

const PATIENCE = { timeout: 20_000, interval: 20 };

describe.each(DATABASE_KINDS)("a lease on %s", (kind) => {
  let engine: Engine;

  beforeEach(async () => {
    engine = await openEngine(kind);
  });
  afterEach(() => engine.close());

  test("of an attempt that takes long is kept, so that nobody else takes it for lost", async () => {
    const { dispatcher, answer, route } = await underWay();
    await engine.database.db.update(openDeliveries).set({ leaseExpiresAt: sql`now()` });

    await afterAWhile(() => dispatcher.renew());

    expect(await releaseLostLeases(engine.database.db, { isSoleOwner: false })).toBe(0);
    answer({ status: 200 });
    await dispatcher.idle(AbortSignal.timeout(5_000));
    expect(await route.deliveries()).toMatchObject([{ state: "delivered", attempts: 1, lastCode: "delivered" }]);
  });

  test("that another worker has now cuts the attempt off, and what came of it is dropped", async () => {
    const { dispatcher, route } = await underWay();
    await engine.database.db.update(openDeliveries).set({ leaseToken: sql`gen_random_uuid()` });
    const patience = AbortSignal.timeout(5_000);

    await afterAWhile(() => dispatcher.renew());
    await dispatcher.idle(patience);

    expect(patience.aborted).toBe(false);
    expect(await route.deliveries()).toMatchObject([{ state: "sending", attempts: 0 }]);
    expect(await engine.database.db.select({ id: attempts.id }).from(attempts)).toEqual([]);
  });

  test("lost time and again goes by the schedule and gives up at its end, for it may be what kills its workers", async () => {
    const { dispatcher, route } = await underWay();
    const { db } = engine.database;
    await db.update(openDeliveries).set({ attemptCount: 10, leaseExpiresAt: sql`now() - interval '1 second'` });

    await releaseLostLeases(db, { isSoleOwner: false });

    expect(await route.deliveries()).toMatchObject([{ state: "retrying", lastCode: "worker_lost" }]);
    const [open] = await db
      .select({ tries: openDeliveries.tries, isLater: sql<boolean>`${openDeliveries.dueAt} > now()` })
      .from(openDeliveries);
    expect(open).toEqual({ tries: 1, isLater: true });
    await dispatcher.stop(0);
  });

  test("of a young attempt is left as it is, for most are over within a moment", async () => {
    const { dispatcher } = await underWay();
    const [before] = await engine.database.db.select({ until: openDeliveries.leaseExpiresAt }).from(openDeliveries);

    await dispatcher.renew();

    expect(await engine.database.db.select({ until: openDeliveries.leaseExpiresAt }).from(openDeliveries)).toEqual([
      before,
    ]);
    await dispatcher.stop(0);
  });

  /** One delivery whose request has arrived and has no answer yet. */
  async function underWay() {
    const route = await engine.addRoute();
    const held = Promise.withResolvers<Reply>();
    engine.receiver.reply = () => held.promise;
    const dispatcher = new Dispatcher(engine.workerOptions);
    await route.fire();
    await dispatcher.sweep();
    await expect.poll(() => route.requests().length, PATIENCE).toBe(1);
    return { dispatcher, route, answer: held.resolve };
  }
});

test("a database that is away for eight seconds while answers come in loses none of them, and nothing is sent twice; deliveries are heard of at once when it is back", {
  timeout: 90_000,
}, async () => {
  const server = await startPostgres();
  const engine = await openEngine("postgres", { place: await server.createDatabase("modelwire") });
  const many = await engine.addRoute({ fanOut: 40, retrySchedule: [1] });
  const later = await engine.addRoute();
  await engine.startWorker();
  await many.fire(); // Widens the lane, so that the forty below are under way together.
  await expect.poll(() => allAre(many, "delivered"), PATIENCE).toBe(true);
  const held = Promise.withResolvers<Reply>();
  engine.receiver.reply = () => held.promise;
  await many.fire();
  await expect.poll(() => many.requests().length, PATIENCE).toBe(80);

  await server.kill();
  held.resolve({ status: 200 });
  await sleep(8_000);
  await server.restart();

  await expect.poll(() => allAre(many, "delivered").catch(() => false), PATIENCE).toBe(true);
  expect(many.requests()).toHaveLength(80);
  expect(new Set((await many.deliveries()).map((delivery) => delivery.attempts))).toEqual(new Set([1]));
  expect(await latencies(later, 10)).toSatisfy(areHeard);
  await engine.close();
  await server.stop();
});

/** By sweeps alone, one in three would take less: nine of ten by chance is out of the question. */
function areHeard(latenciesMs: number[]): boolean {
  return latenciesMs.filter((latency) => latency < 330).length >= 9;
}

async function latencies(route: Route, count: number): Promise<number[]> {
  await sleep(1_000); // The listening connection is opened again within half a second.
  const measured: number[] = [];
  for (let turn = 1; turn <= count; turn += 1) {
    await sleep(137);
    await route.fire();
    const made = performance.now();
    await expect.poll(() => route.requests().length, { ...PATIENCE, interval: 5 }).toBe(turn);
    measured.push(performance.now() - made);
  }
  return measured;
}

async function allAre(route: Route, state: string): Promise<boolean> {
  return (await route.deliveries()).every((delivery) => delivery.state === state);
}

/** Nine seconds later, by the clock that tells the age of attempts. */
async function afterAWhile(fn: () => Promise<void>): Promise<void> {
  const now = performance.now();
  const clock = vi.spyOn(performance, "now").mockReturnValue(now + 9_000);
  await fn().finally(() => clock.mockRestore());
}
