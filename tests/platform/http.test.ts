import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import type { ResolveName } from "@/lib/platform/dns";
import { createHttpClient, type HttpClient, type HttpExchange } from "@/lib/platform/http";
import { allowOf, atEnd, endAll } from "./loopback";

afterEach(endAll);

function clientFor(allow: string, resolve?: ResolveName): HttpClient {
  const client = createHttpClient({ allow: allowOf(allow), ...(resolve ? { resolve } : {}) });
  atEnd(client.close);
  return client;
}

function startServer(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server: Server = createServer(answer);
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
    });
  });
}

function responseOf(exchange: HttpExchange) {
  if (exchange.kind !== "response") {
    throw new Error(`failed with ${exchange.code}`);
  }
  return exchange;
}

describe("a request", () => {
  test("arrives with its method, headers and exact body, and the answer comes back with its address", async () => {
    const seen: { method?: string; headers?: IncomingMessage["headers"]; url?: string; body: string } = { body: "" };
    const origin = await startServer(async (request, response) => {
      seen.method = request.method ?? "";
      seen.headers = request.headers;
      seen.url = request.url ?? "";
      for await (const chunk of request) {
        seen.body += chunk;
      }
      response.writeHead(201, { "x-answer": "yes", "set-cookie": ["a=1", "b=2"] }).end('{"ok":true}');
    });

    const exchange = await clientFor(origin).sendRequest({
      url: `${origin}/hook?x=1`,
      method: "POST",
      headers: { "content-type": "application/json", "x-wandb-signature": "abc=" },
      body: '{"name":"schön ❤"}',
    });

    expect(responseOf(exchange)).toMatchObject({
      status: 201,
      bodyText: '{"ok":true}',
      bodyTruncated: false,
      remoteAddress: "127.0.0.1",
      headers: { "x-answer": "yes", "set-cookie": "a=1, b=2" },
    });
    expect(seen).toMatchObject({ method: "POST", url: "/hook?x=1", body: '{"name":"schön ❤"}' });
    expect(seen.headers).toMatchObject({
      "content-type": "application/json",
      "content-length": "21",
      "accept-encoding": "identity",
      "x-wandb-signature": "abc=",
    });
  });

  test("times its phases, and says null for those that a kept connection skips", async () => {
    const origin = await startServer((_request, response) => setTimeout(() => response.end("ok"), 60));
    const client = clientFor(origin);

    const first = await client.sendRequest({ url: origin, method: "POST", body: "1" });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const second = await client.sendRequest({ url: origin, method: "POST", body: "2" });

    expect(first.timings).toMatchObject({ dnsMs: expect.any(Number), connectMs: expect.any(Number), tlsMs: null });
    expect(first.timings.waitMs).toBeGreaterThanOrEqual(50);
    expect(first.timings.totalMs).toBeGreaterThanOrEqual(first.timings.waitMs ?? 0);
    expect(second.timings).toMatchObject({ dnsMs: null, connectMs: null, tlsMs: null });
  });

  test("keeps its connection for the next one of the same origin", async () => {
    const ports = new Set<number | undefined>();
    const origin = await startServer((request, response) => {
      ports.add(request.socket.remotePort);
      response.end("ok");
    });
    const client = clientFor(origin);

    for (let count = 0; count < 20; count += 1) {
      await client.sendRequest({ url: origin, method: "POST", body: "x" });
    }

    // Two, because the next request may leave before undici has freed the connection of the last.
    expect(ports.size).toBeLessThanOrEqual(2);
  });

  test("does not follow a redirect, least of all to a private address", async () => {
    let isReached = false;
    const inner = await startServer((_request, response) => {
      isReached = true;
      response.end();
    });
    const origin = await startServer((_request, response) => response.writeHead(302, { location: inner }).end());

    const exchange = await clientFor(origin).sendRequest({ url: origin, method: "POST", body: "{}" });

    expect(responseOf(exchange)).toMatchObject({ status: 302, headers: { location: inner } });
    expect(isReached).toBe(false);
  });

  test("is not inflated: a gzip bomb stays the few bytes that it was on the wire", async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const origin = await startServer((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );

    const exchange = responseOf(await clientFor(origin).sendRequest({ url: origin, method: "POST", body: "{}" }));

    expect(exchange.status).toBe(200);
    expect(exchange.bodyText.length).toBeLessThanOrEqual(bomb.length);
  });

  test("keeps valid text whole, byte order mark included, and replaces what is no text or no column can hold", async () => {
    const bodies: Record<string, Buffer> = {
      "/text": Buffer.from("\ufeffgrüße 🚀\r\n\t…"),
      "/bytes": Buffer.from([0x61, 0xff, 0x62, 0x00, 0x63]),
    };
    const origin = await startServer((request, response) => response.end(bodies[request.url ?? ""]));
    const client = clientFor(origin);

    const text = await client.sendRequest({ url: `${origin}/text`, method: "GET" });
    const bytes = await client.sendRequest({ url: `${origin}/bytes`, method: "GET" });

    expect(responseOf(text).bodyText).toBe("\ufeffgrüße 🚀\r\n\t…");
    expect(responseOf(bytes).bodyText).toBe("a\ufffdb\ufffdc");
  });

  test("cuts a body at the limit between characters, and leaves one of exactly the limit whole", async () => {
    const origin = await startServer((request, response) => response.end(request.url === "/more" ? "ab€d" : "ab€"));
    const client = clientFor(origin);

    const cut = await client.sendRequest({ url: `${origin}/more`, method: "GET", responseBytesMax: 4 });
    const whole = await client.sendRequest({ url: `${origin}/`, method: "GET", responseBytesMax: 5 });

    expect(responseOf(cut)).toMatchObject({ bodyText: "ab", bodyTruncated: true });
    expect(responseOf(whole)).toMatchObject({ bodyText: "ab€", bodyTruncated: false });
  });

  test("sends header text beyond ASCII as UTF-8, and one with a line break not at all", async () => {
    const seen: string[] = [];
    const origin = await startServer((request, response) => {
      seen.push(Buffer.from(String(request.headers.authorization), "latin1").toString("utf8"));
      response.end();
    });
    const client = clientFor(origin);
    const send = (authorization: string) =>
      client.sendRequest({ url: origin, method: "POST", headers: { authorization }, body: "{}" });

    const wide = await send("Bearer schlüssel-❤");
    const broken = await send("Bearer a\r\nx-injected: 1");

    expect(wide.kind).toBe("response");
    expect(seen).toEqual(["Bearer schlüssel-❤"]);
    expect(broken).toMatchObject({ kind: "failed", code: "protocol_error" });
    expect(JSON.stringify(broken)).not.toContain("Bearer");
  });

  test("that is called off is cancelled at once, before or while it runs", async () => {
    const origin = await startServer(() => undefined);
    const client = clientFor(origin);
    const running = new AbortController();
    setTimeout(() => running.abort(), 50);

    const before = await client.sendRequest({ url: origin, method: "POST", signal: AbortSignal.abort() });
    const during = await client.sendRequest({ url: origin, method: "POST", signal: running.signal });

    expect(before).toMatchObject({ kind: "failed", code: "cancelled" });
    expect(during).toMatchObject({ kind: "failed", code: "cancelled" });
    expect(during.timings.totalMs).toBeLessThan(1_000);
  });

  test("after close is not sent", async () => {
    const origin = await startServer((_request, response) => response.end());
    const client = clientFor(origin);
    await client.close();

    expect(await client.sendRequest({ url: origin, method: "POST" })).toMatchObject({ code: "cancelled" });
  });
});

