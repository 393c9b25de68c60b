import type { DeliverySummary } from "@/lib/core/delivery";

const SOON_MS = 2_000;
const LATER_MS = 30_000;

/** How often a page with these deliveries is worth reading again; null when none of them changes by itself. */
export function refreshEveryMs(
  deliveries: readonly Pick<DeliverySummary, "state" | "isPaused" | "dueAt">[],
  now: number = Date.now(),
): number | null {
  const moving = deliveries.filter(({ state, isPaused }) => {
    return !isPaused && (state === "pending" || state === "sending" || state === "retrying");
  });
  if (moving.length === 0) {
    return null;
  }
  // A retry hours ahead would else have the page read thousands of times before it can change.
  const isSoon = moving.some(({ state, dueAt }) => {
    return state !== "retrying" || (dueAt !== null && Date.parse(dueAt) - now < LATER_MS);
  });
  return isSoon ? SOON_MS : LATER_MS;
}
