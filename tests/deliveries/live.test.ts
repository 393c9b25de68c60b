import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TeamScope } from "@/lib/core/actor";
import { deliverySearch } from "@/lib/core/delivery";
import { changedParts } from "@/lib/core/live";
import { COUNTED_MAX } from "@/lib/core/outcome";
import { agents, deliveries, openDeliveries, queues, runs, webhooks } from "@/lib/db/schema";
import { countMadeSince, readLiveMarks } from "@/lib/deliveries/live";
import { countOutcomes, listInMotion } from "@/lib/deliveries/outcomes";
import { listDeliveries } from "@/lib/deliveries/queries";
import { countStanding } from "@/lib/deliveries/standing";
import { newId } from "@/lib/platform/id";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";

type State = typeof openDeliveries.$inferInsert.state | "delivered";

describe.each(DATABASE_KINDS)("what pages read of deliveries on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  async function stage() {
    const team = await database.team();
    const scope = await team.scope("admin");
    const webhookId = newId("webhook");
    await database.db.insert(webhooks).values({
      id: webhookId,
      teamId: team.id,
      name: `hook-${webhookId}`,
      preset: "generic",
      urlSealed: "v1",
      urlKeyId: "k",
      urlShown: "https://example.test",
      isUrlSecret: false,
      retrySchedule: [5],
      createdBy: "test",
    });
    const modelId = newId("model");

    async function make(state: State, count = 1, more: { modelId?: typeof modelId } = {}) {
      const made = Array.from({ length: count }, () => newId("delivery"));
      const automationId = newId("automation");
      await database.db.insert(deliveries).values(
        made.map((id) => ({
          id,
          teamId: team.id,
          eventId: newId("event"),
          eventType: "ADD_ARTIFACT_ALIAS" as const,
          automationId,
          automationName: "deploy",
          modelId: more.modelId ?? modelId,
          actionType: "webhook" as const,
          action: { type: "webhook" as const, webhookId, payload: null, whenUnsure: null } as never,
          webhookId,
          body: "{}",
          schedule: [5],
          createdAt: new Date(),
        })),
      );
      if (state !== "delivered") {
        const isOver = state === "gave_up" || state === "unknown" || state === "stopped";
        const times = { dueAt: isOver ? null : new Date(Date.now() - 5_000), finishedAt: isOver ? new Date() : null };
        await database.db.insert(openDeliveries).values(
          made.map((id) => ({
            deliveryId: id,
            teamId: team.id,
            automationId,
            destination: webhookId,
            state,
            ...times,
          })),
        );
      }
      return made;
    }
    return { scope, team, webhookId, modelId, make, restricted: await team.scope("viewer", { models: [modelId] }) };
  }

  const find = async (scope: TeamScope, search: object) =>
    must(await listDeliveries(database.db, scope, deliverySearch.parse(search))).items.map(({ id }) => id);

  test("counts each state, and says what is overdue", async () => {
    const { scope, make } = await stage();
    await make("pending", 2);
    await make("sending");
    await make("retrying", 3);
    await make("gave_up");
    await make("delivered", 4);

    const { byState, oldestDueAt } = await countStanding(database.db, scope);

    expect(byState).toEqual({ pending: 2, sending: 1, retrying: 3, gave_up: 1 });
    expect(Date.parse(oldestDueAt ?? "")).toBeLessThan(Date.now());
  });

  test("stops counting one past a thousand", async () => {
    const { scope, make } = await stage();
    await make("pending", COUNTED_MAX + 200);
    await make("gave_up", COUNTED_MAX + 200);

    const { byState } = await countStanding(database.db, scope);

    expect(byState).toEqual({ pending: COUNTED_MAX + 1, gave_up: COUNTED_MAX + 1 });
  });

  test("a paused webhook's queue is not overdue", async () => {
    const { scope, make, webhookId } = await stage();
    await make("pending");
    await database.db.update(webhooks).set({ pausedAt: new Date() }).where(eq(webhooks.id, webhookId));

    expect((await countStanding(database.db, scope)).oldestDueAt).toBeNull();
  });

  test("shows what needs a person before what is under way", async () => {
    const { scope, make } = await stage();
    const [unknown] = await make("unknown");
    const [retrying] = await make("retrying");
    const [pending] = await make("pending");
    await make("delivered");

    const moving = await listInMotion(database.db, scope, 4);

    expect(moving.map(({ id }) => id)).toEqual([unknown, retrying, pending]);
  });

  test("finds deliveries by state, webhook, time and all of them, newest first", async () => {
    const { scope, make, webhookId } = await stage();
    const [old] = await make("gave_up");
    const [delivered] = await make("delivered");
    const [young] = await make("gave_up");
    const later = new Date(Date.now() + 60_000).toISOString();
    const before = new Date(Date.now() - 60_000).toISOString();

    expect(await find(scope, { state: "gave_up" })).toEqual([young, old]);
    expect(await find(scope, { state: "delivered" })).toEqual([delivered]);
    expect(await find(scope, { webhook: webhookId })).toEqual([young, delivered, old]);
    expect(await find(scope, { webhook: `hook-${webhookId}`, state: "gave_up", since: before, until: later })).toEqual([
      young,
      old,
    ]);
    expect(await find(scope, { since: later })).toEqual([]);
    expect(await find(scope, { until: before })).toEqual([]);
    expect(await find(scope, { webhook: "nothing" })).toEqual([]);
    expect(await find(scope, { automation: newId("automation") })).toEqual([]);
  });

  test("pages through one state without a gap or a repeat", async () => {
    const { scope, make } = await stage();
    const made = await make("gave_up", 7);
    await make("delivered", 7);

    const first = must(await listDeliveries(database.db, scope, deliverySearch.parse({ state: "gave_up", limit: 4 })));
    const cursor = first.nextCursor ?? undefined;
    const second = must(
      await listDeliveries(database.db, scope, deliverySearch.parse({ state: "gave_up", limit: 4, cursor })),
    );

    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([...made].reverse());
    expect(second.nextCursor).toBeNull();
  });

  test("counts outcomes by hour, each delivery once", async () => {
    const { scope, make } = await stage();
    await make("delivered", 5);
    await make("gave_up", 2);
    await make("pending", 3);
    await make("stopped");

    const spans = await countOutcomes(database.db, scope, { now: new Date(), spanMinutes: 60, spans: 3 });

    const sum = (of: "delivered" | "waiting" | "failed") => spans.reduce((total, span) => total + span[of], 0);
    expect(spans).toHaveLength(3);
    expect([sum("delivered"), sum("waiting"), sum("failed")]).toEqual([5, 3, 2]);
  });

  test("counts the outcomes of one automation without those of another", async () => {
    const { scope, make } = await stage();
    await make("delivered", 5);
    await make("gave_up", 2);
    const [id = newId("delivery")] = await make("retrying", 3);
    const [row] = await database.db.select().from(deliveries).where(eq(deliveries.id, id));

    const wish = { now: new Date(), spanMinutes: 60, spans: 3, automationId: row?.automationId ?? newId("automation") };
    const spans = await countOutcomes(database.db, scope, wish);

    expect(spans.flatMap(({ delivered, waiting, failed }) => [delivered, waiting, failed]).filter(Boolean)).toEqual([
      3,
    ]);
    expect(spans.reduce((total, { waiting }) => total + waiting, 0)).toBe(3);
  });

  test("marks change with whatever happens to a delivery, and with nothing else", async () => {
    const { scope, make, team } = await stage();
    const marks = () => readLiveMarks(database.db, scope);
    const empty = await marks();
    const [id = newId("delivery")] = await make("pending");
    const made = await marks();
    expect(changedParts(empty, made)).toEqual(["deliveries"]);
    expect(await countMadeSince(database.db, scope, empty.newest)).toBe(1);

    const of = eq(openDeliveries.deliveryId, id);
    await database.db.update(openDeliveries).set({ state: "sending", dueAt: null }).where(of);
    const sending = await marks();
    await database.db.update(openDeliveries).set({ state: "retrying", dueAt: new Date() }).where(of);
    const retrying = await marks();
    await database.db
      .update(openDeliveries)
      .set({ dueAt: new Date(Date.now() + 9_000) })
      .where(of);
    const later = await marks();
    await database.db.delete(openDeliveries).where(of);
    const over = await marks();

    for (const [before, now] of [
      [made, sending],
      [sending, retrying],
      [retrying, later],
      [later, over],
    ] as const) {
      expect(changedParts(before, now)).toEqual(["deliveries"]);
    }
    expect(changedParts(over, await marks())).toEqual([]);
    expect(team.id).toBe(scope.teamId);
  });

  test("marks change with a run of launch and with an agent that begins to listen, and stay those of the team", async () => {
    const { scope, restricted } = await stage();
    const other = await stage();
    const [before, unseen, elsewhere] = await Promise.all(
      [scope, restricted, other.scope].map((each) => readLiveMarks(database.db, each)),
    );
    const queueId = newId("queue");
    await database.db.insert(queues).values({
      ...{ id: queueId, teamId: scope.teamId, name: "gpu", resource: "process", defaultPriority: 2 },
      ...{ template: {}, variables: [], createdBy: "mara" },
    });
    await database.db.insert(agents).values({
      ...{ id: newId("agent"), teamId: scope.teamId, queueId, tokenId: newId("token") },
      ...{ name: "gpu-02", hostname: "", version: "", slots: 1 },
    });
    const heard = await readLiveMarks(database.db, scope);
    const runId = newId("run");
    await database.db.insert(runs).values({
      ...{
        id: runId,
        teamId: scope.teamId,
        number: 1,
        queueId,
        jobId: newId("job"),
        jobVersionId: newId("jobVersion"),
      },
      ...{ state: "queued", priority: 2, projectId: newId("project"), requestedBy: "mara" },
      ...{ parameters: {}, overrides: {}, variables: {}, resource: {} },
    });
    const queued = await readLiveMarks(database.db, scope);
    await database.db
      .update(runs)
      .set({ state: "claimed", changedAt: sql`clock_timestamp()` })
      .where(eq(runs.id, runId));
    const claimed = await readLiveMarks(database.db, scope);

    for (const [then, now] of [
      [before, heard],
      [heard, queued],
      [queued, claimed],
    ] as const) {
      expect(then && now && changedParts(then, now)).toEqual(["runs"]);
    }
    expect(await readLiveMarks(database.db, scope)).toEqual(claimed);
    expect(await readLiveMarks(database.db, restricted)).toEqual(unseen);
    expect(await readLiveMarks(database.db, other.scope)).toEqual(elsewhere);
  });

  test("marks of a restricted token do not tell of other models, nor of other teams", async () => {
    const { restricted, make } = await stage();
    const before = await readLiveMarks(database.db, restricted);

    await make("gave_up", 1, { modelId: newId("model") });
    await make("delivered", 1, { modelId: newId("model") });
    await (await stage()).make("pending");

    expect(await readLiveMarks(database.db, restricted)).toEqual(before);
    expect(await countMadeSince(database.db, restricted, null)).toBe(0);
    await make("gave_up");
    expect(changedParts(before, await readLiveMarks(database.db, restricted))).toEqual(["deliveries"]);
  });
});
