import { jsonObject } from "@/lib/core/json";
import {
  LAUNCH_STATES,
  type LaunchRunView,
  type LaunchState,
  newRun,
  rerunChanges,
  variableValues,
} from "@/lib/core/launch-run";
import { ok } from "@/lib/core/result";
import { timeAgo } from "../amounts";
import { ask } from "../ask";
import { type Answer, fail, usageOf } from "../failure";
import { listUpTo } from "../list";
import { readEntries } from "../metadata-options";
import { type Session, tell } from "../session";
import { type Cell, printTable, tableLines } from "../table";
import { shown, type Tone } from "../terminal";
import { followRun } from "./run-logs";

export type LaunchOptions = {
  queue: string;
  jobVersion?: number;
  parameter: string[];
  variable: string[];
  priority?: string;
  project?: string;
  on?: string;
  follow: boolean;
};
export type RerunOptions = Partial<Pick<LaunchOptions, "queue" | "priority" | "jobVersion">> &
  Pick<LaunchOptions, "parameter" | "variable" | "follow">;

/** Ids are plain text to a client. */
type RunRow = Pick<LaunchRunView, "number" | "state" | "priority" | "project" | "queuedAt" | "end" | "lease"> & {
  job: { name: string; version: number };
  queue: { name: string };
  version: { model: string; number: number } | null;
  cause: { by: string; automation: { name: string } | null; rerunOf: { number: number } | null };
  agent: { name: string } | null;
};

const TONES = {
  queued: "quiet",
  claimed: "quiet",
  running: "quiet",
  finished: "good",
  failed: "bad",
  killed: "warn",
} as const satisfies Record<LaunchState, Tone>;

export async function launchCommand(session: Session, job: string, options: LaunchOptions): Promise<Answer<null>> {
  const set = await readSet(options);
  if (!set.ok) {
    return set;
  }
  const { queue, jobVersion, priority, project, on: version } = options;
  const run = newRun.safeParse({ job, queue, jobVersion, priority, project, version, ...set.value });
  if (!run.success) {
    return usageOf(run.error);
  }
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const made = await ask(
    session.api.POST("/teams/{team}/runs", { params: { path: { team: team.value } }, body: run.data }),
  );
  return made.ok ? tellQueued(session, team.value, made.value, options.follow) : made;
}

export async function rerunCommand(session: Session, ref: string, options: RerunOptions): Promise<Answer<null>> {
  const set = await readSet(options);
  if (!set.ok) {
    return set;
  }
  const { queue, priority, jobVersion } = options;
  const changes = rerunChanges.safeParse({
    ...{ queue, priority, jobVersion },
    ...(options.parameter.length > 0 && { parameters: set.value.parameters }),
    ...(options.variable.length > 0 && { variables: set.value.variables }),
  });
  if (!changes.success) {
    return usageOf(changes.error);
  }
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const params = { path: { team: team.value, run: ref } };
  const made = await ask(session.api.POST("/teams/{team}/runs/{run}/rerun", { params, body: changes.data }));
  return made.ok ? tellQueued(session, team.value, made.value, options.follow) : made;
}

export type RunFilter = { queue?: string; job?: string; state?: string };

export async function listRunsCommand(
  session: Session,
  { limit, state, ...filter }: RunFilter & { limit: number },
): Promise<Answer<null>> {
  const known = LAUNCH_STATES.find((each) => each === state);
  if (state !== undefined && !known) {
    return fail("usage", `${shown(state)} is no state. Choose one of ${LAUNCH_STATES.join(", ")}.`);
  }
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const query = { ...filter, ...(known && { state: known }) };
  const runs = await listUpTo(limit, (page) =>
    ask(
      session.api.GET("/teams/{team}/runs", { params: { path: { team: team.value }, query: { ...query, ...page } } }),
    ),
  );
  if (!runs.ok) {
    return runs;
  }
  return tell(session, runs.value.items, () => {
    if (runs.value.items.length === 0) {
      session.terminal.note("No runs. Queue one: modelwire run launch JOB --queue QUEUE");
      return;
    }
    const rows = runs.value.items.map((run) => runCells(run, session.now()));
    printTable(session.terminal, ["RUN", "STATE", "JOB", "ON", "QUEUE", "PRIORITY", "BY", "QUEUED"], rows);
  });
}

