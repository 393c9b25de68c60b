import { setTimeout as sleep } from "node:timers/promises";
import type { RunningProcess } from "./processes";

/** Processes of the product that are hit and started again, as a machine's supervisor would do it. */
export type Crew = {
  start(): Promise<void>;
  member(index: number): RunningProcess;
  /** Resolves when the member runs and says that it is ready. */
  isReady(index: number): Promise<void>;
  kill(index: number, downMs: number): Promise<void>;
  stop(index: number, downMs: number): Promise<void>;
  freeze(index: number, forMs: number): Promise<void>;
  /** Ends all in order and starts none again. */
  finish(): Promise<void>;
};

export type CrewOptions = {
  size: number;
  launch(index: number): RunningProcess;
  isReadyLine(line: string): boolean;
  /** Hears of what no fault of ours explains, as a sentence. */
  onProcessFault(text: string): void;
};

/** A graceful stop waits 20 s for what is under way, and then only for the database. */
const STOP_MS_MAX = 45_000;
const READY_MS_MAX = 60_000;
/** Between an end that nobody asked for and the next start. */
const RESPAWN_MS = 300;
const POLL_MS = 20;

type Member = { process: RunningProcess; isReady: boolean; isEndExpected: boolean };

export function openCrew({ size, launch, isReadyLine, onProcessFault }: CrewOptions): Crew {
  const members = new Map<number, Member>();
  let isFinishing = false;

  function spawnMember(index: number): void {
    const process = launch(index);
    const member: Member = { process, isReady: false, isEndExpected: false };
    members.set(index, member);
    process.onLine((line) => {
      member.isReady ||= isReadyLine(line);
    });
    process.ended.then(async ({ code, signal }) => {
      if (member.isEndExpected) {
        return;
      }
      // One that cannot reach the database while it starts may give up: its supervisor tries again.
      if (member.isReady) {
        onProcessFault(`Process ${index} ended by itself (${signal ?? `code ${code}`}) though nothing had hit it.`);
      }
      await sleep(RESPAWN_MS);
      if (!isFinishing && !member.isEndExpected) {
        spawnMember(index);
      }
    });
  }

  function memberOf(index: number): Member {
    const member = members.get(index);
    if (!member) {
      throw new Error(`There is no process ${index}.`);
    }
    return member;
  }

  async function end(index: number, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const member = memberOf(index);
    member.isEndExpected = true;
    member.process.signal(signal);
    const isEnded = await Promise.race([member.process.ended.then(() => true), sleep(STOP_MS_MAX, false)]);
    if (!isEnded) {
      onProcessFault(`Process ${index} had not stopped ${STOP_MS_MAX / 1_000} s after ${signal}.`);
      member.process.signal("SIGKILL");
      await member.process.ended;
    }
  }

  async function endAndRestart(index: number, signal: "SIGKILL" | "SIGTERM", downMs: number): Promise<void> {
    await end(index, signal);
    await sleep(downMs);
    if (!isFinishing) {
      spawnMember(index);
    }
  }

  const isReady = async (index: number) => {
    const deadline = Date.now() + READY_MS_MAX;
    while (!memberOf(index).isReady || memberOf(index).process.hasEnded()) {
      if (Date.now() > deadline) {
        throw new Error(`Process ${index} was not ready within ${READY_MS_MAX / 1_000} s.`);
      }
      await sleep(POLL_MS);
    }
  };

  return {
    async start() {
      const indexes = Array.from({ length: size }, (_, index) => index);
      indexes.forEach(spawnMember);
      await Promise.all(indexes.map(isReady));
    },
    member: (index) => memberOf(index).process,
    isReady,
    kill: (index, downMs) => endAndRestart(index, "SIGKILL", downMs),
    stop: (index, downMs) => endAndRestart(index, "SIGTERM", downMs),
    async freeze(index, forMs) {
      const { process } = memberOf(index);
      process.signal("SIGSTOP");
      await sleep(forMs);
      process.signal("SIGCONT");
    },
    async finish() {
      isFinishing = true;
      await Promise.all([...members.keys()].map((index) => end(index, "SIGTERM")));
    },
  };
}
