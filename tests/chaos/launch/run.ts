import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import type { Id } from "@/lib/core/ids";
import type { LaunchRunView } from "@/lib/core/launch-run";
import type { LogPage } from "@/lib/launch/logs";
import { startPostgres } from "../../support/postgres";
import { openLauncher } from "../processes";
import { type Random, seededRandom } from "../random";
import { readLines } from "../records";
import { launchFaultText, launchPlanText, type PlannedLaunchFault, planLaunchFaults } from "./plan";
import { JOB, type LaunchStage, openLaunchStage, QUEUE, TEAM } from "./stage";
import { type Evidence, type RunRecord, type Verdict, verifyLaunch } from "./verify";

export type LaunchRunOptions = {
  kind: "postgres" | "embedded";
  seed: number;
  /** For how long faults happen and runs are queued; draining comes on top. */
  durationMs: number;
  runs: number;
  say(text: string): void;
};

const FOLDER = ".cache/chaos";
/** A run that is lost as often as it may be takes three leases. */
const DRAIN_MS_MAX = 300_000;
const QUEUING_SHARE = 0.8;
/** One in so many is killed by a person while it waits or runs; one in so many fails by itself. */
const KILLED_SHARE = 12;
const FAILING_SHARE = 6;

type Asked = { id: Id<"run">; expected: RunRecord["expected"]; isKillAsked: boolean };

/** Queues runs while agents, server and network are hit, lets them drain, and judges what is left. */
export async function runLaunchChaos(options: LaunchRunOptions): Promise<{ verdicts: Verdict[]; figures: string[] }> {
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(join(FOLDER, `launch-${options.kind}-`));
  const verdicts = await runIn(folder, options);
  if (verdicts.verdicts.every(({ violations }) => violations.length === 0)) {
    rmSync(folder, { recursive: true, force: true });
  } else {
    options.say(`What every process said and wrote down is kept in ${folder}.`);
  }
  return verdicts;
}

async function runIn(folder: string, { kind, seed, durationMs, runs, say }: LaunchRunOptions) {
  const plan = planLaunchFaults(seed, durationMs);
  say(`Launch on ${kind}, by the seed ${seed}, ${runs} runs and ${plan.length} faults:\n${launchPlanText(plan)}`);
  const launcher = await openLauncher(folder);
  const postgres = kind === "postgres" ? await startPostgres() : null;
  try {
    const databaseEnv: Record<string, string> = postgres
      ? { DATABASE_URL: await postgres.createDatabase("launch") }
      : {};
    const stage = await openLaunchStage({ launcher, folder, databaseEnv });
    const random = seededRandom(seed, "launch runs");
    const [asked] = await Promise.all([
      queueRuns(stage, random, { runs, everyMs: (durationMs * QUEUING_SHARE) / runs }),
      performAll(plan, stage, say),
    ]);
    say("The faults are over: what is left drains.");
    const records = await drain(stage, asked);
    await stage.finish();
    const jobs = readLines(join(folder, "jobs.jsonl"), jobLine);
    const { freezes, processFaults } = stage;
    const evidence: Evidence = { runs: records, jobs, freezes, processFaults };
    return { verdicts: verifyLaunch(evidence), figures: figuresOf(evidence) };
  } finally {
    await launcher.killAll();
    await postgres?.stop();
  }
}

async function performAll(plan: readonly PlannedLaunchFault[], stage: LaunchStage, say: (text: string) => void) {
  const startedAt = Date.now();
  let last: Promise<void> = Promise.resolve();
  const long: Promise<void>[] = [];
  for (const { atMs, fault } of plan) {
    await sleep(Math.max(0, startedAt + atMs - Date.now()));
    say(`${((Date.now() - startedAt) / 1_000).toFixed(1)} s  ${launchFaultText(fault)}`);
    if (fault.kind === "freeze") {
      long.push(stage.perform(fault));
    } else {
      await last; // One after another, so that none hits what is on its way up.
      last = stage.perform(fault);
    }
  }
  await Promise.all([last, ...long]);
}

async function queueRuns(
  stage: LaunchStage,
  random: Random,
  { runs, everyMs }: { runs: number; everyMs: number },
): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (let index = 0; index < runs; index += 1) {
    const lines = random.between(1, 40);
    const exitCode = random.between(1, FAILING_SHARE) === 1 ? random.between(1, 9) : 0;
    const isKillAsked = random.between(1, KILLED_SHARE) === 1;
    const parameters = { lines, exitCode, everyMs: random.between(5, 100) };
    const priority = random.pick(["critical", "high", "medium", "low"]);
    const response = await stage.ask("POST", `/teams/${TEAM}/runs`, { job: JOB, queue: QUEUE, parameters, priority });
    const { id } = (await response.json()) as LaunchRunView;
    asked.push({ id, expected: { lines, exitCode }, isKillAsked });
    if (isKillAsked) {
      void sleep(random.between(0, 4_000)).then(() => stage.ask("POST", `/teams/${TEAM}/runs/${id}/kill`));
    }
    await sleep(everyMs);
  }
  return asked;
}

/** Waits until every run has ended, or for as long as that may take at most, and reads how all stand then. */
async function drain(stage: LaunchStage, asked: readonly Asked[]): Promise<RunRecord[]> {
  const deadline = Date.now() + DRAIN_MS_MAX;
  while (Date.now() < deadline && (await countOpen(stage)) > 0) {
    await sleep(500);
  }
  const records: RunRecord[] = [];
  for (const run of asked) {
    records.push(await readRecord(stage, run));
  }
  return records;
}

async function countOpen(stage: LaunchStage): Promise<number> {
  let open = 0;
  for (const state of ["queued", "claimed", "running"]) {
    const response = await stage.ask("GET", `/teams/${TEAM}/runs?state=${state}&limit=1`);
    open += ((await response.json()) as { items: unknown[] }).items.length;
  }
  return open;
}

async function readRecord(stage: LaunchStage, { id, expected, isKillAsked }: Asked): Promise<RunRecord> {
  const run = (await (await stage.ask("GET", `/teams/${TEAM}/runs/${id}`)).json()) as LaunchRunView;
  const log = (await (await stage.ask("GET", `/teams/${TEAM}/runs/${id}/logs?limit=5000`)).json()) as LogPage;
  return {
    id,
    number: run.number,
    expected,
    isKillAsked,
    state: run.state,
    endCause: run.end?.cause ?? null,
    exitCode: run.end?.exitCode ?? null,
    lease: run.lease,
    agentName: run.agent?.name ?? null,
    isLogCut: run.log.isCut,
    log: log.lines.filter(({ stream }) => stream === "out").map(({ lease, text }) => ({ lease, text })),
  };
}

function figuresOf({ runs, jobs, freezes }: Evidence): string[] {
  const count = (what: (run: RunRecord) => boolean) => runs.filter(what).length;
  return [
    `runs            ${runs.length}: ${count(({ state }) => state === "finished")} finished, ${count(({ state }) => state === "failed")} failed, ${count(({ state }) => state === "killed")} killed`,
    `claimed again   ${count(({ lease }) => lease > 1)}, lost for good ${count(({ endCause }) => endCause === "agent_lost")}`,
    `logs            ${count(({ isLogCut }) => isLogCut)} marked as cut`,
    `overlaps        ${jobs.filter(({ what }) => what === "overlap").length}, all while one of ${freezes.length} freezes held`,
  ];
}

const jobLine = z.object({
  what: z.enum(["begun", "done", "overlap"]),
  run: z.string(),
  agent: z.string(),
  at: z.number(),
  other: z.string().optional(),
});
