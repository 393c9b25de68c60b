import { setTimeout as sleep } from "node:timers/promises";
import { advanceBatches } from "@/lib/deliveries/batches/step";
import { releaseLostLeases } from "@/lib/deliveries/release";
import { tellDueReports } from "@/lib/deliveries/tell-reports";
import { releaseLostRuns } from "@/lib/launch/agents/sweep";
import { Dispatcher } from "./dispatcher";
import { keepHouse } from "./housekeeping";
import type { WorkerOptions } from "./options";
import { startWorkflows } from "./workflows";

export type TurnOptions = {
  /** How long new deliveries are claimed. What is under way then may take as long as a request may. */
  claimForMs: number;
  /** True for the turn of a cron, which also does what a worker's routines do between deliveries. */
  isThorough: boolean;
};

export type Turn = {
  /** Settles when nothing of the turn is under way any more. */
  done: Promise<void>;
  /** Sees to it that the turn looks at least once more; false where it claims nothing more, and another must be started. */
  wake(): boolean;
  /** Claims nothing more from now on; `done` tells when what is under way has ended. */
  close(): void;
};

/** A little more than the timeout of a request: past it, nothing of ours is under way that could still end well. */
const FINISH_MS = 16_000;
/** How often it looks while something is under way, or while what is due may not be taken yet: as often as a worker. */
const SWEEP_INTERVAL_MS = 1_000;
/** Of a turn's time for batches, so that a large one leaves room for sending what it has moved. */
const BATCHES_MS = 10_000;
const HOUSEKEEPING_MS = 3_000;

/**
 * Begins one bounded turn for where nothing runs between requests: it sends what is due, as long as there is something
 * and time is left. Any number may run at once, beside workers too.
 */
export function startTurn(options: WorkerOptions, { claimForMs, isThorough }: TurnOptions): Turn {
  const closing = new AbortController();
  const isOver = AbortSignal.any([closing.signal, AbortSignal.timeout(claimForMs)]);
  const dispatcher = new Dispatcher(options);
  let nudge = new AbortController();
  let isAsked = true;
  let isClosed = false;

  async function sendWhatIsDue(): Promise<void> {
    for (let isMore = false; !isOver.aborted && (isAsked || isMore || dispatcher.isBusy()); ) {
      isAsked = false;
      nudge = new AbortController();
      const claimedBefore = dispatcher.claimed;
      isMore = await dispatcher.sweep();

      // One receiver that hangs must not keep what falls due meanwhile from going out: hence no wait for all to end.
      const until = AbortSignal.any([isOver, nudge.signal, AbortSignal.timeout(SWEEP_INTERVAL_MS)]);
      await dispatcher.idle(until);
      if (isMore && dispatcher.claimed === claimedBefore) {
        await passed(until); // Due, but another has it or its limits forbid it: asking again at once would tell the same.
      }
    }
    isClosed = true; // In the same breath as the last look, so that nobody joins a turn that looks no more.
  }

  async function run(): Promise<void> {
    const recovery = isThorough ? recoverWebhooks(options, isOver) : Promise.resolve();
    try {
      await releaseLostLeases(options.db, { isSoleOwner: false });
      if (options.onRunEnded) {
        await releaseLostRuns(options.db, options.onRunEnded);
      }
      if (isThorough) {
        await advanceBatches(options.db, AbortSignal.any([isOver, AbortSignal.timeout(BATCHES_MS)]));
      }
      await Promise.all([sendWhatIsDue(), tellReports(options, isOver), startWorkflows(options, isOver)]);
    } finally {
      isClosed = true;
      await dispatcher.stop(FINISH_MS);
    }
    if (isThorough) {
      const chores = Promise.all([keepHouse(options, isOver), recovery]);
      await Promise.race([chores, sleep(HOUSEKEEPING_MS, undefined, { ref: false })]);
    }
  }

  return {
    done: run(),
    wake() {
      if (isClosed || isOver.aborted) {
        return false;
      }
      isAsked = true;
      nudge.abort();
      return true;
    },
    close: () => closing.abort(),
  };
}

/** Until nothing is due: what is tried again later is another turn's. */
async function tellReports({ db, reporters, log }: WorkerOptions, isOver: AbortSignal): Promise<void> {
  for (let told = 1; told > 0 && !isOver.aborted; ) {
    told = await tellDueReports(db, reporters, log);
  }
}

/** Beside the sending, which it must not hold up: what it cannot finish, a later turn does. */
async function recoverWebhooks({ recoverWebhooks: recover, log }: WorkerOptions, isOver: AbortSignal): Promise<void> {
  try {
    await recover?.(isOver);
  } catch (error) {
    log.error({ err: error }, "The fetching of lost webhooks failed and will be tried again.");
  }
}

function passed(signal: AbortSignal): Promise<void> {
  return signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
