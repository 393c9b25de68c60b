import { setTimeout as delay } from "node:timers/promises";
import * as z from "zod";
import type { LogSink } from "../runner";
import { type Engine, engineWords } from "./engine";
import { createFrameReader, stampedFrame } from "./frames";

const AGAIN_MS = 250;
/** An Engine that does not answer for so many tries in a row, two minutes, has lost the container for us. */
const FAULTS_MAX = 480;
const NANOSECOND_DIGITS = 9;

const inspected = z.object({
  State: z.object({
    Running: z.boolean(),
    OOMKilled: z.boolean().default(false),
    ExitCode: z.int(),
    Error: z.string().default(""),
  }),
});
export type ContainerState = z.infer<typeof inspected>["State"];

/**
 * Carries a container's log until it has ended, and says how it ended. The Engine may be restarted meanwhile: it is asked
 * again from where the log was, by the times that it puts before each piece.
 */
export async function followContainer(engine: Engine, path: string, log: LogSink): Promise<ContainerState> {
  let since = "";
  for (let faults = 0; faults < FAULTS_MAX; ) {
    const read = await readLog(engine, path, { since, log }).catch(() => BROKEN);
    since = read.last ?? since;
    const state = await stateOf(engine, path).catch(() => "silent" as const);
    if (state === "gone") {
      throw new Error("somebody removed its container while it ran.");
    }
    if (state !== "silent" && !state.Running && read.isWhole) {
      return state;
    }
    faults = state === "silent" || !read.isWhole ? faults + 1 : 0;
    await delay(AGAIN_MS);
  }
  throw new Error("Docker has not answered for two minutes.");
}

/** How far a log was read, and whether that was all that there is. */
type LogRead = { last: string | null; isWhole: boolean };
const BROKEN: LogRead = { last: null, isWhole: false };

async function readLog(
  engine: Engine,
  path: string,
  { since, log }: { since: string; log: LogSink },
): Promise<LogRead> {
  const query = { follow: "true", stdout: "true", stderr: "true", timestamps: "true", since: sinceOf(since) };
  const response = await engine.open({ method: "GET", path: `${path}/logs`, query });
  if (response.statusCode !== 200) {
    response.resume();
    return BROKEN;
  }
  const framesOf = createFrameReader();
  let last = since;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      for (const frame of framesOf(chunk).map(stampedFrame)) {
        if (frame.stamp === "" || frame.stamp > since) {
          await log.write(frame.stream, frame.bytes);
          last = frame.stamp > last ? frame.stamp : last;
        }
      }
    }
  } catch {
    response.destroy(); // It broke off: the rest is asked for anew.
    return { last, isWhole: false };
  }
  return { last, isWhole: true };
}

/** Seconds with nine digits, of a time that JavaScript would cut to milliseconds. */
function sinceOf(stamp: string): string {
  if (stamp === "") {
    return "0";
  }
  const seconds = Math.floor(Date.parse(stamp) / 1_000);
  const fraction = /\.(\d+)Z$/.exec(stamp)?.[1] ?? "";
  return `${seconds}.${fraction.padEnd(NANOSECOND_DIGITS, "0")}`;
}

async function stateOf(engine: Engine, path: string): Promise<ContainerState | "gone"> {
  const answer = await engine.ask({ method: "GET", path: `${path}/json` });
  const read = inspected.safeParse(answer.body);
  if (answer.status === 404) {
    return "gone";
  }
  if (!read.success) {
    throw new Error(engineWords(answer));
  }
  return read.data.State;
}
