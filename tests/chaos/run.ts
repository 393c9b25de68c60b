import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "@/lib/db/client";
import { LEASE_MS, readRecord } from "./database-record";
import type { DatabaseRecord } from "./evidence";
import { performPlan } from "./perform";
import { planFaults, planText } from "./plan";
import { openLauncher } from "./processes";
import { readChanges } from "./producer";
import { complaintsIn } from "./product-log";
import { startReceiver } from "./receiver";
import { readLines, sightingLine } from "./records";
import type { Stage } from "./stage";
import { openEmbeddedStage } from "./stage-embedded";
import { openPostgresStage, WORKERS } from "./stage-postgres";
import { type Findings, verify } from "./verify";
import { HOOKS } from "./wiring";

export const DATABASE_KINDS = ["postgres", "embedded"] as const;
export type DatabaseKind = (typeof DATABASE_KINDS)[number];

export type RunOptions = {
  kind: DatabaseKind;
  seed: number;
  /** For how long faults happen and changes are made; draining comes on top. */
  durationMs: number;
  deliveries: number;
  say(text: string): void;
};

const FOLDER = ".cache/chaos";

/**
 * Without faults all that is left is retries, a lease or two, a receiver's stall, and webhooks that are held back: the third
 * opening of a breaker in a row, which a probe has to meet misbehaviour twice for, lasts a minute.
 */
const DRAIN_MS_MAX = 180_000;
const POLL_MS = 250;

/** Changes end a little before the faults do, so that the last of them are hit too. */
const PRODUCING_SHARE = 0.9;

/** One whole run: sets the stage, lets faults happen while changes are made, lets it drain, and judges what is left. */
export async function runChaos({ say: sayPlainly, ...options }: RunOptions): Promise<Findings> {
  const { kind } = options;
  const startedAt = Date.now();
  const say = (text: string) => sayPlainly(`[${((Date.now() - startedAt) / 1_000).toFixed(1)} s] ${text}`);
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(join(FOLDER, `${kind}-`));
  const findings = await runIn(folder, { ...options, say });
  if (findings.verdicts.every(({ violations }) => violations.length === 0)) {
    rmSync(folder, { recursive: true, force: true });
  } else {
    say(`What every process said and wrote down is kept in ${folder}.`);
  }
  return findings;
}

async function runIn(folder: string, options: RunOptions): Promise<Findings> {
  const { kind, seed, durationMs, say } = options;
  const workers = kind === "postgres" ? WORKERS : 1;
  const plan = planFaults(seed, { kind, workers, hooks: HOOKS, durationMs, leaseMs: LEASE_MS });
  say(`On ${kind}, by the seed ${seed}, ${plan.length} faults in ${durationMs / 1_000} s:\n${planText(plan)}`);

  const launcher = await openLauncher(folder);
  const processFaults: string[] = [];
  const intrusions: string[] = [];
  let stage: Stage | null = null;
  try {
    const receiver = await startReceiver(launcher, folder, seed);
    const producerFile = join(folder, "changes.jsonl");
    const sightingsFile = join(folder, "sightings.jsonl");
    stage = await (kind === "postgres" ? openPostgresStage : openEmbeddedStage)({
      launcher,
      folder,
      seed,
      receiver,
      env: {
        ...environmentOf(options, receiver.origin),
        CHAOS_PRODUCER_FILE: producerFile,
        CHAOS_SIGHTINGS_FILE: sightingsFile,
      },
      onProcessFault: (text) => processFaults.push(text),
      onIntrusion: (text) => intrusions.push(text),
    });
    say("Every process is ready.");
    const faults = await performPlan(plan, stage.perform, say);
    say("The faults are over: what is left drains.");
    processFaults.push(...(await drain(stage)));
    say("Nothing is left to move: every process is stopped.");
    await stage.finish();
    say("Every process has stopped.");
    const record = await recordOf(stage);
    const changes = readChanges(producerFile);
    const requests = receiver.seen();
    const sightings = readLines(sightingsFile, sightingLine);
    const left = { changes, record, requests, faults, sightings, processFaults, intrusions };
    const findings = verify({ kind, seed, leaseMs: LEASE_MS, ...left });
    const complaints = complaintsIn(folder).map(([text, count]): [string, string] => ["logged", `${count} × ${text}`]);
    return { ...findings, figures: [...findings.figures, ...complaints] };
  } finally {
    await launcher.killAll();
    await stage?.close();
  }
}

function environmentOf({ durationMs, deliveries }: RunOptions, receiver: string) {
  const changes = Math.ceil(deliveries / HOOKS);
  return {
    MODELWIRE_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    MODELWIRE_EGRESS_ALLOW: receiver,
    CHAOS_RECEIVER: receiver,
    CHAOS_CHANGES: String(changes),
    CHAOS_CHANGE_EVERY_MS: String((durationMs * PRODUCING_SHARE) / changes),
  };
}

/** Waits until every change is made and nothing is left to move; says what did not come to that. */
async function drain(stage: Stage): Promise<string[]> {
  const deadline = Date.now() + DRAIN_MS_MAX;
  while (Date.now() < deadline) {
    const { isProduced, unfinished } = stage.progress();
    if (isProduced && unfinished === 0) {
      return [];
    }
    await sleep(POLL_MS);
  }
  const { isProduced, unfinished } = stage.progress();
  const waited = `${DRAIN_MS_MAX / 1_000} s after the last fault`;
  if (!isProduced) {
    return [`A change was not answered, not even ${waited}.`];
  }
  return unfinished === null ? [`The deliveries could not be counted, not even ${waited}.`] : [];
}

async function recordOf(stage: Stage): Promise<DatabaseRecord> {
  const handle = await openDatabase(stage.database);
  try {
    return await readRecord(handle.db);
  } finally {
    await handle.close();
  }
}
