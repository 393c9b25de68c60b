import { claimDeliveries, claimOverdue } from "@/lib/deliveries/claim";
import { releaseLostLeases } from "@/lib/deliveries/release";
import type { DeliverJob } from "@/lib/outbox/jobs";
import { keepHouse } from "./housekeeping";
import type { WorkerOptions } from "./options";
import { repeat } from "./repeat";
import { createSender, type Sender } from "./sender";

export type Worker = {
  /** Claims nothing more, waits for what is being sent up to `waitMs`, then cuts it off; the rest stays in the database. */
  stop(waitMs?: number): Promise<void>;
};

const SWEEP_INTERVAL_MS = 5_000;
/** What is claimed at once: its lease runs from then on, so no more than can soon be sent. */
const CLAIM_MAX = 100;
const HOUSEKEEPING_INTERVAL_MS = 3_600_000;
const STOP_WAIT_MS = 20_000;

/** Sends deliveries until stopped: woken by the queue, and every few seconds by a sweep for what fell through. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { db, log, isSoleOwner } = options;
  const sender = createSender(options);
  const stopping = new AbortController();

  await releaseLostLeases(db, { isSoleOwner });
  const consumer = await db.queue.work<DeliverJob>("deliver", { batchSize: 20, localConcurrency: 2 }, async (jobs) => {
    const ids = jobs.flatMap((job) => job.data.deliveryIds);
    for (let start = 0; start < ids.length && !stopping.signal.aborted; start += CLAIM_MAX) {
      await sender.hasSpace();
      sender.send(await claimDeliveries(db, ids.slice(start, start + CLAIM_MAX)));
    }
  });
  const sweeper = repeat(
    () => sweep(options, sender, stopping.signal),
    SWEEP_INTERVAL_MS,
    (error) => log.error({ err: error }, "The sweep failed and will be tried again."),
  );
  const housekeeper = repeat(
    () => keepHouse(options),
    HOUSEKEEPING_INTERVAL_MS,
    (error) => log.error({ err: error }, "Housekeeping failed and will be tried again in an hour."),
  );

  return {
    async stop(waitMs = STOP_WAIT_MS) {
      stopping.abort(); // What its jobs named and nobody claimed, the sweep of the next one finds.
      await Promise.all([sweeper.stop(), housekeeper.stop(), consumer.stop()]);
      await sender.finish(waitMs);
    },
  };
}

/** Takes batch after batch while there is more: a backlog of thousands must not go out at a batch per sweep. */
async function sweep({ db, log }: WorkerOptions, sender: Sender, stopping: AbortSignal): Promise<void> {
  const released = await releaseLostLeases(db, { isSoleOwner: false });
  if (released > 0) {
    log.warn({ released }, "Deliveries of a lost worker were given back.");
  }
  for (let claimed = CLAIM_MAX; claimed === CLAIM_MAX && !stopping.aborted; ) {
    await sender.hasSpace();
    const claims = await claimOverdue(db, CLAIM_MAX);
    sender.send(claims);
    claimed = claims.length;
  }
}
