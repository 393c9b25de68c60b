import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../support/free-port";
import { openCrew } from "../crew";
import type { Launcher } from "../processes";
import { PRODUCT_READY } from "../stage";
import { openGate } from "./gate";
import { AGENTS, type LaunchFault } from "./plan";
import type { Freeze } from "./verify";

export const TEAM = "chaos";
export const QUEUE = "chaos";
export const JOB = "lines";
const SLOTS = 4;
const AWAY_MS_MAX = 60_000;

export type LaunchStage = Awaited<ReturnType<typeof openLaunchStage>>;

/** One server, which is killed and comes back, three agents that reach it through a network that can be cut, and a queue. */
export async function openLaunchStage(options: {
  launcher: Launcher;
  folder: string;
  databaseEnv: Record<string, string>;
}) {
  const { launcher, databaseEnv } = options;
  const folder = resolve(options.folder);
  mkdirSync(join(folder, "locks"), { recursive: true });
  const port = await freePort();
  const gate = await openGate(port);
  const adminToken = `mw_${randomBytes(32).toString("hex")}`;
  const processFaults: string[] = [];
  const freezes: Freeze[] = [];

  const servers = openCrew({
    size: 1,
    launch: () =>
      launcher.launch("launchServer", "server", {
        MODELWIRE_KEYS: `k1:${Buffer.alloc(32, 7).toString("base64")}`,
        MODELWIRE_DATA_DIR: join(folder, "data"),
        MODELWIRE_BOOTSTRAP_TEAM: TEAM,
        MODELWIRE_BOOTSTRAP_TOKEN: adminToken,
        MODELWIRE_URL: `http://127.0.0.1:${port}`,
        CHAOS_PORT: String(port),
        ...databaseEnv,
      }),
    isReadyLine: (line) => line.includes(PRODUCT_READY),
    onProcessFault: (text) => processFaults.push(`The server: ${text}`),
  });
  await servers.start();

  /** Asks the server itself, past the gate, and again while it is away. */
  async function ask(method: string, path: string, body?: object): Promise<Response> {
    const request = {
      method,
      headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    };
    const deadline = Date.now() + AWAY_MS_MAX;
    while (Date.now() < deadline) {
      const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, request).catch(() => null);
      if (response && response.status < 500 && response.status !== 429) {
        return response;
      }
      await sleep(200);
    }
    throw new Error(`The server did not answer ${method} ${path} for ${AWAY_MS_MAX / 1_000} s.`);
  }

  const job = resolve(folder, "job.js");
  await must(ask("POST", `/teams/${TEAM}/queues`, { name: QUEUE, resource: "process" }));
  await must(
    ask("POST", `/teams/${TEAM}/jobs`, {
      name: JOB,
      source: { type: "command", command: [process.execPath, job] },
      parameters: { type: "object" },
    }),
  );
  const made = await must(ask("POST", `/teams/${TEAM}/queues/${QUEUE}/agent-tokens`, { name: "chaos" }));
  const { token } = (await made.json()) as { token: string };
  const config = join(folder, "agent.json");
  writeFileSync(
    config,
    JSON.stringify({
      workFolder: join(folder, "work"),
      allow: { commands: [[process.execPath, job]] },
      environment: ["CHAOS_FOLDER", "CHAOS_AGENT"],
      graceSeconds: 1,
    }),
  );

  const agents = openCrew({
    size: AGENTS,
    launch: (index) =>
      launcher.launch(
        "cli",
        `agent-${index}`,
        {
          MODELWIRE_URL: `http://127.0.0.1:${gate.port}`,
          MODELWIRE_TOKEN: token,
          MODELWIRE_TEAM: TEAM,
          CHAOS_FOLDER: folder,
          CHAOS_AGENT: nameOf(index),
        },
        ["agent", "--queue", QUEUE, "--slots", String(SLOTS), "--name", nameOf(index), "--config", config],
      ),
    isReadyLine: (line) => line.includes("listens on the queue"),
    onProcessFault: (text) => processFaults.push(`The agents: ${text}`),
  });
  await agents.start();

  async function freeze(index: number, forMs: number): Promise<void> {
    const fromMs = Date.now();
    await agents.freeze(index, forMs);
    freezes.push({ agent: nameOf(index), fromMs, untilMs: Date.now() });
  }

  async function perform(fault: LaunchFault): Promise<void> {
    switch (fault.kind) {
      case "kill":
        return agents.kill(fault.agent, fault.downMs);
      case "freeze":
      case "nap":
        return freeze(fault.agent, fault.forMs);
      case "restart":
        await (fault.isKill ? servers.kill(0, fault.downMs) : servers.stop(0, fault.downMs));
        return servers.isReady(0);
      case "cut":
        gate.shut();
        await sleep(fault.forMs);
        return gate.open();
    }
  }

  return {
    ask,
    perform,
    freezes,
    processFaults,
    async finish() {
      await agents.finish();
      await servers.finish();
      await gate.close();
    },
  };
}

function nameOf(index: number): string {
  return `agent-${index}`;
}

async function must(asked: Promise<Response>): Promise<Response> {
  const response = await asked;
  if (!response.ok) {
    throw new Error(`The server answered ${response.status}: ${await response.text()}`);
  }
  return response;
}
