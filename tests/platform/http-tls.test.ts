import { createServer as createHttpsServer } from "node:https";
import type { Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ResolveName } from "@/lib/platform/dns";
import { createHttpClient, type HttpClient } from "@/lib/platform/http";
import { type Authority, type Certificate, createAuthority } from "../support/certificates";
import { allowOf, atEnd, endAll } from "./loopback";
import { flood, startRawServer } from "./raw-server";

let authority: Authority;
let good: Certificate;

beforeAll(() => {
  authority = createAuthority();
  good = authority.issue("receiver.example.com");
});

afterEach(endAll);

afterAll(() => authority.remove());

function serve(certificate: Certificate, host = "127.0.0.1", port = 0): Promise<{ port: number; names: string[] }> {
  const names: string[] = [];
  const server = createHttpsServer(certificate, (request, response) => {
    names.push(String((request.socket as TLSSocket).servername));
    response.setHeader("connection", request.url === "/close" ? "close" : "keep-alive");
    response.end("ok");
  });
  atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return new Promise((resolve) => {
    server.listen(port, host, () => {
      const address = server.address();
      resolve({ port: typeof address === "object" && address ? address.port : 0, names });
    });
  });
}

/** Only 127.0.0.1 is let through the address rule; every other rule stands, as it does for strangers. */
function clientFor(resolve: ResolveName = async () => ["127.0.0.1"], ca = authority.ca): HttpClient {
  const client = createHttpClient({ allow: allowOf("127.0.0.1/32"), resolve, ca });
  atEnd(client.close);
  return client;
}

test("a receiver with a good certificate is reached by its name, and the handshake is timed", async () => {
  const server = await serve(good);

  const exchange = await clientFor().sendRequest({
    url: `https://receiver.example.com:${server.port}/hook`,
    method: "POST",
    body: "{}",
  });

  expect(exchange).toMatchObject({ kind: "response", status: 200, bodyText: "ok", remoteAddress: "127.0.0.1" });
  expect(exchange.timings.tlsMs).toEqual(expect.any(Number));
  expect(server.names).toEqual(["receiver.example.com"]);
});

test("a certificate of an unknown authority, for another name, or out of date, is refused", async () => {
  const own = await serve(authority.selfSigned("receiver.example.com"));
  const other = await serve(good);
  const old = await serve(authority.issue("receiver.example.com", -1));
  const send = (name: string, port: number) =>
    clientFor().sendRequest({ url: `https://${name}:${port}/`, method: "POST", body: "{}" });

  expect(await send("receiver.example.com", own.port)).toMatchObject({ kind: "failed", code: "tls_failed" });
  expect(await send("other.example.com", other.port)).toMatchObject({ kind: "failed", code: "tls_failed" });
  expect(await send("receiver.example.com", old.port)).toMatchObject({ kind: "failed", code: "tls_failed" });
  expect([...own.names, ...other.names, ...old.names]).toEqual([]);
});

test("a port that speaks no TLS, hangs up, or says nothing, is told apart", async () => {
  const plain = await startRawServer(() => undefined, {
    onConnect: (socket) => socket.write("HTTP/1.1 200 OK\r\n\r\n"),
  });
  const reset = await startRawServer(() => undefined, { onConnect: (socket) => socket.resetAndDestroy() });
  const mute = await startRawServer(() => undefined);
  for (const server of [plain, reset, mute]) {
    atEnd(server.close);
  }
  const send = (port: number) =>
    clientFor().sendRequest({
      url: `https://receiver.example.com:${port}/`,
      method: "POST",
      body: "{}",
      timeoutMs: 700,
    });

  expect(await send(plain.port)).toMatchObject({ kind: "failed", code: "tls_failed" });
  expect(await send(reset.port)).toMatchObject({ kind: "failed", code: "connection_reset" });
  expect(await send(mute.port)).toMatchObject({ kind: "failed", code: "timeout" });
});

