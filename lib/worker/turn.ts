import { advanceBatches } from "@/lib/deliveries/batches/step";
import { releaseLostLeases } from "@/lib/deliveries/release";
import { Dispatcher } from "./dispatcher";
import { keepHouse } from "./housekeeping";
import type { WorkerOptions } from "./options";

export type TurnOptions = {
  /** How long new deliveries are claimed. What is under way then may take as long as a request may. */
  claimForMs: number;
  /** True for the turn of a cron, which also does what a worker's routines do between deliveries. */
  isThorough: boolean;
};

/** A little more than the timeout of a request: past it, nothing of ours is under way that could still end well. */
const FINISH_MS = 16_000;

/**
 * One bounded turn for where nothing runs between requests: sends what is due, as long as there is something and time is
 * left. Any number may run at once, beside workers too.
 */
export async function runTurn(options: WorkerOptions, { claimForMs, isThorough }: TurnOptions): Promise<void> {
  const isOver = AbortSignal.timeout(claimForMs);
  const dispatcher = new Dispatcher(options);
  await releaseLostLeases(options.db, { isSoleOwner: false });
  if (isThorough) {
    await advanceBatches(options.db, isOver);
  }

  for (let isMore = true; isMore && !isOver.aborted; ) {
    isMore = await dispatcher.sweep();
    await dispatcher.idle(isOver);
  }
  await dispatcher.stop(FINISH_MS);
  if (isThorough) {
    await keepHouse(options, isOver);
  }
}
