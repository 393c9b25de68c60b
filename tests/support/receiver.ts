import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string; at: number };
export type Reply = { status?: number; headers?: Record<string, string>; body?: string } | "hang" | "reset";

export type Receiver = {
  origin: string;
  requests: Received[];
  /** What is answered from now on; by default 200. */
  reply: (request: Received) => Reply | Promise<Reply>;
  close(): Promise<void>;
};

/** A real loopback endpoint that keeps every request whole and answers as told. */
export async function startReceiver(port = 0): Promise<Receiver> {
  const receiver: Receiver = {
    origin: "",
    requests: [],
    reply: () => ({}),
    close: () => closed(server),
  };
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk);
    }
    const request = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      headers: incoming.headers,
      body: Buffer.concat(chunks).toString("utf8"),
      at: Date.now(),
    };
    receiver.requests.push(request);

    const reply = await receiver.reply(request);
    if (reply === "reset") {
      incoming.socket.resetAndDestroy();
    } else if (reply !== "hang") {
      outgoing.writeHead(reply.status ?? 200, reply.headers).end(reply.body ?? "ok");
    }
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  receiver.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return receiver;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
