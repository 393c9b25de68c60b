import { setTimeout as sleep } from "node:timers/promises";
import type { PerformedFault } from "./evidence";
import { type Fault, faultText, type PlannedFault } from "./plan";

/** Does one fault to the real thing and resolves when it is over. */
export type Perform = (fault: Fault) => Promise<void>;

/** Performs a plan at its times, and answers what was done and when. Resolves when the last fault is over. */
export async function performPlan(
  plan: readonly PlannedFault[],
  perform: Perform,
  say: (text: string) => void,
): Promise<PerformedFault[]> {
  const startedAt = Date.now();
  const performed: PerformedFault[] = [];
  const busy = new Map<string, Promise<void>>();

  async function performOne(fault: Fault, before: Promise<void> | undefined): Promise<void> {
    await before;
    const from = Date.now();
    await perform(fault);
    const to = Date.now();
    performed.push({ kind: fault.kind, text: faultText(fault), from, to });
    say(`${faultText(fault)}, for ${((to - from) / 1_000).toFixed(1)} s`);
  }

  for (const { atMs, fault } of plan) {
    await sleep(Math.max(0, startedAt + atMs - Date.now()));
    const victim = victimOf(fault);
    const turn = performOne(fault, busy.get(victim));
    turn.catch(() => undefined); // Seen at the end, by the promise that waits for all.
    busy.set(victim, turn);
  }
  await Promise.all(busy.values());
  return performed.sort((one, other) => one.from - other.from);
}

/** What one fault at a time is done to; where the last one took longer than planned, the next waits. */
function victimOf(fault: Fault): string {
  switch (fault.kind) {
    case "restart":
    case "cut":
      return "database";
    case "outage":
      return `hook ${fault.hook}`;
    default:
      return `process ${fault.worker}`;
  }
}