describe("many origins", () => {
  test("leave no more connections open than may be kept", async () => {
    const sockets = new Set<IncomingMessage["socket"]>();
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      const { socket } = request;
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      response.end("ok");
    };
    const servers = await Promise.all(Array.from({ length: 12 }, () => startServer(answer)));
    const client = createHttpClient({ allow: allowOf(servers.join(" ")), keptMax: 3 });
    atEnd(client.close);

    for (const url of servers) {
      expect((await client.sendRequest({ url, method: "POST", body: "x" })).kind).toBe("response");
    }
    await new Promise((resolve) => setTimeout(resolve, 200));

    expect(sockets.size).toBeLessThanOrEqual(3);
  });

  test("one that is slow does not hold up another", async () => {
    const slow = await startServer(() => undefined);
    const quick = await startServer((_request, response) => response.end("ok"));
    const client = clientFor(`${slow} ${quick}`);
    const stuck = Array.from({ length: 200 }, () =>
      client.sendRequest({ url: slow, method: "POST", body: "x", timeoutMs: 1_500 }),
    );

    const exchange = await client.sendRequest({ url: quick, method: "POST", body: "x" });

    expect(exchange.timings.totalMs).toBeLessThan(500);
    expect(new Set((await Promise.all(stuck)).map((each) => each.kind === "failed" && each.code))).toEqual(
      new Set(["timeout"]),
    );
  });
});
