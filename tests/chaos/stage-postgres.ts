import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startPostgres } from "../support/postgres";
import { openCrew } from "./crew";
import { cutConnections } from "./database-faults";
import type { Fault } from "./plan";
import { followProducer, PRODUCER_READY, type Progress } from "./producer";
import { seededRandom } from "./random";
import { PRODUCT_READY, type Stage, type StageOptions } from "./stage";

export const WORKERS = 3;

/** A Postgres of the run's own, the product's worker three times, and a producer beside them. */
export async function openPostgresStage(options: StageOptions): Promise<Stage> {
  const { launcher, folder, seed, receiver, onProcessFault } = options;
  const server = await startPostgres();
  const url = await server.createDatabase("chaos");
  const random = seededRandom(seed, "cuts");
  const env = { ...options.env, DATABASE_URL: url };
  let progress: Progress | null = null;

  const producers = openCrew({
    size: 1,
    launch() {
      const process = launcher.launch("producer", "producer", {
        ...env,
        MODELWIRE_WORKER: "off",
        MODELWIRE_DATA_DIR: join(folder, "producer"),
      });
      progress = followProducer(process);
      return process;
    },
    isReadyLine: (line) => line === PRODUCER_READY,
    onProcessFault: (text) => onProcessFault(`The producer: ${text}`),
  });
  const workers = openCrew({
    size: WORKERS,
    launch: (index) =>
      launcher.launch("worker", `worker-${index}`, { ...env, MODELWIRE_DATA_DIR: join(folder, `worker-${index}`) }),
    isReadyLine: (line) => line.includes(PRODUCT_READY),
    onProcessFault: (text) => onProcessFault(`The workers: ${text}`),
  });

  async function perform(fault: Fault): Promise<void> {
    switch (fault.kind) {
      case "kill":
        return workers.kill(fault.worker, fault.downMs);
      case "stop":
        return workers.stop(fault.worker, fault.downMs);
      case "freeze":
      case "nap":
        return workers.freeze(fault.worker, fault.forMs);
      case "restart":
        return server.restart(fault);
      case "cut":
        return cutConnections(url, fault.share, random);
      case "outage":
        receiver.breakHook(fault.hook, fault.forMs);
        return sleep(fault.forMs);
      case "intrude":
        throw new Error("Any number of processes may share a Postgres.");
    }
  }

  await producers.start();
  await workers.start();
  return {
    perform,
    progress: () => progress ?? { isProduced: false, unfinished: null },
    async finish() {
      await Promise.all([workers.finish(), producers.finish()]);
    },
    database: { kind: "postgres", url, poolMax: 2 },
    close: () => server.stop(),
  };
}
