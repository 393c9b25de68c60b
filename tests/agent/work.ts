import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AgentConfig, readConfig } from "@/lib/agent/config";
import type { LogSink, RunEnd, Runner, StopReason } from "@/lib/agent/runner";
import type { Assignment } from "@/lib/core/launch-agent";
import type { JobSource } from "@/lib/core/launch-job";
import type { Resource } from "@/lib/core/launch-queue";

export const RUN_TOKEN = "mw_run-token-of-this-run-0123456789";

/** What a server would hand out: only what a test cares about is given. */
export function assignmentOf(
  source: JobSource,
  {
    resource = "process",
    args = {},
    ...others
  }: { resource?: Resource; args?: object } & Partial<Omit<Assignment, "resource">> = {},
): Assignment {
  return {
    run: `run_0199aaaa-0000-7000-8000-${Math.random().toString(16).slice(2, 14).padEnd(12, "0")}`,
    number: 17,
    lease: 1,
    leaseSeconds: 60,
    job: { name: "train", version: 2, source },
    resource: { type: resource, arguments: JSON.parse(JSON.stringify(args)) },
    parameters: { epochs: 3 },
    project: "churn",
    version: {
      id: "ver_0199aaaa-0000-7000-8000-000000000001",
      model: "churn",
      number: 4,
      artifactId: "art_0199aaaa-0000-7000-8000-000000000002",
    },
    cause: { eventId: "evt_0199aaaa-0000-7000-8000-000000000003", deliveryId: null },
    team: "vision",
    token: { text: RUN_TOKEN, expiresAt: "2027-01-01T00:00:00.000Z" },
    ...others,
  };
}

export function commandOf(...command: string[]): JobSource {
  return { type: "command", command };
}

export function scriptOf(script: string): JobSource {
  return commandOf("/bin/sh", "-c", script);
}

/** A configuration as its file would be read. */
export function configOf(settings: object): AgentConfig {
  const read = readConfig(JSON.stringify(settings), join(tmpdir(), "agent.json"));
  if (!read.ok) {
    throw new Error(read.problem);
  }
  return read.value;
}

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "mw-agent-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export type Performed = {
  end: RunEnd;
  out: string;
  err: string;
  notes: string[];
  hasStarted: boolean;
};

export type Performing = {
  stop(reason: StopReason): void;
  /** Resolves when its output, so far, holds this text. */
  printed(text: string): Promise<void>;
  done: Promise<Performed>;
};

/** Executes one run, keeping what it writes. */
export function perform(
  runner: Runner,
  assignment: Assignment,
  write?: (keep: () => void) => Promise<void>,
): Performing {
  const stop = new AbortController();
  const pieces: Record<"out" | "err", Buffer[]> = { out: [], err: [] };
  const notes: string[] = [];
  let hasStarted = false;
  const textOf = (stream: "out" | "err") => Buffer.concat(pieces[stream]).toString();
  const log: LogSink = {
    async write(stream, bytes) {
      const keep = () => void pieces[stream].push(Buffer.from(bytes));
      await (write ? write(keep) : keep());
    },
    note: (text) => void notes.push(text),
  };
  const started = () => {
    hasStarted = true;
  };
  const done = runner
    .run({ assignment, log, stop: stop.signal, started })
    .then((end) => ({ end, out: textOf("out"), err: textOf("err"), notes, hasStarted }));

  return {
    stop: (reason) => stop.abort(reason),
    async printed(text) {
      while (!textOf("out").includes(text)) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    done,
  };
}
