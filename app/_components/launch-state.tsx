import { CircleCheck, CircleDashed, CirclePause, CircleSlash, CircleX, LoaderCircle } from "lucide-react";
import type { QueueState } from "@/lib/core/launch-queue";
import { isEnded, type LaunchRunView, type LaunchState } from "@/lib/core/launch-run";
import { formatDuration } from "./format";
import { Elapsed } from "./time";
import type { StateLook } from "./ui/state-mark";

export const LAUNCH_LOOK = {
  queued: { label: "Queued", icon: CircleDashed, tone: "neutral" },
  claimed: { label: "Claimed", icon: LoaderCircle, tone: "running", isTurning: true },
  running: { label: "Running", icon: LoaderCircle, tone: "running", isTurning: true },
  finished: { label: "Finished", icon: CircleCheck, tone: "positive" },
  failed: { label: "Failed", icon: CircleX, tone: "critical" },
  killed: { label: "Killed", icon: CircleSlash, tone: "neutral" },
} as const satisfies Record<LaunchState, StateLook>;

export const QUEUE_LOOK = {
  open: { label: "Open", icon: CircleCheck, tone: "positive" },
  paused: { label: "Paused", icon: CirclePause, tone: "neutral" },
  draining: { label: "Draining", icon: LoaderCircle, tone: "caution" },
} as const satisfies Record<QueueState, StateLook>;

type Timed = Pick<LaunchRunView, "state" | "queuedAt" | "startedAt" | "finishedAt">;

/** How long its program ran, or has run so far; nothing before it runs. */
export function RunTook({ run: { startedAt, finishedAt } }: { run: Timed }) {
  if (startedAt === null) {
    return null;
  }
  return finishedAt === null ? (
    <Elapsed since={startedAt} />
  ) : (
    formatDuration(Date.parse(finishedAt) - Date.parse(startedAt))
  );
}

const MOVING_MS = 2_000;
const WAITING_MS = 15_000;

/** How often a page with these runs is worth reading again while nobody tells of changes; null once all have ended. */
export function runsRefreshMs(runs: readonly Pick<LaunchRunView, "state">[]): number | null {
  const open = runs.filter(({ state }) => !isEnded(state));
  if (open.length === 0) {
    return null;
  }
  return open.some(({ state }) => state !== "queued") ? MOVING_MS : WAITING_MS;
}
