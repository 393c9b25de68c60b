import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import * as z from "zod";

export type Receivers = {
  /** One for each destination. */
  origins: string[];
  /** What came since the last time, in order. */
  take(): Promise<{ id: string; at: number }[]>;
  close(): Promise<void>;
};

const ready = z.object({ origins: z.array(z.string()) });
const taken = z.object({ arrivals: z.array(z.object({ id: z.string(), at: z.number() })) });

/** Starts loopback receivers, all in one process that is not ours. */
export async function startReceivers(count: number): Promise<Receivers> {
  const child = fork(fileURLToPath(new URL("./receiver-main.ts", import.meta.url)), [String(count)]);
  const { origins } = ready.parse((await once(child, "message"))[0]);

  return {
    origins,
    async take() {
      const answer = once(child, "message");
      child.send("take");
      return taken.parse((await answer)[0]).arrivals;
    },
    async close() {
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}
