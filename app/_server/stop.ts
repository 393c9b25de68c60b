import { log } from "@/lib/platform/log";
import { stopRuntime } from "./runtime";

/** Sees to it that a stop finishes what is under way and frees the data folder before the process ends. */
export function stopOnSignals(): void {
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  log().info({ signal }, "Stopping: what is being sent is finished first.");
  await stopRuntime().catch((error: unknown) => log().error({ err: error }, "The stop was not clean."));
  process.exit(0);
}
