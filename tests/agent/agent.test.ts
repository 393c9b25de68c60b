import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startAgent } from "@/lib/agent/start";
import { createClient } from "@/lib/client/client";
import type { JobSource } from "@/lib/core/launch-job";
import type { NewQueue } from "@/lib/core/launch-queue";
import type { LogLine } from "@/lib/core/launch-run";
import { agents, jobVersions, runLogs, runs } from "@/lib/db/schema";
import { type Served, serve } from "../rest/serve";
import { openTestApi, type TestApi } from "../rest/test-api";
import { openLaunchStage } from "../support/launch-stage";
import { configOf, scriptOf, temporaryFolder } from "./work";

let api: TestApi;
let served: Served;
let isAway = false;
/** What the network tells agents of how long a lease is, in place of the server's minute. */
let leaseSeconds: number | null = null;
const folders: { remove(): void }[] = [];
const running: { kill(): Promise<unknown> }[] = [];

beforeAll(async () => {
  api = await openTestApi("embedded");
  served = await serve(async (request) => {
    if (isAway) {
      throw new Error("away");
    }
    const response = await api.fetch(request);
    if (leaseSeconds === null || !request.url.endsWith("/poll")) {
      return response;
    }
    const text = (await response.text()).replaceAll('"leaseSeconds":60', `"leaseSeconds":${leaseSeconds}`);
    return new Response(text, response);
  });
});
afterEach(async () => {
  isAway = false;
  leaseSeconds = null;
  await Promise.all(running.splice(0).map((agent) => agent.kill()));
  for (const folder of folders.splice(0)) {
    folder.remove();
  }
});
afterAll(async () => {
  await served.close();
  await api.close();
});

async function openQueue(source: JobSource, wish: Partial<NewQueue> = {}) {
  const stage = await openLaunchStage(api, wish);
  await api.database.db.update(jobVersions).set({ source }).where(eq(jobVersions.jobId, stage.jobId));
  return stage;
}

async function agentFor(
  stage: Awaited<ReturnType<typeof openQueue>>,
  { settings = {}, slots = 2, name = "gpu-01" }: { settings?: object; slots?: number; name?: string } = {},
) {
  const folder = temporaryFolder();
  folders.push(folder);
  const configPath = join(folder.path, "agent.json");
  const allowed = { workFolder: folder.path, allow: { commands: ["/bin/sh"] }, graceSeconds: 1, ...settings };
  configOf(allowed);
  writeFileSync(configPath, JSON.stringify(allowed));
  const drain = new AbortController();
  const stop = new AbortController();
  const said: string[] = [];
  const done = startAgent({
    api: createClient({ url: served.url, token: stage.token, retry: { triesMax: 1 } }),
    url: served.url,
    token: stage.token,
    team: api.team.name,
    queue: stage.queueName,
    agent: { name, hostname: "here", version: "", slots },
    configPath,
    env: { PATH: process.env.PATH, PRIVATE: "never" },
    drain: drain.signal,
    stop: stop.signal,
    say: (line) => said.push(line),
  });
  const agent = {
    said,
    done,
    folder: folder.path,
    drain: () => drain.abort(),
    kill: async () => {
      drain.abort();
      stop.abort();
      return done;
    },
  };
  running.push(agent);
  return agent;
}

async function readRun(id: string) {
  const [row] = await api.database.db
    .select()
    .from(runs)
    .where(eq(runs.id, id as `run_${string}`));
  if (!row) {
    throw new Error("There is no such run.");
  }
  return row;
}

