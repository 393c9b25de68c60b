import { createServer as createHttpsServer } from "node:https";
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ResolveName } from "@/lib/platform/dns";
import { createHttpClient, type HttpClient } from "@/lib/platform/http";
import { type Authority, createAuthority } from "../support/certificates";
import { allowOf, atEnd, endAll, serve } from "./loopback";
import { type RawServer, startRawServer } from "./raw-server";

const NAME = "receiver.example.com";

let authority: Authority;

beforeAll(() => {
  authority = createAuthority();
});
afterEach(endAll);
afterAll(() => authority.remove());

describe("a request never waits for another", () => {
  test("of 200 that hang at the same origin", async () => {
    const server = await serve((socket, request) => {
      if (request.startsWith("POST /quick ")) {
        socket.end(answer("ok"));
      }
    });
    const client = clientOf(server.origin);
    const hanging = Array.from({ length: 200 }, () => send(client, `${server.origin}/hang`, { timeoutMs: 1_500 }));
    await expect.poll(server.connections).toBe(200);

    const quick = await send(client, `${server.origin}/quick`);

    expect(quick).toMatchObject({ kind: "response", status: 200 });
    expect(quick.timings.totalMs).toBeLessThan(500);
    expect(new Set((await Promise.all(hanging)).map((each) => each.kind === "failed" && each.code))).toEqual(
      new Set(["timeout"]),
    );
    await expect.poll(server.open).toBe(0);
  });

  test("in its handshake with the same origin", async () => {
    const https = createHttpsServer(authority.issue(NAME), (_request, response) => response.end("ok"));
    const server = await startDoor((socket, count) => {
      if (count > 50) {
        https.emit("connection", socket);
      }
    });
    const client = clientOf("127.0.0.1/32", async () => ["127.0.0.1"]);
    const url = `https://${NAME}:${server.port}/`;
    const hanging = Array.from({ length: 50 }, () => send(client, url, { timeoutMs: 1_500 }));
    await expect.poll(server.connections).toBe(50);

    const quick = await send(client, url);

    expect(quick).toMatchObject({ kind: "response", status: 200 });
    expect(quick.timings.totalMs).toBeLessThan(700);
    await Promise.all(hanging);
  });

  test("of many names that nobody answers for", async () => {
    const server = await serve((socket) => socket.end(answer("ok")));
    const resolve: ResolveName = async (name) =>
      name === "live.example.com" ? ["127.0.0.1"] : new Promise(() => undefined);
    const client = clientOf(`http://live.example.com:${server.port} 127.0.0.1/32`, resolve);
    const dead = Array.from({ length: 500 }, (_, index) =>
      send(client, `https://dead-${index}.example.com/`, { timeoutMs: 1_000 }),
    );

    const quick = await send(client, `http://live.example.com:${server.port}/`);

    expect(quick).toMatchObject({ kind: "response", status: 200 });
    expect(quick.timings.totalMs).toBeLessThan(500);
    await Promise.all(dead);
  });
});

describe("the answer to one request is never taken for that to the next", () => {
  const STOLEN = `HTTP/1.1 500 Stolen\r\nx-stolen: yes\r\ncontent-length: 6\r\n\r\nstolen`;

  test.each<[string, (socket: Socket, own: string) => void]>([
    ["comes with a second answer", (socket, own) => socket.write(answer(own) + STOLEN)],
    ["comes with half of one", (socket, own) => socket.write(answer(own) + STOLEN.slice(0, 20))],
    ["comes with garbage", (socket, own) => socket.write(`${answer(own)}\u0000\u0001garbage`)],
    ["is split by its own header", (socket, own) => socket.write(split(own) + STOLEN)],
    ["has more body than it said", (socket, own) => socket.write(`${answer(own)}more${STOLEN}`)],
    [
      "has no content, and a body all the same",
      (socket, own) => socket.write(`HTTP/1.1 204 No\r\nx-own: ${own}\r\ncontent-length: 6\r\n\r\n${STOLEN}`),
    ],
  ])("where it %s", async (_case, reply) => {
    const server = await serve((socket, request) => reply(socket, request.split(" ")[1] ?? ""));
    const client = clientOf(server.origin);

    for (let count = 0; count < 6; count += 1) {
      const exchange = await send(client, `${server.origin}/${count}`, { timeoutMs: 1_000 });
      expect(exchange).toMatchObject({ kind: "response", headers: { "x-own": `/${count}` } });
      await new Promise((done) => setTimeout(done, count % 2 === 0 ? 20 : 0));
    }
  });

  test("where a second one follows while the connection rests", async () => {
    const server = await serve((socket, request) => {
      socket.write(answer(request.split(" ")[1] ?? ""), () => setTimeout(() => socket.write(STOLEN), 5));
    });
    const client = clientOf(server.origin);

    for (let count = 0; count < 4; count += 1) {
      const exchange = await send(client, `${server.origin}/${count}`);
      expect(exchange).toMatchObject({ kind: "response", headers: { "x-own": `/${count}` } });
      await new Promise((done) => setTimeout(done, 40));
    }
    expect(server.connections()).toBe(4);
  });

  test("where it came before the request was read: that connection is not used again", async () => {
    const server = await startRawServer(() => undefined, {
      onConnect: (socket) => {
        socket.pause();
        setTimeout(() => socket.write(answer("early")), 50);
      },
    });
    atEnd(server.close);
    const client = clientOf(server.origin);

    const first = await send(client, `${server.origin}/1`, { body: "x".repeat(8_000_000) });
    await new Promise((done) => setTimeout(done, 20));
    const second = await send(client, `${server.origin}/2`);

    expect([first, second]).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(server.connections()).toBe(2);
  });

  test("where it came before anything was asked: no connection is tried again and again", async () => {
    const server = await startRawServer(() => undefined, { onConnect: (socket) => void socket.write(answer("early")) });
    atEnd(server.close);
    const client = clientOf(server.origin);

    const first = await send(client, `${server.origin}/1`, { timeoutMs: 300 });
    const second = await send(client, `${server.origin}/2`, { timeoutMs: 300 });

    expect(Math.max(first.timings.totalMs, second.timings.totalMs)).toBeLessThan(600);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });
});

