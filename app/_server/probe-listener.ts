import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { log } from "@/lib/platform/log";
import { liveResponse, metricsResponse, readyResponse } from "./probes";

export type ProbeListener = { port: number; close(): Promise<void> };

const ROUTES: Readonly<Record<string, (request: Request) => Response | Promise<Response>>> = {
  "/api/health": liveResponse,
  "/api/health/ready": readyResponse,
  "/api/metrics": metricsResponse,
};

const REQUEST_LIMIT_MS = 5_000;

/** Answers health and metrics where no Next does: in a process that only delivers. Same addresses, same rules. */
export async function listenForProbes(host: string, port: number): Promise<ProbeListener> {
  const server = createServer(
    { requestTimeout: REQUEST_LIMIT_MS, headersTimeout: REQUEST_LIMIT_MS },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        log().error({ err: error }, "A probe could not be answered.");
        response.destroy();
      });
    },
  );
  await listen(server, host, port);

  return {
    port: (server.address() as AddressInfo).port, // Bound to a port just above, so it is no pipe.
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const response = await responseTo(incoming);
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), Connection: "close" });
  outgoing.end(incoming.method === "HEAD" ? undefined : body);
}

async function responseTo({ method, url = "/", headers }: IncomingMessage): Promise<Response> {
  const route = ROUTES[url.split("?")[0] ?? ""];
  if (!route) {
    return new Response(null, { status: 404 });
  }
  if (method !== "GET" && method !== "HEAD") {
    return new Response(null, { status: 405, headers: { Allow: "GET, HEAD" } });
  }
  // Whom it names as host plays no part; of the headers only the token does.
  const authorization = headers.authorization;
  return route(new Request("http://probe/", { headers: authorization === undefined ? {} : { authorization } }));
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
}
