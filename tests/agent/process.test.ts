import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProcessRunner } from "@/lib/agent/process/runner";
import { assignmentOf, commandOf, configOf, perform, RUN_TOKEN, scriptOf, temporaryFolder } from "./work";

const folder = temporaryFolder();
const env = { PATH: process.env.PATH, HOME: "/nowhere", AGENT_SECRET: "of the agent", CUDA_VISIBLE_DEVICES: "1" };

function runnerWith(settings: object = {}) {
  const config = configOf({ environment: ["CUDA_VISIBLE_DEVICES"], graceSeconds: 1, ...settings });
  return createProcessRunner({ config, folder: folder.path, url: "http://127.0.0.1:3000", env });
}

async function isAlive(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      process.kill(pid, 0);
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))) {
        return false; // Dead, and not yet collected by whoever adopted it.
      }
    } catch {
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

beforeAll(() => mkdirSync(join(folder.path, "elsewhere"), { recursive: true }));
afterAll(() => folder.remove());

describe("a run has", () => {
  test("an environment of its own, with nothing of the agent's but what is named", async () => {
    const run = assignmentOf(commandOf("env"), { args: { env: { WORKERS: 4 } } });
    const { out, end } = await perform(runnerWith(), run).done;
    const variables = Object.fromEntries(
      out
        .trim()
        .split("\n")
        .map((line) => line.split(/=(.*)/s).slice(0, 2)),
    );
    const inside = join(folder.path, run.run);

    expect(end).toEqual({ state: "finished", cause: "exit", exitCode: 0, message: null });
    expect(variables).toEqual({
      PATH: process.env.PATH,
      LANG: "C.UTF-8",
      HOME: join(inside, "home"),
      TMPDIR: join(inside, "tmp"),
      CUDA_VISIBLE_DEVICES: "1",
      WORKERS: "4",
      MODELWIRE_URL: "http://127.0.0.1:3000",
      MODELWIRE_TOKEN: RUN_TOKEN,
      MODELWIRE_TEAM: "vision",
      MODELWIRE_RUN: run.run,
      MODELWIRE_RUN_NUMBER: "17",
      MODELWIRE_JOB: "train:v2",
      MODELWIRE_PROJECT: "churn",
      MODELWIRE_PARAMETERS: join(inside, "parameters.json"),
      MODELWIRE_VERSION: "churn:v4",
      MODELWIRE_VERSION_ID: run.version?.id,
      MODELWIRE_ARTIFACT: run.version?.artifactId,
      MODELWIRE_EVENT: run.cause.eventId,
    });
  });

  test("its parameters in a file for it alone, in a folder that is gone afterwards", async () => {
    const run = assignmentOf(
      scriptOf(
        'stat -c %a "$MODELWIRE_PARAMETERS" ..; cat "$MODELWIRE_PARAMETERS"; mkdir deep; touch deep/x; chmod 500 deep',
      ),
      { parameters: { note: "'; rm -rf / #", deep: { list: [1, "$(id)"] } } },
    );
    const { out } = await perform(runnerWith(), run).done;
    const [fileMode, folderMode, ...json] = out.split("\n");

    expect([fileMode, folderMode]).toEqual(["600", "700"]);
    expect(JSON.parse(json.join("\n"))).toEqual(run.parameters);
    expect(readdirSync(folder.path)).toEqual(["elsewhere"]);
  });

  test("arguments that no shell has read", async () => {
    const words = ["$HOME", "a b", "'\"", "`id`", "*", "-n"];
    const { out } = await perform(runnerWith(), assignmentOf(commandOf("printf", "%s\\n", ...words))).done;

    expect(out.trim().split("\n")).toEqual(words);
  });
});

describe("a program ends", () => {
  test.each([
    { how: "by itself", script: "exit 7", end: { state: "failed", cause: "exit", exitCode: 7 } },
    {
      how: "by a signal of its own",
      script: "kill -SEGV $$",
      end: { state: "failed", cause: "signal", exitCode: null },
    },
  ])("$how", async ({ script, end }) => {
    expect((await perform(runnerWith(), assignmentOf(scriptOf(script))).done).end).toMatchObject(end);
  });

  test("before it begins where there is no such program", async () => {
    const { end, hasStarted } = await perform(runnerWith(), assignmentOf(commandOf("no-such-program-here"))).done;

    expect(end).toMatchObject({ cause: "start_failed", message: expect.stringContaining("no-such-program-here") });
    expect(hasStarted).toBe(false);
  });

  test("with all that it started, when it is told to", async () => {
    const script =
      "trap '' TERM; sh -c 'trap \"\" TERM; echo $$; sleep 600 & echo $!; wait' & echo $$; wait; echo ready; sleep 600";
    const performing = perform(runnerWith(), assignmentOf(scriptOf(script)));
    await performing.printed("\n");
    await new Promise((resolve) => setTimeout(resolve, 200));
    performing.stop("killed_by_person");
    const { out, end } = await performing.done;
    const pids = out.trim().split("\n").map(Number).filter(Number.isInteger);

    expect(pids).toHaveLength(3);
    expect(await Promise.all(pids.map(isAlive))).toEqual([false, false, false]);
    expect(end.state).toBe("failed");
  });

  test("with what it left behind, also in a session of its own and holding its output", async () => {
    const script = "setsid sleep 600 & echo $!; sleep 600 & echo $!; exit 0";
    const { out, end } = await perform(runnerWith(), assignmentOf(scriptOf(script))).done;

    expect(end).toMatchObject({ state: "finished", exitCode: 0 });
    expect(
      await Promise.all(
        out
          .trim()
          .split("\n")
          .map((pid) => isAlive(Number(pid))),
      ),
    ).toEqual([false, false]);
  });

  test("when its agent dies, however that was", async () => {
    const main = join(import.meta.dirname, "dying-agent-main.ts");
    const agent = spawn(process.execPath, ["--import", "tsx", main, folder.path], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pid = await new Promise<number>((resolve) => agent.stdout.once("data", (bytes) => resolve(Number(bytes))));
    agent.kill("SIGKILL");

    expect(pid).toBeGreaterThan(1);
    expect(await isAlive(pid)).toBe(false);
    await runnerWith().sweep();
    expect(readdirSync(folder.path)).toEqual(["elsewhere"]);
  });
});

describe("limits hold", () => {
  test("of memory", async () => {
    const run = assignmentOf(scriptOf("ulimit -v"), { args: { limits: { memoryMb: 512 } } });

    expect((await perform(runnerWith(), run).done).out).toBe(`${512 * 1024}\n`);
    expect((await perform(runnerWith({ limits: { memoryMb: 256 } }), run).done).out).toBe(`${256 * 1024}\n`);
  });

  test("of processor time", async () => {
    const run = assignmentOf(scriptOf("while :; do :; done"), { args: { limits: { cpuSeconds: 1 } } });

    expect((await perform(runnerWith(), run).done).end).toMatchObject({ state: "failed", cause: "timed_out" });
  });
});

describe("output", () => {
  test("comes in order and whole, however much, and holds its program back while nobody takes it", async () => {
    const lines = 20_000;
    let isOpen = false;
    let most = 0;
    const held: (() => void)[] = [];
    const performing = perform(
      runnerWith(),
      assignmentOf(
        scriptOf(
          `i=0; while [ $i -lt ${lines} ]; do echo "line $i of a long log"; i=$((i+1)); done; touch ${join(folder.path, "elsewhere", "wrote")}`,
        ),
      ),
      async (keep) => {
        if (!isOpen) {
          await new Promise<void>((resolve) => held.push(resolve));
        }
        keep();
        most += 1;
      },
    );
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(most).toBe(0);
    expect(existsSync(join(folder.path, "elsewhere", "wrote"))).toBe(false);

    isOpen = true;
    held.splice(0).forEach((open) => void open());
    const { out } = await performing.done;

    expect(out).toBe(Array.from({ length: lines }, (_, index) => `line ${index} of a long log\n`).join(""));
  });

  test("of both streams is told apart, and is any bytes", async () => {
    const { out, err } = await perform(runnerWith(), assignmentOf(scriptOf("printf '\\377\\000x'; echo no >&2"))).done;

    expect([out.length, err]).toEqual([3, "no\n"]);
  });
});

test("a folder of the queue's choice is within the run's own", async () => {
  writeFileSync(join(folder.path, "elsewhere", "tool"), "#!/bin/sh\necho hi\n");
  chmodSync(join(folder.path, "elsewhere", "tool"), 0o755);
  const run = assignmentOf(commandOf("true"), { args: { cwd: "missing" } });

  expect((await perform(runnerWith(), run).done).end).toMatchObject({ cause: "start_failed" });
  expect(
    (await perform(runnerWith(), { ...run, resource: { type: "process", arguments: { cwd: "../elsewhere" } } }).done)
      .end,
  ).toMatchObject({ cause: "not_allowed" });
});

test("an image is no matter of a queue of processes", async () => {
  const run = assignmentOf({ type: "image", image: "alpine", command: null });

  expect((await perform(runnerWith(), run).done).end).toMatchObject({ cause: "not_allowed" });
});
