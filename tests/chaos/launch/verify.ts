import { CLAIMS_MAX, isEnded, type LaunchCause, type LaunchState } from "@/lib/core/launch-run";

/** What a run was asked to be, how it stands in the database, and its log by the lease under which it was written. */
export type RunRecord = {
  id: string;
  number: number;
  expected: { lines: number; exitCode: number };
  isKillAsked: boolean;
  state: LaunchState;
  /** Null, with the exit code, where it simply finished. */
  endCause: LaunchCause | null;
  exitCode: number | null;
  lease: number;
  agentName: string | null;
  isLogCut: boolean;
  log: { lease: number; text: string }[];
};

/** A line of what the jobs themselves wrote down. */
export type JobLine = { what: "begun" | "done" | "overlap"; run: string; agent: string; at: number; other?: string };

export type Freeze = { agent: string; fromMs: number; untilMs: number };

export type Evidence = {
  runs: readonly RunRecord[];
  jobs: readonly JobLine[];
  freezes: readonly Freeze[];
  processFaults: readonly string[];
};

type Check = { guarantee: string; find(evidence: Evidence): string[] };

/** After a frozen agent wakes it needs a moment until it hears that its runs are lost, and has ended them. */
const WAKING_MS = 15_000;

const CHECKS: readonly Check[] = [
  {
    guarantee: "Every run has ended.",
    find: ({ runs }) => runs.filter(({ state }) => !isEnded(state)).map((run) => `${nameOf(run)} is ${run.state}.`),
  },
  {
    guarantee: "Each ended as its program did, was killed because somebody asked, or was lost as often as it may be.",
    find: ({ runs }) => runs.flatMap(wrongEnd),
  },
  {
    guarantee: "The log of what ended well is whole and in order, or is marked as cut.",
    find: ({ runs }) => runs.flatMap(wrongLog),
  },
  {
    guarantee: "No line of a log came twice or out of order, whatever was repeated.",
    find: ({ runs }) =>
      runs.flatMap((run) =>
        leasesOf(run).every((lines) => isGrowing(lines)) ? [] : [`${nameOf(run)} has a line too many.`],
      ),
  },
  {
    guarantee: "No run was executed by two agents at once, but for one that was frozen and had been replaced.",
    find: ({ jobs, freezes }) =>
      jobs.flatMap((line) =>
        line.what === "overlap" && !isOfFrozen(line, freezes)
          ? [`${line.run} ran on ${line.agent} while it did on ${line.other}.`]
          : [],
      ),
  },
  {
    guarantee: "What is told of a run is what the agent of its last lease told.",
    find: ({ runs, jobs }) =>
      runs.flatMap((run) => {
        const done = jobs.filter(({ what, run: id }) => what === "done" && id === run.id).map(({ agent }) => agent);
        return run.state === "finished" && !done.includes(run.agentName ?? "")
          ? [`${nameOf(run)} is finished by ${run.agentName}, but was done by ${done.join(", ") || "nobody"}.`]
          : [];
      }),
  },
  {
    guarantee: "No process ended that nothing had hit.",
    find: ({ processFaults }) => [...processFaults],
  },
];

export type Verdict = { guarantee: string; violations: string[] };

/** Compares what is left with what was asked for. */
export function verifyLaunch(evidence: Evidence): Verdict[] {
  return CHECKS.map(({ guarantee, find }) => ({ guarantee, violations: find(evidence) }));
}

function wrongEnd(run: RunRecord): string[] {
  const { state, endCause, exitCode, expected, isKillAsked, lease } = run;
  const wrong = [`${nameOf(run)} is ${state} (${endCause}, exit code ${exitCode}), lease ${lease}.`];
  switch (state) {
    case "finished":
      return endCause === null && expected.exitCode === 0 ? [] : wrong;
    case "killed":
      return isKillAsked ? [] : wrong;
    case "failed":
      return (endCause === "exit" && exitCode === expected.exitCode && exitCode !== 0) ||
        (endCause === "agent_lost" && lease === CLAIMS_MAX)
        ? []
        : wrong;
    default:
      return [];
  }
}

function wrongLog(run: RunRecord): string[] {
  const isJudged = run.state === "finished" || (run.state === "failed" && run.endCause === "exit");
  if (!isJudged || run.isLogCut) {
    return [];
  }
  const last = leasesOf(run).at(-1) ?? [];
  const isWhole = last.length === run.expected.lines && last.every((line, index) => line === index);
  return isWhole
    ? []
    : [`${nameOf(run)} told ${last.length} of ${run.expected.lines} lines, and is not marked as cut.`];
}

/** The numbers of the lines of each lease, in the order in which they are shown. */
function leasesOf({ log }: RunRecord): number[][] {
  const leases = new Map<number, number[]>();
  for (const { lease, text } of log) {
    const line = /^line (\d+)$/.exec(text)?.[1];
    if (line !== undefined) {
      leases.set(lease, [...(leases.get(lease) ?? []), Number(line)]);
    }
  }
  return [...leases.entries()].sort(([one], [other]) => one - other).map(([, lines]) => lines);
}

function isGrowing(lines: readonly number[]): boolean {
  return lines.every((line, index) => index === 0 || line > (lines[index - 1] ?? -1));
}

/** Its agent was frozen when the other began: it could not hear that it had lost the run. */
function isOfFrozen({ at, other }: JobLine, freezes: readonly Freeze[]): boolean {
  return freezes.some(({ agent, fromMs, untilMs }) => agent === other && at >= fromMs && at <= untilMs + WAKING_MS);
}

function nameOf({ number, id }: RunRecord): string {
  return `Run ${number} (${id})`;
}
