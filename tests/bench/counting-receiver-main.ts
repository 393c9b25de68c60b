import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

// A receiver for a million requests: of each it keeps one byte, at the place of its number. It answers 200 at once.

const SLOTS = Number(process.argv[4]);
/** How often each number came, up to 255. */
const times = new Uint8Array(Number(process.argv[3]));
/** Requests whose number is none of those that were to come. */
let strangers = 0;

const origins = await Promise.all(Array.from({ length: Number(process.argv[2]) }, listen));
process.on("disconnect", () => process.exit(0));
process.on("message", () => process.send?.({ times, strangers }));
process.send?.({ origins });

function receive(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const chunks: Buffer[] = [];
  incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
  incoming.once("end", () => {
    const { event, slot } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    const number = Number(event) * SLOTS + Number(slot);
    if (number in times) {
      times[number] = Math.min(255, (times[number] ?? 0) + 1);
    } else {
      strangers += 1;
    }
    outgoing.end("ok");
  });
}

function listen(): Promise<string> {
  const server = createServer(receive);
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
}
