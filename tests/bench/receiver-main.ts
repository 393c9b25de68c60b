import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// A process of its own, so that receiving is not paid by the one that is measured. It answers 200 at once and keeps of
// each request its id and when it came. It talks with its parent by messages and ends with it.

type Arrival = { id: string; at: number };

let arrivals: Arrival[] = [];

const origins = await Promise.all(Array.from({ length: Number(process.argv[2]) }, listen));
process.on("disconnect", () => process.exit(0));
process.on("message", () => {
  process.send?.({ arrivals });
  arrivals = [];
});
process.send?.({ origins });

function listen(): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const at = Number(process.hrtime.bigint()) / 1e6;
    const id = incoming.headers["webhook-id"];
    if (typeof id === "string") {
      arrivals.push({ id, at });
    }
    incoming.resume();
    incoming.once("end", () => outgoing.end("ok"));
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
}
