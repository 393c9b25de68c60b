import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authenticateToken } from "@/lib/auth/authenticate";
import { forgetExpired } from "@/lib/auth/forget-expired";
import { contextless } from "@/lib/auth/grant";
import { runSearch } from "@/lib/core/launch-run";
import { newArtifact, newEvaluation, newVersion } from "@/lib/core/registry";
import { type Database, inTransaction } from "@/lib/db/client";
import { projects, runs, tokens } from "@/lib/db/schema";
import { forgetOldRuns } from "@/lib/launch/forget-old";
import { deleteJob } from "@/lib/launch/jobs/commands";
import { deleteQueue, setQueueState } from "@/lib/launch/queues/commands";
import { endRunTokens } from "@/lib/launch/run-token";
import { killRun, rerun } from "@/lib/launch/runs/commands";
import { getRun, listRuns } from "@/lib/launch/runs/queries";
import { NO_CAUSE } from "@/lib/launch/runs/submit";
import { newId } from "@/lib/platform/id";
import { createArtifact } from "@/lib/registry/artifacts/commands";
import { linkVersion, recordEvaluation, unlinkVersion } from "@/lib/registry/versions/commands";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import {
  makeQueue,
  nobodyToTell,
  openLaunchStage,
  queueRun,
  runningRun,
  scopeOfToken,
  submissionOf,
  submit,
  tokenOfRun,
} from "./launch";

