import * as z from "zod";
import { readArguments } from "@/lib/core/launch-resource";
import type { AgentConfig } from "../config";
import { ownVariables, passedVariables } from "../run-environment";
import { endOfExit, failed, type RunEnd, type Runner, reasonOf, type Work } from "../runner";
import { AGENT_LABEL, containerOf, PARAMETERS_FILE, PARAMETERS_FOLDER } from "./container";
import { type Engine, engineWords, openEngine } from "./engine";
import { followContainer } from "./follow-container";
import { findImage } from "./pull";
import { archiveOf } from "./tar";

export type DockerRunnerOptions = {
  config: AgentConfig;
  agentName: string;
  /** What runs are told where the server is. */
  url: string;
  env: Readonly<Record<string, string | undefined>>;
};

const PARAMETERS_PATH = `${PARAMETERS_FOLDER}/${PARAMETERS_FILE}`;

/** Executes runs as containers of the Docker Engine of this machine, through its API. */
export function createDockerRunner(options: DockerRunnerOptions): Runner {
  const engine = openEngine(options.config.docker.host);
  return {
    sweep: () => removeLeftovers(engine, options.agentName),
    run: (work) => runImage(work, engine, options),
  };
}

async function runImage(work: Work, engine: Engine, options: DockerRunnerOptions): Promise<RunEnd> {
  const { assignment, log, stop } = work;
  const { source } = assignment.job;
  const args = readArguments("docker", assignment.resource.arguments);
  if (!args.ok) {
    return failed("not_allowed", `The queue's resource arguments are refused: ${args.problem.message}`);
  }
  if (source.type !== "image") {
    return failed("not_allowed", "A queue of docker runs images alone.");
  }
  const image = await findImage(engine, source.image, { pull: args.value.pull, signal: stop });
  if (!image.ok) {
    return failed("image_missing", image.problem);
  }
  log.note(`Image ${source.image}: ${image.value.digest ?? image.value.id}.`);

  const { config, agentName, env, url } = options;
  const body = containerOf({
    assignment,
    args: args.value,
    config,
    agentName,
    env: {
      ...passedVariables(env, config),
      ...args.value.env,
      ...ownVariables(assignment, { url, parametersPath: PARAMETERS_PATH }),
    },
    imageUser: image.value.user,
  });
  return body.ok ? runContainer(work, engine, body.value, config) : failed("not_allowed", body.problem);
}

const created = z.object({ Id: z.string().regex(/^[\w.-]{1,128}$/) });

async function runContainer(work: Work, engine: Engine, body: object, config: AgentConfig): Promise<RunEnd> {
  const { run, lease, parameters } = work.assignment;
  const query = { name: `modelwire-${run}-${lease}` };
  const made = await engine.ask({ method: "POST", path: "/containers/create", query, body, signal: work.stop });
  const container = created.safeParse(made.body);
  if (made.status !== 201 || !container.success) {
    return failed("start_failed", `Docker made no container: ${engineWords(made)}`);
  }
  const path = `/containers/${container.data.Id}`;
  try {
    const archive = archiveOf(PARAMETERS_FILE, Buffer.from(`${JSON.stringify(parameters, null, 2)}\n`));
    const stored = await engine.ask({
      method: "PUT",
      path: `${path}/archive`,
      query: { path: PARAMETERS_FOLDER },
      body: archive,
    });
    if (stored.status !== 200) {
      return failed("start_failed", `Docker did not take the parameters: ${engineWords(stored)}`);
    }
    return await startAndFollow(work, engine, path, config);
  } finally {
    await engine.ask({ method: "DELETE", path, query: { force: "true", v: "true" } });
  }
}

const STARTED: readonly number[] = [204, 304];

async function startAndFollow(work: Work, engine: Engine, path: string, config: AgentConfig): Promise<RunEnd> {
  const { stop, log } = work;
  if (stop.aborted) {
    return failed("agent_stopped", "It was ended before it had started.");
  }
  const started = await engine.ask({ method: "POST", path: `${path}/start` });
  if (!STARTED.includes(started.status)) {
    return failed("start_failed", `Docker did not start it: ${engineWords(started)}`);
  }
  work.started();
  const end = () => void endContainer(engine, path, reasonOf(stop) === "lost" ? 0 : config.graceSeconds);
  stop.addEventListener("abort", end, { once: true });
  if (stop.aborted) {
    end();
  }
  const state = await followContainer(engine, path, log);
  stop.removeEventListener("abort", end);
  if (state.OOMKilled) {
    return { ...failed("out_of_memory", "It needed more memory than it may have."), exitCode: state.ExitCode };
  }
  return state.Error !== "" && state.ExitCode !== 0
    ? { ...failed("start_failed", state.Error), exitCode: state.ExitCode }
    : endOfExit(state.ExitCode);
}

/** Asks it to end, and after the grace ends it: the Engine does both. One that has ended meanwhile is as well. */
async function endContainer(engine: Engine, path: string, graceSeconds: number): Promise<void> {
  await engine.ask({ method: "POST", path: `${path}/stop`, query: { t: String(graceSeconds) } }).catch(() => undefined);
}

const listed = z.array(z.object({ Id: z.string() }));

async function removeLeftovers(engine: Engine, agentName: string): Promise<void> {
  const filters = JSON.stringify({ label: [`${AGENT_LABEL}=${agentName}`] });
  const answer = await engine.ask({ method: "GET", path: "/containers/json", query: { all: "true", filters } });
  const found = listed.safeParse(answer.body);
  if (answer.status !== 200 || !found.success) {
    throw new Error(`Docker cannot be used: ${engineWords(answer)}`);
  }
  for (const { Id } of found.data) {
    await engine.ask({ method: "DELETE", path: `/containers/${Id}`, query: { force: "true", v: "true" } });
  }
}
