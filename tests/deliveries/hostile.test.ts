import type { Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { AttemptView, DeliveryView } from "@/lib/core/delivery";
import { OUTCOME_CODES, type OutcomeCode } from "@/lib/core/delivery";
import { getDelivery, listDeliveries } from "@/lib/deliveries/queries";
import { createModel } from "@/lib/registry/models/commands";
import { flood, type RawServer, startRawServer } from "../platform/raw-server";
import { type Authority, createAuthority } from "../support/certificates";
import { type Engine, openEngine } from "../support/engine";
import { must } from "../support/must";

const HEAD = "HTTP/1.1 200 OK\r\n";
const CHUNKED = `${HEAD}transfer-encoding: chunked\r\n\r\n`;
const NOTHING = "content-length: 0\r\n\r\n";

const TIMEOUT_MS = 3_000;
const MARGIN_MS = 1_000;

type Hostile = {
  name: string;
  code: OutcomeCode;
  /** What it says once it has the request's head, or as soon as it has accepted. */
  answer?: (socket: Socket, inside: string) => void;
  accept?: (socket: Socket) => void;
  /** Reached by its name over TLS, under every rule that holds for strangers. */
  host?: string;
  status?: number;
};

const HOSTILE: readonly Hostile[] = [
  { name: "says nothing", code: "timeout", answer: () => undefined },
  { name: "never reads", code: "timeout", accept: (socket) => socket.pause() },
  { name: "drips its headers", code: "timeout", answer: (socket) => drip(socket, HEAD, "x: y\r\n") },
  { name: "drips 103s", code: "timeout", answer: (socket) => drip(socket, "", "HTTP/1.1 103 Early\r\n\r\n", 300) },
  { name: "drips its body", code: "delivered", answer: (socket) => drip(socket, CHUNKED, "1\r\nx\r\n") },
  {
    name: "stalls in its body",
    code: "delivered",
    answer: (socket) => socket.write(`${HEAD}content-length: 9\r\n\r\n`),
  },
  { name: "never ends its body", code: "delivered", answer: (socket) => floodAfter(socket, CHUNKED, "5\r\nabcde\r\n") },
  {
    name: "never ends its trailers",
    code: "delivered",
    answer: (socket) => floodAfter(socket, `${CHUNKED}0\r\n`, "a:\r\n"),
  },
  {
    name: "never ends its headers",
    code: "headers_too_large",
    answer: (socket) => floodAfter(socket, HEAD, "x: yyyyyy\r\n"),
  },
  {
    name: "never ends its status",
    code: "headers_too_large",
    answer: (socket) => floodAfter(socket, HEAD.trim(), "OK"),
  },
  {
    name: "sends 100,000 headers",
    code: "headers_too_large",
    answer: (socket) => socket.write(`${HEAD}${"a:\r\n".repeat(100_000)}`),
  },
  { name: "floods with 103s", code: "protocol_error", answer: (socket) => flood(socket, "HTTP/1.1 103 Early\r\n\r\n") },
  {
    name: "continues unasked",
    code: "protocol_error",
    answer: (socket) => socket.write("HTTP/1.1 100 Continue\r\n\r\n"),
  },
  { name: "sends a bomb", code: "delivered", answer: (socket) => bomb(socket) },
  { name: "sends no text", code: "delivered", answer: (socket) => noText(socket) },
  {
    name: "fails with no text in its headers",
    code: "http_status",
    status: 500,
    answer: (socket) => oddHeaders(socket),
  },
  {
    name: "redirects inwards",
    code: "redirected",
    status: 307,
    answer: (socket, inside) => socket.end(`HTTP/1.1 307 X\r\nlocation: ${inside}\r\n${NOTHING}`),
  },
  {
    name: "refreshes inwards",
    code: "delivered",
    answer: (socket, inside) => socket.end(`${HEAD}refresh: 0; url=${inside}\r\n${NOTHING}`),
  },
  {
    name: "speaks nonsense",
    code: "protocol_error",
    answer: (socket) => socket.end("\u0000\u0001 at Object.<anonymous> (/app/x.js:1:1)\r\n\r\n"),
  },
  {
    name: "states two lengths",
    code: "protocol_error",
    answer: (socket) => socket.end(`${HEAD}content-length: 1\r\ncontent-length: 2\r\n\r\nab`),
  },
  { name: "resets as it accepts", code: "connection_reset", accept: (socket) => socket.resetAndDestroy() },
  { name: "resets for an answer", code: "connection_reset", answer: (socket) => socket.resetAndDestroy() },
  { name: "resets in its headers", code: "connection_reset", answer: (socket) => resetAfter(socket, `${HEAD}x: y`) },
  {
    name: "resets in its body",
    code: "delivered",
    answer: (socket) => resetAfter(socket, `${HEAD}content-length: 9\r\n\r\nhalf`),
  },
  { name: "shows a bad certificate", code: "tls_failed", host: "bad.example.com" },
  { name: "hangs in its handshake", code: "timeout", host: "mute.example.com", accept: () => undefined },
  { name: "turns inwards by its name", code: "address_forbidden", host: "rebind.example.com", accept: () => undefined },
  { name: "has no name server", code: "dns_failed", host: "dead.example.com", accept: () => undefined },
];

/** What the texts of exceptions look like: of Node, undici, its parser, OpenSSL and c-ares. */
const EXCEPTION_TEXT =
  /Error|Exception|UND_ERR|ERR_|ECONN|EPIPE|ENOTFOUND|ETIMEOUT|ETIMEDOUT|undici|llhttp|HPE_|node:|\.[jt]s:\d|self.signed|certificate|socket hang|other side/;

describe("hostile receivers, each with one delivery beside a healthy webhook", () => {
  let authority: Authority;
  let engine: Engine;
  let inside: RawServer;
  const servers: { close: () => unknown }[] = [];
  const webhookOf = new Map<string, string>();
  const healthyMs: number[] = [];
  const asked = new Map<string, number>();

  beforeAll(async () => {
    authority = createAuthority();
    inside = await startRawServer((socket) => void socket.end(HEAD + NOTHING), { host: "127.0.0.2" });
    servers.push(inside);
    const urls = await Promise.all(HOSTILE.map(startHostile));
    const origins = urls.filter((url) => url.startsWith("http:")).map((url) => new URL(url).origin);
    engine = await openEngine("postgres", { allow: [...origins, "127.0.0.1/32"], timeoutMs: TIMEOUT_MS, resolve });

    for (const [index, { name }] of HOSTILE.entries()) {
      const webhook = await engine.addWebhook({ url: urls[index] ?? "", retrySchedule: [3_600] });
      await engine.addAutomation(webhook);
      webhookOf.set(name, webhook.name);
    }
    await engine.addAutomation(await engine.addWebhook({ path: "/healthy" }), { at: "${event_time}" }, "CREATE_MODEL");
    await engine.startWorker();

    await engine.link();
    for (let count = 0; count < 12; count += 1) {
      healthyMs.push(await deliverHealthy(count));
      await new Promise((done) => setTimeout(done, 150));
    }
    await vi.waitFor(async () => expect(await attempts()).toHaveLength(HOSTILE.length), {
      timeout: 15_000,
      interval: 200,
    });
  }, 60_000);

  afterAll(async () => {
    await engine.close();
    await Promise.all(servers.map((server) => server.close()));
    authority.remove();
  });

  test.each(HOSTILE)("one that $name ends within the total time, by a fixed code", async ({ name, code, status }) => {
    const { attempt, delivery } = await attemptOf(name);

    expect(delivery).toMatchObject({ attempts: 1, lastCode: code });
    expect(attempt).toMatchObject({ code, status: status ?? (code === "delivered" ? 200 : null) });
    expect(OUTCOME_CODES).toContain(attempt.code);
    expect(attempt.durationMs).toBeLessThan(TIMEOUT_MS + MARGIN_MS);
  });

  test.each(HOSTILE)(
    "of one that $name no more is stored than may be, and no text of an exception",
    async ({ name }) => {
      const { attempt } = await attemptOf(name);

      expect(Buffer.byteLength(attempt.response?.body ?? "")).toBeLessThanOrEqual(64 * 1_024);
      expect(
        Buffer.byteLength(
          Object.entries(attempt.response?.headers ?? {})
            .flat()
            .join(""),
        ),
      ).toBeLessThanOrEqual(32 * 1_024);
      expect(JSON.stringify(attempt)).not.toMatch(EXCEPTION_TEXT);
    },
  );

  test("meanwhile the healthy one is delivered at once, each time", async () => {
    const search = { eventType: "CREATE_MODEL", state: "delivered", limit: 50 } as const;
    const delivered = must(await listDeliveries(engine.database.db, engine.scope, search));

    expect(Math.max(...healthyMs)).toBeLessThan(TIMEOUT_MS); // None of the others was waited for.
    expect(delivered.items.map(({ attempts: made }) => made)).toEqual(Array(12).fill(1));
  });

  test("nobody inside has heard a word", () => {
    expect(inside.connections()).toBe(0);
  });

  /** From the change to the arrival of its request. */
  async function deliverHealthy(count: number): Promise<number> {
    const startedAt = performance.now();
    must(await createModel(engine.database.db, engine.scope, { name: `healthy-${count}`, description: "", card: "" }));
    await vi.waitFor(() => expect(engine.receiver.requests).toHaveLength(count + 1), { timeout: 10_000, interval: 5 });
    return performance.now() - startedAt;
  }

  async function attempts(): Promise<{ delivery: DeliveryView; attempt: AttemptView }[]> {
    const page = must(
      await listDeliveries(engine.database.db, engine.scope, { eventType: "LINK_ARTIFACT", limit: 50 }),
    );
    const views = await Promise.all(page.items.map(({ id }) => getDelivery(engine.database.db, engine.scope, id)));
    return views
      .map(must)
      .flatMap((delivery) => delivery.history.slice(0, 1).map((attempt) => ({ delivery, attempt })));
  }

  async function attemptOf(name: string) {
    const found = (await attempts()).find(({ delivery }) => delivery.action.target === webhookOf.get(name));
    if (!found) {
      throw new Error(`There is no attempt at the receiver that ${name}.`);
    }
    return found;
  }

  async function startHostile({ answer, accept, host }: Hostile): Promise<string> {
    if (host === "bad.example.com") {
      const port = await startTls(host);
      return `https://${host}:${port}/`;
    }
    const server = await startRawServer(
      (socket) => answer?.(socket, inside.origin),
      accept ? { onConnect: accept } : {},
    );
    servers.push(server);
    return host ? `https://${host}:${server.port}/` : `${server.origin}/hook`;
  }

  function startTls(host: string): Promise<number> {
    const server = createTlsServer(authority.selfSigned(host));
    server.on("tlsClientError", () => undefined);
    servers.push(server);
    return new Promise((resolvePort) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolvePort(typeof address === "object" && address ? address.port : 0);
      });
    });
  }

  /** Every name is outside when its webhook is saved; one is inside from then on, and one is not answered for any more. */
  async function resolve(name: string): Promise<readonly string[]> {
    const count = (asked.get(name) ?? 0) + 1;
    asked.set(name, count);
    if (count > 1 && name === "dead.example.com") {
      return new Promise(() => undefined);
    }
    return count > 1 && name === "rebind.example.com" ? ["127.0.0.1", "127.0.0.2"] : ["127.0.0.1"];
  }
});

function floodAfter(socket: Socket, start: string, again: string): void {
  socket.write(start);
  flood(socket, again);
}

function drip(socket: Socket, start: string, again: string, everyMs = 100): void {
  socket.write(start);
  const timer = setInterval(() => socket.write(again), everyMs);
  socket.on("close", () => clearInterval(timer));
}

function resetAfter(socket: Socket, text: string): void {
  socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 30));
}

function bomb(socket: Socket): void {
  const bytes = gzipSync(Buffer.alloc(100_000_000));
  socket.write(`${HEAD}content-encoding: gzip\r\ncontent-length: ${bytes.length}\r\n\r\n`);
  socket.end(bytes);
}

function noText(socket: Socket): void {
  socket.write(`${HEAD}content-length: 65536\r\n\r\n`);
  socket.end(Buffer.alloc(65_536, 0xff));
}

function oddHeaders(socket: Socket): void {
  const odd = Array.from({ length: 150 }, (_, index) => `x-${index}: ${"\u00ff".repeat(200)}\r\n`).join("");
  socket.end(Buffer.from(`HTTP/1.1 500 X\r\n__proto__: x\r\n${odd}${NOTHING}`, "latin1"));
}
