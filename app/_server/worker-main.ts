import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { listenForProbes } from "./probe-listener";
import { startRuntime } from "./runtime";
import { stopOnSignals } from "./stop";

/**
 * The entry of `npm run worker`: a process that delivers, and serves nothing but its health and metrics where it is told
 * to. Any number may share one Postgres.
 */
async function main(): Promise<void> {
  const { HOST, MODELWIRE_METRICS_PORT, MODELWIRE_WORKER } = env();
  if (MODELWIRE_WORKER !== "on") {
    throw new Error(
      `MODELWIRE_WORKER is ${MODELWIRE_WORKER}, so this process would do nothing. Unset it for the worker.`,
    );
  }
  if (MODELWIRE_METRICS_PORT !== undefined) {
    // First, so that whoever watches sees a process that is live and not yet ready. It ends with the process.
    const { port } = await listenForProbes(HOST, MODELWIRE_METRICS_PORT);
    log().info({ port }, "Health and metrics are served.");
  }
  await startRuntime();
  stopOnSignals();
}

main().catch((error: unknown) => {
  log().fatal({ err: error }, "The worker could not start.");
  process.exit(1);
});
