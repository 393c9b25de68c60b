import { afterAttempt } from "@/lib/core/delivery-state";
import type { Execution, Executors } from "@/lib/core/ports";
import type { Claim } from "./claim";
import type { Settler } from "./settle";

export type RunPorts = {
  executors: Executors;
  settler: Settler;
  clock: { now(): Date };
  /** 0 up to 1: spreads the retries of many deliveries that failed together. */
  random: () => number;
};

/** Performs one attempt of a claimed delivery and stores how it ended. Throws only when the answer could not be stored. */
export async function runDelivery(ports: RunPorts, claim: Claim, signal: AbortSignal): Promise<Execution> {
  const { leaseToken, tries, schedule, attemptCount, ...frozen } = claim;
  const execution = await ports.executors[claim.action.type]({ ...frozen, attempt: attemptCount + 1 }, signal);

  const now = ports.clock.now();
  const next = afterAttempt({ tries, scheduleSeconds: schedule }, execution.outcome, { now, jitter: ports.random() });
  await ports.settler.add({
    deliveryId: claim.deliveryId,
    webhookId: claim.webhookId,
    leaseToken,
    execution,
    next: {
      state: next.state,
      tries: next.tries,
      // A delay, not a time: due times go by the database's clock, whatever this machine's says.
      delaySeconds: next.dueAt ? (next.dueAt.getTime() - now.getTime()) / 1_000 : null,
      pausesWebhook: next.pausesWebhook,
    },
  });
  return execution;
}
