import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDeliveries } from "@/lib/db/schema";
import { claimDue } from "@/lib/deliveries/claim";
import { redeliver, stopDelivery } from "@/lib/deliveries/commands";
import { getDelivery, listDeliveries } from "@/lib/deliveries/queries";
import { listEvents } from "@/lib/events/queries";
import { createModel } from "@/lib/registry/models/commands";
import { linkVersion } from "@/lib/registry/versions/commands";
import { DATABASE_KINDS } from "../support/database";
import { type Engine, openEngine, wishFor } from "../support/engine";
import { must } from "../support/must";

const PATIENCE = { timeout: 20_000, interval: 50 };

describe.each(DATABASE_KINDS)("deliveries on %s", (kind) => {
  let engine: Engine;

  beforeEach(async () => {
    engine = await openEngine(kind);
  });
  afterEach(() => engine.close());

  test("a link reaches its receiver with its own ids, and the attempt is recorded", async () => {
    await engine.addAutomation(await engine.addWebhook());
    await engine.startWorker();

    await engine.link();

    const delivered = await stateBecomes("delivered");
    const [request] = engine.receiver.requests;
    expect(JSON.parse(request?.body ?? "")).toEqual({ event: delivered.event.id, delivery: delivered.id });
    expect(request?.headers).toMatchObject({ "content-type": "application/json", "user-agent": "Modelwire/test" });
    expect(delivered.history).toMatchObject([{ number: 1, code: "delivered", status: 200, response: { body: "ok" } }]);
  });

  test("a change names the delivery that led to it, and none of another team", async () => {
    await engine.addAutomation(await engine.addWebhook());
    await engine.link();
    const { items } = must(await listDeliveries(engine.database.db, engine.scope, { limit: 1 }));
    const causeDeliveryId = items[0]?.id ?? null;
    const other = await (await engine.database.team()).scope("admin", { context: { causeDeliveryId } });
    const db = engine.database.db;

    must(await createModel(db, { ...engine.scope, causeDeliveryId }, { name: "own", description: "", card: "" }));
    must(await createModel(db, other, { name: "strange", description: "", card: "" }));

    expect(must(await listEvents(db, engine.scope, { limit: 1 })).items).toMatchObject([{ causeDeliveryId }]);
    expect(must(await listEvents(db, other, { limit: 1 })).items).toMatchObject([{ causeDeliveryId: null }]);
  });

  test("nothing is delivered of a change that is refused", async () => {
    await engine.addAutomation(await engine.addWebhook());
    await engine.startWorker();

    await expect(engine.link()).resolves.toBe(0);
    await stateBecomes("delivered");
    const refused = await linkVersion(engine.database.db, await viewer(), {
      model: "churn",
      source: { uri: "s3://bucket/x", metadata: {} },
      aliases: [],
      description: "",
    });

    expect(refused.ok).toBe(false);
    expect(must(await listDeliveries(engine.database.db, engine.scope, { limit: 50 })).items).toHaveLength(1);
  });

  test("a failing receiver is tried again by the schedule, under the same id, until it accepts", async () => {
    await engine.addAutomation(await engine.addWebhook({ retrySchedule: [1, 1] }));
    engine.receiver.reply = () => ({ status: engine.receiver.requests.length < 3 ? 503 : 204 });
    await engine.startWorker();

    await engine.link();

    const delivered = await stateBecomes("delivered");
    expect(delivered.history.map(({ number, status }) => [number, status])).toEqual([
      [3, 204],
      [2, 503],
      [1, 503],
    ]);
    expect(new Set(engine.receiver.requests.map(({ headers }) => headers["webhook-id"] ?? "unsigned")).size).toBe(1);
    expect(new Set(engine.receiver.requests.map(({ body }) => body)).size).toBe(1);
  });

  test("gives up when the schedule is spent, and redelivers by hand from the start of it", async () => {
    await engine.addAutomation(await engine.addWebhook({ retrySchedule: [1] }));
    engine.receiver.reply = () => ({ status: 500 });
    await engine.startWorker();
    await engine.link();
    const spent = await stateBecomes("gave_up");

    engine.receiver.reply = () => ({ status: 200 });
    expect(must(await redeliver(engine.database.db, engine.scope, spent.id))).toMatchObject({
      from: "gave_up",
      to: "pending",
    });

    const delivered = await stateBecomes("delivered");
    expect(delivered).toMatchObject({ id: spent.id, attempts: 3, tries: 1 });
  });

  test("410 Gone pauses the webhook, and a paused webhook holds its deliveries until it is resumed", async () => {
    const webhook = await engine.addWebhook();
    await engine.addAutomation(webhook);
    engine.receiver.reply = () => ({ status: 410 });
    await engine.startWorker();
    await engine.link();
    await stateBecomes("gave_up");
    engine.receiver.reply = () => ({ status: 200 });

    await engine.link();

    await expect.poll(async () => (await newest())?.isPaused, PATIENCE).toBe(true);
    expect(engine.receiver.requests).toHaveLength(1);
    await engine.resume(webhook);
    await stateBecomes("delivered");
  });

  test("an answer whose lease has passed on is dropped, whatever it says", async () => {
    await engine.addAutomation(await engine.addWebhook());
    engine.receiver.reply = async () => {
      // While the request is under way, the lease passes to another worker, as after a long freeze.
      await engine.database.db.update(openDeliveries).set({ leaseToken: sql`gen_random_uuid()` });
      return { status: 200 };
    };
    const worker = await engine.startWorker();

    await engine.link();
    await expect.poll(() => engine.receiver.requests.length, PATIENCE).toBe(1);
    await worker.stop();

    expect(await newest()).toMatchObject({ state: "sending", attempts: 0 });
  });

  test("what a dead worker had claimed is sent by its successor", async () => {
    const webhook = await engine.addWebhook();
    await engine.addAutomation(webhook);
    await engine.link();
    const pending = await newest();
    await claimDue(engine.database.db, [wishFor(webhook.id)]);
    await engine.database.db.update(openDeliveries).set({ leaseExpiresAt: sql`now() - interval '1 second'` });

    await engine.startWorker();

    expect(await stateBecomes("delivered")).toMatchObject({
      id: pending?.id,
      history: [{ code: "delivered" }, { number: 1, code: "worker_lost", request: null }],
    });
  });

  test("the sole owner of a folder takes over at once what any worker before it had claimed", async () => {
    const webhook = await engine.addWebhook();
    await engine.addAutomation(webhook);
    await engine.link();
    await claimDue(engine.database.db, [wishFor(webhook.id)]);

    await engine.startWorker({ isSoleOwner: true });

    await stateBecomes("delivered");
  });

  test("a delivery of which no worker was told is found by its due time", async () => {
    await engine.addAutomation(await engine.addWebhook());
    await engine.link();

    await engine.startWorker();

    await stateBecomes("delivered");
  });

  test("a stop cuts off what hangs and gives it back, to be sent again after the start", async () => {
    await engine.addAutomation(await engine.addWebhook());
    engine.receiver.reply = () => "hang";
    const worker = await engine.startWorker();
    await engine.link();
    await expect.poll(() => engine.receiver.requests.length, PATIENCE).toBe(1);

    await worker.stop(100);
    expect(await newest()).toMatchObject({ state: "retrying", lastCode: "cancelled" });

    engine.receiver.reply = () => ({ status: 200 });
    await engine.startWorker();
    expect(await stateBecomes("delivered")).toMatchObject({ attempts: 2, tries: 1 });
  });

  test("a stopped delivery stays unsent, and one that is done cannot be stopped", async () => {
    await engine.addAutomation(await engine.addWebhook());
    await engine.link();
    const waiting = await newest();

    expect(must(await stopDelivery(engine.database.db, engine.scope, waiting?.id ?? "")).to).toBe("stopped");
    await engine.startWorker();
    await engine.link();
    await stateBecomes("delivered");

    expect(engine.receiver.requests).toHaveLength(1);
    expect((await stopDelivery(engine.database.db, engine.scope, (await newest())?.id ?? "")).ok).toBe(false);
  });

  test("another team neither sees nor moves a delivery", async () => {
    await engine.addAutomation(await engine.addWebhook());
    await engine.link();
    const stranger = await (await engine.database.team()).scope("admin");
    const id = (await newest())?.id ?? "";

    expect(must(await listDeliveries(engine.database.db, stranger, { limit: 50 })).items).toEqual([]);
    expect(await getDelivery(engine.database.db, stranger, id)).toMatchObject({
      ok: false,
      problem: { code: "not_found" },
    });
    expect(await redeliver(engine.database.db, stranger, id)).toMatchObject({
      ok: false,
      problem: { code: "not_found" },
    });
  });

  async function newest() {
    const page = must(await listDeliveries(engine.database.db, engine.scope, { limit: 1 }));
    return page.items[0];
  }

  async function viewer() {
    return { ...engine.scope, role: "viewer" as const };
  }

  async function stateBecomes(state: string) {
    await expect.poll(async () => (await newest())?.state, PATIENCE).toBe(state);
    return must(await getDelivery(engine.database.db, engine.scope, (await newest())?.id ?? ""));
  }
});
