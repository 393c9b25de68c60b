import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { type Act, actOf, isConnectionDropped, pauseMs } from "./misbehaviour";
import { appendLine } from "./records";

// A process of its own that outlives every fault: what it saw is in its file, whatever becomes of the product. It drops,
// stalls, resets and truncates as the seed says, tells its parent where it listens, and ends with it.

const parameters = z.object({ CHAOS_SEED: z.coerce.number(), CHAOS_RECEIVER_FILE: z.string() });
const { CHAOS_SEED: seed, CHAOS_RECEIVER_FILE: file } = parameters.parse(process.env);

const outage = z.object({ outage: z.number(), forMs: z.number() });
const body = z.object({ type: z.string(), change: z.number() });

/** Longer than the product waits for an answer. */
const LATE_MS = 16_500;
const RESPONSE = '{"accepted":true}';

const requestsOf = new Map<string, number>();
const outages = new Map<string, number>();
let requests = 0;
let connections = 0;

const server = createServer((incoming, outgoing) => {
  incoming.once("error", () => undefined);
  outgoing.once("error", () => undefined);
  receive(incoming, outgoing).catch((error: unknown) => {
    // A client that died while it sent: nothing was received.
    if (!incoming.destroyed) {
      throw error;
    }
  });
});
server.on("connection", (socket) => {
  connections += 1;
  socket.on("error", () => undefined);
  if (isConnectionDropped(seed, connections)) {
    socket.resetAndDestroy();
  }
});
server.requestTimeout = 0;
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));

process.on("disconnect", () => process.exit(0));
process.on("message", (message) => {
  const told = outage.parse(message);
  outages.set(`/hook/${told.outage}`, Date.now() + told.forMs);
});

async function receive(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk);
  }
  const { type, change } = body.parse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  const path = incoming.url ?? "";
  const about = `${type}/${change}${path}`;
  const nth = (requestsOf.get(about) ?? 0) + 1;
  requestsOf.set(about, nth);
  requests += 1;
  const no = requests;
  const isOut = (outages.get(path) ?? 0) > Date.now();
  const act = isOut ? "drop_after_reading" : actOf(seed, about, nth);
  appendLine(file, { what: "saw", no, id: String(incoming.headers["webhook-id"]), about, nth, act, at: Date.now() });

  await sleep(act === "accept_late" ? LATE_MS : pauseMs(seed, about, nth));
  const { socket } = incoming;
  if (socket.destroyed) {
    return; // The client has gone, by its own patience or by its death.
  }
  const status = PERFORM[act](outgoing, incoming);
  if (status !== null) {
    appendLine(file, { what: "answered", no, status, at: Date.now() });
  }
}

/** Each answers the status that went out, or null where no whole head did. */
type Performance = (outgoing: ServerResponse, incoming: IncomingMessage) => number | null;

const PERFORM: Record<Act, Performance> = {
  accept: (outgoing) => answer(outgoing, 200),
  accept_late: (outgoing) => answer(outgoing, 200),
  refuse_500: (outgoing) => answer(outgoing, 500),
  refuse_503: (outgoing) => answer(outgoing, 503, { "Retry-After": "2" }),
  refuse_429: (outgoing) => answer(outgoing, 429, { "Retry-After": "1" }),
  refuse_400: (outgoing) => answer(outgoing, 400),
  refuse_425: (outgoing) => answer(outgoing, 425),
  stall: () => null,
  drop_after_reading(_outgoing, { socket }) {
    socket.destroy();
    return null;
  },
  reset_in_headers(_outgoing, { socket }) {
    socket.write("HTTP/1.1 200 OK\r\nContent-Le", () => socket.resetAndDestroy());
    return null;
  },
  reset_in_body(_outgoing, { socket }) {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n{"acc', () => socket.resetAndDestroy());
    return 200;
  },
  truncate(_outgoing, { socket }) {
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n{"accepted"');
    return 200;
  },
  garbage(_outgoing, { socket }) {
    socket.end("HTTP/1.1 what now\r\n\r\n");
    return null;
  },
};

function answer(outgoing: ServerResponse, status: number, headers: Record<string, string> = {}): number {
  outgoing.writeHead(status, { "Content-Type": "application/json", ...headers }).end(RESPONSE);
  return status;
}
