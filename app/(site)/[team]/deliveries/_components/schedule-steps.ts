import type { ScheduleStep } from "@/app/_components/attempt-schedule";
import type { DeliveryView } from "@/lib/core/delivery";

/** The tries of the schedule since the last (re)delivery was asked for, and how each went. */
export function scheduleSteps({
  scheduleSeconds,
  tries,
  state,
}: Pick<DeliveryView, "scheduleSeconds" | "tries" | "state">): ScheduleStep[] {
  const isOver = state === "gave_up" || state === "unknown" || state === "stopped" || state === "delivered";
  return ["now", ...scheduleSeconds.map(waitLabel)].map((label, place) => {
    if (place < tries) {
      return { label, state: state === "delivered" && place === tries - 1 ? "delivered" : "failed" };
    }
    return { label, state: place === tries && !isOver ? "next" : "to_come" };
  });
}

/** `5 s`, `5 min`, `2 h`, `3 d`: rounded, for a schedule is a promise of about how long. */
function waitLabel(seconds: number): string {
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3600) {
    return `${Math.round(seconds / 60)} min`;
  }
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}
