import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { githubRuns } from "@/lib/db/schema";
import { followJob } from "@/lib/deliveries/follow-run";
import { listDeliveries } from "@/lib/deliveries/queries";
import { forgetOldGitHub } from "@/lib/github/receipts";
import { DATABASE_KINDS } from "../support/database";
import {
  addGitHubTeamAlone,
  DELIVERED,
  type GitHubStage,
  openGitHubStage,
  REFUSED,
  REPOSITORY_ID,
  toldRun,
} from "../support/github-stage";
import { must } from "../support/must";

let nextRun = 8_000;

describe.each(DATABASE_KINDS)("a run that a delivery started on %s", (kind) => {
  let stage: GitHubStage;

  beforeAll(async () => {
    stage = await openGitHubStage(kind);
    await stage.addAutomation();
  });
  afterAll(() => stage.database.close());

  test("is known by the answer to the dispatch, and then as GitHub tells it", async () => {
    const { id, runId } = await started();

    expect(await runOf(id)).toMatchObject({ id: runId, state: "queued", workflow: "deploy.yml", attempt: 1 });

    await stage.tell({ state: "running", startedAt: new Date() }, { runId, mayGuess: false });
    expect(await runOf(id)).toMatchObject({ state: "running", finishedAt: null });

    const finishedAt = new Date();
    await stage.tell({ state: "succeeded", conclusion: "success", finishedAt }, { runId, mayGuess: false });
    expect(await runOf(id)).toMatchObject({ state: "succeeded", finishedAt: finishedAt.toISOString(), runCount: 1 });
  });

  test("is known as GitHub told it where that came before the answer was stored", async () => {
    const id = await stage.fire();
    const runId = nextRun++;
    await stage.tell({ state: "failed", conclusion: "failure" }, { runId, mayGuess: false });
    const before = (await stage.events("AUTOMATION_FAILED")).length;

    await stage.answer(DELIVERED, { run: { repositoryId: REPOSITORY_ID, runId, url: "https://github.com/r" } });

    expect(await runOf(id)).toMatchObject({ id: runId, state: "failed" });
    expect(await stage.events("AUTOMATION_FAILED")).toHaveLength(before + 1);
  });

  test("is raised as a failure once for each attempt that fails, and a cancelled one is none", async () => {
    const { id, runId } = await started();
    const failed = { state: "failed", conclusion: "failure" } as const;
    const before = (await stage.events("AUTOMATION_FAILED")).length;

    await stage.tell(failed, { runId });
    await stage.tell({ ...failed, toldAt: new Date(Date.now() + 5_000) }, { runId });
    expect(await stage.events("AUTOMATION_FAILED")).toHaveLength(before + 1);

    await stage.tell({ state: "running", attempt: 2 }, { runId });
    expect(await runOf(id)).toMatchObject({ state: "running", attempt: 2 });
    await stage.tell({ ...failed, attempt: 2 }, { runId });
    await stage.tell({ state: "cancelled", conclusion: "cancelled", attempt: 3 }, { runId });

    const events = await stage.events("AUTOMATION_FAILED");
    expect(events).toHaveLength(before + 2);
    expect(events[0]).toMatchObject({
      causeDeliveryId: id,
      failure: {
        deliveryId: id,
        code: "run_failed",
        run: { url: toldRun().url, workflow: "deploy.yml", attempt: 2, conclusion: "failure", failingJob: null },
      },
    });
  });

  test("of a notice of a failure raises no other when it fails", async () => {
    const fresh = await addGitHubTeamAlone(stage.database);
    const { repositoryId } = fresh;
    await fresh.addAutomation({ eventType: "AUTOMATION_FAILED", action: { repositoryId } });
    await fresh.fire();
    const failed = { state: "failed", conclusion: "failure" } as const;
    await fresh.answer(REFUSED);
    const notice = must(await listDeliveries(fresh.database.db, fresh.scope, { limit: 1 })).items[0];
    expect(notice?.event.type).toBe("AUTOMATION_FAILED");
    await fresh.answer(DELIVERED);

    await fresh.tell({ ...failed, title: notice?.id ?? "" }, { runId: nextRun++ });

    expect(notice && (await fresh.delivery(notice.id)).run).toMatchObject({ state: "failed" });
    expect(await fresh.events("AUTOMATION_FAILED")).toHaveLength(1);
  });

  test("names the first job that failed, whenever that is told, and forgets it with a rerun", async () => {
    const { id, runId } = await started();
    const at = (seconds: number) => new Date(1_790_000_000_000 + seconds * 1_000);
    await jobFails(runId, { name: "deploy", failedAt: at(9) });
    await jobFails(runId, { name: "canary", failedAt: at(3) });
    await jobFails(runId, { name: "lint", failedAt: at(5) });

    await stage.tell({ state: "failed", conclusion: "failure" }, { runId });
    expect(await runOf(id)).toMatchObject({ failingJob: { name: "canary", url: "https://github.com/job/canary" } });
    expect((await stage.events("AUTOMATION_FAILED"))[0]?.failure?.run?.failingJob?.name).toBe("canary");

    await stage.tell({ state: "running", attempt: 2 }, { runId });
    expect(await runOf(id)).toMatchObject({ failingJob: null });
  });

  test("is known by a failed job that was told before anything else of it", async () => {
    const id = await stage.fire();
    await stage.answer(DELIVERED);
    const runId = nextRun++;
    await jobFails(runId, { name: "canary", failedAt: new Date() });
    expect(await runOf(id)).toBeNull();

    await stage.tell({ title: `Deploy [${id}]`, state: "failed", conclusion: "failure" }, { runId });

    expect(await runOf(id)).toMatchObject({ state: "failed", failingJob: { name: "canary" } });
  });

  test("is left the same by any order of its webhooks, with any of them twice", async () => {
    const told = [
      { state: "queued", second: 0 },
      { state: "running", second: 1 },
      { state: "failed", conclusion: "failure", second: 9 },
      { state: "running", attempt: 2, second: 20 },
      { state: "succeeded", conclusion: "success", attempt: 2, second: 30 },
    ] as const;
    const orders = fc.sample(
      fc.tuple(fc.shuffledSubarray([...told], { minLength: told.length }), fc.shuffledSubarray([...told])),
      6,
    );

    for (const [all, again] of orders) {
      const { id, runId } = await started();
      for (const { second, ...news } of [...all, ...again]) {
        await stage.tell({ ...news, toldAt: new Date(1_790_000_000_000 + second * 1_000) }, { runId });
      }
      expect(await runOf(id)).toMatchObject({ state: "succeeded", attempt: 2, runCount: 1 });
    }
  });

  test("is filtered by its state, of several by the one that needs a look", async () => {
    const fresh = await addGitHubTeamAlone(stage.database, { kind: "repository", eventType: "deploy" });
    const id = await fresh.fire();
    await fresh.answer(DELIVERED);
    const event = "repository_dispatch";
    await fresh.tell({ event, title: id, state: "succeeded", conclusion: "success" }, { runId: nextRun++ });
    await fresh.tell(
      { event, title: id, workflow: "b.yml", state: "failed", conclusion: "failure" },
      { runId: nextRun++ },
    );

    const { db } = fresh.database;
    const by = async (run: "failed" | "succeeded") =>
      must(await listDeliveries(db, fresh.scope, { run, limit: 10 })).items.map((delivery) => delivery.id);
    expect([await by("failed"), await by("succeeded")]).toEqual([[id], []]);
    expect((await fresh.delivery(id)).run).toMatchObject({ workflow: "b.yml", runCount: 2 });

    await fresh.tell(
      { event, title: id, workflow: "b.yml", state: "succeeded", conclusion: "success" },
      { runId: nextRun++ },
    );
    expect([await by("failed"), await by("succeeded")]).toEqual([[], [id]]);
    expect((await fresh.delivery(id)).runs).toHaveLength(3);
  });

  test("that is nobody's is forgotten after a day, and one of a delivery is kept", async () => {
    const { id, runId } = await started();
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    await stage.tell({ state: "running", createdAt: yesterday }, { runId });
    const stray = nextRun++;
    await stage.tell({ createdAt: yesterday }, { runId: stray });

    await forgetOldGitHub(stage.database.db);

    expect(await runOf(id)).not.toBeNull();
    const kept = await stage.database.db.select({ id: githubRuns.runId }).from(githubRuns);
    expect(kept.map((run) => run.id)).not.toContain(stray);
  });

  async function started() {
    const id = await stage.fire();
    const runId = nextRun++;
    await stage.answer(DELIVERED, { run: { repositoryId: REPOSITORY_ID, runId, url: toldRun().url } });
    return { id, runId };
  }

  async function runOf(id: string) {
    return (await stage.delivery(id)).run;
  }

  function jobFails(runId: number, { name, failedAt }: { name: string; failedAt: Date }) {
    const job = { name, url: `https://github.com/job/${name}`, attempt: 1, failedAt, workflow: "Deploy" };
    return followJob(stage.database.db, { teamId: stage.scope.teamId, repositoryId: REPOSITORY_ID, runId, job });
  }
});
