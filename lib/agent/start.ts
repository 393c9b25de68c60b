import { readFile } from "node:fs/promises";
import type { Client } from "@/lib/client/client";
import type { NewAgent } from "@/lib/core/launch-agent";
import type { Resource } from "@/lib/core/launch-queue";
import { ok, type Result } from "@/lib/core/result";
import { serveQueue } from "./agent";
import { type AgentFolder, holdAgentFolder } from "./agent-folder";
import { type AgentConfig, defaultConfig, readConfig } from "./config";
import { openDesk } from "./desk";
import { createDockerRunner } from "./docker/runner";
import { loadKubernetesRunner } from "./kubernetes/load";
import { insist } from "./patience";
import { createProcessRunner } from "./process/runner";
import { passedVariables, secretsIn } from "./run-environment";
import type { Runner } from "./runner";

export type StartOptions = {
  api: Client;
  /** Where the server is, as the agent itself reaches it. */
  url: string;
  /** The agent's own token: no run and no log sees it. */
  token: string;
  team: string;
  queue: string;
  agent: NewAgent;
  configPath: string | null;
  env: Readonly<Record<string, string | undefined>>;
  drain: AbortSignal;
  stop: AbortSignal;
  say(line: string): void;
};

/** Starts an agent and serves its queue until it is told to go. */
export async function startAgent(options: StartOptions): Promise<Result<null, string>> {
  const config = await loadConfig(options.configPath);
  if (!config.ok) {
    return config;
  }
  const folder = await holdAgentFolder(config.value.workFolder, options.agent.name);
  if (!folder.ok) {
    return folder;
  }
  try {
    return await serve(options, config.value, folder.value);
  } finally {
    await folder.value.release();
  }
}

async function serve(options: StartOptions, config: AgentConfig, folder: AgentFolder): Promise<Result<null, string>> {
  const { api, team, queue, agent, token, env, drain, stop, say } = options;
  const desk = openDesk(api, team);
  const registered = await insist(() => desk.register(queue, agent), AbortSignal.any([drain, stop]));
  if (registered === null) {
    return ok(null);
  }
  if (registered.kind === "refused") {
    return { ok: false, problem: registered.message };
  }
  const { resource } = registered.value.queue;
  const runner = await openRunner(resource, { options, config, folder });
  if (!runner.ok) {
    await desk.goodbye(registered.value.agent);
    return runner;
  }
  const fault = await runner.value.sweep().then(() => null, wordsOf);
  if (fault !== null) {
    await desk.goodbye(registered.value.agent);
    return { ok: false, problem: `What runs of this queue need cannot be used from here (${resource}): ${fault}` };
  }
  say(`Agent ${agent.name} listens on the queue ${queue} (${resource}), for ${agent.slots} at once.`);
  if (isNothingAllowed(config)) {
    say("It runs nothing yet: its configuration allows no image, repository or command. See docs/launch-agents.md.");
  }
  const secrets = [token, ...secretsIn(passedVariables(env, config))];
  return serveQueue({
    desk,
    runner: runner.value,
    config,
    agent: registered.value.agent,
    registration: { ...agent, queue },
    secrets,
    drain,
    stop,
    say,
  });
}

type Surroundings = { options: StartOptions; config: AgentConfig; folder: AgentFolder };

async function openRunner(
  resource: Resource,
  { options: { url, env, agent }, config, folder }: Surroundings,
): Promise<Result<Runner, string>> {
  const told = { config, env, url: config.runsUrl ?? url };
  switch (resource) {
    case "process":
      return ok(createProcessRunner({ ...told, folder: folder.path }));
    case "docker":
      return ok(createDockerRunner({ ...told, agentName: agent.name }));
    case "kubernetes":
      return loadKubernetesRunner({ ...told, agentName: agent.name });
    case "github-actions":
      return { ok: false, problem: "The server itself starts the runs of this queue on GitHub: it needs no agent." };
  }
}

async function loadConfig(path: string | null): Promise<Result<AgentConfig, string>> {
  if (path === null) {
    return ok(defaultConfig());
  }
  const text = await readFile(path, "utf8").catch(() => null);
  return text === null ? { ok: false, problem: `${path} cannot be read. Is its path right?` } : readConfig(text, path);
}

function wordsOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : "something went wrong.";
}

function isNothingAllowed({ allow }: AgentConfig): boolean {
  return allow.images.length + allow.repositories.length + allow.commands.length === 0;
}
