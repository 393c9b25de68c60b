import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAutomation, setEnabled, updateAutomation } from "@/lib/automations/commands";
import { previewAutomation } from "@/lib/automations/preview";
import { getAutomation } from "@/lib/automations/queries";
import { testAutomation } from "@/lib/automations/test-call";
import { draftOf, readDraft, wishOf, writeDraft } from "@/lib/core/automation-draft";
import { newJob } from "@/lib/core/launch-job";
import { agents, deliveries, events, jobs, queues, runs } from "@/lib/db/schema";
import { followLaunchRun } from "@/lib/deliveries/follow-launch";
import { countOutcomes } from "@/lib/deliveries/outcomes";
import { listDeliveries } from "@/lib/deliveries/queries";
import { endRun } from "@/lib/launch/ended";
import { createJob } from "@/lib/launch/jobs/commands";
import { setQueueState } from "@/lib/launch/queues/commands";
import { newId } from "@/lib/platform/id";
import { DATABASE_KINDS } from "../support/database";
import type { Engine } from "../support/engine";
import { must } from "../support/must";
import { makePorts } from "../webhooks/support";
import { action, deliveryOfAutomation, fireAll, openLaunchEngine } from "./launch-stage";
import { wish } from "./support";

describe.each(DATABASE_KINDS)("the launch action on %s", (kind) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await openLaunchEngine(kind);
  });
  afterAll(() => engine.close());

  function save(name: string, more: object = {}) {
    const { scope, database } = engine;
    return createAutomation(
      database.db,
      scope,
      wish({ name, eventType: "LINK_ARTIFACT", filter: undefined, action: action(more) }),
    );
  }

  const deliveryOf = (name: string) => deliveryOfAutomation(engine, name);
  const fire = (names: readonly string[]) => fireAll(engine, names);

  test("is saved by names, shown by both, and goes through the form unchanged", async () => {
    const { scope, database } = engine;

    const created = must(
      await save("Evaluate", { jobVersion: 0, variables: { memory: "1024" }, priority: "high", project: "nightly" }),
    );

    expect(created.action).toMatchObject({
      type: "launch",
      job: { name: "evaluate", version: 0 },
      queue: { name: "gpu" },
      variables: { memory: 1024 },
      priority: "high",
      project: "nightly",
    });
    const again = wishOf(readDraft(writeDraft(draftOf(created))));
    expect(again.ok && must(await updateAutomation(database.db, scope, "Evaluate", again.value)).action).toEqual(
      created.action,
    );
    must(await setEnabled(database.db, scope, "Evaluate", false));
    expect(must(await setEnabled(database.db, scope, "Evaluate", true)).enabled).toBe(true);
    must(await setEnabled(database.db, scope, "Evaluate", false));
  });

  test.each<[string, object, string, RegExp]>([
    ["a job that there is not", { job: "evaluat" }, "action.job", /no job named/],
    ["a version that there is not", { jobVersion: 7 }, "action.jobVersion", /newest is v0/],
    ["a queue that there is not", { queue: "cpu" }, "action.queue", /no queue named/],
    [
      "a job that the queue cannot run",
      { job: "train", payload: null },
      "action.queue",
      /cannot run a job that is an image/,
    ],
    ["a parameter of the wrong type", { payload: { metric: 1 } }, "action.payload.metric", /string/],
    [
      "a parameter out of bounds beside a template",
      { payload: { metric: "${alias}", rounds: 0 } },
      "action.payload.rounds",
      />= 1/,
    ],
    [
      "a parameter that the job does not have",
      { payload: { metric: "a", epochs: 2 } },
      "action.payload.epochs",
      /no parameter/,
    ],
    [
      "one of a template that the job does not have",
      { payload: { metric: "a", epoch: "${alias}" } },
      "action.payload.epoch",
      /no parameter/,
    ],
    ["one that is missing", { payload: {} }, "action.payload.metric", /Give metric/],
    [
      "a variable of the event that there is not",
      { payload: { metric: "${alia}" } },
      "action.payload.metric",
      /Did you mean/,
    ],
    ["a secret", { payload: { metric: "${secrets.TOKEN}" } }, "action.payload.metric", /no secret/],
    ["a variable of the queue out of bounds", { variables: { memory: 8 } }, "action.variables.memory", /64/],
    [
      "a variable that the queue does not have",
      { variables: { disk: 8 } },
      "action.variables.disk",
      /no variable disk/,
    ],
  ])("is refused for %s, at its field", async (_, more, path, message) => {
    const refused = await save("Refused", more);

    expect(refused.ok).toBe(false);
    expect(refused.ok ? [] : refused.problem.errors).toContainEqual({ path, message: expect.stringMatching(message) });
  });

  test("warns where nobody would take the run, until somebody listens", async () => {
    const { scope, database } = engine;
    const request = {
      ...wish({ name: "x", eventType: "LINK_ARTIFACT", filter: undefined, action: action() }),
      eventsMax: 10,
    };
    const codes = async () =>
      must(await previewAutomation(database.db, scope, request, { baseUrl: "http://x" })).warnings.map(
        ({ code }) => code,
      );

    expect(await codes()).toContain("no_agent");
    const [queue] = await database.db.select().from(queues).where(eq(queues.name, "gpu"));
    await database.db.insert(agents).values({
      id: newId("agent"),
      teamId: scope.teamId,
      queueId: queue?.id ?? newId("queue"),
      tokenId: newId("token"),
      name: "box",
      hostname: "box",
      version: "1",
      slots: 1,
    });
    expect(await codes()).not.toContain("no_agent");
  });

  test("queues one run with the very version, its parameters filled in, and tells its state until it fails", async () => {
    const { scope, database, executors } = engine;
    must(await save("Fires", { variables: { memory: 128 }, project: "nightly" }));

    const version = await fire(["Fires"]);

    const delivery = await deliveryOf("Fires");
    const stored = delivery.action.stored;
    const [run, ...others] = await database.db.select().from(runs).where(eq(runs.deliveryId, delivery.id));
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      state: "queued",
      modelName: "churn",
      versionNumber: version,
      parameters: { rounds: 3, metric: "auc", note: ` of v${version}` },
      resource: { limits: { memoryMb: 128 } },
      automationName: "Fires",
      eventId: delivery.event.id,
    });
    expect(delivery).toMatchObject({
      state: "delivered",
      action: { type: "launch", target: "evaluate on gpu", preset: "launch" },
      run: {
        id: run?.number,
        state: "queued",
        workflow: "evaluate",
        launch: { id: run?.id, state: "queued", end: null },
      },
      runs: [{ id: run?.number, url: expect.stringMatching(new RegExp(`/${scope.teamName}/runs/${run?.number}$`)) }],
    });

    // A second try, as after a worker that died before it could store the first one's end.
    if (stored.type !== "launch") {
      throw new Error("It is no launch.");
    }
    const again = await executors.launch(
      {
        deliveryId: delivery.id,
        teamId: scope.teamId,
        action: stored,
        body: delivery.body,
        secretHoles: [],
        attempt: 2,
      },
      new AbortController().signal,
    );
    expect(again.outcome.kind).toBe("delivered");
    expect(JSON.parse(again.record.response?.body ?? "")).toEqual({ run: run?.number, id: run?.id });
    expect(await database.db.$count(runs, eq(runs.deliveryId, delivery.id))).toBe(1);

    if (!run) {
      throw new Error("There is no run.");
    }
    await database.db.transaction((tx) =>
      endRun(tx, followLaunchRun, run, {
        state: "failed",
        endCause: "exit",
        exitCode: 3,
        endMessage: null,
      }),
    );
    expect((await deliveryOf("Fires")).run).toMatchObject({
      state: "failed",
      conclusion: "failure",
      launch: { state: "failed", end: { cause: "exit", message: null } },
    });
    const told = await database.db.select().from(events).where(eq(events.type, "AUTOMATION_FAILED"));
    expect(told.map(({ event }) => event.failure)).toEqual([
      expect.objectContaining({
        deliveryId: delivery.id,
        code: "run_failed",
        run: expect.objectContaining({ workflow: "evaluate", reason: "The program ended with exit code 3." }),
      }),
    ]);
    expect(must(await getAutomation(database.db, scope, "Fires")).lastDelivery?.run).toBe("failed");
    const failed = must(await listDeliveries(database.db, scope, { run: "failed", limit: 10 }));
    expect(failed.items.map(({ id }) => id)).toEqual([delivery.id]);
    const spans = await countOutcomes(database.db, scope, { now: new Date(), spanMinutes: 60, spans: 1 });
    expect(spans.map((span) => span.failed)).toEqual([1]);
    must(await setEnabled(database.db, scope, "Fires", false));
  });

  test("gives up at once, and says why, for what a person has to mend", async () => {
    const { scope, database } = engine;
    must(await save("Wrong", { payload: { metric: "auc", rounds: "${artifact_metadata.rounds}" } }));
    must(await save("Draining", { queue: "closing" }));
    must(await save("Gone", { queue: "gone" }));
    must(await save("Jobless"));
    must(await setQueueState(database.db, scope, "closing", "draining"));
    await database.db.update(queues).set({ deletedAt: new Date() }).where(eq(queues.name, "gone"));
    const { id } = must(
      await createJob(
        database.db,
        scope,
        newJob.parse({ name: "brief", source: { type: "command", command: ["true"] } }),
      ),
    );
    must(
      await updateAutomation(database.db, scope, "Jobless", {
        action: { ...wish({ action: action({ job: "brief", payload: null }) }).action },
      }),
    );
    await database.db.update(jobs).set({ deletedAt: new Date() }).where(eq(jobs.id, id));

    await fire(["Wrong", "Draining", "Gone", "Jobless"]);

    const codes = await Promise.all(
      ["Wrong", "Draining", "Gone", "Jobless"].map(async (name) => {
        const { state, history } = await deliveryOf(name);
        return [state, history.length, history[0]?.code];
      }),
    );
    expect(codes).toEqual([
      ["gave_up", 1, "parameters_refused"],
      ["gave_up", 1, "queue_draining"],
      ["gave_up", 1, "queue_missing"],
      ["gave_up", 1, "job_missing"],
    ]);
    const [wrong] = (await deliveryOf("Wrong")).history;
    expect(JSON.parse(wrong?.response?.body ?? "")).toMatchObject({ field: "parameters.rounds" });
  });

  test("a test has to be asked for, needs the right to queue runs, and is no delivery", async () => {
    const { scope, database, executors } = engine;
    const ports = { ...makePorts(database.db, []), executors };
    must(await save("Tested"));
    const before = await database.db.$count(deliveries);

    const unsaid = await testAutomation(database.db, scope, "Tested", {}, ports);
    const tested = must(await testAutomation(database.db, scope, "Tested", { startsRun: true }, ports));

    expect(unsaid).toMatchObject({ ok: false, problem: { field: "startsRun" } });
    expect(tested).toMatchObject({ code: "delivered", isDelivered: true, run: { id: expect.any(Number) } });
    const [run] = await database.db
      .select()
      .from(runs)
      .where(eq(runs.number, tested.run?.id ?? 0));
    expect(run).toMatchObject({ deliveryId: null, automationName: "Tested", requestedBy: scope.actor.name });
    expect(await database.db.$count(deliveries)).toBe(before);
  });

  test("another team's job and queue do not exist", async () => {
    const other = await (await engine.database.team()).scope("admin");

    const refused = await createAutomation(
      engine.database.db,
      other,
      wish({ eventType: "LINK_ARTIFACT", filter: undefined, action: action() }),
    );

    expect(refused).toMatchObject({
      ok: false,
      problem: { errors: [{ path: "action.job" }, { path: "action.queue" }] },
    });
  });
});
