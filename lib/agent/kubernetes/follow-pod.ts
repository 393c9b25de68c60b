import { setTimeout as delay } from "node:timers/promises";
import type { LogSink } from "../runner";
import type { Cluster } from "./cluster";
import { createStampedReader } from "./log-stream";
import type { Place } from "./manifest";

export type Following = {
  /** Reads what is left, now that the program has ended. */
  close(): Promise<void>;
};

const AGAIN_MS = 1_000;
/** What a cluster that has lost the log may hold us up. */
const CLOSING_MS = 30_000;

/** Carries a pod's log, and asks for it again from where it was for as long as the program runs. */
export function followPod(cluster: Cluster, pod: string, { place, log }: { place: Place; log: LogSink }): Following {
  const over = new AbortController();
  let isClosing = false;
  const reading = readUntilOver();

  async function readUntilOver(): Promise<void> {
    let since = "";
    for (;;) {
      const isLastTry = isClosing;
      const reader = createStampedReader(since, (bytes) => log.write("out", bytes));
      const isWhole = await readOnce(reader);
      since = reader.last();
      // A stream may end well while the program runs on: the cluster ends each after hours.
      if ((isWhole && isLastTry) || over.signal.aborted) {
        return;
      }
      if (!isClosing) {
        await delay(AGAIN_MS);
      }
    }
  }

  async function readOnce(reader: ReturnType<typeof createStampedReader>): Promise<boolean> {
    try {
      for await (const bytes of await cluster.followLog(pod, place, { since: reader.last(), signal: over.signal })) {
        await reader.read(bytes);
      }
      return true;
    } catch {
      await delay(AGAIN_MS);
      return false;
    }
  }

  return {
    async close() {
      isClosing = true;
      const closing = new AbortController();
      void delay(CLOSING_MS, undefined, { signal: closing.signal })
        .then(() => over.abort())
        .catch(() => undefined);
      await reading;
      closing.abort();
    },
  };
}
