import { after } from "next/server";
import { isSameText } from "@/lib/platform/crypto";
import { env } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { flushTelemetry } from "@/lib/platform/telemetry-sdk";
import { runTurn, type TurnOptions } from "@/lib/worker/turn";
import { startRuntime, workerOptions } from "./runtime";

/** A cron's turn ends well within the minute after which the next one comes, its last requests included. */
const CRON_TURN: TurnOptions = { claimForMs: 35_000, isThorough: true };
/** What a write has just set off, and what it leads to; the rest is the cron's. */
const WRITE_TURN: TurnOptions = { claimForMs: 8_000, isThorough: false };

/** One for the process: Next bundles each route apart. */
const KEY = Symbol.for("modelwire.turn");
type Turn = { running: Promise<void> | null; isAskedAgain: boolean };
type Holder = { [KEY]?: Turn };
const holder = globalThis as Holder;

/** Where nothing runs between requests: delivers at once what a request has set off, after its answer has gone. */
export function tickAfterWrite(): void {
  if (env().MODELWIRE_WORKER === "tick") {
    after(() => shareTurn());
  }
}

/** The cron's door. Without a secret of the operator's there is no such address. */
export async function tickResponse(request: Request): Promise<Response> {
  const secret = env().CRON_SECRET;
  if (secret === undefined) {
    return new Response(null, { status: 404 });
  }
  if (!isSameText(request.headers.get("authorization") ?? "", `Bearer ${secret}`)) {
    return new Response(null, { status: 401, headers: { "WWW-Authenticate": 'Bearer realm="modelwire-tick"' } });
  }
  try {
    await turn(CRON_TURN);
    return Response.json({ status: "done" }, { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    log().error({ err: error }, "A turn failed; the next one tries again.");
    return Response.json({ status: "failed" }, { status: 503, headers: { "Cache-Control": "no-store" } });
  }
}

/** Requests that end while a turn is under way share the one that comes after it: theirs may have begun too early. */
async function shareTurn(): Promise<void> {
  holder[KEY] ??= { running: null, isAskedAgain: false };
  const shared = holder[KEY];
  if (shared.running) {
    shared.isAskedAgain = true;
    return shared.running;
  }
  shared.running = turnsWhileAsked(shared).finally(() => {
    shared.running = null;
  });
  return shared.running;
}

async function turnsWhileAsked(shared: Turn): Promise<void> {
  do {
    shared.isAskedAgain = false;
    await turn(WRITE_TURN).catch((error: unknown) =>
      log().error({ err: error }, "A turn after a write failed; the cron's makes up for it."),
    );
  } while (shared.isAskedAgain);
}

async function turn(options: TurnOptions): Promise<void> {
  const { database, ports } = await startRuntime();
  await runTurn(workerOptions(database, ports, env()), options);
  await flushTelemetry();
}
