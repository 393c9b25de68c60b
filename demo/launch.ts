import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ask } from "@/lib/cli/ask";
import type { Client } from "@/lib/client/client";
import { newJob } from "@/lib/core/launch-job";
import { newQueue } from "@/lib/core/launch-queue";
import { isEnded } from "@/lib/core/launch-run";
import { type Child, startChild } from "./processes";
import { type Product, TEAM } from "./product";
import { bundled } from "./serving";
import { createOr, valueOrThrow } from "./setup";
import type { Stage } from "./stage";

export const QUEUE = "local";
export const JOB = "evaluate-iris";

/** What the agent of this machine has: its configuration, its job's script and the folders of its runs. */
const FOLDER = resolve(".modelwire", "demo-agent");
const SCRIPT = join(FOLDER, "evaluate-version.mjs");
const HEARD_MS = 20_000;
const ENDED_MS = 60_000;

/** Makes the queue and the job as an admin would; answers the token for the queue's agents. */
export async function setUpLaunch(api: Client): Promise<string> {
  const path = { team: TEAM };
  const description = "Runs on the machine of whoever starts the demo.";
  const queue = newQueue.parse({ name: QUEUE, description, resource: "process" });
  await createOr(ask(api.POST("/teams/{team}/queues", { params: { path }, body: queue })), () =>
    ask(api.GET("/teams/{team}/queues/{queue}", { params: { path: { ...path, queue: QUEUE } } })),
  );
  const { source, parameters, ...job } = newJob.parse({
    name: JOB,
    description: "Judges the version that it is queued for by flowers that training never saw.",
    source: { type: "command", command: [process.execPath, SCRIPT] },
    parameters: {
      type: "object",
      additionalProperties: false,
      properties: {
        name: { type: "string", default: "on an agent", description: "What the evaluation is called." },
        flowers: { type: "integer", minimum: 1, default: 150, description: "How many flowers it is judged by." },
      },
    },
  });
  const version = { source, parameters };
  await createOr(ask(api.POST("/teams/{team}/jobs", { params: { path }, body: { ...job, ...version } })), () =>
    ask(api.POST("/teams/{team}/jobs/{job}/versions", { params: { path: { ...path, job: JOB } }, body: version })),
  );
  const name = `demo-${randomBytes(3).toString("hex")}`;
  const made = await ask(
    api.POST("/teams/{team}/queues/{queue}/agent-tokens", {
      params: { path: { ...path, queue: QUEUE } },
      body: { name, expiresAt: null },
    }),
  );
  return valueOrThrow(made).token;
}

/** Starts an agent as somebody would beside their GPU: the command line, a token of one queue, and what it allows. */
export async function startAgent(product: Product, token: string): Promise<Child> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(SCRIPT, await bundled(join("demo", "serving", "evaluate-version.ts")));
  const config = { workFolder: "runs", allow: { jobs: [JOB], commands: [[process.execPath, SCRIPT]] } };
  await writeFile(join(FOLDER, "agent.yml"), JSON.stringify(config, null, 2)); // JSON is YAML.
  const { PATH, HOME } = process.env;
  const child = startChild(
    process.execPath,
    [join("public", "cli.mjs"), "agent", "--queue", QUEUE, "--config", join(FOLDER, "agent.yml")],
    { PATH, HOME, NODE_ENV: "production", MODELWIRE_URL: product.url, MODELWIRE_TOKEN: token, MODELWIRE_TEAM: TEAM },
  );
  await untilListening(product.admin, child);
  return child;
}

async function untilListening(api: Client, child: Child): Promise<void> {
  const path = { team: TEAM, queue: QUEUE };
  for (const deadline = Date.now() + HEARD_MS; Date.now() < deadline; await wait(100)) {
    const queue = valueOrThrow(await ask(api.GET("/teams/{team}/queues/{queue}", { params: { path } })));
    if (queue.agentsListening > 0) {
      return;
    }
  }
  throw new Error(`The agent does not listen. This is what it said:\n${child.said()}`);
}

/** Waits until the newest run has ended, and tells how and the last that its program said. */
export async function tellLaunch(stage: Stage, api: Client): Promise<void> {
  const { paint } = stage;
  for (const deadline = Date.now() + ENDED_MS; Date.now() < deadline; await wait(100)) {
    const page = await ask(api.GET("/teams/{team}/runs", { params: { path: { team: TEAM }, query: { limit: 1 } } }));
    const [run] = valueOrThrow(page).items;
    if (run && isEnded(run.state)) {
      const lines = await linesOf(api, run.number);
      const ended = paint(run.state, run.state === "finished" ? "good" : "bad");
      stage.detail(
        `${paint("▸", "good")} ${paint(run.job.name.padEnd(16), "strong")} run ${run.number} on ${run.agent?.name}  ${ended}`,
      );
      stage.detail(`  ${paint(lines.at(-1) ?? "", "quiet")}`);
      if (run.state !== "finished") {
        throw new Error(`The run ended as ${run.state}: ${run.end?.message}\n${lines.join("\n")}`);
      }
      return;
    }
  }
  throw new Error("The run did not end.");
}

async function linesOf(api: Client, number: number): Promise<string[]> {
  const params = { path: { team: TEAM, run: String(number) }, query: {} };
  const log = valueOrThrow(await ask(api.GET("/teams/{team}/runs/{run}/logs", { params })));
  return log.lines.filter(({ stream }) => stream === "out").map(({ text }) => text);
}
