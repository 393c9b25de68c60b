import { createServer, type Socket } from "node:net";

export type RawServer = {
  port: number;
  origin: string;
  /** How many it has ever accepted, and how many of them still stand. */
  connections: () => number;
  open: () => number;
  close: () => Promise<void>;
};

/** A server that speaks no protocol of its own: `serve` gets the socket once a whole request head has come. */
export function startRawServer(
  serve: (socket: Socket, requestText: string) => void,
  { host = "127.0.0.1", onConnect }: { host?: string; onConnect?: (socket: Socket) => void } = {},
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    onConnect?.(socket);
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (text.includes("\r\n\r\n")) {
        const request = text;
        text = "";
        serve(socket, request);
      }
    });
  });

  return new Promise((resolve) => {
    server.listen(0, host, () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      resolve({
        port,
        origin: `http://${host}:${port}`,
        connections: () => connections,
        open: () => sockets.size,
        close: () =>
          new Promise((closed) => {
            for (const socket of sockets) {
              socket.destroy();
            }
            server.close(() => closed());
          }),
      });
    });
  });
}

/** Writes again and again for as long as the peer takes it. */
export function flood(socket: Socket, text: string): void {
  const chunk = text.repeat(Math.max(1, Math.floor(16_384 / text.length)));
  const write = () => {
    while (!socket.destroyed && socket.write(chunk)) {
      // Until the peer's buffers are full.
    }
  };
  socket.on("drain", () => setImmediate(write));
  write();
}
