import type { Id } from "@/lib/core/ids";
import type { Listen, Listener } from "@/lib/db/listen";
import { announced, type Call, QUEUE_CHANNEL } from "../announce";

/** Wakes the polls that this process holds for a queue. */
export type Bell = {
  /**
   * True once the queue is called, false after `ms` or when `signal` aborts. `canTake` says whether a new run concerns the
   * caller at all; a call for all does in any case.
   */
  wait(queueId: Id<"queue">, options: { ms: number; canTake: boolean; signal: AbortSignal }): Promise<boolean>;
  ring(queueId: Id<"queue">, call: Call): void;
  isStopped(): boolean;
  /** Ends all waiting, now and from now on. */
  stop(): Promise<void>;
};

type Waiter = { canTake: boolean; end(wasCalled: boolean): void };

/**
 * One new run wakes one agent: fifty that wait would otherwise all ask the database for it, and forty-nine in vain. Who takes
 * something rings for the next itself, in case there is more. Without `listen`, as behind a pooler, only this process's own
 * rings are heard, and the polls look by themselves.
 */
export function createBell(listen: Listen | null): Bell {
  const waiting = new Map<Id<"queue">, Set<Waiter>>();
  // Opened by the first that waits, so that a process without agents holds no connection for them.
  let listener: Promise<Listener> | null = null;
  let isStopped = false;

  function ring(queueId: Id<"queue">, call: Call): void {
    for (const waiter of [...(waiting.get(queueId) ?? [])]) {
      if (call === "all" || waiter.canTake) {
        waiter.end(true);
      }
      if (call === "one" && waiter.canTake) {
        return;
      }
    }
  }

  function ringAll(): void {
    for (const queueId of waiting.keys()) {
      ring(queueId, "all");
    }
  }

  function hear(text: string): void {
    const heard = announced(text);
    if (heard) {
      ring(heard.queueId, heard.call);
    }
  }

  return {
    ring,
    isStopped: () => isStopped,
    async wait(queueId, { ms, canTake, signal }) {
      if (isStopped || signal.aborted) {
        return false;
      }
      listener ??= listen?.(QUEUE_CHANNEL, hear, ringAll) ?? null;
      const waiters = waiting.get(queueId) ?? new Set();
      waiting.set(queueId, waiters);
      const isCalled = await new Promise<boolean>((resolve) => {
        const waiter = { canTake, end };
        const giveUp = () => end(false);
        const timer = setTimeout(giveUp, ms);
        signal.addEventListener("abort", giveUp, { once: true });
        waiters.add(waiter);

        function end(wasCalled: boolean): void {
          clearTimeout(timer);
          signal.removeEventListener("abort", giveUp);
          waiters.delete(waiter);
          resolve(wasCalled);
        }
      });
      if (waiters.size === 0 && waiting.get(queueId) === waiters) {
        waiting.delete(queueId);
      }
      return isCalled;
    },
    async stop() {
      isStopped = true;
      for (const waiter of [...waiting.values()].flatMap((waiters) => [...waiters])) {
        waiter.end(false);
      }
      await (await listener)?.stop();
    },
  };
}
