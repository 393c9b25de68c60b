import type { Assignment } from "@/lib/core/launch-agent";
import type { LaunchCause, LaunchEnd, LogStream } from "@/lib/core/launch-run";

/** Why a program is ended before it ends itself. */
export type StopReason = "killed_by_person" | "agent_stopped" | "timed_out" | "lost";

/** How a run ended, as the server is told. */
export type RunEnd = { state: LaunchEnd; cause: LaunchCause; exitCode: number | null; message: string | null };

/** Where what a program writes goes. */
export type LogSink = {
  /** Takes bytes as they come, and is done when there is room for more: a caller that waits holds its program back. */
  write(stream: Exclude<LogStream, "agent">, bytes: Uint8Array): Promise<void>;
  /** What the agent itself has to say. */
  note(text: string): void;
};

export type Work = {
  assignment: Assignment;
  log: LogSink;
  /** Aborted with a `StopReason` when the program must end. */
  stop: AbortSignal;
  /** Told once, when the job's own program runs. */
  started(): void;
};

/** One way to execute runs. It holds no state of a run past `run`, and leaves nothing behind. */
export type Runner = {
  /** Removes what an agent of the same name has left that was killed; its runs have been given to others. */
  sweep(): Promise<void>;
  /** Executes one run to its end. Refusals are ends; what is thrown is a bug or an outage of the resource. */
  run(work: Work): Promise<RunEnd>;
};

export function failed(cause: LaunchCause, message: string): RunEnd {
  return { state: "failed", cause, exitCode: null, message };
}

export function reasonOf(stop: AbortSignal): StopReason | null {
  return stop.aborted ? (stop.reason as StopReason) : null; // Whoever aborts it gives one: `lib/agent/held-run.ts`.
}

/** What became of a program by its exit code; null where a signal ended it. */
export function endOfExit(exitCode: number): RunEnd {
  return exitCode === 0
    ? { state: "finished", cause: "exit", exitCode, message: null }
    : { state: "failed", cause: "exit", exitCode, message: `The program ended with exit code ${exitCode}.` };
}
