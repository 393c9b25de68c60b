import type { V1ContainerStatus, V1Job, V1Pod } from "@kubernetes/client-node";
import { endOfExit, failed, type RunEnd } from "../runner";

/** How a run stands in the cluster: it waits, perhaps with words why, its program runs, or it has ended. */
export type Standing = { kind: "waits"; why: string | null } | { kind: "runs" } | Ended;
type Ended = { kind: "ended"; end: RunEnd /** False where nothing ran that could have written. */; hasLog: boolean };

/** Causes for which a container is never made, however long one waits. */
const IMAGE_FAULTS = ["ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "ErrImageNotFound"];
const START_FAULTS = ["CreateContainerConfigError", "CreateContainerError", "RunContainerError", "CrashLoopBackOff"];

/** Reads what the cluster says of a job and of the one pod that it has or had; null for what is not there. */
export function standingOf(job: V1Job | null, pod: V1Pod | null): Standing {
  const container = pod?.status?.containerStatuses?.[0];
  const end = endOfPod(pod) ?? endOfJob(job) ?? faultOf(container);
  if (end) {
    return { kind: "ended", end, hasLog: container?.state?.terminated !== undefined };
  }
  if (job === null && pod === null) {
    return { kind: "ended", end: failed("signal", "Its job was deleted."), hasLog: false };
  }
  return container?.state?.running ? { kind: "runs" } : { kind: "waits", why: whyItWaits(pod) };
}

function endOfPod(pod: V1Pod | null): RunEnd | null {
  const status = pod?.status;
  if (status?.reason === "DeadlineExceeded") {
    return failed("timed_out", "It ran longer than it may.");
  }
  const terminated = status?.containerStatuses?.[0]?.state?.terminated;
  if (terminated) {
    return endOfContainer(terminated);
  }
  if (status?.phase === "Failed") {
    return failed("signal", `The cluster ended its pod${wordsOf(status.reason, status.message)}.`);
  }
  return null;
}

type Terminated = NonNullable<NonNullable<V1ContainerStatus["state"]>["terminated"]>;

function endOfContainer({ exitCode, reason, message, signal }: Terminated): RunEnd {
  if (reason === "OOMKilled") {
    return { ...failed("out_of_memory", "It needed more memory than it may have."), exitCode };
  }
  if (reason === "ContainerCannotRun" || reason === "StartError") {
    return { ...failed("start_failed", `Its container could not start${wordsOf(undefined, message)}.`), exitCode };
  }
  return signal ? failed("signal", `The program was ended by signal ${signal}.`) : endOfExit(exitCode);
}

function endOfJob(job: V1Job | null): RunEnd | null {
  const over = job?.status?.conditions?.find(({ type, status: isSo }) => type === "Failed" && isSo === "True");
  if (!over) {
    return null;
  }
  return over.reason === "DeadlineExceeded"
    ? failed("timed_out", "It ran longer than it may.")
    : failed("signal", `The cluster gave it up${wordsOf(over.reason, over.message)}.`);
}

function faultOf(container: V1ContainerStatus | undefined): RunEnd | null {
  const waiting = container?.state?.waiting;
  const reason = waiting?.reason ?? "";
  if (IMAGE_FAULTS.includes(reason)) {
    return failed("image_missing", `The cluster cannot fetch the image${wordsOf(reason, waiting?.message)}.`);
  }
  return START_FAULTS.includes(reason)
    ? failed("start_failed", `The cluster cannot start its container${wordsOf(reason, waiting?.message)}.`)
    : null;
}

function whyItWaits(pod: V1Pod | null): string | null {
  const unplaced = pod?.status?.conditions?.find(({ type, status }) => type === "PodScheduled" && status === "False");
  return unplaced ? `No node has room for it yet${wordsOf(unplaced.reason, unplaced.message)}.` : null;
}

function wordsOf(reason: string | undefined, message: string | undefined): string {
  const words = [reason, message].filter((each) => each !== undefined && each !== "").join(": ");
  return words === "" ? "" : ` (${words.replace(/\.$/, "")})`;
}
