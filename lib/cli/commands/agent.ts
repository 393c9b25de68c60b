import { hostname } from "node:os";
import { startAgent } from "@/lib/agent/start";
import { createClient } from "@/lib/client/client";
import { newAgent } from "@/lib/core/launch-agent";
import { ok } from "@/lib/core/result";
import { ask } from "../ask";
import { type Answer, fail } from "../failure";
import { readToken, readUrl } from "../settings";
import { shown, type Terminal } from "../terminal";

/** From this call on signals end the process in two stages: `drain` finishes what runs, `stop` ends it. */
export type StopSignals = { stopSignals(): { drain: AbortSignal; stop: AbortSignal } };

type Surroundings = StopSignals & {
  env: Readonly<Record<string, string | undefined>>;
  terminal: Terminal;
};

type AgentOptions = { queue: string; slots: number; name?: string; config?: string };

/** Serves a queue until a signal or the server ends it. */
export async function agentCommand(
  { env, terminal, stopSignals }: Surroundings,
  { queue, slots, name, config }: AgentOptions,
): Promise<Answer<null>> {
  const url = readUrl(env);
  if (!url.ok) {
    return url;
  }
  const token = readToken(env);
  if (!token.ok) {
    return token;
  }
  const agent = newAgent.safeParse({
    name: name ?? `${hostname()}-${queue}`.replaceAll(/[^\w.-]/g, "-").slice(0, 128),
    hostname: hostname(),
    slots,
  });
  if (!agent.success) {
    const issue = agent.error.issues[0];
    return fail("usage", `--${issue?.path.join(".")}: ${issue?.message}`);
  }
  // One try each: the agent itself knows for how long to go on, and keeps its runs meanwhile.
  const api = createClient({ url: url.value, token: token.value, retry: { triesMax: 1 } });
  const team = await teamOf(api, env);
  if (!team.ok) {
    return team;
  }
  const { drain, stop } = stopSignals();
  const say = (line: string) => terminal.note(`${new Date().toISOString()} ${shown(line)}`);
  drain.addEventListener("abort", () => say("Finishing what runs. Once more to end it now."));
  const served = await startAgent({
    api,
    url: url.value,
    token: token.value,
    team: team.value,
    queue,
    agent: agent.data,
    configPath: config ?? null,
    env,
    drain,
    stop,
    say,
  });
  return served.ok ? ok(null) : fail("refused", served.problem);
}

/** The token's own team, asked for unless it is named: an agent may start before its server does. */
async function teamOf(
  api: ReturnType<typeof createClient>,
  { MODELWIRE_TEAM: named }: Surroundings["env"],
): Promise<Answer<string>> {
  if (named?.trim()) {
    return ok(named.trim());
  }
  const caller = await ask(api.GET("/whoami"));
  return caller.ok ? ok(caller.value.team.name) : caller;
}
