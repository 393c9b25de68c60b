import type { Executors } from "@/lib/core/ports";
import type { Database } from "@/lib/db/client";
import { type Claim, claimDeliveries, claimOverdue, releaseLostLeases } from "@/lib/deliveries/claim";
import { type RunPorts, runDelivery } from "@/lib/deliveries/run";
import { createSettler } from "@/lib/deliveries/settle";
import type { DeliverJob } from "@/lib/outbox/jobs";
import { createRoom } from "./room";

export type WorkerOptions = {
  db: Database;
  executors: Executors;
  clock: RunPorts["clock"];
  log: WorkerLog;
  /** True on the embedded default: this process holds the folder, so every lease in it is of a dead one. */
  isSoleOwner: boolean;
  random?: () => number;
};

type WorkerLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

export type Worker = {
  /** Claims nothing more, waits for what is being sent up to `waitMs`, then cuts it off; the rest stays in the database. */
  stop(waitMs?: number): Promise<void>;
};

/** Requests that one process has under way at once. Each holds a socket and at most 64 KiB of a response. */
const IN_FLIGHT_MAX = 256;
const SWEEP_INTERVAL_MS = 5_000;
const SWEEP_MAX = 200;
const STOP_WAIT_MS = 20_000;

/** Sends deliveries until stopped: woken by the queue, and every few seconds by a sweep for what fell through. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { db, log } = options;
  const room = createRoom(IN_FLIGHT_MAX);
  const cutOff = new AbortController();
  const ports: RunPorts = {
    executors: options.executors,
    clock: options.clock,
    random: options.random ?? Math.random,
    settler: createSettler(db, (deliveryId) =>
      log.warn({ deliveryId }, "A late answer was dropped: its lease had passed on."),
    ),
  };

  function send(claims: readonly Claim[]): void {
    for (const claim of claims) {
      room.run(() =>
        runDelivery(ports, claim, cutOff.signal).then(
          ({ outcome, durationMs }) =>
            log.info(
              { deliveryId: claim.deliveryId, code: outcome.code, status: outcome.status, durationMs },
              "Attempt made.",
            ),
          // Not stored: the lease runs out and the sweep gives the delivery back.
          (error: unknown) =>
            log.error({ deliveryId: claim.deliveryId, err: error }, "An attempt could not be stored."),
        ),
      );
    }
  }

  async function sweep(): Promise<void> {
    const released = await releaseLostLeases(db, { isSoleOwner: false });
    if (released > 0) {
      log.warn({ released }, "Deliveries of a lost worker were given back.");
    }
    await room.hasSpace();
    send(await claimOverdue(db, SWEEP_MAX));
  }

  await releaseLostLeases(db, { isSoleOwner: options.isSoleOwner });
  const consumer = await db.queue.work<DeliverJob>("deliver", { batchSize: 20, localConcurrency: 2 }, async (jobs) => {
    await room.hasSpace();
    send(
      await claimDeliveries(
        db,
        jobs.flatMap((job) => job.data.deliveryIds),
      ),
    );
  });
  const sweeper = repeat(sweep, SWEEP_INTERVAL_MS, (error) =>
    log.error({ err: error }, "The sweep failed and will be tried again."),
  );

  return {
    async stop(waitMs = STOP_WAIT_MS) {
      await Promise.all([sweeper.stop(), consumer.stop()]);
      const timer = setTimeout(() => cutOff.abort(), waitMs);
      await room.isEmpty();
      clearTimeout(timer);
    },
  };
}

/** Runs again after each end, never twice at once. */
function repeat(
  fn: () => Promise<void>,
  everyMs: number,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer = setTimeout(turn, 0);

  function turn(): void {
    running = fn()
      .catch(onError)
      .then(() => {
        if (!isStopped) {
          timer = setTimeout(turn, everyMs);
        }
      });
  }

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
