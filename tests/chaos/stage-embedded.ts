import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openCrew } from "./crew";
import type { Fault } from "./plan";
import { followProducer, PRODUCER_READY, type Progress } from "./producer";
import type { Stage, StageOptions } from "./stage";

/** One process of the product that produces and delivers on a data folder, and now and then a second one at its door. */
export async function openEmbeddedStage(options: StageOptions): Promise<Stage> {
  const { launcher, receiver, onIntrusion } = options;
  const folder = join(options.folder, "data-folder");
  const env = { ...options.env, MODELWIRE_DATA_DIR: folder };
  let progress: Progress | null = null;

  const crew = openCrew({
    size: 1,
    launch() {
      const process = launcher.launch("producer", "product", env);
      progress = followProducer(process);
      return process;
    },
    isReadyLine: (line) => line === PRODUCER_READY,
    onProcessFault: options.onProcessFault,
  });

  /** The product's own worker entry, on the folder that the first process holds. */
  async function intrude(): Promise<void> {
    await crew.isReady(0);
    const owner = crew.member(0).pid;
    const intruder = launcher.launch("worker", "intruder", env);
    const said: string[] = [];
    intruder.onLine((line) => said.push(line));
    const { code } = await intruder.ended;
    if (code !== 1 || !said.some((line) => line.includes(`in use by process ${owner},`))) {
      onIntrusion(`A second process ended with code ${code}, and did not name process ${owner}: ${said.join(" ")}`);
    }
  }

  async function perform(fault: Fault): Promise<void> {
    switch (fault.kind) {
      case "kill":
        return crew.kill(0, fault.downMs);
      case "stop":
        return crew.stop(0, fault.downMs);
      case "freeze":
      case "nap":
        return crew.freeze(0, fault.forMs);
      case "intrude":
        return intrude();
      case "outage":
        receiver.breakHook(fault.hook, fault.forMs);
        return sleep(fault.forMs);
      case "restart":
      case "cut":
        throw new Error("The embedded database is no server.");
    }
  }

  await crew.start();
  return {
    perform,
    progress: () => progress ?? { isProduced: false, unfinished: null },
    finish: () => crew.finish(),
    database: { kind: "embedded", folder },
    close: async () => undefined,
  };
}
