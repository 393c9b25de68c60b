import type { Assignment } from "@/lib/core/launch-agent";
import type { AgentConfig } from "./config";
import type { Desk } from "./desk";
import { createMask } from "./log-lines";
import { type ChunkAnswer, openLogPipe } from "./log-pipe";
import { insist } from "./patience";
import { failed, type LogSink, type RunEnd, type Runner, reasonOf, type StopReason } from "./runner";
import { afterSeconds, timeoutSecondsOf } from "./time-limit";

export type HeldRun = {
  run: Assignment["run"];
  number: number;
  lease: number;
  /** True once it was told to end, by whomever. */
  isEnding(): boolean;
  /** True once it is another's, or may be. */
  isLost(): boolean;
  /** Ends its program; the first reason counts, but for `lost`, after which nothing is reported. */
  end(reason: StopReason): void;
  /** Gives up on reporting: the process goes. */
  abandon(): void;
  /** Notes that the server has renewed the lease by a message sent at this moment. */
  renewed(sentAtMs: number): void;
  /** Whether the lease may have run out, so that somebody else may have the run. */
  isLeaseOver(nowMs: number): boolean;
  done: Promise<RunEnd | null>;
};

type HoldOptions = {
  desk: Desk;
  runner: Runner;
  config: AgentConfig;
  /** What must show in no log besides the run's own token. */
  secrets: readonly string[];
  /** When the poll that brought it was sent, by a clock that only goes forward: its lease has run since. */
  sentAtMs: number;
};

/** A program that is killed at once needs no longer to be gone; the lease must not end before it is. */
const LEASE_MARGIN_MS = 8_000;

/** Executes one run and tells the server of it, until the end was accepted or the run is lost. */
export function holdRun(assignment: Assignment, options: HoldOptions): HeldRun {
  const { run, lease } = assignment;
  const stop = new AbortController();
  const silence = new AbortController();
  let renewedAtMs = options.sentAtMs;
  let isLost = false;

  function end(reason: StopReason): void {
    stop.abort(reason);
    if (reason === "lost") {
      isLost = true;
      silence.abort();
    }
  }

  return {
    run,
    number: assignment.number,
    lease,
    isLost: () => isLost,
    isEnding: () => stop.signal.aborted,
    end,
    abandon: () => silence.abort(),
    renewed(sentAtMs) {
      renewedAtMs = Math.max(renewedAtMs, sentAtMs);
    },
    isLeaseOver: (nowMs) => nowMs - renewedAtMs > assignment.leaseSeconds * 1_000 - LEASE_MARGIN_MS,
    done: perform(assignment, { ...options, stop: stop.signal, silence: silence.signal, end }),
  };
}

type Performing = HoldOptions & { stop: AbortSignal; silence: AbortSignal; end(reason: StopReason): void };

async function perform(assignment: Assignment, options: Performing): Promise<RunEnd | null> {
  const { desk, secrets, silence, end } = options;
  const { run, lease } = assignment;
  const log = openLogPipe({
    mask: createMask([assignment.token.text, ...secrets]),
    now: Date.now,
    async send(chunk): Promise<ChunkAnswer> {
      const reply = await insist(() => desk.logs(run, { lease, ...chunk }), silence);
      if (reply?.kind === "done") {
        return { kind: "stored", next: reply.value.nextSequence };
      }
      if (reply && UNWANTED.includes(reply.status)) {
        return { kind: "unwanted" };
      }
      end("lost");
      return { kind: "lost" };
    },
  });
  // Told beside the program: it need not wait for a server that is away.
  let telling: Promise<unknown> = Promise.resolve();
  function started(): void {
    telling = insist(() => desk.start(run, lease), silence).then((reply) => {
      if (reply?.kind === "refused") {
        end("lost");
      }
    });
  }

  const outcome = await execute(assignment, { ...options, log, started });
  const { chunks, isCut } = await log.close();
  await telling;
  const ended = { lease, ...outcome, message: clipped(outcome.message), chunks, isLogCut: isCut };
  const reply = await insist(() => desk.end(run, ended), silence);
  return reply?.kind === "done" ? outcome : null;
}

/** The chunk itself is at fault, and no later try of it will be taken. */
const UNWANTED: readonly number[] = [400, 413, 422];

async function execute(
  assignment: Assignment,
  { runner, config, stop, end, log, started }: Performing & { log: LogSink; started(): void },
): Promise<RunEnd> {
  const limit = timeoutSecondsOf(assignment, config);
  const over = new AbortController();
  /** What a program may take counts from its own beginning: neither a slow image nor a full cluster is its fault. */
  function begun(): void {
    started();
    if (limit !== null) {
      void afterSeconds(limit, over.signal).then((isTime) => isTime && end("timed_out"));
    }
  }
  try {
    const outcome = await runner.run({ assignment, log, stop, started: begun });
    return endOfStop(outcome, reasonOf(stop), limit);
  } catch (error) {
    return failed("start_failed", `The agent could not run it: ${messageOf(error)}`);
  } finally {
    over.abort();
  }
}

/** What was told to end has ended for that reason, whatever its program said last: many end with 0 when they are asked to. */
function endOfStop(outcome: RunEnd, reason: StopReason | null, limitSeconds: number | null): RunEnd {
  if (reason === null || outcome.cause === "not_allowed") {
    return outcome;
  }
  const { exitCode } = outcome;
  switch (reason) {
    case "timed_out":
      return { state: "failed", cause: "timed_out", exitCode, message: `It ran longer than ${limitSeconds} seconds.` };
    case "agent_stopped":
      return { state: "failed", cause: "agent_stopped", exitCode, message: "The agent was stopped while it ran." };
    default:
      return { state: "killed", cause: "killed_by_person", exitCode, message: null };
  }
}

function clipped(message: string | null): string | null {
  return message === null ? null : message.slice(0, 2_000).replaceAll("\u0000", "\ufffd");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "something went wrong.";
}
