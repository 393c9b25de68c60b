import { setTimeout as sleep } from "node:timers/promises";

export type Patience = {
  forMs: number;
  everyMs: number;
  /** Ends the patience early: the next failure is the last. */
  signal?: AbortSignal;
};

/** Does it again after each failure, until it succeeds or the patience ends: then the last failure is thrown. */
export async function patiently<T>(fn: () => Promise<T>, { forMs, everyMs, signal }: Patience): Promise<T> {
  const givesUpAt = performance.now() + forMs;
  for (;;) {
    try {
      return await fn();
    } catch (error) {
      if (signal?.aborted || performance.now() > givesUpAt) {
        throw error;
      }
      await sleep(everyMs);
    }
  }
}
