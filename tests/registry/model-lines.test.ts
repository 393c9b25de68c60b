import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countAutomationsOfModels } from "@/lib/automations/counts";
import { newEvaluation } from "@/lib/core/registry";
import { automations } from "@/lib/db/schema";
import { latestEventsOfModels } from "@/lib/events/latest";
import { newId } from "@/lib/platform/id";
import { trendsOfModels } from "@/lib/registry/models/trends";
import { recordEvaluation } from "@/lib/registry/versions/commands";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { link, makeModel } from "./registry";

describe.each(DATABASE_KINDS)("what a list of models shows beside them, on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  async function setUp() {
    const team = await database.team();
    const scope = await team.scope("member");
    const { db } = database;
    const { id } = await makeModel(db, scope, "churn");
    const other = (await makeModel(db, scope, "other")).id;
    const record = async (version: string, metrics: Record<string, number>) =>
      must(
        await recordEvaluation(db, scope, {
          model: "churn",
          version,
          ...newEvaluation.parse({ name: "holdout", metrics }),
        }),
      );
    return { db, team, scope, id, other, record };
  }

  test("a trend is the metric that most of the newest versions have, oldest first, by its newest value", async () => {
    const { db, scope, id, other, record } = await setUp();
    for (let number = 0; number < 14; number += 1) {
      must(await link(db, scope, "churn"));
    }
    await record("v0", { early: 1 }); // Fourteen versions ago: past what a trend is drawn over.
    await record("v11", { rare: 5 });
    await record("v11", { auc: 0.5 });
    await record("v12", { auc: 0.1 });
    await record("v12", { auc: 0.6, rare: 6 });
    await record("v13", { auc: 0.7 });

    const trends = await trendsOfModels(db, scope, [id, other]);

    expect([...trends]).toEqual([
      [
        id,
        {
          metric: "auc",
          points: [
            { version: 11, value: 0.5 },
            { version: 12, value: 0.6 },
            { version: 13, value: 0.7 },
          ],
        },
      ],
    ]);
  });

  test("the last event of each model is told, and of models that a token may not see nothing", async () => {
    const { db, team, scope, id, other, record } = await setUp();
    must(await link(db, scope, "churn", { aliases: ["staging"] }));
    await record("v0", { auc: 0.5 });

    const events = await latestEventsOfModels(db, scope, [id, other]);
    const restricted = await team.scope("admin", { models: [other] });
    const stranger = await (await database.team()).scope("admin");

    expect(events.get(id)?.type).toBe("RECORD_EVALUATION");
    expect(events.get(other)?.type).toBe("CREATE_MODEL");
    expect([...(await latestEventsOfModels(db, restricted, [id, other])).keys()]).toEqual([other]);
    expect([...(await trendsOfModels(db, restricted, [id, other])).keys()]).toEqual([]);
    expect((await latestEventsOfModels(db, stranger, [id, other])).size).toBe(0);
    expect((await trendsOfModels(db, stranger, [id])).size).toBe(0);
  });

  test("each model counts its own automations and those of every model, without the deleted", async () => {
    const { db, team, scope, id, other } = await setUp();
    const add = (modelId: typeof id | null, deletedAt: Date | null = null) =>
      db.insert(automations).values({
        id: newId("automation"),
        teamId: scope.teamId,
        name: newId("automation"),
        modelId,
        eventType: "LINK_ARTIFACT",
        filter: { alias: null, tag: null, conditions: [] },
        actionType: "webhook",
        action: { type: "webhook", webhookId: newId("webhook"), payload: {} },
        secretNames: [],
        createdBy: "test",
        deletedAt,
      });
    await add(null);
    await add(id);
    await add(id);
    await add(id, new Date());

    const counts = await countAutomationsOfModels(db, scope, [id, other]);
    const restricted = await team.scope("admin", { models: [id] });

    expect([counts.get(id), counts.get(other)]).toEqual([3, 1]);
    expect((await countAutomationsOfModels(db, restricted, [id])).get(id)).toBe(2);
    expect(await countAutomationsOfModels(db, scope, [])).toEqual(new Map());
  });
});
