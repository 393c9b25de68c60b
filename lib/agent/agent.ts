import { type Assignment, type NewAgent, POLL_SECONDS_MAX, type PollAnswer, SLOTS_MAX } from "@/lib/core/launch-agent";
import { ok, type Result } from "@/lib/core/result";
import { refusalOf } from "./allow";
import type { AgentConfig } from "./config";
import type { Desk } from "./desk";
import { type HeldRun, holdRun } from "./held-run";
import { insist, pause, waitMsAfter } from "./patience";
import { failed, type Runner, type StopReason } from "./runner";

export type AgentOptions = {
  desk: Desk;
  runner: Runner;
  config: AgentConfig;
  /** As it registered: `agent` is its id. */
  agent: string;
  registration: NewAgent & { queue: string };
  /** Values of the agent's environment that no log may show. */
  secrets: readonly string[];
  /** Finish what runs, take nothing more, and go. */
  drain: AbortSignal;
  /** End what runs, too. */
  stop: AbortSignal;
  /** What the person who started it reads. */
  say(line: string): void;
};

/** How long an agent that is being stopped goes on trying to tell the server how its runs ended. */
const FAREWELL_MS = 10_000;
/** A server that answers at once though it has nothing new is not asked again at once. */
const SOON_MS = 500;
/** How often leases are looked at that no answer renews any more. */
const LEASE_LOOK_MS = 500;

type Standing = {
  agent: string;
  held: Map<string, HeldRun>;
  /** The server or a person at the keyboard wants it to go. */
  isDraining: boolean;
  /** The server knows that, and has told what it had for us until then. */
  isDrainTold: boolean;
  heartbeatSeconds: number;
};

/**
 * Serves a queue until it is told to go: asks for runs as long as it has places, executes them side by side, and tells the
 * server with each poll that it lives and what it holds. While the server is away, what runs goes on.
 */
export async function serveQueue(options: AgentOptions): Promise<Result<null, string>> {
  const { drain, stop, config } = options;
  const standing: Standing = {
    agent: options.agent,
    held: new Map(),
    isDraining: drain.aborted,
    isDrainTold: false,
    heartbeatSeconds: 10,
  };
  const freed = createWake();
  drain.addEventListener("abort", () => {
    standing.isDraining = true;
    freed.wake();
  });
  stop.addEventListener("abort", () => {
    endAll(standing, "agent_stopped");
    freed.wake();
  });
  const leases = config.onLostLease === "stop" ? setInterval(() => endOverdue(standing, options), LEASE_LOOK_MS) : null;

  try {
    const problem = await pollUntilDone(standing, options, freed);
    await farewell(standing, options);
    return problem === null ? ok(null) : { ok: false, problem };
  } finally {
    clearInterval(leases ?? undefined);
  }
}

/** Null when it was told to go and has nothing left; else why the server will have none of it. */
async function pollUntilDone(standing: Standing, options: AgentOptions, freed: Wake): Promise<string | null> {
  const { stop, say } = options;
  for (let tries = 0; !isDone(standing, stop); ) {
    const sentAtMs = performance.now();
    const reply = await pollOnce(standing, options, freed);
    if (reply === "interrupted") {
      continue;
    }
    if (reply.kind === "refused") {
      const problem = await startOver(reply, standing, options);
      if (problem !== null) {
        return problem;
      }
      continue;
    }
    if (reply.kind === "away" && tries === 0) {
      say(`${reply.message} Trying again; what runs goes on.`);
    }
    tries = reply.kind === "away" ? tries + 1 : 0;
    const waitMs =
      reply.kind === "away"
        ? waitMsAfter(tries, reply.waitMs)
        : followOrders(reply.value, sentAtMs, { standing, options, freed });
    await pause(waitMs, AbortSignal.any([stop, freed.signal()]));
  }
  return null;
}

/**
 * An agent that was silent for so long that the server has forgotten it begins anew: its runs were given to others. Answers
 * why it cannot, where that is so.
 */
async function startOver(
  { status, message }: { status: number; message: string },
  standing: Standing,
  { desk, registration, stop }: AgentOptions,
): Promise<string | null> {
  endAll(standing, "lost");
  if (status !== 404) {
    return message;
  }
  const { queue, ...agent } = registration;
  const again = await insist(() => desk.register(queue, agent), stop);
  if (again?.kind === "refused") {
    return again.message;
  }
  standing.agent = again?.value.agent ?? standing.agent;
  return null;
}

function isDone({ isDrainTold, held }: Standing, stop: AbortSignal): boolean {
  return stop.aborted || (isDrainTold && held.size === 0);
}

/**
 * One poll. One that could claim is not given up for a place that is free: its answer may hold runs, which the server would
 * have to tell again. One of a full agent is, for the server would hold it until its time is over.
 */