export async function showRunCommand(session: Session, ref: string): Promise<Answer<null>> {
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const run = await ask(
    session.api.GET("/teams/{team}/runs/{run}", { params: { path: { team: team.value, run: ref } } }),
  );
  return run.ok
    ? tell(session, run.value, () => {
        const logged = run.value.artifacts.map(({ project, name, number }): Cell[] => [
          "Logged",
          `${project}/${name}:v${number}`,
        ]);
        const parameters = JSON.stringify(run.value.parameters);
        for (const line of tableLines(session.terminal, [
          ...runFacts(run.value),
          ["Parameters", parameters],
          ...logged,
        ])) {
          session.terminal.out(line);
        }
      })
    : run;
}

export async function killRunCommand(session: Session, ref: string): Promise<Answer<null>> {
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const params = { path: { team: team.value, run: ref } };
  const killed = await ask(session.api.POST("/teams/{team}/runs/{run}/kill", { params }));
  return killed.ok
    ? tell(session, killed.value, () => {
        const { number, state } = killed.value;
        session.terminal.out(
          state === "killed" ? `Run ${number}: killed` : `Run ${number}: its agent is asked to kill it`,
        );
      })
    : killed;
}

async function tellQueued(
  session: Session,
  team: string,
  run: { number: number; queue: { name: string } },
  isFollowed: boolean,
): Promise<Answer<null>> {
  if (!isFollowed) {
    return tell(session, run, () => session.terminal.out(`Run ${run.number} waits in ${shown(run.queue.name)}.`));
  }
  session.terminal.note(`Run ${run.number} waits in ${shown(run.queue.name)}.`);
  const state = await followRun(session, team, String(run.number));
  if (!state.ok) {
    return state;
  }
  return state.value === "finished" || state.value === null
    ? ok(null)
    : fail("refused", `Run ${run.number} ${state.value}. See modelwire run show ${run.number}.`);
}

async function readSet({ parameter, variable }: Pick<LaunchOptions, "parameter" | "variable">) {
  const parameters = await readEntries("--parameter", parameter, jsonObject);
  if (!parameters.ok) {
    return parameters;
  }
  const variables = await readEntries("--variable", variable, variableValues);
  return variables.ok ? ok({ parameters: parameters.value, variables: variables.value }) : variables;
}

function runCells(run: RunRow, now: Date): Cell[] {
  return [
    { text: String(run.number), tone: "strong" },
    { text: run.state, tone: TONES[run.state] },
    `${run.job.name}:v${run.job.version}`,
    run.version ? `${run.version.model}:v${run.version.number}` : "–",
    run.queue.name,
    run.priority,
    run.cause.automation?.name ?? run.cause.by,
    { text: timeAgo(run.queuedAt, now), tone: "quiet" },
  ];
}

function runFacts(run: RunRow): Cell[][] {
  const end = run.end && `${run.end.cause}${run.end.exitCode === null ? "" : ` ${run.end.exitCode}`}`;
  return [
    ["Run", { text: String(run.number), tone: "strong" }],
    ["State", { text: run.state, tone: TONES[run.state] }],
    ...(end ? [["", end]] : []),
    ...(run.end?.message ? [["", run.end.message]] : []),
    ["Job", `${run.job.name}:v${run.job.version}`],
    ["On", run.version ? `${run.version.model}:v${run.version.number}` : "no version"],
    ["Queue", `${run.queue.name}, ${run.priority}`],
    ["Agent", run.agent?.name ?? "none"],
    ["Project", run.project],
    ["Asked for by", run.cause.automation?.name ?? run.cause.by],
    ...(run.cause.rerunOf ? [["Again", `run ${run.cause.rerunOf.number}`]] : []),
    ["Queued", run.queuedAt],
  ];
}
