import { setTimeout as sleep } from "node:timers/promises";
import { eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NewBatch } from "@/lib/core/batch";
import type { Id } from "@/lib/core/ids";
import { breakers, deliveries, openDeliveries } from "@/lib/db/schema";
import { cancelBatch, startBatch } from "@/lib/deliveries/batches/commands";
import { getBatch, listBatches, listBatchTargets, previewBatch } from "@/lib/deliveries/batches/queries";
import { advanceBatches } from "@/lib/deliveries/batches/step";
import { DATABASE_KINDS } from "../support/database";
import { type Engine, openEngine, type Route } from "../support/engine";
import { must } from "../support/must";

const NEVER = new AbortController().signal;
/** More than one step takes. */
const MANY = 600;

describe.each(DATABASE_KINDS)("many deliveries at once on %s", (kind) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await openEngine(kind);
  });
  afterAll(() => engine.close());

  test("a recovery sends again what gave up from a time on, from the start of its schedule, and nothing that came before", async () => {
    const route = await engine.addRoute({ fanOut: 3 });
    const other = await engine.addRoute();
    await fireInto("gave_up", route, other);
    await sleep(5);
    const since = new Date().toISOString();
    await fireInto("gave_up", route, other);

    const batch = await start({ kind: "recover", webhook: route.webhook.name, since });
    await advanceBatches(engine.database.db, NEVER);

    expect(batch).toMatchObject({ state: "running", total: 3, done: 0, target: { type: "webhook" } });
    expect(await progressOf(batch.id)).toMatchObject({ state: "done", total: 3, done: 3 });
    expect(await standing(route)).toEqual([...Array(3).fill("pending 0"), ...Array(3).fill("gave_up 4")]);
    expect(await standing(other)).toEqual(["gave_up 4", "gave_up 4"]);
  });

  test("a recovery of one automation is about its deliveries alone", async () => {
    const route = await engine.addRoute({ fanOut: 2 });
    await fireInto("gave_up", route);
    const automation = route.automationIds[1] ?? "";

    const batch = await start({ kind: "recover", automation });
    await advanceBatches(engine.database.db, NEVER);

    expect(await progressOf(batch.id)).toMatchObject({
      total: 1,
      done: 1,
      target: { type: "automation", id: automation },
    });
    const moved = (await route.deliveries()).filter(({ state }) => state === "pending");
    expect(moved.map((delivery) => delivery.automation.id)).toEqual([automation]);
  });

  test("what it sends again arrives, even where a breaker held its webhook back", async () => {
    const route = await engine.addRoute({ fanOut: 2 });
    await fireInto("gave_up", route);
    const openUntil = new Date(Date.now() + 500_000);
    const opened = { windowStartedAt: new Date(), failures: 0, successes: 0, openUntil, openings: 6 };
    await engine.database.db.insert(breakers).values({ destination: route.webhook.id, ...opened });
    const worker = await engine.startWorker();

    await start({ kind: "recover", webhook: route.webhook.id });

    await expect.poll(() => route.requests().length, { timeout: 20_000 }).toBe(2);
    await worker.stop();
  });

  test("a stop ends what waits, leaves what is being sent, and what was made later", async () => {
    const route = await engine.addRoute({ fanOut: 3 });
    await route.fire();
    const [sending, retrying] = await route.deliveries();
    await put(
      { state: "sending", leaseToken: sql`gen_random_uuid()`, leaseExpiresAt: sql`now() + interval '1 day'` },
      sending,
    );
    await put({ state: "retrying", tries: 2 }, retrying);
    await sleep(5);

    const batch = await start({ kind: "stop", webhook: route.webhook.name });
    await sleep(5);
    await route.fire();
    await advanceBatches(engine.database.db, NEVER);

    expect(await progressOf(batch.id)).toMatchObject({ state: "done", total: 2, done: 2 });
    const states = (await route.deliveries()).map(({ state }) => state);
    expect(states.slice(0, 3)).toEqual(["pending", "pending", "pending"]);
    expect(states.slice(3).sort()).toEqual(["sending", "stopped", "stopped"]);
  });

  test("what can never be sent stays where it is, and is not counted", async () => {
    const route = await engine.addRoute({ fanOut: 3 });
    await fireInto("gave_up", route);
    const [large, looping] = await route.deliveries();
    for (const [delivery, refusal] of [
      [large, "payload_too_large"],
      [looping, "loop_detected"],
    ] as const) {
      await engine.database.db
        .update(deliveries)
        .set({ refusal })
        .where(eq(deliveries.id, delivery?.id ?? "dl_"));
    }

    const batch = await start({ kind: "recover", webhook: route.webhook.name });
    await advanceBatches(engine.database.db, NEVER);

    expect(await progressOf(batch.id)).toMatchObject({ total: 1, done: 1 });
    expect((await route.deliveries()).filter(({ state }) => state === "gave_up").map(({ id }) => id)).toEqual([
      large?.id,
      looping?.id,
    ]);
  });

  test("a worker that ends in the middle leaves the rest to others: two at once move each delivery once", async () => {
    const route = await engine.addRoute({ fanOut: MANY });
    await fireInto("gave_up", route);
    const batch = await start({ kind: "recover", webhook: route.webhook.name });

    await oneStep();
    const halfway = await progressOf(batch.id);
    const { db } = engine.database;
    await Promise.all([advanceBatches(db, NEVER), advanceBatches(db, NEVER)]);

    expect(halfway).toMatchObject({ state: "running", total: MANY, done: 500 });
    expect(await progressOf(batch.id)).toMatchObject({ state: "done", total: MANY, done: MANY });
    expect(await countIn("pending", route)).toBe(MANY);
  });

  test("a batch that is cancelled stops where it is; what it moved stays moved, and it cannot be cancelled twice", async () => {
    const route = await engine.addRoute({ fanOut: MANY });
    await fireInto("gave_up", route);
    const batch = await start({ kind: "recover", webhook: route.webhook.name });
    await oneStep();

    const cancelled = must(await cancelBatch(engine.database.db, engine.scope, batch.id));
    await advanceBatches(engine.database.db, NEVER);

    expect(cancelled).toMatchObject({ state: "cancelled", done: 500 });
    expect(cancelled.finishedAt).not.toBeNull();
    expect([await countIn("pending", route), await countIn("gave_up", route)]).toEqual([500, 100]);
    const again = await cancelBatch(engine.database.db, engine.scope, batch.id);
    expect(again).toMatchObject({ problem: { code: "conflict", message: "This batch is cancelled already." } });
  });

  test("one without a match is done at once, and one without a target is refused", async () => {
    const route = await engine.addRoute();

    const batch = await start({ kind: "stop", webhook: route.webhook.name });
    await advanceBatches(engine.database.db, NEVER);

    expect(await progressOf(batch.id)).toMatchObject({ state: "done", total: 0, done: 0 });
    expect(await startBatch(engine.database.db, engine.scope, { kind: "stop", webhook: "none" })).toMatchObject({
      problem: { code: "invalid", field: "webhook" },
    });
  });

  test("another team neither starts, sees nor cancels one, nor does a token of some models; a viewer only sees", async () => {
    const { db, team } = engine.database;
    const route = await engine.addRoute();
    await fireInto("gave_up", route);
    const input: NewBatch = { kind: "recover", webhook: route.webhook.id };
    const batch = await start(input);
    const stranger = await (await team()).scope("admin");
    const restricted = { ...engine.scope, models: [] };
    const viewer = { ...engine.scope, role: "viewer" as const };

    expect(await startBatch(db, stranger, input)).toMatchObject({ problem: { code: "invalid" } });
    for (const scope of [stranger, restricted]) {
      expect(await getBatch(db, scope, batch.id)).toMatchObject({ problem: { code: "not_found" } });
      expect(await cancelBatch(db, scope, batch.id)).toMatchObject({ problem: { code: "not_found" } });
    }
    expect(must(await listBatches(db, stranger, { limit: 10 })).items).toEqual([]);
    expect(await listBatches(db, restricted, { limit: 10 })).toMatchObject({ problem: { code: "not_found" } });
    expect(await startBatch(db, restricted, input)).toMatchObject({ problem: { code: "not_found" } });
    expect(await startBatch(db, viewer, input)).toMatchObject({ problem: { code: "forbidden" } });
    expect(await cancelBatch(db, viewer, batch.id)).toMatchObject({ problem: { code: "forbidden" } });
    expect(must(await getBatch(db, viewer, batch.id)).id).toBe(batch.id);
    expect(must(await listBatches(db, viewer, { limit: 1 })).items).toEqual([
      must(await getBatch(db, viewer, batch.id)),
    ]);
    must(await cancelBatch(db, engine.scope, batch.id));
  });

  test("what would be moved is counted before it is asked for, for those who may see the team", async () => {
    const { db, team } = engine.database;
    const route = await engine.addRoute();
    await fireInto("gave_up", route);
    const wish: NewBatch = { kind: "recover", webhook: route.webhook.name };
    const stranger = await (await team()).scope("admin");
    const restricted = { ...engine.scope, models: [] };
    const target = { type: "webhook", id: route.webhook.id, name: route.webhook.name, deliveries: 1 };

    expect(must(await previewBatch(db, engine.scope, wish))).toEqual(target);
    expect(await listBatchTargets(db, engine.scope, "recover")).toContainEqual(target);
    expect(must(await previewBatch(db, engine.scope, { ...wish, since: new Date().toISOString() })).deliveries).toBe(0);
    expect(await listBatchTargets(db, engine.scope, "stop")).not.toContainEqual(target);

    expect(await previewBatch(db, stranger, wish)).toMatchObject({ problem: { code: "invalid" } });
    expect(await previewBatch(db, restricted, wish)).toMatchObject({ problem: { code: "not_found" } });
    expect(await listBatchTargets(db, stranger, "recover")).toEqual([]);
    expect(await listBatchTargets(db, restricted, "recover")).toEqual([]);
  });

  async function start(input: NewBatch) {
    await sleep(5); // What it is about was made before it was asked for.
    return must(await startBatch(engine.database.db, engine.scope, input));
  }

  async function progressOf(id: string) {
    return must(await getBatch(engine.database.db, engine.scope, id));
  }

  /** As a worker that is stopped while its first step runs. */
  async function oneStep(): Promise<void> {
    const stopping = new AbortController();
    const step = advanceBatches(engine.database.db, stopping.signal);
    stopping.abort();
    await step;
  }

  /** Fires each once; all that waits for them afterwards has ended so. */
  async function fireInto(state: "gave_up", ...routes: Route[]): Promise<void> {
    for (const route of routes) {
      await route.fire();
    }
    const ids = routes.map(({ webhook }) => webhook.id);
    await engine.database.db
      .update(openDeliveries)
      .set({ state, tries: 4, attemptCount: 4, dueAt: null, finishedAt: sql`now()` })
      .where(inArray(openDeliveries.destination, ids));
  }

  async function put(columns: object, delivery: { id: Id<"delivery"> } | undefined): Promise<void> {
    await engine.database.db
      .update(openDeliveries)
      .set(columns)
      .where(eq(openDeliveries.deliveryId, delivery?.id ?? "dl_"));
  }

  /** State and tries, newest first. */
  async function standing({ webhook }: Route): Promise<string[]> {
    const found = await openOf(webhook.id);
    return found.map(({ state, tries }) => `${state} ${tries}`);
  }

  async function countIn(state: string, { webhook }: Route): Promise<number> {
    return (await openOf(webhook.id)).filter((open) => open.state === state).length;
  }

  function openOf(webhookId: Id<"webhook">) {
    return engine.database.db
      .select({ state: openDeliveries.state, tries: openDeliveries.tries })
      .from(openDeliveries)
      .where(eq(openDeliveries.destination, webhookId))
      .orderBy(sql`${openDeliveries.deliveryId} desc`);
  }
});
