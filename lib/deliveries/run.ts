import type { Outcome } from "@/lib/core/delivery";
import { afterAttempt, outcomeOfFailure } from "@/lib/core/delivery-state";
import type { Execution, Executors } from "@/lib/core/ports";
import type { Claim } from "./claim";
import type { Settlement, Settler } from "./settle";

export type RunPorts = {
  executors: Executors;
  settler: Settler;
  clock: { now(): Date };
  /** 0 up to 1: spreads the retries of many deliveries that failed together. */
  random: () => number;
};

/** Performs one attempt of a claimed delivery and stores how it ended. Throws only when the answer could not be stored. */
export async function runDelivery(ports: RunPorts, claim: Claim, signal: AbortSignal): Promise<Execution> {
  const execution = await execute(ports, claim, signal);
  const { deliveryId, destination, leaseToken, tries, isSuspect } = claim;
  const next =
    signal.aborted && execution.outcome.code === "cancelled"
      ? givenBack(tries)
      : nextOf(ports, claim, execution.outcome);
  await ports.settler.add({ deliveryId, destination, leaseToken, isSuspect, execution, next });
  return execution;
}

async function execute({ executors, clock }: RunPorts, claim: Claim, signal: AbortSignal): Promise<Execution> {
  const { deliveryId, teamId, action, body, secretHoles, attemptCount, refusal } = claim;
  if (refusal !== null) {
    const record = { request: null, response: null, timings: null };
    return { outcome: outcomeOfFailure(refusal), record, startedAt: clock.now(), durationMs: 0 };
  }
  const input = { deliveryId, teamId, body, secretHoles, attempt: attemptCount + 1 };
  switch (action.type) {
    case "webhook":
      return executors.webhook({ ...input, action }, signal);
    case "github":
      return executors.github({ ...input, action }, signal);
    case "launch":
      return executors.launch({ ...input, action }, signal);
  }
}

function nextOf({ clock, random }: RunPorts, { tries, schedule }: Claim, outcome: Outcome): Settlement["next"] {
  const now = clock.now();
  const { dueAt, ...next } = afterAttempt({ tries, scheduleSeconds: schedule }, outcome, { now, jitter: random() });
  // A delay, not a time: due times go by the database's clock, whatever this machine's says.
  return { ...next, delaySeconds: dueAt ? (dueAt.getTime() - now.getTime()) / 1_000 : null };
}

/** This process cut the attempt off to stop. That is no fault of the receiver, so it costs no place in the schedule. */
function givenBack(tries: number): Settlement["next"] {
  return { state: "retrying", tries, delaySeconds: 0, pausesWebhook: false };
}