describe("in the middle of a handshake", () => {
  const HALF_HELLO = Buffer.from([0x16, 3, 3, 0, 0x7a, 2, 0, 0]);
  const ALERT = Buffer.from([0x15, 3, 3, 0, 2, 2, 0x28]);

  test.each<[string, string, (socket: Socket) => void]>([
    ["a reset", "connection_reset", (socket) => socket.resetAndDestroy()],
    ["a reset after half a hello", "connection_reset", (socket) => resetAfter(socket, HALF_HELLO)],
    ["a close", "connection_reset", (socket) => socket.end()],
    ["a refusal", "tls_failed", (socket) => socket.end(ALERT)],
    ["bytes without end", "tls_failed", (socket) => flood(socket, "\u0016\u0003\u0003\u0010\u0000aaaaaaaaaaa")],
    ["silence", "timeout", () => undefined],
    ["silence after half a hello", "timeout", (socket) => socket.write(HALF_HELLO)],
    ["a drip", "timeout", (socket) => drip(socket, HALF_HELLO)],
  ])("%s ends it with %s and no socket left", async (_case, code, serveHello) => {
    const server = await startRawServer(() => undefined, {
      onConnect: (socket) => socket.once("data", () => serveHello(socket)),
    });
    atEnd(server.close);

    const exchange = await sendTo(server.port, 400);

    expect(exchange).toMatchObject({ kind: "failed", code });
    expect(exchange.timings.totalMs).toBeLessThan(1_000);
    await expect.poll(server.open).toBe(0);
  });

  test("a version that nobody should speak any more is refused", async () => {
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;

    expect(await sendTo(await startTls(old, () => undefined), 1_000)).toMatchObject({ code: "tls_failed" });
  });

  test("a close right after it, with or without a word, is a reset", async () => {
    const abrupt = await startTls({}, (socket) => socket.destroy());
    const orderly = await startTls({}, (socket) => socket.end());

    expect(await sendTo(abrupt, 1_000)).toMatchObject({ kind: "failed", code: "connection_reset" });
    expect(await sendTo(orderly, 1_000)).toMatchObject({ kind: "failed", code: "connection_reset" });
  });

  function sendTo(port: number, timeoutMs: number) {
    return clientFor().sendRequest({ url: `https://receiver.example.com:${port}/`, method: "POST", timeoutMs });
  }

  function resetAfter(socket: Socket, bytes: Buffer): void {
    socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 20));
  }

  function drip(socket: Socket, bytes: Buffer): void {
    let at = 0;
    const timer = setInterval(() => {
      socket.write(bytes.subarray(at, at + 1));
      at += 1;
    }, 60);
    socket.on("close", () => clearInterval(timer));
  }

  function startTls(options: object, serveSecure: (socket: TLSSocket) => void): Promise<number> {
    const server = createTlsServer({ ...good, ...options }, (socket) => {
      socket.on("error", () => undefined);
      serveSecure(socket);
    });
    server.on("tlsClientError", () => undefined);
    atEnd(() => server.close());
    return new Promise((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
  }
});

test("a name that turns to a private address is refused at its next connection, and that address hears nothing", async () => {
  const outside = await serve(good);
  const inside = await startRawServer(() => undefined, { host: "127.0.0.2" });
  atEnd(inside.close);
  const answers = [["127.0.0.1"], ["127.0.0.2"], ["127.0.0.1", "127.0.0.2"], ["127.0.0.1"]];
  let asked = 0;
  const client = clientFor(async () => answers[asked++] ?? []);
  const send = async () => {
    const exchange = await client.sendRequest({
      url: `https://receiver.example.com:${outside.port}/close`,
      method: "POST",
      body: "{}",
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    return exchange;
  };

  expect(await send()).toMatchObject({ kind: "response", status: 200 });
  expect(await send()).toMatchObject({ kind: "failed", code: "address_forbidden" });
  expect(await send()).toMatchObject({ kind: "failed", code: "address_forbidden" });
  expect(await send()).toMatchObject({ kind: "response", status: 200 });
  expect(asked).toBe(4);
  expect(inside.connections()).toBe(0);
});

test("the name is asked for once per connection: what was judged is what is dialled", async () => {
  const server = await serve(good);
  let asked = 0;
  const client = clientFor(async () => {
    asked += 1;
    return asked === 1 ? ["127.0.0.1"] : ["127.0.0.2"];
  });

  const exchange = await client.sendRequest({
    url: `https://receiver.example.com:${server.port}/`,
    method: "POST",
    body: "{}",
  });

  expect(exchange).toMatchObject({ kind: "response", remoteAddress: "127.0.0.1" });
  expect(asked).toBe(1);
});
