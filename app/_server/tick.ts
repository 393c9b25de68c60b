import { setTimeout as sleep } from "node:timers/promises";
import { after } from "next/server.js";
import { isSameText } from "@/lib/platform/crypto";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { flushTelemetry } from "@/lib/platform/telemetry-sdk";
import { startTurn, type Turn, type TurnOptions } from "@/lib/worker/turn";
import { type Runtime, startRuntime, workerOptions } from "./runtime";

/** A cron's turn ends well within the minute after which the next one comes, its last requests included. */
const CRON_TURN: TurnOptions = { claimForMs: 35_000, isThorough: true };
/** What a write has just set off, and what it leads to; the rest is the cron's. */
const WRITE_TURN: TurnOptions = { claimForMs: 8_000, isThorough: false };
/** Below the functions' `maxDuration`: a database or a store that hangs must not have the platform end a tick for us. */
const TURN_MS_MAX = 55_000;

const FRESH = { "Cache-Control": "no-store" };

/** One for the process: Next bundles each route apart. */
const KEY = Symbol.for("modelwire.turn");
type Holder = { [KEY]?: Turn };
const holder = globalThis as Holder;

/** Where nothing runs between requests: delivers at once what a request has set off, after its answer has gone. */
export function tickAfterWrite(): void {
  if (env().MODELWIRE_WORKER === "tick") {
    after(() =>
      deliverWritten().catch((error: unknown) =>
        log().error({ err: error }, "A turn after a write failed; the cron's makes up for it."),
      ),
    );
  }
}

/** The cron's door. Without a secret of the operator's there is no such address. */
export async function tickResponse(request: Request): Promise<Response> {
  const secret = env().CRON_SECRET;
  if (secret === undefined) {
    return new Response(null, { status: 404, headers: FRESH });
  }
  if (!isSameText(request.headers.get("authorization") ?? "", `Bearer ${secret}`)) {
    const challenge = { "WWW-Authenticate": 'Bearer realm="modelwire-tick"' };
    return new Response(null, { status: 401, headers: { ...FRESH, ...challenge } });
  }
  try {
    await ended(begin(await startRuntime(), CRON_TURN));
    return Response.json({ status: "done" }, { headers: FRESH });
  } catch (error) {
    log().error({ err: error }, "A turn failed; the next one tries again.");
    return Response.json({ status: "failed" }, { status: 503, headers: FRESH });
  }
}

/** Requests that end while a turn still claims join it; to what they set off it is as good as one of their own. */
async function deliverWritten(): Promise<void> {
  const runtime = await startRuntime();
  const joined = holder[KEY]?.wake() ? holder[KEY] : undefined;
  holder[KEY] = joined ?? begin(runtime, WRITE_TURN);
  await ended(holder[KEY]);
}

function begin({ database, ports, turns }: Runtime, options: TurnOptions): Turn {
  const turn = startTurn(workerOptions(database, ports, env()), options);
  const forget = () => turns.delete(turn);
  turns.add(turn);
  turn.done.then(forget, forget);
  return turn;
}

/** Throws when the turn failed, or has not ended in time. What it leaves undone has leases, which the next one finds. */
async function ended({ done }: Turn): Promise<void> {
  const impatience = new AbortController();
  const limit = sleep(TURN_MS_MAX, undefined, { signal: impatience.signal }).then(() => {
    throw new Error("The turn took too long and was left to itself.");
  });
  try {
    await Promise.race([done, limit]);
  } finally {
    limit.catch(() => undefined); // Called off below, which is no fault.
    impatience.abort();
  }
  await flushTelemetry();
}
