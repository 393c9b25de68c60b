import { inArray, sql } from "drizzle-orm";
import { v7 } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OpenState } from "@/lib/core/delivery";
import { type Id, idOf } from "@/lib/core/ids";
import { attempts, audit, breakers, deliveries, events, openDeliveries } from "@/lib/db/schema";
import { forgetOldDeliveries, forgetQuietBreakers } from "@/lib/deliveries/forget-old";
import { newId } from "@/lib/platform/id";
import { keepHouse } from "@/lib/worker/housekeeping";
import { DATABASE_KINDS } from "../support/database";
import { type Engine, openEngine, type Route } from "../support/engine";

const DAY_MS = 86_400_000;
const DAYS = 30;

describe.each(DATABASE_KINDS)("old deliveries on %s", (kind) => {
  let engine: Engine;
  let route: Route;

  beforeAll(async () => {
    engine = await openEngine(kind);
    route = await engine.addRoute();
    await route.fire(); // One of today, with its event and its audit entries.
  });
  afterAll(() => engine.close());

  test.each([
    { name: "delivered", state: null, endedDaysAgo: 40, isKept: false },
    { name: "given up", state: "gave_up", endedDaysAgo: 40, isKept: false },
    { name: "unknown", state: "unknown", endedDaysAgo: 40, isKept: false },
    { name: "stopped", state: "stopped", endedDaysAgo: 40, isKept: false },
    { name: "delivered again last week", state: null, endedDaysAgo: 7, isKept: true },
    { name: "given up last week", state: "gave_up", endedDaysAgo: 7, isKept: true },
    { name: "waiting", state: "pending", endedDaysAgo: 40, isKept: true },
    { name: "waiting for a retry", state: "retrying", endedDaysAgo: 40, isKept: true },
    { name: "being sent", state: "sending", endedDaysAgo: 40, isKept: true },
  ] as const)(
    "one of 50 days ago that is $name is kept: $isKept, with its attempts or none of them",
    async ({ state, endedDaysAgo, isKept }) => {
      const [id] = await add(1, { state, endedDaysAgo });

      await forgetOldDeliveries(engine.database.db, DAYS);

      expect(await countOf([id as Id<"delivery">])).toEqual(
        isKept ? { deliveries: 1, attempts: 1, open: state ? 1 : 0 } : { deliveries: 0, attempts: 0, open: 0 },
      );
    },
  );

  test("are forgotten a thousand at a time, and housekeeping goes on until none is left; events and the audit log stay", async () => {
    const ids = await add(2_100, { state: null, endedDaysAgo: 40 });
    const told = await countTold();

    expect(await forgetOldDeliveries(engine.database.db, DAYS)).toBe(true);
    const afterOne = await countOf(ids);
    await keepHouse({ ...engine.workerOptions, retentionDays: DAYS }, new AbortController().signal);

    expect(afterOne).toEqual({ deliveries: 1_100, attempts: 1_100, open: 0 });
    expect(await countOf(ids)).toEqual({ deliveries: 0, attempts: 0, open: 0 });
    expect(await route.deliveries()).toHaveLength(1);
    expect(await countTold()).toEqual(told);
  });

  test("are kept for ever where no number of days is set", async () => {
    const ids = await add(1, { state: null, endedDaysAgo: 40 });

    await keepHouse({ ...engine.workerOptions, retentionDays: null }, new AbortController().signal);

    expect((await countOf(ids)).deliveries).toBe(1);
  });

  test("breakers that have been quiet for a day are forgotten, unless something waits for them", async () => {
    const quiet = newId("webhook");
    const row = { windowStartedAt: new Date(Date.now() - 2 * DAY_MS), failures: 1, successes: 0, openings: 0 };
    await engine.database.db.insert(breakers).values([
      { destination: quiet, ...row },
      { destination: route.webhook.id, ...row },
    ]);

    await forgetQuietBreakers(engine.database.db);

    const left = await engine.database.db.select({ destination: breakers.destination }).from(breakers);
    expect(left).toEqual([{ destination: route.webhook.id }]);
  });

  if (kind === "postgres") {
    test("one that somebody is redelivering at this moment is left alone", async () => {
      const ids = await add(1, { state: null, endedDaysAgo: 40 });
      const { db } = engine.database;

      await db.transaction(async (tx) => {
        await tx.select({ id: deliveries.id }).from(deliveries).where(inArray(deliveries.id, ids)).for("update");
        await forgetOldDeliveries(db, DAYS);
      });

      expect((await countOf(ids)).deliveries).toBe(1);
    });
  }

  /** Made 50 days ago, as their ids tell. */
  async function add(
    count: number,
    { state, endedDaysAgo }: { state: OpenState | null; endedDaysAgo: number },
  ): Promise<Id<"delivery">[]> {
    const { db } = engine.database;
    const madeAt = Date.now() - 50 * DAY_MS;
    const endedAt = new Date(Date.now() - endedDaysAgo * DAY_MS);
    const ids = Array.from({ length: count }, () => idOf("delivery", v7({ msecs: madeAt })));
    const { webhook } = route;
    const made = ids.map((id) => ({
      id,
      teamId: engine.scope.teamId,
      eventId: newId("event"),
      eventType: "LINK_ARTIFACT" as const,
      automationId: newId("automation"),
      automationName: "old",
      modelId: newId("model"),
      actionType: "webhook" as const,
      action: { type: "webhook" as const, webhookId: webhook.id, payload: {} },
      webhookId: webhook.id,
      body: "{}",
      schedule: [],
      createdAt: new Date(madeAt),
    }));
    await db.insert(deliveries).values(made);
    const attempt = { number: 1, code: "http_status" as const, startedAt: endedAt, durationMs: 1 };
    await db.insert(attempts).values(ids.map((deliveryId) => ({ id: newId("attempt"), deliveryId, ...attempt })));
    if (state) {
      const finishedAt = ["pending", "retrying", "sending"].includes(state) ? null : endedAt;
      const open = made.map(({ id, teamId, automationId }) => ({ deliveryId: id, teamId, automationId }));
      await db
        .insert(openDeliveries)
        .values(open.map((ofIt) => ({ ...ofIt, destination: webhook.id, state, attemptCount: 1, finishedAt })));
    }
    return ids;
  }

  async function countOf(ids: Id<"delivery">[]) {
    const { db } = engine.database;
    return {
      deliveries: await db.$count(deliveries, inArray(deliveries.id, ids)),
      attempts: await db.$count(attempts, inArray(attempts.deliveryId, ids)),
      open: await db.$count(openDeliveries, inArray(openDeliveries.deliveryId, ids)),
    };
  }

  async function countTold() {
    const ofTeam = sql`team_id = ${engine.scope.teamId}`;
    return [await engine.database.db.$count(events, ofTeam), await engine.database.db.$count(audit, ofTeam)];
  }
});
