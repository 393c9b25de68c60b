import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { breakers, openDeliveries } from "@/lib/db/schema";
import { claimDue } from "@/lib/deliveries/claim";
import { redeliver } from "@/lib/deliveries/commands";
import { deleteWebhook, updateWebhook } from "@/lib/webhooks/commands";
import { getWebhook } from "@/lib/webhooks/queries";
import { DATABASE_KINDS } from "../support/database";
import { type Engine, openEngine, type Route, wishFor } from "../support/engine";
import { must } from "../support/must";
import { type Received, type Reply, startReceiver } from "../support/receiver";

const PATIENCE = { timeout: 20_000, interval: 20 };
/** Of deliveries that wait to be tried again, none falls due while a test runs. */
const LATER = [3_600];

describe.each(DATABASE_KINDS)("webhooks on %s", (kind) => {
  let engine: Engine;
  const replies = new Map<string, (request: Received) => Reply | Promise<Reply>>();

  beforeAll(async () => {
    engine = await openEngine(kind);
    engine.receiver.reply = (request) => replies.get(request.path)?.(request) ?? {};
    await engine.startWorker();
    await engine.startWorker();
  });
  afterAll(() => engine.close());

  test("one that keeps failing is left alone, which its deliveries and itself show, while others get theirs at once", async () => {
    const broken = await brokenRoute();
    const healthy = await engine.addRoute();

    await broken.fire();
    await healthy.fire();

    await expect.poll(() => healthy.requests().length, PATIENCE).toBe(1);
    const heldUntil = Date.parse((await viewOf(broken)).heldUntil ?? "");
    expect(heldUntil - Date.now()).toBeGreaterThan(5_000);
    expect(heldUntil - Date.now()).toBeLessThanOrEqual(15_000);
    const [newest] = await broken.deliveries();
    expect(newest).toMatchObject({ state: "pending", attempts: 0, heldUntil: (await viewOf(broken)).heldUntil });
    expect((await healthy.deliveries())[0]?.heldUntil).toBeNull();
    await sweep();
    expect(broken.requests()).toHaveLength(6);
  });

  test("one that was left alone gets a single probe, of however many workers; when it arrives, all that waits follows", async () => {
    const broken = await brokenRoute();
    await broken.fire();
    answer(broken, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      return { status: 200 };
    });

    await timeIsUp(broken);

    await expect.poll(() => broken.requests().length, PATIENCE).toBe(7);
    await sweep();
    expect(broken.requests()).toHaveLength(7);
    answer(broken, () => ({ status: 200 }));
    await expect.poll(() => inState(broken, "delivered"), PATIENCE).toBe(6);
    expect((await viewOf(broken)).heldUntil).toBeNull();
  });

  test("one whose probe fails is left alone for longer", async () => {
    const broken = await brokenRoute();
    await broken.fire();

    await timeIsUp(broken);

    await expect.poll(() => broken.requests().length, PATIENCE).toBe(7);
    await expect
      .poll(async () => Date.parse((await viewOf(broken)).heldUntil ?? "") - Date.now(), PATIENCE)
      .toBeGreaterThan(20_000);
    await sweep();
    expect(broken.requests()).toHaveLength(7);
  });

  test("a probe that cannot be sent does not keep the next one waiting", async () => {
    const broken = await brokenRoute();
    await broken.fire();
    await engine.database.db.execute(
      sql`update deliveries set refusal = 'payload_too_large' where id = ${(await broken.deliveries()).at(5)?.id}`,
    );
    answer(broken, () => ({ status: 200 }));

    await timeIsUp(broken);

    await expect.poll(() => inState(broken, "delivered"), PATIENCE).toBe(5);
    expect((await broken.deliveries()).filter(({ lastCode }) => lastCode === "payload_too_large")).toHaveLength(1);
  });

  test("one that asks for patience gets it for all its deliveries, and no other does", async () => {
    const busy = await engine.addRoute({ retrySchedule: [1] });
    const other = await engine.addRoute();
    answer(busy, () => (busy.requests().length === 1 ? { status: 429, headers: { "Retry-After": "3" } } : {}));
    await busy.fire();
    await expect.poll(async () => (await viewOf(busy)).heldUntil, PATIENCE).not.toBeNull();

    await busy.fire();
    await other.fire();

    await expect.poll(() => other.requests().length, PATIENCE).toBe(1);
    expect(busy.requests()).toHaveLength(1);
    await expect.poll(() => inState(busy, "delivered"), PATIENCE).toBe(2);
    const [first, second] = busy.requests();
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(2_900);
  });

  test("one that asks for a day is given five minutes, though the delivery that it refused waits for the day", async () => {
    const busy = await engine.addRoute({ retrySchedule: [1] });
    answer(busy, () => ({ status: 429, headers: { "Retry-After": "86400" } }));

    await busy.fire();

    await expect.poll(async () => (await viewOf(busy)).heldUntil, PATIENCE).not.toBeNull();
    expect(Date.parse((await viewOf(busy)).heldUntil ?? "") - Date.now()).toBeLessThanOrEqual(300_000);
    expect(Date.parse((await busy.deliveries())[0]?.dueAt ?? "") - Date.now()).toBeGreaterThan(86_000_000);
  });

  test("a person who redelivers need not wait until it is tried again by itself", async () => {
    const broken = await brokenRoute();
    await broken.fire();
    answer(broken, () => ({ status: 200 }));
    const failed = (await broken.deliveries()).find(({ state }) => state === "retrying");

    must(await redeliver(engine.database.db, engine.scope, failed?.id ?? ""));

    await expect.poll(() => inState(broken, "delivered"), PATIENCE).toBe(7);
  });

  test.each(["a resume", "a new address", "its deletion"])("%s ends the wait at once", async (what) => {
    const broken = await brokenRoute();
    await broken.fire();
    answer(broken, () => ({ status: 200 }));
    const { db } = engine.database;
    const change = (patch: object) => updateWebhook(db, engine.scope, broken.webhook.name, patch, engine.savePorts);

    if (what === "a resume") {
      must(await change({ isPaused: true }));
      must(await change({ isPaused: false }));
    } else if (what === "a new address") {
      must(await change({ url: `${broken.webhook.url}` }));
    } else {
      must(await deleteWebhook(db, engine.scope, broken.webhook.name, { isForced: true }));
    }

    const state = what === "its deletion" ? "gave_up" : "delivered";
    await expect.poll(() => inState(broken, state), PATIENCE).toBe(6);
  });

  test("one that bears three at once gets three at once and never more, of two workers", async () => {
    const narrow = await engine.addRoute({ maxConcurrent: 3, fanOut: 24 });
    let current = 0;
    let most = 0;
    answer(narrow, async () => {
      current += 1;
      most = Math.max(most, current);
      await new Promise((resolve) => setTimeout(resolve, 60));
      current -= 1;
      return {};
    });

    await narrow.fire();

    await expect.poll(() => inState(narrow, "delivered"), PATIENCE).toBe(24);
    expect(most).toBe(3);
  });

  test.each([
    { what: "given a rate", wish: { maxPerSecond: 4 }, rate: 4, fanOut: 12 },
    { what: "of the Slack preset", wish: { preset: "slack" as const }, rate: 1, fanOut: 7 },
  ])("one $what gets a burst of five, then $rate a second, of two workers", async ({ wish, rate, fanOut }) => {
    const slow = await engine.addRoute({ ...wish, fanOut });

    await slow.fire();

    await expect.poll(() => slow.requests().length, PATIENCE).toBe(fanOut);
    const times = slow.requests().map(({ at }) => at);
    const tookMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
    // A request may arrive a little late, and so the last be a little nearer to the first.
    expect(tookMs).toBeGreaterThanOrEqual(((fanOut - 5) / rate) * 1_000 - 300);
  });

  /** It has failed six times, which opened its breaker; these six wait for an hour. */
  async function brokenRoute(): Promise<Route> {
    const route = await engine.addRoute({ retrySchedule: LATER, fanOut: 6 });
    answer(route, () => ({ status: 500 }));
    await route.fire();
    await expect.poll(async () => (await viewOf(route)).heldUntil, PATIENCE).not.toBeNull();
    await expect.poll(() => inState(route, "retrying"), PATIENCE).toBe(6);
    return route;
  }

  function answer(route: Route, reply: (request: Received) => Reply | Promise<Reply>): void {
    replies.set(new URL(route.webhook.url).pathname, reply);
  }

  async function viewOf({ webhook }: Route) {
    return must(await getWebhook(engine.database.db, engine.scope, webhook.id));
  }

  async function inState(route: Route, state: string): Promise<number> {
    return (await route.deliveries()).filter((delivery) => delivery.state === state).length;
  }

  async function timeIsUp({ webhook }: Route): Promise<void> {
    await engine.database.db
      .update(breakers)
      .set({ openUntil: sql`now() - interval '1 second'` })
      .where(eq(breakers.destination, webhook.id));
  }

  /** Longer than both workers need to look at everything once more. */
  function sweep(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 1_200));
  }
});

