import { workWorkflows } from "@/lib/launch/workflows/work";
import type { WorkerOptions } from "./options";

/** Until nothing waits: what is tried again later is another turn's. Without GitHub there is nothing to start. */
export async function startWorkflows(
  { db, workflows, onRunEnded: onEnded }: WorkerOptions,
  signal: AbortSignal,
): Promise<void> {
  for (let worked = 1; workflows && onEnded && worked > 0 && !signal.aborted; ) {
    worked = await workWorkflows({ db, workflows, onEnded }, signal);
  }
}
