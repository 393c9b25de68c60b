import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, exchange } from "@/app/_server/exchange";

export type Served = { url: string; close(): Promise<void> };

/** Serves a fetch handler on the loopback as `npm start` serves the API, so that tests see what goes over a wire. */
export async function serve(handler: Answer): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    exchange(handler, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