async function pollOnce(standing: Standing, { desk, registration, stop, drain }: AgentOptions, freed: Wake) {
  const { held, isDraining, heartbeatSeconds, agent } = standing;
  const free = isDraining ? 0 : Math.max(0, Math.min(SLOTS_MAX, registration.slots - held.size));
  const idleSeconds = isDraining ? 0 : POLL_SECONDS_MAX;
  const waitSeconds = held.size > 0 ? Math.min(POLL_SECONDS_MAX, Math.floor(heartbeatSeconds)) : idleSeconds;
  const interrupt = AbortSignal.any([stop, free === 0 ? freed.signal() : drain]);
  const message = {
    free,
    waitSeconds,
    isDraining,
    held: [...held.values()].map(({ run, lease, isEnding }) => ({ run, lease, isEnding: isEnding() })),
  };
  const reply = await desk.poll(agent, message, interrupt);
  // A server that is away has nothing to tell either.
  standing.isDrainTold ||= isDraining;
  return reply.kind === "away" && interrupt.aborted ? ("interrupted" as const) : reply;
}

type Orders = { standing: Standing; options: AgentOptions; freed: Wake };

/** Does as it was told, and answers how long to wait before the next poll. */
function followOrders(answer: PollAnswer, sentAtMs: number, orders: Orders): number {
  const { standing, options } = orders;
  const { held } = standing;
  standing.heartbeatSeconds = answer.heartbeatSeconds;
  const lost = new Set<string>(answer.lost);
  const dropped = [...held.values()].filter((each) => lost.has(each.run) && !each.isLost());
  const killed = answer.kill.flatMap((run) => held.get(run) ?? []).filter((each) => !each.isEnding());
  // Told twice where an answer was slow to come; what is still being ended here is taken once it has.
  const assigned = answer.assigned.filter(({ run }) => !held.has(run));
  const isDrainNew = answer.order === "drain" && !standing.isDraining;

  for (const each of held.values()) {
    if (!lost.has(each.run)) {
      each.renewed(sentAtMs);
    }
  }
  for (const each of dropped) {
    options.say(`Run ${each.number} is not this agent's any more: it is ended here.`);
    each.end("lost");
  }
  for (const each of killed) {
    each.end("killed_by_person");
  }
  for (const assignment of assigned) {
    begin(assignment, sentAtMs, orders);
  }
  if (isDrainNew) {
    options.say("The server asks this agent to finish what runs and go.");
    standing.isDraining = true;
  }
  const isNews = isDrainNew || dropped.length + killed.length + assigned.length > 0;
  return isNews ? 0 : Math.max(0, sentAtMs + SOON_MS - performance.now());
}

function begin(assignment: Assignment, sentAtMs: number, { standing: { held }, options, freed }: Orders): void {
  const what = `Run ${assignment.number} (${assignment.job.name})`;
  const run = holdRun(assignment, { ...options, runner: guarded(options), sentAtMs });
  held.set(run.run, run);
  options.say(`${what} begins.`);
  void run.done.then((end) => {
    held.delete(run.run);
    options.say(
      `${what}: ${end ? `${end.state}.${end.message === null ? "" : ` ${end.message}`}` : "not ours any more."}`,
    );
    freed.wake();
  });
}
/** The owner's configuration stands before every runner. */
function guarded({ runner, config }: AgentOptions): Runner {
  return {
    ...runner,
    async run(work) {
      const refusal = refusalOf(work.assignment, config);
      return refusal === null ? runner.run(work) : failed("not_allowed", refusal);
    },
  };
}

function endOverdue({ held }: Standing, { say }: AgentOptions): void {
  const now = performance.now();
  for (const each of held.values()) {
    if (each.isLeaseOver(now) && !each.isLost()) {
      say(`The server was away for too long: run ${each.number} may be another agent's now, and is ended here.`);
      each.end("lost");
    }
  }
}

function endAll({ held }: Standing, reason: StopReason): void {
  for (const each of held.values()) {
    each.end(reason);
  }
}

/** Lets what is being ended end and be reported, for a while, and says goodbye. */
async function farewell({ agent, held }: Standing, { desk, config }: AgentOptions): Promise<void> {
  const runs = [...held.values()];
  const over = AbortSignal.timeout(FAREWELL_MS + config.graceSeconds * 1_000);
  over.addEventListener("abort", () => {
    for (const each of runs) {
      each.abandon();
    }
  });
  await Promise.all(runs.map(({ done }) => done));
  await desk.goodbye(agent);
}

type Wake = { wake(): void; signal(): AbortSignal };

/** Ends whatever waits now; what waits after it has a new signal. */
function createWake(): Wake {
  let controller = new AbortController();
  return {
    wake() {
      controller.abort();
      controller = new AbortController();
    },
    signal: () => controller.signal,
  };
}
