import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { startRuntime, stopRuntime } from "@/app/_server/runtime";
import { countUnfinished, readHeld } from "./database-record";
import { PRODUCER_COUNTED, PRODUCER_DONE, PRODUCER_READY } from "./producer";
import { appendLine, producerLine, readLines } from "./records";
import { LANES, makeChange, typeOf, wire } from "./wiring";

// One process of the product that also makes registry changes. With MODELWIRE_WORKER=off it only produces, beside the
// workers of a Postgres; on the embedded default it produces and delivers. Killed and started again it goes on where
// its file says it was.

const parameters = z.object({
  CHAOS_RECEIVER: z.string(),
  CHAOS_PRODUCER_FILE: z.string(),
  CHAOS_SIGHTINGS_FILE: z.string(),
  CHAOS_CHANGES: z.coerce.number(),
  CHAOS_CHANGE_EVERY_MS: z.coerce.number(),
});
const {
  CHAOS_RECEIVER: receiver,
  CHAOS_PRODUCER_FILE: file,
  CHAOS_SIGHTINGS_FILE: sightingsFile,
  CHAOS_CHANGES: changes,
  CHAOS_CHANGE_EVERY_MS: everyMs,
} = parameters.parse(process.env);

const TRY_AGAIN_MS = 200;
const COUNT_EVERY_MS = 500;
const LOOK_EVERY_MS = 200;

process.on("disconnect", () => process.exit(0));
process.once("SIGTERM", async () => {
  await stopRuntime();
  process.exit(0);
});

const runtime = await startRuntime();
const scope = await wire(runtime, receiver);
say(PRODUCER_READY);
void lookAtBreakers();
// The pace is kept from the first change on, over restarts too: what a fault delayed is made up for.
const startedAt = readLines(file, producerLine)[0]?.at ?? Date.now();
await Promise.all(Array.from({ length: LANES }, (_, lane) => produceLane(lane)));
say(PRODUCER_DONE);
for (;;) {
  await sleep(COUNT_EVERY_MS);
  const unfinished = await countUnfinished(runtime.database.db).catch(() => null);
  if (unfinished !== null) {
    say(`${PRODUCER_COUNTED}${unfinished}`);
  }
}

/** A look that fails, as while the database is away, says nothing; the next one is soon. */
async function lookAtBreakers(): Promise<never> {
  for (;;) {
    const askedAt = Date.now();
    const held = await readHeld(runtime.database.db).catch(() => null);
    if (held !== null) {
      appendLine(sightingsFile, { askedAt, answeredAt: Date.now(), held });
    }
    await sleep(LOOK_EVERY_MS);
  }
}

async function produceLane(lane: number): Promise<void> {
  const done = new Set(
    readLines(file, producerLine)
      .filter(({ what }) => what === "done")
      .map(({ change }) => change),
  );
  for (let change = lane; change < changes; change += LANES) {
    if (!done.has(change)) {
      await sleep(Math.max(0, startedAt + change * everyMs - Date.now()));
      await produce(change);
    }
  }
}

async function produce(change: number): Promise<void> {
  const note = (what: "began" | "threw" | "done") =>
    appendLine(file, { what, change, type: typeOf(change), at: Date.now() });

  note("began");
  for (;;) {
    try {
      await makeChange(runtime, scope, change);
      note("done");
      return;
    } catch (error) {
      // The connection was cut, or the server is away: whether it was committed is not known.
      note("threw");
      say(`Change ${change} threw: ${String(error)}`);
      await sleep(TRY_AGAIN_MS);
    }
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
