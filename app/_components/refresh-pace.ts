import type { DeliverySummary } from "@/lib/core/delivery";
import { isRunOver, type RunState } from "@/lib/core/github-run";

const SOON_MS = 2_000;
const LATER_MS = 30_000;

type Moving = Pick<DeliverySummary, "state" | "isPaused" | "dueAt"> & {
  run?: { state: RunState } | RunState | null;
};

/** How often a page with these deliveries is worth reading again; null when none of them changes by itself. */
export function refreshEveryMs(deliveries: readonly Moving[], now: number = Date.now()): number | null {
  const hasRun = deliveries.some(({ run }) => {
    const state = typeof run === "string" ? run : run?.state;
    return state !== undefined && !isRunOver(state);
  });
  const moving = deliveries.filter(({ state, isPaused }) => {
    return !isPaused && (state === "pending" || state === "sending" || state === "retrying");
  });
  if (moving.length === 0) {
    return hasRun ? LATER_MS : null; // Runs take minutes.
  }
  // A retry hours ahead would else have the page read thousands of times before it can change.
  const isSoon = moving.some(({ state, dueAt }) => {
    return state !== "retrying" || (dueAt !== null && Date.parse(dueAt) - now < LATER_MS);
  });
  return isSoon ? SOON_MS : LATER_MS;
}
