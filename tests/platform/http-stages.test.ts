import { spawn } from "node:child_process";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import { afterEach, describe, expect, test } from "vitest";
import type { ResolveName } from "@/lib/platform/dns";
import { createHttpClient } from "@/lib/platform/http";
import { allowOf, atEnd, endAll, post, serve } from "./loopback";
import { startRawServer } from "./raw-server";

const HEAD = "HTTP/1.1 200 OK\r\n";
const LENGTH = `${HEAD}content-length: 10\r\n\r\n`;
const CHUNKED = `${HEAD}transfer-encoding: chunked\r\n\r\n`;

/** What has been said when the receiver lets go, and what of a body has come by then. */
const BEFORE_THE_HEAD = [
  ["before a word", ""],
  ["within the status line", "HTTP/1.1 20"],
  ["after the status line", HEAD],
  ["within a header's name", `${HEAD}x-he`],
  ["within a header's value", `${HEAD}x-header: va`],
  ["after a 103", "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"],
  ["before the blank line's end", `${HEAD}content-length: 10\r\n\r`],
] as const;
const AFTER_THE_HEAD = [
  ["after the headers", LENGTH, ""],
  ["within the body", `${LENGTH}half`, "half"],
  ["before a chunk", CHUNKED, ""],
  ["within a chunk's size", `${CHUNKED}4\r\nhalf\r\n1`, "half"],
  ["within a chunk", `${CHUNKED}8\r\nhalf`, "half"],
  ["within a chunk's end", `${CHUNKED}4\r\nhalf\r`, "half"],
  ["within the last chunk", `${CHUNKED}4\r\nhalf\r\n0\r\n`, "half"],
  ["within a trailer", `${CHUNKED}4\r\nhalf\r\n0\r\nx-trailer: y`, "half"],
] as const;

const MARGIN_MS = 700;

afterEach(endAll);

describe("a connection that is reset", () => {
  const reset = (said: string) => (socket: Socket) =>
    void socket.write(said, () => setTimeout(() => socket.resetAndDestroy(), 20));

  test.each(BEFORE_THE_HEAD)("%s is a failure at once", async (_stage, said) => {
    const server = await serve(reset(said));

    const exchange = await post(server.origin);

    expect(exchange).toMatchObject({ kind: "failed", code: "connection_reset" });
    expect(exchange.elapsedMs).toBeLessThan(MARGIN_MS);
  });

  test.each(AFTER_THE_HEAD)("%s leaves what had come", async (_stage, said, bodyText) => {
    const server = await serve(reset(said));

    const exchange = await post(server.origin);

    expect(exchange).toMatchObject({ kind: "response", status: 200, bodyText, bodyTruncated: true });
    expect(exchange.elapsedMs).toBeLessThan(MARGIN_MS);
  });

  test("while a large request is being read is a failure at once", async () => {
    const server = await startRawServer(() => undefined, {
      onConnect: (socket) => socket.once("data", () => socket.resetAndDestroy()),
    });
    atEnd(server.close);

    const exchange = await post(server.origin, { body: "x".repeat(8_000_000) });

    expect(exchange).toMatchObject({ kind: "failed", code: "connection_reset" });
    expect(exchange.elapsedMs).toBeLessThan(MARGIN_MS);
    expect(server.connections()).toBe(1);
  });
});

