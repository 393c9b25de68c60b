import type { WorkerOptions } from "@/lib/worker/options";
import { startWorker } from "@/lib/worker/start";
import { startTurn } from "@/lib/worker/turn";
import { IS_SERVERLESS } from "../support/shape";

type Fetch = (request: Request) => Promise<Response>;

export type Delivering = { fetch: Fetch; stop(): Promise<void> };

/** What delivers beside an API: a worker, or in the serverless shape a turn after each write. */
export async function startDelivering(options: WorkerOptions, fetch: Fetch): Promise<Delivering> {
  if (!IS_SERVERLESS) {
    const worker = await startWorker(options);
    return { fetch, stop: () => worker.stop() };
  }

  const turns: Promise<void>[] = [];
  return {
    async fetch(request) {
      const response = await fetch(request);
      if (response.ok && request.method !== "GET") {
        turns.push(startTurn(options, { claimForMs: 8_000, isThorough: false }).done);
      }
      return response;
    },
    async stop() {
      await Promise.all(turns);
    },
  };
}
