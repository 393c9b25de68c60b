import { createServer, type Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Check, checkRequest, type Knowledge, type Shape } from "./checks";
import { readBody } from "./request-body";

/** One of the places that automations send to, and what the real one answers when all is well. */
export type Endpoint = { name: string; path: string; shape: Shape; knows: Knowledge; status: 200 | 202 | 204 };

export type Arrived = { endpoint: Endpoint; method: string; path: string; body: string; checks: Check[]; at: Date };

export type Receiver = {
  origin: string;
  arrived: Arrived[];
  /** Waits until so many requests have come in all. */
  untilArrived(count: number): Promise<void>;
  close(): Promise<void>;
};

const BODY_BYTES_MAX = 1024 * 1024;
const PATIENCE_MS = 30_000;

/** Listens on the loopback as all receivers at once. A request that fails a check is refused, so that nobody can miss it. */
export async function startReceiver(
  endpoints: readonly Endpoint[],
  onArrived: (arrived: Arrived) => void,
): Promise<Receiver> {
  const arrived: Arrived[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const path = incoming.url ?? "/";
    const endpoint = endpoints.find((each) => each.path === path);
    const body = (await readBody(incoming, BODY_BYTES_MAX))?.toString("utf8") ?? null;
    if (!endpoint || body === null || incoming.method !== "POST") {
      outgoing.writeHead(404).end();
      return;
    }
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    const checks = checkRequest({ headers, body }, endpoint.knows, endpoint.shape);
    const isRight = checks.every((check) => check.isRight);
    const one = { endpoint, method: incoming.method, path, body, checks, at: new Date() };
    arrived.push(one);
    onArrived(one);
    outgoing.writeHead(isRight ? endpoint.status : 401).end(endpoint.status === 200 && isRight ? "ok" : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    arrived,
    async untilArrived(count) {
      const deadline = Date.now() + PATIENCE_MS;
      while (arrived.length < count) {
        if (Date.now() > deadline) {
          throw new Error(`Only ${arrived.length} of ${count} requests arrived within ${PATIENCE_MS / 1_000} s.`);
        }
        await wait(20);
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}
