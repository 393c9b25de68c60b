import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleQuestionMark,
  CircleSlash,
  CircleX,
  LoaderCircle,
  RotateCwClock,
} from "lucide-react";
import type { DeliveryState } from "@/lib/core/delivery";
import type { DeliveryRun } from "@/lib/core/github-run";
import type { LaunchState } from "@/lib/core/launch-run";
import { LAUNCH_LOOK } from "./launch-state";
import { type StateLook, StateMark, type StateMarkProps } from "./ui/state-mark";

export const DELIVERY_LOOK = {
  pending: { label: "Pending", icon: CircleDashed, tone: "neutral" },
  sending: { label: "Sending", icon: LoaderCircle, tone: "running", isTurning: true },
  retrying: { label: "Retrying", icon: RotateCwClock, tone: "caution" },
  delivered: { label: "Delivered", icon: CircleCheck, tone: "positive" },
  accepted: { label: "Accepted", icon: CircleCheck, tone: "positive" },
  unknown: { label: "Unknown", icon: CircleQuestionMark, tone: "caution" },
  gave_up: { label: "Gave up", icon: CircleX, tone: "critical" },
  stopped: { label: "Stopped", icon: CircleSlash, tone: "neutral" },
  paused: { label: "Paused", icon: CirclePause, tone: "neutral" },
} as const satisfies Record<string, StateLook>;

/** What the other side (a workflow, a job) reported after it was sent. */
export const REMOTE_LOOK = {
  queued: { label: "Queued", icon: CircleDashed, tone: "neutral" },
  running: { label: "Running", icon: LoaderCircle, tone: "running", isTurning: true },
  succeeded: { label: "Succeeded", icon: CircleCheck, tone: "positive" },
  failed: { label: "Failed", icon: CircleX, tone: "critical" },
  cancelled: { label: "Cancelled", icon: CircleSlash, tone: "neutral" },
} as const satisfies Record<string, StateLook>;

/** The words that GitHub's runs and those of queues share mean the same. */
const RUN_LOOK = { ...LAUNCH_LOOK, ...REMOTE_LOOK } as const satisfies Record<
  ShownRemoteState | LaunchState,
  StateLook
>;

export type ShownDeliveryState = keyof typeof DELIVERY_LOOK;
export type ShownRemoteState = keyof typeof REMOTE_LOOK;

export type DeliveryStateMarkProps = Omit<StateMarkProps, "look"> & {
  state: ShownDeliveryState;
  /** Once the other side has reported, its word counts more than "Delivered". */
  remote?: ShownRemoteState | LaunchState | null | undefined;
};

/** What the run of a delivery is said to do: one of a queue in launch's own words. */
export function remoteOf(run: DeliveryRun | null): ShownRemoteState | LaunchState | null {
  return run && (run.launch?.state ?? run.state);
}

/** How a delivery stands: its own state, or what its target reported since. */
export function DeliveryStateMark({ state, remote, ...rest }: DeliveryStateMarkProps) {
  return <StateMark {...rest} look={deliveryLook(state, remote)} />;
}

export function deliveryLook(state: ShownDeliveryState, remote?: DeliveryStateMarkProps["remote"]): StateLook {
  const isSent = state === "delivered" || state === "accepted";
  return remote && isSent ? RUN_LOOK[remote] : DELIVERY_LOOK[state];
}

/** How a delivery is shown: accepted is delivered with 202, and paused is waiting for its webhook. */
export function shownState(delivery: {
  state: DeliveryState;
  isPaused: boolean;
  status: number | null;
}): ShownDeliveryState {
  if (delivery.isPaused) {
    return "paused";
  }
  return delivery.state === "delivered" && delivery.status === 202 ? "accepted" : delivery.state;
}
