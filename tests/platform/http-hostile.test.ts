import type { Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createHttpClient, type HttpRequest } from "@/lib/platform/http";
import { allowOf, atEnd, endAll, post, serve } from "./loopback";
import { flood, startRawServer } from "./raw-server";

const HEAD = "HTTP/1.1 200 OK\r\n";
const CHUNKED = `${HEAD}transfer-encoding: chunked\r\n\r\n`;

afterEach(endAll);

async function answer(serving: (socket: Socket, request: string) => void, options: Partial<HttpRequest> = {}) {
  const server = await serve(serving);
  return post(server.origin, options);
}

describe("once the headers are there the status has decided, though", () => {
  test("the body stalls", async () => {
    const exchange = await answer((socket) => socket.write(`${HEAD}content-length: 100\r\n\r\nbegun`));

    expect(exchange).toMatchObject({ kind: "response", status: 200, bodyText: "begun", bodyTruncated: true });
    expect(exchange.elapsedMs).toBeLessThan(6_000);
  });

  test("the body drips for ever: the total time ends it, and the socket is destroyed", async () => {
    let isClosed = false;
    const exchange = await answer(
      (socket) => {
        socket.write(CHUNKED);
        const drip = setInterval(() => socket.write("1\r\nx\r\n"), 50);
        socket.on("close", () => {
          isClosed = true;
          clearInterval(drip);
        });
      },
      { timeoutMs: 1_000 },
    );
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(exchange).toMatchObject({ kind: "response", status: 200, bodyTruncated: true });
    expect(exchange.elapsedMs).toBeLessThan(2_000);
    expect(isClosed).toBe(true);
  });

  test("the body never ends: 64 KiB are kept and the socket is destroyed", async () => {
    let isClosed = false;
    const exchange = await answer((socket) => {
      socket.on("close", () => {
        isClosed = true;
      });
      socket.write(CHUNKED);
      flood(socket, "5\r\nabcde\r\n");
    });
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(exchange).toMatchObject({ kind: "response", status: 200, bodyTruncated: true });
    expect(exchange.kind === "response" && exchange.bodyText).toHaveLength(65_536);
    expect(exchange.elapsedMs).toBeLessThan(3_000);
    expect(isClosed).toBe(true);
  });

  test("a body of one-byte chunks costs no more memory than its bytes", async () => {
    const exchange = await answer((socket) => {
      socket.write(CHUNKED);
      flood(socket, "1\r\na\r\n");
    });

    expect(exchange).toMatchObject({ kind: "response", bodyTruncated: true });
    expect(exchange.grownBytes).toBeLessThan(64 * 1024 * 1024);
  });

  test.each([
    ["a truncated chunk", `${CHUNKED}ff\r\nhalf`],
    ["a short body", `${HEAD}content-length: 10\r\n\r\nhalf`],
    ["an ill chunk size", `${CHUNKED}4\r\nhalf\r\nzz\r\n`],
  ])("it ends in %s", async (_case, text) => {
    const exchange = await answer((socket) => socket.end(text));

    expect(exchange).toMatchObject({ kind: "response", status: 200, bodyText: "half", bodyTruncated: true });
  });

  test("the connection is reset", async () => {
    const exchange = await answer((socket) => {
      socket.write(`${HEAD}content-length: 10\r\n\r\nhalf`, () => setTimeout(() => socket.resetAndDestroy(), 50));
    });

    expect(exchange).toMatchObject({ kind: "response", status: 200, bodyText: "half", bodyTruncated: true });
  });

  test("trailers flood", async () => {
    const exchange = await answer((socket) => {
      socket.write(`${CHUNKED}4\r\nwhole\r\n`.replace("whole", "full"));
      socket.write("0\r\n");
      flood(socket, "x-trailer: aaaaaaaaaaaaaaaaaaaaaaaa\r\n");
    });

    expect(exchange).toMatchObject({ kind: "response", status: 200, bodyText: "full", bodyTruncated: true });
    expect(exchange.elapsedMs).toBeLessThan(5_000);
  });

  test("an error status decides just so", async () => {
    const exchange = await answer((socket) => socket.end("HTTP/1.1 503 Busy\r\ncontent-length: 9\r\n\r\nhalf"));

    expect(exchange).toMatchObject({ kind: "response", status: 503, bodyText: "half", bodyTruncated: true });
  });
});