describe("a receiver that falls silent", () => {
  const TIMEOUT_MS = 200;

  test.each(BEFORE_THE_HEAD)("%s is let go at the total time, and its socket with it", async (_stage, said) => {
    const server = await serve((socket) => void socket.write(said));

    const exchange = await post(server.origin, { timeoutMs: TIMEOUT_MS });

    expect(exchange).toMatchObject({ kind: "failed", code: "timeout" });
    expect(exchange.elapsedMs).toBeLessThan(TIMEOUT_MS + MARGIN_MS);
    await expect.poll(server.open).toBe(0);
  });

  test.each(AFTER_THE_HEAD)("%s too, with what had come", async (_stage, said, bodyText) => {
    const server = await serve((socket) => void socket.write(said));

    const exchange = await post(server.origin, { timeoutMs: TIMEOUT_MS });

    expect(exchange).toMatchObject({ kind: "response", status: 200, bodyText, bodyTruncated: true });
    expect(exchange.elapsedMs).toBeLessThan(TIMEOUT_MS + MARGIN_MS);
    await expect.poll(server.open).toBe(0);
  });

  test.each([...BEFORE_THE_HEAD, ...AFTER_THE_HEAD].map(([stage, said]) => [stage, said]))(
    "or says it byte by byte (%s)",
    async (_stage, said) => {
      const bytes = `${said}\r\n`;
      const server = await serve((socket) => {
        let at = 0;
        const drip = setInterval(() => socket.write(bytes[at++ % bytes.length] ?? ""), 25);
        socket.on("close", () => clearInterval(drip));
      });

      const exchange = await post(server.origin, { timeoutMs: TIMEOUT_MS });

      expect(exchange.elapsedMs).toBeLessThan(TIMEOUT_MS + MARGIN_MS);
      await expect.poll(server.open).toBe(0);
    },
  );

  test("without reading a large request is let go at the total time", async () => {
    const server = await startRawServer(() => undefined, { onConnect: (socket) => socket.pause() });
    atEnd(server.close);

    const exchange = await post(server.origin, { body: "x".repeat(8_000_000), timeoutMs: TIMEOUT_MS });

    expect(exchange).toMatchObject({ kind: "failed", code: "timeout" });
    expect(exchange.elapsedMs).toBeLessThan(TIMEOUT_MS + MARGIN_MS);
  });

  test("before it accepts is let go at the total time", async () => {
    const url = await startDeafListener();

    const exchange = await post(url, { timeoutMs: TIMEOUT_MS });

    expect(exchange).toMatchObject({ kind: "failed", code: "timeout" });
    expect(exchange.timings.waitMs).toBeNull();
    expect(exchange.elapsedMs).toBeLessThan(TIMEOUT_MS + MARGIN_MS);
  });
});

test("a 103 now and then does not prolong the total time", async () => {
  const server = await serve((socket) => {
    const drip = setInterval(() => socket.write("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"), 60);
    socket.on("close", () => clearInterval(drip));
  });

  const exchange = await post(server.origin, { timeoutMs: 400 });

  expect(exchange).toMatchObject({ kind: "failed", code: "timeout" });
  expect(exchange.elapsedMs).toBeLessThan(400 + MARGIN_MS);
});

test("a name that resolves after the total time is not dialled any more", async () => {
  const server = await serve((socket) => void socket.end(HEAD));
  const resolve: ResolveName = () => new Promise((answer) => setTimeout(answer, 300, ["127.0.0.1"]));
  const client = createHttpClient({ allow: allowOf(`http://late:${server.port}`), resolve, timeoutMs: 100 });
  atEnd(client.close);

  const exchange = await client.sendRequest({ url: `http://late:${server.port}`, method: "POST", body: "{}" });
  await new Promise((done) => setTimeout(done, 500));

  expect(exchange).toMatchObject({ kind: "failed", code: "timeout" });
  expect(server.connections()).toBe(0);
});

/** A port whose queue of connections is full, so that the next one is neither accepted nor refused. */
async function startDeafListener(): Promise<string> {
  const child = spawn(
    process.execPath,
    [
      "-e",
      `const net = require("node:net");
       const server = net.createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
         require("node:fs").writeSync(1, server.address().port + "\\n");
         Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
       });`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  atEnd(() => child.kill("SIGKILL"));
  const port = await new Promise<string>((resolve) =>
    createInterface({ input: child.stdout }).once("line", (line) => resolve(line)),
  );
  const url = `http://127.0.0.1:${port}`;
  await Promise.all(Array.from({ length: 4 }, () => post(url, { timeoutMs: 150 })));
  return url;
}
