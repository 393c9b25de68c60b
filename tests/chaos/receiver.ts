import { join } from "node:path";
import * as z from "zod";
import type { SeenRequest } from "./evidence";
import type { Launcher } from "./processes";
import { readLines, receiverLine } from "./records";

export type Receiver = {
  origin: string;
  /** For this long, nothing that comes to the hook is answered. */
  breakHook(hook: number, forMs: number): void;
  /** Everything it has seen so far, by its file. */
  seen(): SeenRequest[];
};

const listening = z.object({ port: z.number() });

/** Starts the misbehaving receiver in a process of its own. */
export async function startReceiver(launcher: Launcher, folder: string, seed: number): Promise<Receiver> {
  const file = join(folder, "requests.jsonl");
  const child = launcher.launch("receiver", "receiver", { CHAOS_SEED: String(seed), CHAOS_RECEIVER_FILE: file });
  const port = await new Promise<number>((resolve, reject) => {
    child.onMessage((message) => resolve(listening.parse(message).port));
    child.ended.then(() => reject(new Error("The receiver ended before it listened.")));
  });

  return {
    origin: `http://127.0.0.1:${port}`,
    breakHook: (hook, forMs) => child.send({ outage: hook, forMs }),
    seen: () => readSeen(file),
  };
}

function readSeen(file: string): SeenRequest[] {
  const requests = new Map<number, SeenRequest>();
  for (const line of readLines(file, receiverLine)) {
    if (line.what === "saw") {
      const { no, id, about, act, at } = line;
      requests.set(no, { no, id, about, act, seenAt: at, answeredAt: null, status: null });
    } else {
      const request = requests.get(line.no);
      if (request) {
        requests.set(line.no, { ...request, answeredAt: line.at, status: line.status });
      }
    }
  }
  return [...requests.values()];
}