describe("without headers it is a failure with a fixed code", () => {
  test("when they never come, at the total time", async () => {
    const exchange = await answer(() => undefined, { timeoutMs: 400 });

    expect(exchange).toMatchObject({ kind: "failed", code: "timeout" });
    expect(exchange.elapsedMs).toBeLessThan(1_500);
  });

  test("when they drip, at the total time", async () => {
    const exchange = await answer(
      (socket) => {
        socket.write(HEAD);
        const drip = setInterval(() => socket.write("x: y\r\n"), 50);
        socket.on("close", () => clearInterval(drip));
      },
      { timeoutMs: 600 },
    );

    expect(exchange).toMatchObject({ kind: "failed", code: "timeout" });
  });

  test.each([
    ["lines without end", "x-header: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"],
    ["one line without end", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],
    ["empty values", "a:\r\n"],
  ])("when they are %s, by their size", async (_case, line) => {
    const exchange = await answer((socket) => {
      socket.write(HEAD);
      flood(socket, line);
    });

    expect(exchange).toMatchObject({ kind: "failed", code: "headers_too_large" });
    expect(exchange.elapsedMs).toBeLessThan(3_000);
    expect(exchange.grownBytes).toBeLessThan(64 * 1024 * 1024);
  });

  test("when there are 100,000 of them", async () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `h${index}: v\r\n`).join("");
    const exchange = await answer((socket) => socket.end(`${HEAD}${many}content-length: 0\r\n\r\n`));

    expect(exchange).toMatchObject({ kind: "failed", code: "headers_too_large" });
  });

  test.each([["102 Processing"], ["103 Early Hints"], ["199 Odd"]])("when %s floods", async (status) => {
    const exchange = await answer((socket) => flood(socket, `HTTP/1.1 ${status}\r\nx: y\r\n\r\n`));

    expect(exchange).toMatchObject({ kind: "failed", code: "protocol_error" });
    expect(exchange.elapsedMs).toBeLessThan(3_000);
  });

  test.each([
    ["no HTTP", "SSH-2.0-OpenSSH_9.6\r\n\r\n"],
    ["an unasked 100", "HTTP/1.1 100 Continue\r\n\r\n"],
    ["an unasked upgrade", "HTTP/1.1 101 Switching\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n"],
    ["status 000", "HTTP/1.1 000 Nothing\r\ncontent-length: 0\r\n\r\n"],
    ["two lengths", `${HEAD}content-length: 3\r\ncontent-length: 4\r\n\r\nabc`],
    ["a NUL in a header", `${HEAD}x: a\u0000b\r\ncontent-length: 0\r\n\r\n`],
  ])("when the answer is %s", async (_case, text) => {
    const exchange = await answer((socket) => socket.end(text));

    expect(exchange).toMatchObject({ kind: "failed", code: "protocol_error" });
  });

  test("when the connection is reset or closed before an answer", async () => {
    const reset = await answer((socket) => socket.resetAndDestroy());
    const closed = await answer((socket) => socket.end());
    const halfway = await answer((socket) => socket.end("HTTP/1.1 200 O"));

    expect(reset).toMatchObject({ kind: "failed", code: "connection_reset" });
    expect(closed).toMatchObject({ kind: "failed", code: "connection_reset" });
    expect(halfway).toMatchObject({
      kind: "failed",
      code: expect.stringMatching(/^(connection_reset|protocol_error)$/),
    });
  });

  test("when the connection is reset as it is accepted", async () => {
    const server = await startRawServer(() => undefined, { onConnect: (socket) => socket.resetAndDestroy() });
    atEnd(server.close);

    expect(await post(server.origin)).toMatchObject({ kind: "failed", code: "connection_reset" });
  });

  test("when nobody listens", async () => {
    const server = await serve(() => undefined);
    await server.close();

    expect(await post(server.origin)).toMatchObject({ kind: "failed", code: "connection_refused" });
  });
});

test("headers that are not visible ASCII are shown as text and crash nothing", async () => {
  const server = await serve((socket) =>
    socket.end(
      Buffer.concat([
        Buffer.from(`${HEAD}x-utf8: grüße\r\nx-latin: `),
        Buffer.from([0xff, 0xfe]),
        Buffer.from("\r\n__proto__: x\r\n__proto__: y\r\nconstructor: z\r\ncontent-length: 0\r\n\r\n"),
      ]),
    ),
  );

  const exchange = await post(server.origin);

  expect(exchange).toMatchObject({ kind: "response", headers: { "x-utf8": "grüße", "x-latin": "\ufffd\ufffd" } });
  expect(exchange.kind === "response" && Object.getPrototypeOf(exchange.headers)).toBe(Object.prototype);
});

test("headers never hold control characters, which a text column refuses", async () => {
  const exchange = await answer((socket) =>
    socket.end(`${HEAD}x-tab: a\tb\r\nx-control: a\u0001b\u007f\r\ncontent-length: 0\r\n\r\n`),
  );

  expect(JSON.stringify(exchange)).not.toMatch(/\\u00|\\t|\u007f/);
});

test("a smuggled second answer is never taken for that of the next request", async () => {
  const server = await serve((socket) =>
    socket.write(`${HEAD}content-length: 2\r\n\r\nokHTTP/1.1 500 Smuggled\r\ncontent-length: 0\r\n\r\n`),
  );
  const client = createHttpClient({ allow: allowOf(server.origin) });
  atEnd(client.close);

  for (let count = 0; count < 5; count += 1) {
    const exchange = await client.sendRequest({ url: server.origin, method: "POST", body: "{}" });
    expect(exchange).toMatchObject({ kind: "response", status: 200 });
  }
});