async function until(id: string, isSo: (run: Awaited<ReturnType<typeof readRun>>) => boolean) {
  for (;;) {
    const run = await readRun(id);
    if (isSo(run)) {
      return run;
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

async function logOf(id: string): Promise<LogLine[]> {
  const chunks = await api.database.db
    .select({ lines: runLogs.lines })
    .from(runLogs)
    .where(eq(runLogs.runId, id as `run_${string}`))
    .orderBy(runLogs.lease, runLogs.sequence);
  return chunks.flatMap(({ lines }) => lines);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const isOver = ({ finishedAt }: { finishedAt: Date | null }) => finishedAt !== null;

test("runs of a queue are executed, several at once, with their log and their end told", async () => {
  const stage = await openQueue(
    scriptOf('echo "run $MODELWIRE_RUN_NUMBER"; cat "$MODELWIRE_PARAMETERS"; echo "p=$PRIVATE"; exit 3'),
  );
  const ids = [await stage.submit({ parameters: { epochs: 5 } }), await stage.submit(), await stage.submit()];
  const agent = await agentFor(stage);

  const ended = await Promise.all(ids.map((id) => until(id, isOver)));

  expect(ended.map(({ state, exitCode, endCause }) => ({ state, exitCode, endCause }))).toEqual(
    ids.map(() => ({ state: "failed", exitCode: 3, endCause: "exit" })),
  );
  const text = (await logOf(ids[0] ?? "")).map((line) => line.text);
  expect(text).toEqual([`run ${ended[0]?.number}`, "{", '  "epochs": 5', "}", "p="]);
  expect(ended[0]).toMatchObject({ logLines: 5, isLogCut: false, agentName: "gpu-01" });
  agent.drain();
  expect(await agent.done).toEqual({ ok: true, value: null });
  expect(readdirSync(join(agent.folder, "gpu-01"))).toEqual([]);
  const [row] = await api.database.db.select().from(agents).where(eq(agents.queueId, stage.queueId));
  expect(row?.goneAt).not.toBeNull();
});

test("an agent runs nothing that its own configuration does not allow, and says how to allow it", async () => {
  const stage = await openQueue({ type: "command", command: ["python3", "train.py"] });
  const id = await stage.submit();
  await agentFor(stage);

  expect(await until(id, isOver)).toMatchObject({
    state: "failed",
    endCause: "not_allowed",
    endMessage: expect.stringContaining('not in allow.commands of its configuration. To allow it, add "python3" there'),
  });
});

test("a run that a person kills is asked to end, and ends as killed", async () => {
  const stage = await openQueue(scriptOf("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done"));
  const id = await stage.submit();
  await agentFor(stage);
  await until(id, ({ logLines }) => logLines > 0);

  expect((await api.call("POST", `/runs/${(await readRun(id)).number}/kill`)).status).toBe(200);

  expect(await until(id, isOver)).toMatchObject({ state: "killed", endCause: "killed_by_person" });
  const printed = (await logOf(id)).filter(({ stream }) => stream === "out");
  expect(printed.map(({ text }) => text)).toEqual(["up", "bye"]);
});

test("while the server is away what runs goes on, and all of it is told when it is back", async () => {
  const stage = await openQueue(scriptOf("echo one; sleep 0.6; echo two; sleep 0.2; echo three"));
  const id = await stage.submit();
  const agent = await agentFor(stage, { slots: 1 });
  await until(id, ({ logLines }) => logLines === 1);

  isAway = true;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  isAway = false;

  expect(await until(id, isOver)).toMatchObject({ state: "finished", exitCode: 0, lease: 1, isLogCut: false });
  expect((await logOf(id)).map(({ text }) => text)).toEqual(["one", "two", "three"]);
  expect(agent.said.join("\n")).not.toContain("not ours");
});

test.each([
  { onLostLease: "stop", ends: ["up"] },
  { onLostLease: "continue", ends: ["up", "done"] },
])("a run whose lease may be over, for the server is away: $onLostLease", async ({ onLostLease, ends }) => {
  const stage = await openQueue(scriptOf("echo up; echo $$ > ../../pid; sleep 3; echo done"));
  const id = await stage.submit();
  leaseSeconds = 9; // Of which the last eight are kept for ending what runs.
  const agent = await agentFor(stage, { settings: { onLostLease }, slots: 1 });
  await until(id, ({ logLines }) => logLines === 1);

  isAway = true;
  const pid = Number(readFileSync(join(agent.folder, "gpu-01", "pid"), "utf8"));
  while (isAlive(pid)) {
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  isAway = false;

  if (onLostLease === "continue") {
    expect(await until(id, isOver)).toMatchObject({ state: "finished", lease: 1 });
  } else {
    expect(agent.said.join("\n")).toContain("may be another agent's now, and is ended here");
    expect(await readRun(id)).toMatchObject({ state: "running", finishedAt: null });
  }
  expect((await logOf(id)).map(({ text }) => text)).toEqual(ends);
});

test("a run that was given to another is ended at once, and nothing more is told of it", async () => {
  const stage = await openQueue(scriptOf("echo $$ > pid; echo up; while :; do echo more; sleep 0.05; done"));
  const id = await stage.submit();
  const agent = await agentFor(stage, { slots: 1 });
  await until(id, ({ logLines }) => logLines > 0);

  await api.database.db
    .update(runs)
    .set({ lease: 2, agentId: null, state: "running" })
    .where(eq(runs.id, id as `run_${string}`));

  while (!agent.said.some((line) => line.includes("not ours any more"))) {
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  expect(await readRun(id)).toMatchObject({ state: "running", lease: 2, finishedAt: null });
  expect(existsSync(join(agent.folder, "gpu-01", id))).toBe(false);
});

test("the second signal ends what runs, and says so to the server", async () => {
  const stage = await openQueue(scriptOf("trap '' TERM; echo up; while :; do sleep 0.05; done"));
  const id = await stage.submit();
  const agent = await agentFor(stage);
  await until(id, ({ logLines }) => logLines > 0);

  await agent.kill();

  expect(await readRun(id)).toMatchObject({ state: "failed", endCause: "agent_stopped" });
});

test("two agents of one name do not run beside each other on one machine", async () => {
  const stage = await openQueue(scriptOf("true"));
  const first = await agentFor(stage);
  while (first.said.length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 30));
  }

  const second = await agentFor(stage, { settings: { workFolder: first.folder } });

  expect(await second.done).toMatchObject({ ok: false, problem: expect.stringContaining("another --name") });
});

test("an agent that cannot execute anything says so, and does not listen", async () => {
  const stage = await openQueue({ type: "image", image: "alpine:3", command: null }, { resource: "docker" });
  const agent = await agentFor(stage, { settings: { docker: { host: "unix:///nowhere/docker.sock" } } });

  expect(await agent.done).toMatchObject({ ok: false, problem: expect.stringContaining("/nowhere/docker.sock") });
  const [row] = await api.database.db.select().from(agents).where(eq(agents.queueId, stage.queueId));
  expect(row?.goneAt).not.toBeNull();
});

test("a token that was revoked ends the agent with the server's own words", async () => {
  const stage = await openQueue(scriptOf("true"));
  const agent = await agentFor({ ...stage, token: "mw_no-such-token" });

  expect(await agent.done).toMatchObject({ ok: false });
});
