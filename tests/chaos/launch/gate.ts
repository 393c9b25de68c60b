import { connect, createServer, type Socket } from "node:net";

export type Gate = {
  port: number;
  /** Cuts every connection and refuses new ones. */
  shut(): void;
  open(): void;
  close(): Promise<void>;
};

/** Stands between agents and server: the network that can be cut. */
export async function openGate(serverPort: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  let isShut = false;

  const server = createServer((incoming) => {
    if (isShut) {
      incoming.destroy();
      return;
    }
    const outgoing = connect(serverPort, "127.0.0.1");
    for (const [socket, peer] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.once("close", () => {
        sockets.delete(socket);
        peer.destroy();
      });
      socket.pipe(peer);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("The gate has no port.");
  }

  function cutAll(): void {
    for (const socket of sockets) {
      socket.destroy();
    }
  }

  return {
    port: address.port,
    shut() {
      isShut = true;
      cutAll();
    },
    open() {
      isShut = false;
    },
    async close() {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
