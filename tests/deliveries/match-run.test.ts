import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/id";
import { DATABASE_KINDS } from "../support/database";
import {
  addGitHubTeamAlone,
  DELIVERED,
  type GitHubStage,
  openGitHubStage,
  REFUSED,
  toldRun,
  UNKNOWN,
} from "../support/github-stage";

let nextRun = 3_000;

describe.each(DATABASE_KINDS)("the delivery of a run of which GitHub told no more on %s", (kind) => {
  let stage: GitHubStage;

  beforeAll(async () => {
    stage = await openGitHubStage(kind);
    await stage.addAutomation();
  });
  afterAll(() => stage.database.close());

  test("is found by the delivery that its title names", async () => {
    const id = await stage.fire();
    await stage.answer(DELIVERED);
    const runId = nextRun++;

    await stage.tell({ title: `Deploy churn:v3 [${id}]` }, { runId, mayGuess: false });

    expect(await runOf(id)).toMatchObject({ id: runId });
  });

  test("is never another team's, nor of another repository, whatever its title says", async () => {
    const other = await addGitHubTeamAlone(stage.database);
    const id = await stage.fire();
    await stage.answer(DELIVERED);

    await other.tell({ title: `Deploy [${id}]` }, { runId: nextRun++ });
    await stage.tell({ title: `Deploy [${id}]` }, { runId: nextRun++, repositoryId: 1, mayGuess: false });

    expect(await runOf(id)).toBeNull();
  });

  test("is taken for the only delivery that was sent at its time, where an App started it", async () => {
    const fresh = await addGitHubTeamAlone(stage.database);
    const id = await fresh.fire();
    await fresh.answer(DELIVERED);
    const runId = nextRun++;

    await fresh.tell({ title: "Deploy", workflow: "other.yml" }, { runId: nextRun++ });
    await fresh.tell({ title: "Deploy" }, { runId: nextRun++, mayGuess: false });
    const old = { ...toldRun(), createdAt: new Date(Date.now() - 600_000) };
    await fresh.tell({ title: "Deploy", createdAt: old.createdAt }, { runId: nextRun++ });
    await fresh.tell({ title: `Deploy [${newId("delivery")}]` }, { runId: nextRun++ });
    expect((await fresh.delivery(id)).run).toBeNull();

    await fresh.tell({ title: "Deploy" }, { runId });
    expect((await fresh.delivery(id)).run).toMatchObject({ id: runId });
    await fresh.tell({ title: "Deploy" }, { runId: nextRun++ });
    expect((await fresh.delivery(id)).runs).toHaveLength(1);
  });

  test("is taken for none where two may have started it", async () => {
    const [one, two] = [await stage.fire(), await stage.fire()];
    await stage.answer(DELIVERED);

    await stage.tell({ title: "Deploy" }, { runId: nextRun++ });

    expect([await runOf(one), await runOf(two)]).toEqual([null, null]);
    await stage.tell({ title: `Deploy ${one}` }, { runId: nextRun++ });
    await stage.tell({ title: `Deploy ${two}` }, { runId: nextRun++ });
  });

  test("proves that an unknown delivery arrived, and its history says so once", async () => {
    const id = await stage.fire();
    await stage.answer(UNKNOWN);
    expect((await stage.delivery(id)).state).toBe("unknown");
    const runId = nextRun++;

    await stage.tell({ title: `Deploy [${id}]` }, { runId });
    await stage.tell({ title: `Deploy [${id}]`, state: "running" }, { runId });

    const delivery = await stage.delivery(id);
    expect(delivery).toMatchObject({ state: "delivered", confirmed: { by: "GitHub" }, attempts: 1 });
  });

  test("proves it also where it was told of before the attempt ended as unknown", async () => {
    const id = await stage.fire();
    await stage.tell({ title: `Deploy [${id}]` }, { runId: nextRun++ });
    expect((await stage.delivery(id)).state).toBe("pending");

    await stage.answer(UNKNOWN);

    expect(await stage.delivery(id)).toMatchObject({ state: "delivered", confirmed: { by: "GitHub" } });
  });

  test("does not prove it where it merely may be the one", async () => {
    const fresh = await addGitHubTeamAlone(stage.database);
    const id = await fresh.fire();
    await fresh.answer(UNKNOWN);

    await fresh.tell({ title: "Deploy" }, { runId: nextRun++ });

    expect(await fresh.delivery(id)).toMatchObject({ state: "unknown", run: { state: "queued" } });
  });

  test("leaves a delivery alone that gave up", async () => {
    const id = await stage.fire();
    await stage.answer(REFUSED);

    await stage.tell({ title: `Deploy [${id}]` }, { runId: nextRun++ });

    expect(await stage.delivery(id)).toMatchObject({ state: "gave_up", attempts: 1 });
  });

  test("is tied by both at once, the answer that names the run and the webhook of it, and neither stops the other", async () => {
    const before = (await stage.events("AUTOMATION_FAILED")).length;
    for (let round = 0; round < 8; round += 1) {
      const id = await stage.fire();
      const runId = nextRun++;
      const title = `Deploy [${id}]`;
      const run = { repositoryId: stage.repositoryId, runId, url: toldRun().url };

      await Promise.all([
        stage.answer(DELIVERED, { run }),
        stage.tell({ title, state: "running" }, { runId }),
        stage.tell({ title, state: "failed", conclusion: "failure" }, { runId }),
      ]);

      expect(await stage.delivery(id)).toMatchObject({ state: "delivered", run: { id: runId, state: "failed" } });
    }
    expect(await stage.events("AUTOMATION_FAILED")).toHaveLength(before + 8);
  });

  async function runOf(id: string) {
    return (await stage.delivery(id)).run;
  }
});
