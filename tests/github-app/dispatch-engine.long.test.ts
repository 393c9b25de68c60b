import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listAudit } from "@/lib/audit/queries";
import type { GitHubDispatch } from "@/lib/core/automation";
import type { DeliverySummary } from "@/lib/core/delivery";
import { automations } from "@/lib/db/schema";
import { confirmDelivery, redeliver } from "@/lib/deliveries/commands";
import { getDelivery, listDeliveries } from "@/lib/deliveries/queries";
import { newId } from "@/lib/platform/id";
import { createModel } from "@/lib/registry/models/commands";
import { linkVersion } from "@/lib/registry/versions/commands";
import { DATABASE_KINDS } from "../support/database";
import { type Engine, openEngine } from "../support/engine";
import { must } from "../support/must";
import { type GitHubHarness, type GitHubPlace, openGitHub, REPOSITORY_DISPATCH } from "./harness";

const PATIENCE = { timeout: 20_000, interval: 50 };
const DISPATCHES = /\/dispatches$/;
const RUNS = /\/runs\?/;

describe.each(DATABASE_KINDS)("deliveries that start workflows on %s", (kind) => {
  let engine: Engine;
  let github: GitHubHarness;

  beforeAll(async () => {
    engine = await openEngine(kind);
    github = await openGitHub(kind, engine);
    const executors = { ...engine.executors, github: github.executor };
    await engine.startWorker({ executors });
    await engine.startWorker({ executors });
  });
  afterAll(async () => {
    await engine.close();
    await github.close();
  });

  test("go out one after the other with a second between, over all workers, and delay nobody else", async () => {
    const [busy, quiet, webhook] = [await routeTo(), await routeTo(), await engine.addRoute()];
    await busy.fire(3);
    await quiet.fire();
    await webhook.fire();

    await expect.poll(() => webhook.requests().length, PATIENCE).toBe(1);
    await expect.poll(quiet.states, PATIENCE).toEqual(["delivered"]);
    const waiting = (await busy.states()).filter((state) => state !== "delivered");
    await expect.poll(busy.states, PATIENCE).toEqual(Array(3).fill("delivered"));

    expect(waiting.length).toBeGreaterThan(0);
    const times = dispatchesTo(busy.place).map(({ at }) => at.getTime());
    const gaps = times.slice(1).map((time, place) => time - (times[place] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000);
    expect(github.runsOf(busy.place)).toHaveLength(3);
  });

  test("wait together for as long as GitHub asks of one of them, keep their place, and hold up no other installation", async () => {
    const [limited, other, webhook] = [await routeTo(), await routeTo(), await engine.addRoute()];
    github.sandbox.fail({
      path: new RegExp(`${limited.place.name}/dispatches`),
      answer: {
        status: 403,
        headers: { "retry-after": "3" },
        body: { message: "You have exceeded a secondary rate limit." },
      },
    });

    await limited.fire(2);
    await expect
      .poll(async () => (await limited.deliveries()).map(({ lastCode }) => lastCode), PATIENCE)
      .toContain("rate_limited");
    const held = await limited.deliveries();
    await other.fire();
    await webhook.fire();
    await expect.poll(other.states, PATIENCE).toEqual(["delivered"]);
    await expect.poll(() => webhook.requests().length, PATIENCE).toBe(1);
    expect(dispatchesTo(limited.place)).toHaveLength(1);

    await expect.poll(limited.states, PATIENCE).toEqual(["delivered", "delivered"]);
    expect(held.map(({ state, attempts }) => [state, attempts]).toSorted()).toEqual([
      ["pending", 0],
      ["retrying", 1],
    ]);
    expect(held.every(({ heldUntil }) => heldUntil !== null)).toBe(true);
    const [first, second] = dispatchesTo(limited.place);
    expect((second?.at.getTime() ?? 0) - (first?.at.getTime() ?? 0)).toBeGreaterThanOrEqual(3_000);
    const tries = await Promise.all(
      (await limited.deliveries()).map(
        async ({ id }) => must(await getDelivery(engine.database.db, engine.scope, id)).tries,
      ),
    );
    expect(tries).toEqual([1, 1]);
    expect(github.runsOf(limited.place)).toHaveLength(2);
  });

  test("are not dispatched a second time by a redelivery when the first had arrived after all", async () => {
    const route = await routeTo();
    await unknownOne(route, { takesEffect: true });

    const [{ id }] = (await route.deliveries()) as [DeliverySummary];
    must(await redeliver(engine.database.db, engine.scope, id));

    await expect.poll(route.states, PATIENCE).toEqual(["delivered"]);
    expect(dispatchesTo(route.place)).toHaveLength(1);
    expect(github.runsOf(route.place)).toHaveLength(1);
    const [last] = must(await getDelivery(engine.database.db, engine.scope, id)).history;
    expect(last).toMatchObject({ number: 2, code: "delivered", request: { method: "GET" } });
    expect(last?.response?.body).toContain(id);
  });

  test("are dispatched by a redelivery when no run is there; once delivered, another redelivery starts another", async () => {
    const route = await routeTo();
    await unknownOne(route, { takesEffect: false });
    const [{ id }] = (await route.deliveries()) as [DeliverySummary];

    must(await redeliver(engine.database.db, engine.scope, id));
    await expect.poll(route.states, PATIENCE).toEqual(["delivered"]);
    expect(github.runsOf(route.place)).toHaveLength(1);

    must(await redeliver(engine.database.db, engine.scope, id));
    await expect.poll(() => github.runsOf(route.place).length, PATIENCE).toBe(2);
  });

  test("count as delivered when a person says that they arrived, and nothing is sent", async () => {
    const { db } = engine.database;
    const route = await routeTo();
    await unknownOne(route, { takesEffect: true });
    const [{ id }] = (await route.deliveries()) as [DeliverySummary];

    expect(must(await confirmDelivery(db, engine.scope, id))).toEqual({ id, from: "unknown", to: "delivered" });

    const delivery = must(await getDelivery(db, engine.scope, id));
    expect(delivery).toMatchObject({
      state: "delivered",
      lastCode: "http_status",
      attempts: 1,
      confirmed: { by: engine.scope.actor.name, at: delivery.finishedAt },
    });
    expect(dispatchesTo(route.place)).toHaveLength(1);
    expect(await confirmDelivery(db, engine.scope, id)).toMatchObject({ ok: false, problem: { code: "conflict" } });
    const stranger = await (await engine.database.team()).scope("admin");
    expect(await confirmDelivery(db, stranger, id)).toMatchObject({ ok: false, problem: { code: "not_found" } });
    const audit = must(await listAudit(db, engine.scope, { limit: 50 })).items;
    expect(audit.some(({ action, target }) => action === "delivery.confirmed" && target.id === id)).toBe(true);

    must(await redeliver(db, engine.scope, id)); // Who sends it again after that wants another run.
    await expect.poll(() => github.runsOf(route.place).length, PATIENCE).toBe(2);
  });

  /** Leaves a delivery whose end is not known: no answer came, and GitHub could not be asked, either. */
  async function unknownOne(route: Route, { takesEffect }: { takesEffect: boolean }): Promise<void> {
    const { name } = route.place;
    github.sandbox.fail({ path: new RegExp(`${name}/dispatches`), takesEffect, answer: { status: 502 } });
    github.sandbox.fail({ path: new RegExp(`${name}/actions${RUNS.source}`), times: 2, answer: { status: 503 } });
    await route.fire();
    await expect.poll(route.states, PATIENCE).toEqual(["unknown"]);
  }

  function dispatchesTo({ name }: GitHubPlace) {
    return github.sandbox.requests.filter(({ path }) => path.includes(`/${name}/`) && DISPATCHES.test(path));
  }

  type Route = Awaited<ReturnType<typeof routeTo>>;

  /** A repository with an installation and a model of its own: each version that is linked starts its workflow. */
  async function routeTo(dispatch: GitHubDispatch = REPOSITORY_DISPATCH) {
    const { database, scope } = engine;
    const place = await github.addPlace();
    const name = `model-${newId("model").slice(-12)}`;
    const model = must(await createModel(database.db, scope, { name, description: "", card: "" }));
    await database.db.insert(automations).values({
      id: newId("automation"),
      teamId: scope.teamId,
      name,
      modelId: model.id,
      eventType: "LINK_ARTIFACT",
      filter: { alias: null, tag: null, conditions: [] },
      actionType: "github",
      action: { ...place.action(dispatch), payload: { modelwire: { delivery_id: "${delivery_id}" } } },
      installationId: place.installationId,
      secretNames: [],
      createdBy: "test",
    });
    const deliveries = async () => must(await listDeliveries(database.db, scope, { model: name, limit: 50 })).items;
    return {
      place,
      deliveries,
      states: async () => (await deliveries()).map(({ state }) => state),
      async fire(versions = 1) {
        for (let made = 0; made < versions; made += 1) {
          const source = { uri: `s3://bucket/${newId("artifact")}`, metadata: {} };
          must(await linkVersion(database.db, scope, { model: name, source, aliases: [], description: "" }));
        }
      },
    };
  }
});
