import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startCli } from "../cli/processes";
import { openWorkbench } from "../cli/workbench";

const bench = openWorkbench();

/** What somebody's job would do: read its parameters, and say how good its version is. */
const JOB = `
import { readFileSync } from "node:fs";
const env = process.env;
const { threshold } = JSON.parse(readFileSync(env.MODELWIRE_PARAMETERS, "utf8"));
const [model, version] = env.MODELWIRE_VERSION.split(":");
const base = env.MODELWIRE_URL + "/api/v1/teams/" + env.MODELWIRE_TEAM;
const headers = { Authorization: "Bearer " + env.MODELWIRE_TOKEN, "Content-Type": "application/json" };
const body = JSON.stringify({ name: "holdout", metrics: { accuracy: threshold } });
const response = await fetch(base + "/models/" + model + "/versions/" + version + "/evaluations", { method: "POST", headers, body });
console.log("recorded", response.status, "with", env.MODELWIRE_TOKEN);
const other = await fetch(base + "/queues", { headers });
console.log("queues", other.status, "agent", env.AGENT_ONLY ?? "hidden");
process.exit(response.ok ? 0 : 1);
`;

async function well(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await bench.modelwire(...args);
  expect(code, stderr).toBe(0);
  return stdout.trim();
}

test("from a job to an evaluation of its version, by the command line alone", async () => {
  await bench.logged("fraud", { "weights.bin": "w" });
  bench.write("job.mjs", JOB);
  const program = join(bench.folder, "job.mjs");
  await well("job", "create", "evaluate", "--", process.execPath, program);
  await well("queue", "create", "lab", "--resource", "process");
  const token = await well("agent-token", "create", "lab", "--name", "lab-1");
  bench.write("agent.yaml", `workFolder: runs\nallow:\n  commands: [["${process.execPath}", "${program}"]]\n`);
  const agent = startCli(
    ["agent", "--queue", "lab", "--name", "lab-1", "--config", join(bench.folder, "agent.yaml")],
    { MODELWIRE_URL: bench.meddler.url, MODELWIRE_TOKEN: token, AGENT_ONLY: "secret" },
    bench.folder,
  );

  const followed = await bench.modelwire(
    ...["run", "launch", "evaluate", "--queue", "lab", "--on", "fraud:v0", "--parameter", "threshold=0.93", "--follow"],
  );
  expect(followed).toMatchObject({ code: 0, stdout: expect.stringContaining("recorded 201 with ***") });
  expect(followed.stdout).toContain("queues 404 agent hidden");
  const path = { team: "acme", model: "fraud", version: "v0" };
  const { data } = await bench.server.api.GET("/teams/{team}/models/{model}/versions/{version}/evaluations", {
    params: { path },
  });
  expect(data?.items[0]).toMatchObject({ name: "holdout", metrics: { accuracy: 0.93 } });

  agent.child.kill("SIGTERM");
  const { code, stderr } = await agent.ended;
  expect(code, stderr).toBe(0);
  expect(stderr).toContain("listens on the queue lab (process)");
  expect(readdirSync(join(bench.folder, "runs", "lab-1"))).toEqual([]);
});

test("an agent says what is wrong with how it was started", async () => {
  bench.write("bad.yaml", "allow: { imags: [] }\n");

  expect(await bench.modelwire("agent")).toMatchObject({ code: 2, stderr: expect.stringContaining("--queue") });
  expect(await bench.modelwire("agent", "--queue", "x", "--config", "bad.yaml")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("allow.imags is no setting"),
  });
  expect(await bench.modelwire("agent", "--queue", "x", "--name", "a b")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--name: Use letters"),
  });
  expect(await bench.modelwire("agent", "--queue", "x")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Only agents"),
  });
});
