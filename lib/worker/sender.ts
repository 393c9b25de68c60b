import type { Claim } from "@/lib/deliveries/claim";
import { type RunPorts, runDelivery } from "@/lib/deliveries/run";
import { createSettler } from "@/lib/deliveries/settle";
import type { WorkerOptions } from "./options";
import { createRoom } from "./room";

export type Sender = {
  /** Resolves when there is room for more: ask before claiming, for what is claimed must be sent. */
  hasSpace(): Promise<void>;
  /** Sends each on its own and stores how it ended; a slow one delays nobody. */
  send(claims: readonly Claim[]): void;
  /** Waits for what is under way up to `waitMs`, then cuts it off: it is given back and sent again later. */
  finish(waitMs: number): Promise<void>;
};

/** Requests that one process has under way at once. Each holds a socket and at most 64 KiB of a response. */
const IN_FLIGHT_MAX = 256;

export function createSender({ db, executors, clock, log, random = Math.random }: WorkerOptions): Sender {
  const room = createRoom(IN_FLIGHT_MAX);
  const cutOff = new AbortController();
  const settler = createSettler(db, (deliveryId) =>
    log.warn({ deliveryId }, "A late answer was dropped: its lease had passed on."),
  );
  const ports: RunPorts = { executors, clock, random, settler };

  async function sendOne(claim: Claim): Promise<void> {
    const { deliveryId } = claim;
    try {
      const { outcome, durationMs } = await runDelivery(ports, claim, cutOff.signal);
      log.info({ deliveryId, code: outcome.code, status: outcome.status, durationMs }, "Attempt made.");
    } catch (error) {
      // Not stored: the lease runs out and the sweep gives the delivery back.
      log.error({ deliveryId, err: error }, "An attempt could not be stored.");
    }
  }

  return {
    hasSpace: () => room.hasSpace(),
    send(claims) {
      for (const claim of claims) {
        room.run(() => sendOne(claim));
      }
    },
    async finish(waitMs) {
      const timer = setTimeout(() => cutOff.abort(), waitMs);
      await room.isEmpty();
      clearTimeout(timer);
    },
  };
}
