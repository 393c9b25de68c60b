import { setTimeout as delay } from "node:timers/promises";

/** Time as a port: code that waits or compares takes one, so that a test need not wait. */
export type Clock = {
  now: () => Date;
  /** Ends early, without a word, when the signal is aborted: the caller asks the signal what happened. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

export const systemClock: Clock = { now: () => new Date(), sleep };

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    if (!signal?.aborted) {
      throw error;
    }
  }
}
