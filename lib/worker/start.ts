import { advanceBatches } from "@/lib/deliveries/batches/step";
import { releaseLostLeases } from "@/lib/deliveries/release";
import { tellDueReports } from "@/lib/deliveries/tell-reports";
import { releaseLostRuns } from "@/lib/launch/agents/sweep";
import { DUE_CHANNEL, destinationsTold } from "@/lib/outbox/announce";
import { Dispatcher } from "./dispatcher";
import { keepHouse } from "./housekeeping";
import type { WorkerOptions } from "./options";
import { repeat } from "./repeat";
import { startWorkflows } from "./workflows";

export type Worker = {
  /** When it last looked for what is due: what readiness asks. Null until the first sweep has ended well. */
  lastSweepAt(): Date | null;
  /** Claims nothing more, waits for what is being sent up to `waitMs`, then cuts it off; the rest stays in the database. */
  stop(waitMs?: number): Promise<void>;
};

/** Retries fall due without anybody saying so, and a notification may be lost: this is the longest that either waits. */
const SWEEP_INTERVAL_MS = 1_000;
const LEASES_INTERVAL_MS = 5_000;
const BATCHES_INTERVAL_MS = 2_000;
const REPORTS_INTERVAL_MS = 1_000;
const WORKFLOWS_INTERVAL_MS = 1_000;
const HOUSEKEEPING_INTERVAL_MS = 3_600_000;
const RECOVERY_INTERVAL_MS = 3_600_000;
const STOP_WAIT_MS = 20_000;

/** Sends deliveries until stopped: woken by the transactions that make them, and every second by a sweep. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { db, listen, log, isSoleOwner } = options;
  const dispatcher = new Dispatcher(options);
  let lastSweepAt: Date | null = null;

  await releaseLostLeases(db, { isSoleOwner });
  const listener = await listen?.(
    DUE_CHANNEL,
    (text) => dispatcher.wake(destinationsTold(text)),
    () => dispatcher.wake(null),
  );

  async function sweep(): Promise<void> {
    await dispatcher.sweep();
    lastSweepAt = options.clock.now();
  }

  async function keepLeases(): Promise<void> {
    await dispatcher.renew();
    const released = await releaseLostLeases(db, { isSoleOwner: false });
    if (released > 0) {
      log.warn({ released }, "Deliveries of a lost worker were given back.");
    }
    const runs = options.onRunEnded ? await releaseLostRuns(db, options.onRunEnded) : 0;
    if (runs > 0) {
      log.warn({ runs }, "Runs of lost agents were given back.");
    }
  }

  const routines = [
    every(SWEEP_INTERVAL_MS, "The sweep", sweep),
    every(LEASES_INTERVAL_MS, "The keeping of leases", keepLeases),
    every(BATCHES_INTERVAL_MS, "The step of a batch", (signal) => advanceBatches(db, signal)),
    every(REPORTS_INTERVAL_MS, "The telling of runs elsewhere", async () => {
      await tellDueReports(db, options.reporters, log);
    }),
    every(WORKFLOWS_INTERVAL_MS, "The starting of workflows", (signal) => startWorkflows(options, signal)),
    every(HOUSEKEEPING_INTERVAL_MS, "Housekeeping", (signal) => keepHouse(options, signal)),
    every(RECOVERY_INTERVAL_MS, "The fetching of lost webhooks", async (signal) => {
      await options.recoverWebhooks?.(signal);
    }),
  ];

  function every(intervalMs: number, what: string, fn: (signal: AbortSignal) => Promise<void>) {
    return repeat(fn, intervalMs, (error) => log.error({ err: error }, `${what} failed and will be tried again.`));
  }

  return {
    lastSweepAt: () => lastSweepAt,
    async stop(waitMs = STOP_WAIT_MS) {
      await Promise.all([listener?.stop(), ...routines.map((routine) => routine.stop())]);
      await dispatcher.stop(waitMs);
    },
  };
}
