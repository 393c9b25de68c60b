import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkflows } from "@/github-app/launch";
import { parseEgressAllow } from "@/lib/core/address";
import { newJob } from "@/lib/core/launch-job";
import { newQueue } from "@/lib/core/launch-queue";
import { newRun } from "@/lib/core/launch-run";
import type { Workflows, WorkflowWish } from "@/lib/core/ports";
import { runs } from "@/lib/db/schema";
import { followLaunchRun } from "@/lib/deliveries/follow-launch";
import { createJob } from "@/lib/launch/jobs/commands";
import { createQueue } from "@/lib/launch/queues/commands";
import { createRun, killRun } from "@/lib/launch/runs/commands";
import { getRun } from "@/lib/launch/runs/queries";
import { workWorkflows } from "@/lib/launch/workflows/work";
import { systemClock } from "@/lib/platform/clock";
import { createNameResolver } from "@/lib/platform/dns";
import { createHttpClient, type HttpClient } from "@/lib/platform/http";
import { DATABASE_KINDS } from "../support/database";
import { must } from "../support/must";
import { type Loop, openLoop } from "./loop-stage";

const PATIENCE = { timeout: 20_000, interval: 50 };

describe.each(DATABASE_KINDS)("a queue of workflows through an emulated GitHub on %s", (kind) => {
  let loop: Loop;
  let http: HttpClient;
  let workflows: Workflows;

  beforeAll(async () => {
    loop = await openLoop(kind);
    const { db, scope, clients, sandbox } = loop;
    http = createHttpClient({
      allow: must(parseEgressAllow(new URL(sandbox.urls.api).origin)),
      resolve: createNameResolver(),
    });
    workflows = createWorkflows({ db, clients, http, clock: systemClock });
    must(
      await createJob(
        db,
        scope,
        newJob.parse({
          name: "train",
          source: { type: "command", command: ["train"] },
          parameters: {
            type: "object",
            properties: { code: { type: "integer", default: 0 }, seconds: { type: "number", default: 0 } },
          },
        }),
      ),
    );
    for (const [name, workflow, maxRunning] of [
      ["actions", "train.yml", null],
      ["one", "train.yml", 1],
      ["nowhere", "none.yml", null],
    ] as const) {
      const template = { repository: "acme/serving", workflow, ref: "main" };
      must(await createQueue(db, scope, newQueue.parse({ name, resource: "github-actions", template, maxRunning })));
    }
  });
  afterAll(async () => {
    await http.close();
    await loop.close();
  });

  async function queue(parameters: object = {}, name = "actions") {
    return must(await createRun(loop.db, loop.scope, newRun.parse({ job: "train", queue: name, parameters })));
  }

  /** One look of a worker; `through` stands between it and GitHub. */
  function work(through: Workflows = workflows): Promise<number> {
    return workWorkflows({ db: loop.db, workflows: through, onEnded: followLaunchRun }, new AbortController().signal);
  }

  async function stateOf(id: string) {
    return must(await getRun(loop.db, loop.scope, id));
  }

  function titles(): string[] {
    return loop.sandbox.runs.list().map(({ displayTitle }) => displayTitle);
  }

  test("starts the workflow with the run's id and parameters, and ends as that ends", async () => {
    const good = await queue({ seconds: 0 });
    const bad = await queue({ code: 3 });

    expect(await work()).toBe(2);

    expect(await stateOf(good.id)).toMatchObject({
      workflowUrl: expect.stringContaining("/acme/serving/actions/runs/"),
    });
    await expect.poll(async () => (await stateOf(good.id)).state, PATIENCE).toBe("finished");
    await expect.poll(async () => (await stateOf(bad.id)).state, PATIENCE).toBe("failed");
    expect(await stateOf(bad.id)).toMatchObject({
      lease: 1,
      agent: null,
      end: { cause: "workflow_failed", message: "The job train failed first." },
    });
    expect(titles()).toEqual(expect.arrayContaining([`Train [${good.id}]`, `Train [${bad.id}]`]));
    expect(await work()).toBe(0);
  });

  test("kills a workflow that runs by cancelling it", async () => {
    const run = await queue({ seconds: 60 });
    await work();
    await expect.poll(async () => (await stateOf(run.id)).state, PATIENCE).toBe("running");

    must(await killRun(loop.db, loop.scope, run.id, followLaunchRun));
    await work();

    await expect.poll(async () => (await stateOf(run.id)).state, PATIENCE).toBe("killed");
    expect(await stateOf(run.id)).toMatchObject({ end: { cause: "killed_by_person" } });
  });

  test("fails at once, and says why, where GitHub refuses", async () => {
    const run = await queue({}, "nowhere");

    await work();

    expect(await stateOf(run.id)).toMatchObject({
      state: "failed",
      end: { cause: "dispatch_refused", message: expect.stringContaining("no such repository or workflow") },
    });
  });

  test("finds the run of a dispatch whose answer was lost with its worker, and never starts a second", async () => {
    const run = await queue({ seconds: 0 });
    const died: Workflows = {
      ...workflows,
      async start(wish: WorkflowWish, signal) {
        await workflows.start(wish, signal);
        throw new Error("The worker dies here.");
      },
    };
    await expect(work(died)).rejects.toThrow("dies here");
    await expect.poll(async () => (await stateOf(run.id)).state, PATIENCE).toBe("finished");

    const other = await queue({ seconds: 60 });
    const cut: Workflows = { ...workflows, start: async () => ({ kind: "unknown" }) };
    await work(cut);
    await loop.db.update(runs).set({ workflowDueAt: null }).where(eq(runs.id, other.id));
    await work();

    expect(await stateOf(other.id)).toMatchObject({ state: "claimed", lease: 2, workflowUrl: null });
    expect(titles().filter((title) => title.includes(run.id))).toHaveLength(1);
    expect(titles().filter((title) => title.includes(other.id))).toHaveLength(0);

    await loop.db
      .update(runs)
      .set({ workflowDueAt: null, workflowSentAt: new Date(Date.now() - 3_600_000) })
      .where(eq(runs.id, other.id));
    await work();
    expect(await stateOf(other.id)).toMatchObject({ state: "failed", end: { cause: "dispatch_refused" } });
  });

  test("keeps to the queue's limit, and gives back what GitHub would not take now", async () => {
    const [first, second] = [await queue({ seconds: 60 }, "one"), await queue({}, "one")];
    const busy: Workflows = { ...workflows, start: async () => ({ kind: "later", delaySeconds: 0 }) };

    await work(busy);
    expect((await stateOf(first.id)).state).toBe("queued");
    await work();

    expect((await stateOf(first.id)).state).not.toBe("queued");
    expect((await stateOf(second.id)).state).toBe("queued");
    must(await killRun(loop.db, loop.scope, second.id, followLaunchRun));
    must(await killRun(loop.db, loop.scope, first.id, followLaunchRun));
    await expect
      .poll(async () => {
        await work();
        return (await stateOf(first.id)).state;
      }, PATIENCE)
      .toBe("killed");
  });
});
