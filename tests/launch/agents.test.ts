import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Assignment } from "@/lib/core/launch-agent";
import { CLAIMS_MAX } from "@/lib/core/launch-run";
import { agents, queues, runs } from "@/lib/db/schema";
import { releaseLostRuns } from "@/lib/launch/agents/sweep";
import type { EndedRun } from "@/lib/launch/ended";
import { openTestApi, type TestApi } from "../rest/test-api";
import { DATABASE_KINDS } from "../support/database";
import { assignedOf, openLaunchStage } from "../support/launch-stage";

describe.each(DATABASE_KINDS)("agents on %s", (kind) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openTestApi(kind);
  });
  afterAll(() => api.close());

  const readRun = async (id: Assignment["run"]) =>
    (await api.database.db.select().from(runs).where(eq(runs.id, id)))[0];
  const loseAll = () =>
    api.database.db
      .update(runs)
      .set({ leaseExpiresAt: sql`now() - interval '1 second'` })
      .where(sql`${runs.state} in ('claimed', 'running')`);

  test("a run is claimed by priority and age, runs, tells its log and ends", async () => {
    const stage = await openLaunchStage(api);
    const low = await stage.submit({ priority: 3 });
    const first = await stage.submit({ parameters: { epochs: 3 } });
    const second = await stage.submit();
    const urgent = await stage.submit({ priority: 0 });
    const agent = await stage.register();

    const claimed = assignedOf(await agent.poll({ free: 2 }));
    expect(claimed.map(({ run }) => run)).toEqual([urgent, first]);
    expect(assignedOf(await agent.poll({ free: 9, held: heldOf(claimed) })).map(({ run }) => run)).toEqual([
      second,
      low,
    ]);

    expect(claimed[1]).toMatchObject({
      lease: 1,
      parameters: { epochs: 3 },
      resource: { type: "process" },
      job: { version: 0, source: { type: "command", command: ["true"] } },
      project: "launch",
      version: null,
    });
    expect((await stage.say(`/runs/${first}/start`, { lease: 1 })).body.state).toBe("running");
    const chunk = (sequence: number, ...texts: string[]) => ({
      lease: 1,
      sequence,
      lines: texts.map((text, index) => ({ at: 1_000 + index, stream: "out", text })),
    });
    expect((await stage.say(`/runs/${first}/logs`, chunk(0, "a", "b"))).body).toEqual({
      nextSequence: 1,
      isCut: false,
    });
    expect((await stage.say(`/runs/${first}/logs`, chunk(0, "a", "b"))).body.nextSequence).toBe(1);
    expect((await stage.say(`/runs/${first}/logs`, chunk(2, "d"))).body).toMatchObject({ reason: "log_gap" });
    await stage.say(`/runs/${first}/logs`, chunk(1, "c"));
    const ended = await stage.say(`/runs/${first}/end`, {
      lease: 1,
      state: "failed",
      cause: "exit",
      exitCode: 3,
      chunks: 2,
    });
    expect(ended.body).toEqual({ id: first, state: "failed" });
    expect(
      (await stage.say(`/runs/${first}/end`, { lease: 1, state: "finished", cause: "exit", chunks: 2 })).body.state,
    ).toBe("failed");
    expect(await readRun(first)).toMatchObject({
      state: "failed",
      exitCode: 3,
      logLines: 3,
      logBytes: 6,
      isLogCut: false,
    });

    const log = await api.call("GET", `/runs/${first}/logs?fromLine=2&limit=1`);
    expect(log.body).toMatchObject({ lines: [{ number: 2, text: "b" }], nextLine: 3, hasMore: true, isEnded: true });
    const text = await api.call("GET", `/runs/${first}/log.txt`);
    expect(text.body).toBe("1970-01-01T00:00:01.000Z a\n1970-01-01T00:00:01.001Z b\n1970-01-01T00:00:01.000Z c\n");
  });

  test("chunks that never came make the log count as cut", async () => {
    const stage = await openLaunchStage(api);
    const run = await stage.submit();
    const agent = await stage.register();
    await agent.poll({ free: 1 });
    await stage.say(`/runs/${run}/end`, { lease: 1, state: "finished", cause: "exit", exitCode: 0, chunks: 1 });
    expect(await readRun(run)).toMatchObject({ state: "finished", isLogCut: true });
  });

  test("many agents that claim at once never get the same run, and keep to the queue's limit", async () => {
    const stage = await openLaunchStage(api, { maxRunning: 7 });
    const submitted = new Set<string>();
    for (let index = 0; index < 20; index += 1) {
      submitted.add(await stage.submit());
    }
    const pollers = await Promise.all(["a", "b", "c", "d", "e", "f"].map((name) => stage.register(name)));
    const answers = await Promise.all(pollers.map((agent) => agent.poll({ free: 3 })));
    const claimed = answers.flatMap(assignedOf).map(({ run }) => run);
    expect(claimed).toHaveLength(7);
    expect(new Set(claimed).size).toBe(7);
    expect(claimed.every((run) => submitted.has(run))).toBe(true);
  });

  test("a lost run waits again in its old place, the stale agent's reports are refused, and it is bounded", async () => {
    const ended: EndedRun[] = [];
    const onEnded = async (_: unknown, run: EndedRun) => void ended.push(run);
    const stage = await openLaunchStage(api);
    const run = await stage.submit();
    const later = await stage.submit();
    const frozen = await stage.register("frozen");
    for (let lease = 1; lease <= CLAIMS_MAX; lease += 1) {
      expect(assignedOf(await frozen.poll({ free: 1 }))).toMatchObject([{ run, lease }]);
      await stage.say(`/runs/${run}/start`, { lease });
      await loseAll();
      await releaseLostRuns(api.database.db, onEnded);

      const stale = { lease, sequence: 0, lines: [{ at: 0, stream: "out", text: "late" }] };
      expect((await stage.say(`/runs/${run}/logs`, stale)).body).toMatchObject({ status: 409, reason: "stale_lease" });
      const end = await stage.say(`/runs/${run}/end`, { lease, state: "finished", cause: "exit", chunks: 0 });
      expect(end.status).toBe(lease === CLAIMS_MAX ? 200 : 409);
      expect((await frozen.poll({ held: [{ run, lease, isEnding: false }] })).body).toMatchObject({ lost: [run] });
    }
    expect(await readRun(run)).toMatchObject({ state: "failed", endCause: "agent_lost", isLogCut: true });
    expect(ended).toMatchObject([{ id: run, state: "failed", endCause: "agent_lost" }]);
    expect(assignedOf(await frozen.poll({ free: 1 }))).toMatchObject([{ run: later, lease: 1 }]);
  });

  test("an answer that never arrived is given again under the same lease, with a token that works", async () => {
    const stage = await openLaunchStage(api);
    const run = await stage.submit();
    const agent = await stage.register();
    const [unheard] = assignedOf(await agent.poll({ free: 1 }));
    const [again] = assignedOf(await agent.poll({ free: 1 }));
    expect(again).toMatchObject({ run, lease: 1 });
    const me = (token: string) => api.call("GET", "//whoami", { token });
    expect((await me(unheard?.token.text ?? "")).status).toBe(401);
    expect((await me(again?.token.text ?? "")).body).toMatchObject({
      version: { id: null, purposes: ["log"], run: { id: run } },
    });
    await stage.say(`/runs/${run}/end`, { lease: 1, state: "finished", cause: "exit", chunks: 0 });
    expect((await me(again?.token.text ?? "")).status).toBe(401);
  });

  test("a poll waits for a run and for a kill, and is not told of the same kill twice", async () => {
    const stage = await openLaunchStage(api);
    const agent = await stage.register();
    const waiting = agent.poll({ free: 1, waitSeconds: 20 });
    const run = await stage.submit();
    const [assigned] = assignedOf(await waiting);
    expect(assigned).toMatchObject({ run });

    const held = [{ run, lease: 1, isEnding: false }];
    const quiet = agent.poll({ held, waitSeconds: 20 });
    await api.database.db.update(runs).set({ killAskedBy: "maria", killAskedAt: new Date() }).where(eq(runs.id, run));
    expect((await quiet).body.kill).toEqual([run]);
    const ending = await agent.poll({ held: [{ run, lease: 1, isEnding: true }], waitSeconds: 1 });
    expect(ending.body).toMatchObject({ kill: [run], lost: [] });

    await loseAll();
    await releaseLostRuns(api.database.db, async () => undefined);
    expect(await readRun(run)).toMatchObject({ state: "killed", endCause: "killed_by_person" });
  });

  test("a paused queue gives nothing, and a drained agent takes nothing more", async () => {
    const stage = await openLaunchStage(api);
    await stage.submit();
    const agent = await stage.register();
    const { db } = api.database;
    await db.update(queues).set({ state: "paused" }).where(eq(queues.id, stage.queueId));
    expect(assignedOf(await agent.poll({ free: 1 }))).toEqual([]);
    await db.update(queues).set({ state: "draining" }).where(eq(queues.id, stage.queueId));
    await db.update(agents).set({ drainAskedAt: new Date() }).where(eq(agents.id, agent.id));
    expect((await agent.poll({ free: 1 })).body).toMatchObject({ assigned: [], order: "drain" });
    const other = await stage.register("other");
    expect(assignedOf(await other.poll({ free: 1 }))).toHaveLength(1);
    await stage.say(`/agents/${other.id}/goodbye`, {});
    expect((await other.poll({})).status).toBe(404);
  });

  test("an agent's token reaches its queue's runs and nothing else, and no other token reaches those", async () => {
    const stage = await openLaunchStage(api);
    const other = await openLaunchStage(api);
    const run = await stage.submit();
    const agent = await stage.register();
    await agent.poll({ free: 1 });

    for (const path of ["/models", `/runs/${run}/logs`, "/audit"]) {
      expect((await api.call("GET", path, { token: stage.token })).status, path).toBe(404);
    }
    const end = { lease: 1, state: "finished", cause: "exit", chunks: 0 };
    expect((await other.say(`/runs/${run}/end`, end)).status).toBe(404);
    expect((await other.say(`/agents/${agent.id}/poll`, { free: 1, held: [] })).status).toBe(404);
    expect((await other.say(`/queues/${stage.queueName}/agents`, { name: "x", slots: 1 })).status).toBe(404);
    expect((await api.call("POST", `/runs/${run}/end`, { body: end })).status).toBe(403);
    expect((await api.call("POST", `/agents/${agent.id}/poll`, { body: { free: 1, held: [] } })).status).toBe(403);
    expect(await readRun(run)).toMatchObject({ state: "claimed" });
  });
});

function heldOf(assigned: readonly Assignment[]) {
  return assigned.map(({ run, lease }) => ({ run, lease, isEnding: false }));
}