describe.each(DATABASE_KINDS)("a claim on %s", (kind) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await openEngine(kind);
  });
  afterAll(() => engine.close());

  test.each([
    { firsts: 40, retries: 40, room: 8, taken: { firsts: 6, retries: 2 } },
    { firsts: 40, retries: 40, room: 1, taken: { firsts: 1, retries: 0 } },
    { firsts: 40, retries: 40, room: 1, firstsBefore: 3, taken: { firsts: 0, retries: 1 } },
    { firsts: 3, retries: 40, room: 8, taken: { firsts: 3, retries: 5 } },
    { firsts: 0, retries: 40, room: 8, taken: { firsts: 0, retries: 6 } },
    { firsts: 40, retries: 1, room: 8, taken: { firsts: 7, retries: 1 } },
    { firsts: 40, retries: 0, room: 8, taken: { firsts: 8, retries: 0 } },
  ])(
    "of $firsts first attempts and $retries retries takes $taken for $room places",
    async ({ firsts, retries, room, firstsBefore = 0, taken }) => {
      const route = await engine.addRoute({ fanOut: Math.max(1, firsts + retries) });
      await route.fire();
      const waiting = await route.deliveries();
      for (const { id } of waiting.slice(0, retries)) {
        await engine.database.db
          .update(openDeliveries)
          .set({ state: "retrying" })
          .where(eq(openDeliveries.deliveryId, id));
      }

      const wish = { ...wishFor(route.webhook.id), room, retries: 6, firstsBefore };
      const claims = await claimDue(engine.database.db, [wish]);

      const retried = claims.filter(({ isRetry }) => isRetry).length;
      expect({ firsts: claims.length - retried, retries: retried }).toEqual(taken);
      expect(new Set(claims.map(({ deliveryId }) => deliveryId)).size).toBe(claims.length);
    },
  );
});

test("300 webhooks that hang leave room for one that answers", async () => {
  // Five places, for one process opens no more than 64 connections to the same.
  const places = await Promise.all(Array.from({ length: 5 }, () => startReceiver()));
  const engine = await openEngine("postgres", { allow: places.map(({ origin }) => origin) });
  const addTo = async (url: string) => engine.addAutomation(await engine.addWebhook({ url }));
  const healthy = await engine.addRoute();
  const worker = await engine.startWorker();
  await healthy.fire();
  await expect.poll(() => healthy.requests().length, PATIENCE).toBe(1);
  for (const place of places) {
    place.reply = () => "hang";
    await Promise.all(Array.from({ length: 60 }, () => addTo(place.origin)));
  }
  await engine.link();
  await expect.poll(() => places.flatMap(({ requests }) => requests).length, PATIENCE).toBeGreaterThanOrEqual(250);

  const begin = performance.now();
  await healthy.fire();
  await expect.poll(() => healthy.requests().length, PATIENCE).toBe(2);

  expect(performance.now() - begin).toBeLessThan(3_000);
  await worker.stop(0);
  await engine.close();
  await Promise.all(places.map((place) => place.close()));
});
