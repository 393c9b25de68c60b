import { setTimeout as delay } from "node:timers/promises";
import type { Reply } from "./desk";

const FIRST_WAIT_MS = 250;
const WAIT_MS_MAX = 8_000;

/**
 * How long to wait before try number `tries + 1`: twice as long each time, up to some seconds, and anywhere in the upper half of
 * it, so that the agents of a server that comes back do not all call at once.
 */
export function waitMsAfter(tries: number, asked: number | null, random: () => number = Math.random): number {
  const wait = Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 16));
  return Math.max(asked ?? 0, wait / 2 + (wait / 2) * random());
}

/** Waits; false when the signal ended it. */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return delay(ms, true, { signal }).catch(() => false);
}

/** Asks until the server has answered, or the signal says that nobody needs the answer any more: then null. */
export async function insist<T>(
  call: () => Promise<Reply<T>>,
  signal: AbortSignal,
): Promise<Exclude<Reply<T>, { kind: "away" }> | null> {
  for (let tries = 1; !signal.aborted; tries += 1) {
    const reply = await call();
    if (reply.kind !== "away") {
      return reply;
    }
    if (!(await pause(waitMsAfter(tries, reply.waitMs), signal))) {
      return null;
    }
  }
  return null;
}
