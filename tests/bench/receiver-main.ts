import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Behaviour } from "./receivers";

// A process of its own, so that receiving is not paid by the one that is measured. It answers as it was told to and keeps
// of each request its id and when it came. It talks with its parent by messages and ends with it.

type Arrival = { id: string; at: number };

const ANSWER = {
  ok: (outgoing) => outgoing.end("ok"),
  fails: (outgoing) => outgoing.writeHead(500).end("no"),
  hangs: () => {},
} as const satisfies Record<Behaviour, (outgoing: ServerResponse) => void>;

let arrivals: Arrival[] = [];

const behaviours: Behaviour[] = JSON.parse(process.argv[2] ?? "[]");
const origins = await Promise.all(behaviours.map(listen));
process.on("disconnect", () => process.exit(0));
process.on("message", () => {
  process.send?.({ arrivals });
  arrivals = [];
});
process.send?.({ origins });

function listen(behaviour: Behaviour): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    const at = Number(process.hrtime.bigint()) / 1e6;
    const id = incoming.headers["webhook-id"];
    if (typeof id === "string") {
      arrivals.push({ id, at });
    }
    incoming.resume();
    incoming.once("end", () => ANSWER[behaviour](outgoing));
  });
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
}
