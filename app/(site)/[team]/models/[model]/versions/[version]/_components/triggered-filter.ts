import type { DeliverySummary } from "@/lib/core/delivery";

export const TRIGGERED_SHOWN = ["all", "attention", "moving", "done"] as const;
export type TriggeredShown = (typeof TRIGGERED_SHOWN)[number];

export const SHOWN_LABEL = {
  all: "All",
  attention: "Needs a person",
  moving: "Under way",
  done: "Done",
} as const satisfies Record<TriggeredShown, string>;

export function shownOf(text: string | undefined): TriggeredShown {
  return TRIGGERED_SHOWN.find((shown) => shown === text) ?? "all";
}

/** Whether a delivery is among what is asked for. A stopped one is done: a person has decided. */
export function isShown({ state }: Pick<DeliverySummary, "state">, shown: TriggeredShown): boolean {
  if (shown === "all") {
    return true;
  }
  if (state === "gave_up" || state === "unknown") {
    return shown === "attention";
  }
  return shown === (state === "delivered" || state === "stopped" ? "done" : "moving");
}
