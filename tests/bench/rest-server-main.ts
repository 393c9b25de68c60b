import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { stopRuntime } from "@/app/_server/runtime";
import * as api from "@/app/api/v1/[[...path]]/route";

// The API's own route over bare node:http, for a clone that has no build: everything but Next.

const METHODS = { GET: api.GET, POST: api.POST, PUT: api.PUT, PATCH: api.PATCH, DELETE: api.DELETE };

const server = createServer(async (incoming, outgoing) => {
  const answer = METHODS[(incoming.method ?? "GET") as keyof typeof METHODS];
  const response = await answer(await requestOf(incoming));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
});
server.listen(0, "127.0.0.1", () =>
  process.send?.({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);
process.once("SIGTERM", stop);
process.once("disconnect", stop);

async function stop(): Promise<void> {
  await stopRuntime();
  process.exit(0);
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk);
  }
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method ?? "GET",
    headers,
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  });
}
