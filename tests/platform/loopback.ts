import type { Socket } from "node:net";
import { type EgressAllow, NO_EGRESS_ALLOW, parseEgressAllow } from "@/lib/core/address";
import type { ResolveName } from "@/lib/platform/dns";
import { createHttpClient, type HttpExchange, type HttpRequest } from "@/lib/platform/http";
import { type RawServer, startRawServer } from "./raw-server";

const endings: (() => unknown)[] = [];

/** Something to close when the test is over, the latest first. */
export function atEnd(ending: () => unknown): void {
  endings.push(ending);
}

export async function endAll(): Promise<void> {
  for (const ending of endings.splice(0).reverse()) {
    await ending();
  }
}

export function allowOf(text: string): EgressAllow {
  const result = parseEgressAllow(text);
  return result.ok ? result.value : NO_EGRESS_ALLOW;
}

export async function serve(answer: (socket: Socket, request: string) => void): Promise<RawServer> {
  const server = await startRawServer(answer);
  atEnd(server.close);
  return server;
}

/** Sends one POST, and says too how much the process grew by it. */
export async function post(
  url: string,
  options: { allow?: string; resolve?: ResolveName } & Partial<HttpRequest> = {},
): Promise<HttpExchange & { elapsedMs: number; grownBytes: number }> {
  const { allow = new URL(url).origin, resolve, ...request } = options;
  const client = createHttpClient({ allow: allowOf(allow), ...(resolve ? { resolve } : {}) });
  atEnd(client.close);
  const before = process.memoryUsage().rss;
  const startedAt = performance.now();
  const exchange = await client.sendRequest({ url, method: "POST", body: "{}", ...request });
  return { ...exchange, elapsedMs: performance.now() - startedAt, grownBytes: process.memoryUsage().rss - before };
}