describe.each(DATABASE_KINDS)("the life of a run on %s", (kind) => {
  let database: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    db = database.db;
  });
  afterAll(() => database.close());

  test("a run that waits is killed at once; one that an agent has is asked for; what has ended stays", async () => {
    const stage = await openLaunchStage(database);
    const told: unknown[] = [];
    const tell = async (_: unknown, ended: unknown) => void told.push(ended);
    const waiting = must(await queueRun(db, stage.member));
    const running = await runningRun(stage);

    expect(must(await killRun(db, stage.member, waiting.id, tell))).toMatchObject({
      state: "killed",
      end: { cause: "killed_by_person" },
      killRequested: { by: "member-token" },
    });
    expect(told).toMatchObject([{ id: waiting.id, state: "killed", endCause: "killed_by_person" }]);
    const asked = must(await killRun(db, stage.member, String(running.number), tell));
    expect(asked).toMatchObject({ state: "running", end: null, killRequested: { by: "member-token" } });
    const second = must(await killRun(db, stage.admin, String(running.number), tell));
    expect(second.killRequested).toEqual(asked.killRequested);
    expect(told).toHaveLength(1);
    expect(await killRun(db, stage.member, waiting.id, tell)).toMatchObject({ problem: { code: "conflict" } });
    for (const ref of ["0", "99999999999", "-1", "1.5", "run_x", "", "1\u0000"]) {
      expect(await killRun(db, stage.member, ref, tell), ref).toMatchObject({ problem: { code: "not_found" } });
      expect(await getRun(db, stage.member, ref), ref).toMatchObject({ problem: { code: "not_found" } });
    }
  });

  test("a rerun keeps version and cause, and takes what is changed", async () => {
    const stage = await openLaunchStage(database);
    must(await makeQueue(db, stage.admin, "gpu", { template: {}, variables: [] }));
    const cause = {
      ...NO_CAUSE,
      eventId: newId("event"),
      deliveryId: newId("delivery"),
      automationId: newId("automation"),
      automationName: "retrain",
    };
    const [{ version } = { version: null }] = [must(await queueRun(db, stage.member, { version: "fraud:v0" }))];
    const [row] = await db
      .select({ modelId: runs.modelId })
      .from(runs)
      .where(eq(runs.versionId, version?.id ?? "ver_"));
    const submitted = version && row?.modelId && { ...version, modelId: row.modelId };
    const set = { parameters: { epochs: 2 }, variables: { memory: 100 }, priority: 0, version: submitted };
    const { number } = must(await submit(db, await submissionOf(stage, { ...set, cause })));

    const same = must(await rerun(db, stage.member, String(number), {}));
    const changed = must(
      await rerun(db, stage.member, String(number), { queue: "gpu", parameters: {}, priority: "low" }),
    );

    expect(same).toMatchObject({
      priority: "critical",
      version: { model: "fraud", number: 0 },
      cause: { eventId: cause.eventId, deliveryId: null, automation: { name: "retrain" }, rerunOf: { number } },
    });
    expect(must(await getRun(db, stage.member, same.id))).toMatchObject({
      parameters: { epochs: 2 },
      variables: { memory: 100 },
    });
    expect(changed).toMatchObject({ priority: "low", queue: { name: "gpu" } });
    expect(must(await getRun(db, stage.member, changed.id))).toMatchObject({
      parameters: { epochs: 10 },
      variables: {},
    });
    expect(await rerun(db, stage.member, String(number), { queue: "none" })).toMatchObject({
      problem: { field: "queue" },
    });
    must(await unlinkVersion(db, stage.member, { model: "fraud", version: "v0" }));
    expect(await rerun(db, stage.member, String(number), {})).toMatchObject({ problem: { code: "conflict" } });
  });

  test("a draining queue takes nothing in, a paused one does; neither goes while runs wait", async () => {
    const stage = await openLaunchStage(database);
    must(await setQueueState(db, stage.admin, "lab", "paused"));
    must(await queueRun(db, stage.member));
    must(await setQueueState(db, stage.admin, "lab", "draining"));

    expect(await queueRun(db, stage.member)).toMatchObject({ problem: { code: "conflict", field: "queue" } });
    const keep = { name: "lab", killsWaiting: false };
    expect(await deleteQueue(db, stage.admin, keep, nobodyToTell)).toMatchObject({ problem: { code: "conflict" } });
    must(await setQueueState(db, stage.admin, "lab", "open"));
    await runningRun(stage);
    const kill = { name: "lab", killsWaiting: true };
    expect(await deleteQueue(db, stage.admin, kill, nobodyToTell)).toMatchObject({ problem: { code: "conflict" } });
    await db.update(runs).set({ state: "finished", finishedAt: new Date() }).where(eq(runs.state, "running"));
    expect(must(await deleteQueue(db, stage.admin, kill, nobodyToTell))).toMatchObject({ killed: 1 });
    expect(must(await getRun(db, stage.member, "1"))).toMatchObject({
      state: "killed",
      end: { cause: "queue_deleted" },
    });
    must(await deleteJob(db, stage.admin, "train"));
    expect(must(await getRun(db, stage.member, "1")).job.name).toBe("train");
    expect(await queueRun(db, stage.member)).toMatchObject({ problem: { field: "job" } });
  });

  test("what a run logs and records stands with it, and nothing that only says so", async () => {
    const stage = await openLaunchStage(database);
    const run = await runningRun(stage, { version: "fraud:v0", project: "retrained" });
    const scope = await scopeOfToken(db, await tokenOfRun(db, run));
    const artifact = (wish: object) =>
      newArtifact.parse({
        project: "retrained",
        name: "model",
        reference: "s3://m/x",
        source: { runId: "forged" },
        ...wish,
      });
    const evaluation = newEvaluation.parse({ name: "e", metrics: { auc: 0.9 } });
    const claims = artifact({ source: { runId: run.id } });
    must(await createArtifact(db, stage.member, claims));

    const logged = must(await createArtifact(db, scope, artifact({})));
    expect(logged.artifact).toMatchObject({ number: 1, source: { runId: run.id } });
    expect(await createArtifact(db, scope, artifact({ project: "launch" }))).toMatchObject({
      problem: { field: "project" },
    });
    must(await recordEvaluation(db, scope, { model: "fraud", version: "v0", ...evaluation }));
    const linked = newVersion.parse({ source: { artifactId: logged.artifact.id } });
    must(await linkVersion(db, stage.member, { model: "fraud", ...linked }));

    await db
      .update(tokens)
      .set({ expiresAt: new Date(0) })
      .where(eq(tokens.runId, run.id));
    await forgetExpired(db);
    expect(must(await getRun(db, stage.member, run.id))).toMatchObject({
      artifacts: [{ id: logged.artifact.id, project: "retrained", versions: [{ model: "fraud", number: 2 }] }],
      evaluations: [{ name: "e", model: "fraud", version: 0, metrics: { auc: 0.9 } }],
    });
  });

  test("the token of a run ends with it, and with its next claim", async () => {
    const stage = await openLaunchStage(database);
    const run = await runningRun(stage);
    const first = await tokenOfRun(db, run);
    const second = await tokenOfRun(db, run);

    const isGood = async (token: string) => (await authenticateToken(db, `Bearer ${token}`, contextless())).ok;
    expect([await isGood(first), await isGood(second)]).toEqual([false, true]);
    expect((await scopeOfToken(db, second)).version).toMatchObject({
      id: null,
      purposes: ["log"],
      run: { id: run.id },
    });
    await inTransaction(db, (tx) => endRunTokens(tx, run.id));
    expect(await isGood(second)).toBe(false);
  });

  test("runs are forgotten after their days, with their tokens; what they logged stays", async () => {
    const stage = await openLaunchStage(database);
    const old = await runningRun(stage);
    const scope = await scopeOfToken(db, await tokenOfRun(db, old));
    const artifact = newArtifact.parse({ project: "launch", name: "kept", reference: "s3://m/kept" });
    must(await createArtifact(db, scope, artifact));
    const young = must(await queueRun(db, stage.member));
    const ended = { state: "finished" as const, finishedAt: sql`now() - interval '91 days'` };
    await db.update(runs).set(ended).where(eq(runs.id, old.id));
    must(await killRun(db, stage.member, young.id, nobodyToTell));

    expect(await forgetOldRuns(db)).toBe(false);

    expect(must(await listRuns(db, stage.member, runSearch.parse({}))).items.map(({ id }) => id)).toEqual([young.id]);
    expect(await db.select().from(tokens).where(eq(tokens.runId, old.id))).toEqual([]);
    expect(await db.select().from(projects).where(eq(projects.teamId, stage.team.id))).toHaveLength(2);
  });
});
