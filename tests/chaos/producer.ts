import type { Change } from "./evidence";
import type { RunningProcess } from "./processes";
import { producerLine, readLines } from "./records";

/** What the producing process has said last. A new process begins from nothing. */
export type Progress = {
  isProduced: boolean;
  /** Deliveries that something must still move, as counted after the last change. */
  unfinished: number | null;
};

export const PRODUCER_READY = "chaos ready";
export const PRODUCER_DONE = "chaos produced";
export const PRODUCER_COUNTED = "chaos unfinished ";

export function followProducer(process: RunningProcess): Progress {
  const progress: Progress = { isProduced: false, unfinished: null };
  process.onLine((line) => {
    progress.isProduced ||= line === PRODUCER_DONE;
    if (line.startsWith(PRODUCER_COUNTED)) {
      progress.unfinished = Number(line.slice(PRODUCER_COUNTED.length));
    }
  });
  return progress;
}

/** Every change that was begun, by the producer's file. */
export function readChanges(file: string): Change[] {
  const changes = new Map<number, Change>();
  for (const { what, change: number, type } of readLines(file, producerLine)) {
    const change = changes.get(number) ?? { number, type, isDone: false, throws: 0 };
    changes.set(number, {
      ...change,
      isDone: change.isDone || what === "done",
      throws: change.throws + (what === "threw" ? 1 : 0),
    });
  }
  return [...changes.values()];
}
