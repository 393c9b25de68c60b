import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TeamScope } from "@/lib/core/actor";
import { changedParts } from "@/lib/core/live";
import { attempts, deliveries, githubRuns } from "@/lib/db/schema";
import { forgetOldDeliveries } from "@/lib/deliveries/forget-old";
import { readLiveMarks } from "@/lib/deliveries/live";
import { listNotices } from "@/lib/deliveries/notices";
import { countOutcomes, lastOutcomesOfModels, listInMotion } from "@/lib/deliveries/outcomes";
import { countStanding } from "@/lib/deliveries/standing";
import { newId } from "@/lib/platform/id";
import { getModel } from "@/lib/registry/models/queries";
import { DATABASE_KINDS } from "../support/database";
import { DELIVERED, type GitHubStage, openGitHubStage } from "../support/github-stage";
import { must } from "../support/must";

describe.each(DATABASE_KINDS)("what pages read of runs on %s", (kind) => {
  let stage: GitHubStage;
  let modelId: Awaited<ReturnType<typeof readModelId>>;

  beforeAll(async () => {
    stage = await openGitHubStage(kind);
    await stage.addAutomation();
    modelId = await readModelId();
  });
  afterAll(() => stage.database.close());

  test("a delivery to GitHub that waits is counted and shown in motion as one to a webhook is", async () => {
    const before = await marks();

    const id = await stage.fire();

    expect((await countStanding(db(), stage.scope)).byState).toEqual({ pending: 1 });
    expect((await inMotion()).map((delivery) => delivery.id)).toEqual([id]);
    expect(changedParts(before, await marks())).toContain("deliveries");
    await stage.answer(DELIVERED);
    await stage.tell({ title: id, state: "running", startedAt: new Date() });
  });

  test("a run that goes on is shown in motion, and the outcome of the model says so", async () => {
    expect(await inMotion()).toMatchObject([{ state: "delivered", run: { state: "running" } }]);
    expect(await outcome()).toMatchObject({ state: "delivered", run: "running", preset: "github_app" });
    expect(await listNotices(db(), stage.scope)).toEqual([]);
  });

  test("a run that fails needs a person, counts as a failure, and live pages hear of it", async () => {
    const before = await marks();
    const [running] = await inMotion();

    await stage.tell({ title: running?.id ?? "", state: "failed", conclusion: "failure", finishedAt: new Date() });

    expect(changedParts(before, await marks())).toContain("deliveries");
    expect(await inMotion()).toEqual([]);
    expect(await outcome()).toMatchObject({ state: "delivered", run: "failed" });
    expect(await listNotices(db(), stage.scope)).toEqual([{ kind: "runs", count: 1 }]);
    expect(await lastHour()).toMatchObject({ delivered: 0, failed: 1 });
  });

  test("a rerun that does well takes all that back", async () => {
    await stage.tell({ state: "succeeded", conclusion: "success", attempt: 2, finishedAt: new Date() });

    expect(await outcome()).toMatchObject({ run: "succeeded" });
    expect(await listNotices(db(), stage.scope)).toEqual([]);
    expect(await lastHour()).toMatchObject({ delivered: 1, failed: 0 });
  });

  test("a run is not told to a token that may not see its model", async () => {
    await stage.tell({ state: "failed", conclusion: "failure", attempt: 3, finishedAt: new Date() });
    const restricted: TeamScope = { ...stage.scope, models: [newId("model")] };

    expect(await listNotices(db(), restricted)).toEqual([]);
    expect(await countOutcomes(db(), restricted, hour())).toMatchObject([{ delivered: 0, failed: 0 }]);
    const before = await readLiveMarks(db(), restricted);
    await stage.tell({ state: "running", attempt: 4 });
    expect(changedParts(before, await readLiveMarks(db(), restricted))).toEqual([]);
    expect(await listInMotion(db(), restricted, 10)).toEqual([]);
  });

  test("a run goes with its delivery when that is forgotten", async () => {
    const long = new Date(Date.now() - 40 * 86_400_000);
    await db().update(attempts).set({ startedAt: long });
    const [delivery] = await db().select({ id: deliveries.id }).from(deliveries);
    const old =
      `dl_${long.getTime().toString(16).padStart(12, "0").slice(0, 8)}-${"0".repeat(4)}-7000-8000-000000000000` as const;
    await db().update(deliveries).set({ id: old });
    await db().update(attempts).set({ deliveryId: old });
    await db().update(githubRuns).set({ deliveryId: old });
    expect(delivery).toBeDefined();

    await forgetOldDeliveries(db(), 30);

    expect(await db().select({ id: githubRuns.runId }).from(githubRuns)).toEqual([]);
  });

  function db() {
    return stage.database.db;
  }

  function marks() {
    return readLiveMarks(db(), stage.scope);
  }

  function inMotion() {
    return listInMotion(db(), stage.scope, 10);
  }

  async function readModelId() {
    return must(await getModel(db(), stage.scope, "churn")).id;
  }

  async function outcome() {
    return (await lastOutcomesOfModels(db(), stage.scope, [modelId])).get(modelId);
  }

  function hour() {
    return { now: new Date(), spanMinutes: 60, spans: 1 };
  }

  async function lastHour() {
    return (await countOutcomes(db(), stage.scope, hour()))[0];
  }
});
