import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { startRuntime } from "./runtime";
import { stopOnSignals } from "./stop";

/** The entry of `npm run worker`: a process that delivers and serves nothing. Any number may share one Postgres. */
async function main(): Promise<void> {
  const { MODELWIRE_WORKER } = env();
  if (MODELWIRE_WORKER !== "on") {
    throw new Error(
      `MODELWIRE_WORKER is ${MODELWIRE_WORKER}, so this process would do nothing. Unset it for the worker.`,
    );
  }
  await startRuntime();
  stopOnSignals();
}

main().catch((error: unknown) => {
  log().fatal({ err: error }, "The worker could not start.");
  process.exit(1);
});
