import { type ChildProcess, fork } from "node:child_process";
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

/** Of a receiver: it answers 200 at once, or 500 at once, or never. */
export type Behaviour = "ok" | "fails" | "hangs";

export type CountingReceivers = {
  origins: string[];
  /** How often each number came, up to 255, and how many requests had a number beyond them. */
  count(): Promise<{ times: Uint8Array; strangers: number }>;
  close(): Promise<void>;
};

const ready = z.object({ origins: z.array(z.string()) });
const taken = z.object({ arrivals: z.array(z.object({ id: z.string(), at: z.number() })) });
const counted = z.object({ times: z.instanceof(Uint8Array), strangers: z.number() });

/** Starts loopback receivers, all in one process that is not ours. */
export async function startReceivers(wanted: number | readonly Behaviour[]): Promise<Receivers> {
  const behaviours = typeof wanted === "number" ? Array.from({ length: wanted }, () => "ok") : wanted;
  const child = startProgram("./receiver-main.ts", [JSON.stringify(behaviours)]);
  const { origins } = ready.parse((await once(child, "message"))[0]);
  return { origins, take: async () => taken.parse(await ask(child)).arrivals, close: () => end(child) };
}

/** Receivers that know deliveries by their number alone, which is their event's times `slots` and their own slot. */
export async function startCountingReceivers(wish: {
  destinations: number;
  deliveries: number;
  slots: number;
}): Promise<CountingReceivers> {
  const { destinations, deliveries, slots } = wish;
  const child = startProgram("./counting-receiver-main.ts", [destinations, deliveries, slots].map(String));
  const { origins } = ready.parse((await once(child, "message"))[0]);
  return { origins, count: async () => counted.parse(await ask(child)), close: () => end(child) };
}

function startProgram(name: string, argv: string[]): ChildProcess {
  return fork(fileURLToPath(new URL(name, import.meta.url)), argv, { serialization: "advanced" });
}

async function ask(child: ChildProcess): Promise<unknown> {
  const answer = once(child, "message");
  child.send("take");
  return (await answer)[0];
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.disconnect();
  await exited;
}
