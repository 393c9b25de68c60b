import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isRunOver } from "@/lib/core/github-run";
import { runReports } from "@/lib/db/schema";
import { DATABASE_KINDS } from "../support/database";
import { BASE_URL, type Loop, openLoop, PERMISSIONS, REPO } from "./loop-stage";

const PATIENCE = { timeout: 20_000, interval: 50 };

/** Dispatches are asked for here by hand: the executor has tests of its own. Everything after is the real thing. */
describe.each(DATABASE_KINDS)("the loop through an emulated GitHub on %s", (kind) => {
  let loop: Loop;

  beforeAll(async () => {
    loop = await openLoop(kind);
  });
  afterAll(() => loop.close());

  test("tells how the run went, on the delivery and on GitHub: deployment and check follow it", async () => {
    const { id, sha, version } = await loop.promote();

    const { runId } = await loop.dispatch(id);
    await expect.poll(async () => (await loop.view(id)).run?.state, PATIENCE).toBe("succeeded");
    await loop.tellAll();

    expect(await loop.view(id)).toMatchObject({
      state: "delivered",
      run: { id: runId, workflow: "deploy.yml", conclusion: "success", attempt: 1, failingJob: null, runCount: 1 },
      reports: [
        { kind: "check", isTold: true, problem: null },
        { kind: "deployment", isTold: true, problem: null },
      ],
    });
    const client = await loop.reader();
    const { data: deployments } = await client.rest.repos.listDeployments({ ...REPO, environment: "production" });
    const own = deployments.find(({ payload }) => JSON.stringify(payload).includes(id));
    expect(own).toMatchObject({
      sha,
      production_environment: true,
      payload: { modelwire: { delivery_id: id, model: "churn", version } },
    });
    const statuses = await client.rest.repos.listDeploymentStatuses({
      ...REPO,
      deployment_id: own?.id ?? 0,
    });
    expect(statuses.data[0]).toMatchObject({
      state: "success",
      log_url: (await loop.view(id)).run?.url,
      environment_url: `${BASE_URL}/${loop.scope.teamName}/models/churn/versions/v${version}`,
    });
    const checks = await client.rest.checks.listForRef({ ...REPO, ref: sha, filter: "all" });
    expect(checks.data.check_runs.filter(({ external_id }) => external_id === id)).toMatchObject([
      {
        status: "completed",
        conclusion: "success",
        details_url: `${BASE_URL}/${loop.scope.teamName}/deliveries/${id}`,
      },
    ]);
  });

  test("names the job that failed, and follows a rerun to its own end", async () => {
    const { id, sha } = await loop.promote();
    await loop.dispatch(id, { fails: "yes" });

    await expect.poll(async () => (await loop.view(id)).run?.state, PATIENCE).toBe("failed");
    expect((await loop.view(id)).run?.failingJob?.name).toBe("canary");
    await loop.tellAll();
    const client = await loop.reader();
    const failed = await client.rest.checks.listForRef({ ...REPO, ref: sha, filter: "all" });
    expect(failed.data.check_runs.find(({ external_id }) => external_id === id)?.conclusion).toBe("failure");

    await rerun(id);
    expect((await loop.view(id)).run).toMatchObject({ state: "failed", attempt: 2 });
    expect((await loop.view(id)).runs).toHaveLength(1);
  });

  test("never fails a delivery for what cannot be told on GitHub, says which right lacks, and tells it later", async () => {
    await loop.setPermissions({ actions: "write", contents: "write", metadata: "read" });
    const { id } = await loop.promote();
    await loop.dispatch(id);
    await expect.poll(async () => (await loop.view(id)).run?.state, PATIENCE).toBe("succeeded");
    await loop.tellAll();

    expect(await loop.view(id)).toMatchObject({
      state: "delivered",
      reports: [
        { kind: "check", isTold: false, problem: "checks_permission" },
        { kind: "deployment", isTold: false, problem: "deployments_permission" },
      ],
    });

    await loop.setPermissions(PERMISSIONS);
    await rerun(id);
    await loop.tellAll();
    expect((await loop.view(id)).reports.map(({ isTold, problem }) => [isTold, problem])).toEqual([
      [true, null],
      [true, null],
    ]);
  });

  test("makes no second deployment or check where the answer to the first was lost", async () => {
    const { id, sha } = await loop.promote();
    loop.sandbox.fail({
      method: "POST",
      path: /\/(deployments|check-runs)$/,
      times: 2,
      takesEffect: true,
      answer: { status: 502 },
    });
    await loop.dispatch(id);
    await expect.poll(async () => (await loop.view(id)).run?.state, PATIENCE).toBe("succeeded");
    await loop.tellAll();
    expect((await loop.view(id)).reports.map(({ problem }) => problem)).toEqual(["unreachable", "unreachable"]);
    await loop.db
      .update(runReports)
      .set({ dueAt: new Date(0), tries: 0 })
      .where(eq(runReports.deliveryId, id));
    await loop.tellAll();

    const client = await loop.reader();
    const { data } = await client.rest.repos.listDeployments({ ...REPO, environment: "production", per_page: 100 });
    expect(data.filter(({ payload }) => JSON.stringify(payload).includes(id))).toHaveLength(1);
    const checks = await client.rest.checks.listForRef({ ...REPO, ref: sha, filter: "all", per_page: 100 });
    expect(checks.data.check_runs.filter(({ external_id }) => external_id === id)).toHaveLength(1);
    expect((await loop.view(id)).reports.map(({ problem }) => problem)).toEqual([null, null]);
  });

  /** Waits until the second attempt has ended, too. */
  async function rerun(id: string) {
    const run = loop.sandbox.runs.list().find(({ displayTitle }) => displayTitle.includes(id));
    if (!run) {
      throw new Error("There is no such run.");
    }
    loop.sandbox.runs.rerun(run, "mira");
    await expect
      .poll(async () => {
        const { run: shown } = await loop.view(id);
        return shown?.attempt === 2 && isRunOver(shown.state);
      }, PATIENCE)
      .toBe(true);
  }
});
