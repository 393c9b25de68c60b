import { appendFileSync, existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import type { Sighting } from "./evidence";
import { ACTS } from "./misbehaviour";

// What the processes of a run write down as it happens, a line of JSON each. A line is in the file before the next step
// is taken, so that a process killed in between has lost nothing but what it had not done.

/** The receiver's: a request read to its end, and the head of its answer once it went out to a client still there. */
export const receiverLine = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("saw"),
    no: z.number(),
    id: z.string(),
    about: z.string(),
    nth: z.number(),
    act: z.enum(ACTS),
    at: z.number(),
  }),
  z.object({ what: z.literal("answered"), no: z.number(), status: z.number(), at: z.number() }),
]);

/** The producer's: a change is begun, may throw (its commit is then ambiguous) and be repeated, and is done once. */
export const producerLine = z.object({
  what: z.enum(["began", "threw", "done"]),
  change: z.number(),
  type: z.enum(["LINK_ARTIFACT", "ADD_ARTIFACT_ALIAS"]),
  at: z.number(),
});

/** A look at the breakers, every so often: what happens between two that say the same is what a breaker held back. */
export const sightingLine = z.object({
  askedAt: z.number(),
  answeredAt: z.number(),
  held: z.array(z.object({ hook: z.number(), openUntil: z.number() })),
});

export type ReceiverLine = z.infer<typeof receiverLine>;
export type ProducerLine = z.infer<typeof producerLine>;

export function appendLine(file: string, line: ReceiverLine | ProducerLine | Sighting): void {
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

/** A process may have been killed in the middle of its last line: one that is cut short was never finished. */
export function readLines<T>(file: string, shape: z.ZodType<T>): T[] {
  if (!existsSync(file)) {
    return [];
  }
  const text = readFileSync(file, "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  return whole
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => shape.parse(JSON.parse(line)));
}
