import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { Transform } from "node:stream";

export type Seen = { method: string; path: string; headers: IncomingMessage["headers"] };

/**
 * What happens to a request on its way. `lose`: the server does it, the answer never arrives. `cut`: the answer breaks off
 * after so many bytes. `flip`: one byte of the answer is another. `hang`: nothing happens.
 */
export type Meddling = "pass" | "lose" | "hang" | "flip" | { cut: number };

export type Meddler = { url: string; seen: Seen[]; meddle: (seen: Seen) => Meddling; close(): Promise<void> };

/** Stands between a client and the server on the loopback, and does to requests what networks do. */
export async function startMeddler(target: string): Promise<Meddler> {
  const meddler: Meddler = {
    url: "",
    seen: [],
    meddle: () => "pass",
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = createServer((incoming, outgoing) => {
    const seen = { method: incoming.method ?? "", path: incoming.url ?? "", headers: incoming.headers };
    meddler.seen.push(seen);
    forward(target, incoming, outgoing, meddler.meddle(seen));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  meddler.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return meddler;
}

function forward(target: string, incoming: IncomingMessage, outgoing: ServerResponse, meddling: Meddling): void {
  if (meddling === "hang") {
    incoming.resume();
    return;
  }
  const url = new URL(incoming.url ?? "/", target);
  const upstream = send(url, { method: incoming.method, headers: { ...incoming.headers, host: url.host } });
  incoming.on("error", () => upstream.destroy());
  incoming.pipe(upstream);
  upstream.on("error", () => outgoing.destroy());
  upstream.on("response", (response) => {
    if (meddling === "lose") {
      response.resume();
      response.once("end", () => outgoing.destroy());
      return;
    }
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    if (meddling === "flip") {
      response.pipe(flipFirstByte()).pipe(outgoing);
      return;
    }
    if (typeof meddling === "object") {
      cutAfter(response, outgoing, meddling.cut);
      return;
    }
    response.pipe(outgoing);
  });
}

function flipFirstByte(): Transform {
  let isDone = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      const bytes = Buffer.from(chunk);
      if (!isDone && bytes[0] !== undefined) {
        bytes[0] ^= 1;
        isDone = true;
      }
      callback(null, bytes);
    },
  });
}

function cutAfter(response: IncomingMessage, outgoing: ServerResponse, bytesMax: number): void {
  let passed = 0;
  response.on("data", (chunk: Buffer) => {
    const rest = chunk.subarray(0, Math.max(0, bytesMax - passed));
    passed += rest.length;
    outgoing.write(rest, () => {
      if (passed >= bytesMax) {
        outgoing.destroy();
        response.destroy();
      }
    });
  });
}
