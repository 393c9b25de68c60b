import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ask } from "@/lib/cli/ask";
import { createProgram } from "@/lib/cli/program";
import { openTerminal } from "@/lib/cli/terminal";
import { createClient } from "@/lib/client/client";
import { openWorkbench } from "./workbench";

const bench = openWorkbench();

type Ran = { problem: { kind: string; message: string } | null; stdout: string; stderr: string };

const never = () => new AbortController().signal;
const stopSignals = () => ({ drain: never(), stop: never() });

/** The command line within this process: a dozen commands as processes of their own would take as many seconds. */
async function modelwire(...args: string[]): Promise<Ran> {
  const told = { stdout: "", stderr: "" };
  const streamOf = (name: "stdout" | "stderr") => ({
    write(text: string) {
      told[name] += text;
    },
  });
  const terminal = openTerminal({ stdout: streamOf("stdout"), stderr: streamOf("stderr") }, {});
  const env = { MODELWIRE_URL: bench.server.url, MODELWIRE_TOKEN: bench.server.token };
  const answer = await createProgram({ env, terminal, interrupted: never, stopSignals }).run(args);
  return { problem: answer.ok ? null : answer.problem, ...told };
}

function out({ problem, stdout }: Ran): string {
  expect(problem).toBeNull();
  return stdout;
}

function written(name: string, value: unknown): string {
  const path = join(bench.folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
}

test("a job is made, queued on a version, followed in its log to its end, killed and rerun", async () => {
  out(await modelwire("link", "s3://models/fraud", "fraud", "--create"));
  const schema = { properties: { epochs: { type: "integer", default: 1 } }, additionalProperties: false };
  const schemaFile = written("schema.json", schema);
  const template = written("template.json", { limits: { memoryMb: "{{memory}}" } });
  const variables = written("variables.json", [{ name: "memory", type: "integer", default: 512, minimum: 64 }]);

  expect(
    out(await modelwire("job", "create", "train", "--schema", schemaFile, "--", "python", "train.py", "--lr", "1")),
  ).toBe("train:v0\n");
  expect(out(await modelwire("job", "version", "train", "--schema", schemaFile, "--", "python", "--json"))).toBe(
    "train:v1\n",
  );
  expect(out(await modelwire("job", "show", "train"))).toContain("python --json");
  out(
    await modelwire(
      "queue",
      "create",
      "lab",
      "--resource",
      "process",
      "--template",
      template,
      "--variables",
      variables,
    ),
  );
  const token = out(await modelwire("agent-token", "create", "lab", "--name", "lab-1")).trim();
  expect(token).toMatch(/^mw_/);
  expect(out(await modelwire("queue", "list"))).toContain("none listens");
  expect(out(await modelwire("queue", "pause", "lab"))).toBe("lab: paused\n");
  out(await modelwire("queue", "resume", "lab"));

  const set = ["--parameter", "epochs=3", "--variable", "memory=1024", "--on", "fraud:latest", "--priority", "high"];
  expect(out(await modelwire("run", "launch", "train", "--queue", "lab", ...set))).toBe("Run 1 waits in lab.\n");
  expect(out(await modelwire("run", "list"))).toMatch(/1 +queued +train:v1 +fraud:v0 +lab +high/);
  expect(out(await modelwire("run", "kill", "1"))).toBe("Run 1: killed\n");
  const again = modelwire("run", "rerun", "1", "--parameter", "epochs=4", "--follow");
  await agentRuns(token);
  const followed = await again;

  expect(followed).toMatchObject({ problem: { kind: "refused" }, stdout: "epoch 1\nred ��]0;title line\n" });
  expect(followed.problem?.message).toContain("Run 2 failed");
  expect(out(await modelwire("run", "show", "2"))).toMatch(/exit 3[\s\S]*Again +run 1[\s\S]*\{"epochs":4\}/);
  expect(out(await modelwire("run", "logs", "2")).split("\n")).toHaveLength(3);
  expect(JSON.parse(out(await modelwire("run", "logs", "2", "--json")).split("\n")[0] ?? "")).toMatchObject({
    text: "epoch 1",
  });
});

/** What an agent says of one run that it runs. */
async function agentRuns(token: string): Promise<void> {
  const agents = createClient({ url: bench.server.url, token, retry: { triesMax: 1, waitMs: 1 } });
  const team = "acme";
  const body = { name: "lab-1", hostname: "h", version: "1", slots: 1 };
  const known = await ask(
    agents.POST("/teams/{team}/queues/{queue}/agents", { params: { path: { team, queue: "lab" } }, body }),
  );
  const agent = known.ok ? known.value.agent : "";
  const poll = { free: 1, held: [], waitSeconds: 20, isDraining: false };
  const answer = await ask(
    agents.POST("/teams/{team}/agents/{agent}/poll", { params: { path: { team, agent } }, body: poll }),
  );
  const run = answer.ok ? answer.value.assigned[0] : undefined;
  expect(run).toMatchObject({ number: 2, parameters: { epochs: 4 } });
  const params = { path: { team, run: run?.run ?? "" } };
  await ask(agents.POST("/teams/{team}/runs/{run}/start", { params, body: { lease: 1 } }));
  const line = { at: 1, stream: "out" as const };
  const lines = [
    { ...line, text: "epoch 1" },
    { ...line, text: "\u001b[31mred\u001b[0m \u001b\u0007]0;title\rline" },
  ];
  await ask(agents.POST("/teams/{team}/runs/{run}/logs", { params, body: { lease: 1, sequence: 0, lines } }));
  const end = {
    lease: 1,
    state: "failed",
    cause: "exit",
    exitCode: 3,
    message: null,
    chunks: 1,
    isLogCut: false,
  } as const;
  expect(await ask(agents.POST("/teams/{team}/runs/{run}/end", { params, body: end }))).toMatchObject({ ok: true });
}

test.each([
  [["job", "create", "a"], "Give the program"],
  [["job", "create", "a", "--image", "x", "--git", "https://h/r", "--", "x"], "not both"],
  [["job", "create", "a", "--schema", "none.json", "--", "x"], "cannot be read"],
  [["queue", "create", "a", "--resource", "cloud"], "resource"],
  [["run", "launch", "a", "--queue", "lab", "--parameter", "x"], "KEY=VALUE"],
  [["run", "list", "--state", "lost"], "is no state"],
])("%j is wrong usage", async (args, message) => {
  const ran = await modelwire(...args);

  expect(ran.problem).toMatchObject({ kind: "usage", message: expect.stringContaining(message) });
});