test("a connection that the receiver closed while it rested costs the next request nothing", async () => {
  const server = await serve((socket) => void socket.write(answer("ok"), () => setTimeout(() => socket.end(), 10)));
  const client = clientOf(server.origin);

  for (let count = 0; count < 10; count += 1) {
    expect(await send(client, server.origin)).toMatchObject({ kind: "response", status: 200 });
    await new Promise((done) => setTimeout(done, 30));
  }
});

test("a second connection beside a kept one is judged anew, and a private address hears nothing", async () => {
  let isHanging = true;
  const outside = await startTls((socket) => !isHanging && socket.write(answer("ok")));
  const inside = await startRawServer(() => undefined, { host: "127.0.0.2" });
  atEnd(inside.close);
  let asked = 0;
  const client = clientOf("127.0.0.1/32", async () => [asked++ === 0 ? "127.0.0.1" : "127.0.0.2"]);
  const url = `https://${NAME}:${outside.port}/`;
  isHanging = false;
  await send(client, url);
  await new Promise((done) => setTimeout(done, 20));
  isHanging = true;
  const busy = send(client, url, { timeoutMs: 400 });

  const beside = await send(client, url);

  expect(beside).toMatchObject({ kind: "failed", code: "address_forbidden" });
  expect(await busy).toMatchObject({ kind: "failed", code: "timeout" });
  expect(asked).toBe(2);
  expect(inside.connections()).toBe(0);
});

function clientOf(allow: string, resolve?: ResolveName): HttpClient {
  const client = createHttpClient({ allow: allowOf(allow), ca: authority.ca, ...(resolve ? { resolve } : {}) });
  atEnd(client.close);
  return client;
}

function send(client: HttpClient, url: string, options: { timeoutMs?: number; body?: string } = {}) {
  return client.sendRequest({ url, method: "POST", body: "{}", ...options });
}

function answer(own: string): string {
  return `HTTP/1.1 200 OK\r\nx-own: ${own}\r\ncontent-length: 2\r\n\r\nok`;
}

function split(own: string): string {
  return `HTTP/1.1 200 OK\r\nx-own: ${own}\r\nlocation: /a\r\ncontent-length: 0\r\n\r\n`;
}

/** A TCP port that says nothing: each connection is passed on with its number. */
function startDoor(pass: (socket: Socket, count: number) => void): Promise<RawServer> {
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => undefined).on("close", () => sockets.delete(socket)));
    count += 1;
    pass(socket, count);
  });
  const close = async () => {
    for (const socket of sockets) {
      socket.destroy();
    }
    server.close();
  };
  atEnd(close);
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      resolve({ port, origin: `https://127.0.0.1:${port}`, connections: () => count, open: () => sockets.size, close });
    });
  });
}

async function startTls(reply: (socket: Socket) => void): Promise<RawServer> {
  const tls = createTlsServer(authority.issue(NAME), (socket) => {
    socket.on("error", () => undefined).on("data", () => reply(socket));
  });
  return startDoor((socket) => void tls.emit("connection", socket));
}
