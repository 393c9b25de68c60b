import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { atEnd, endAll, post, serve } from "./loopback";
import { startRawServer } from "./raw-server";

const HEAD = "HTTP/1.1 200 OK\r\n";
const NOTHING = "content-length: 0\r\n\r\n";
const CHUNKED = "transfer-encoding: chunked\r\n\r\n";

afterEach(endAll);

async function answered(...parts: (string | Buffer)[]) {
  const bytes = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)));
  const server = await serve((socket) => void socket.end(bytes));
  return post(server.origin, { timeoutMs: 1_000 });
}

describe("an answer that means nothing is a failure", () => {
  test.each([
    ["a status of 099", `HTTP/1.1 099 X\r\n${NOTHING}`],
    ["a status of four digits", `HTTP/1.1 1000 X\r\n${NOTHING}`],
    ["a negative status", `HTTP/1.1 -20 X\r\n${NOTHING}`],
    ["an unknown version", `HTTP/1.9 200 OK\r\n${NOTHING}`],
    ["HTTP/0.9", "ok"],
    ["HTTP/2", "\u0000\u0000\u0012\u0004\u0000\u0000\u0000\u0000\u0000"],
    ["another protocol", "ICY 200 OK\r\n\r\n"],
    ["a request", "GET / HTTP/1.1\r\nhost: a\r\n\r\n"],
    ["lines that end in LF", "HTTP/1.1 200 OK\ncontent-length: 0\n\n"],
    ["lines that end in CR", "HTTP/1.1 200 OK\rcontent-length: 0\r\r"],
    ["a folded header", `${HEAD}x: a\r\n b\r\n${NOTHING}`],
    ["a control in a header's name", `${HEAD}x\u0001: a\r\n${NOTHING}`],
    ["a control in a header's value", `${HEAD}x: a\u0001b\r\n${NOTHING}`],
    ["a lone CR in a header's value", `${HEAD}x: a\rb: c\r\n${NOTHING}`],
    ["a space before the colon", `${HEAD}x : a\r\n${NOTHING}`],
    ["a header without a name", `${HEAD}: a\r\n${NOTHING}`],
    ["a header without a colon", `${HEAD}abc\r\n${NOTHING}`],
    ["chunks and a length", `${HEAD}content-length: 2\r\n${CHUNKED}2\r\nok\r\n0\r\n\r\n`],
    ["the same length twice", `${HEAD}content-length: 2\r\ncontent-length: 2\r\n\r\nok`],
    ["a list of lengths", `${HEAD}content-length: 2, 2\r\n\r\nok`],
    ["a negative length", `${HEAD}content-length: -2\r\n\r\nok`],
    ["a signed length", `${HEAD}content-length: +2\r\n\r\nok`],
    ["a length in hex", `${HEAD}content-length: 0x2\r\n\r\nok`],
    ["a length beyond all numbers", `${HEAD}content-length: 99999999999999999999999\r\n\r\nok`],
    ["an upgrade to HTTP/2", "HTTP/1.1 101 Switching\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n"],
    ["a 103 with a body", `HTTP/1.1 103 Early\r\ncontent-length: 5\r\n\r\nhello${HEAD}${NOTHING}`],
  ])("(%s)", async (_case, text) => {
    expect(await answered(text)).toMatchObject({ kind: "failed", code: "protocol_error" });
  });
});

describe("a head may not be endless in what no parser counts", () => {
  test.each([
    ["a status text", `HTTP/1.1 200 ${"O".repeat(200_000)}\r\n${NOTHING}`],
    ["spaces before a value", `${HEAD}x:${" ".repeat(200_000)}\r\n${NOTHING}`],
    ["blank lines before the status", `${"\r\n".repeat(100_000)}${HEAD}${NOTHING}`],
    ["300 short headers", `${HEAD}${"a:\r\n".repeat(2_000)}${NOTHING}`],
  ])("(%s)", async (_case, text) => {
    expect(await answered(text)).toMatchObject({ kind: "failed", code: "headers_too_large" });
  });

  test("and 200 headers are none too many", async () => {
    const many = Array.from({ length: 200 }, (_, index) => `x-${index}: ${index}\r\n`).join("");

    const exchange = await answered(HEAD, many, "content-length: 2\r\n\r\nok");

    expect(exchange).toMatchObject({ kind: "response", bodyText: "ok", headers: { "x-199": "199" } });
  });
});

describe("an odd answer that can be read is one", () => {
  test.each([
    ["a status of 999", `HTTP/1.1 999 X\r\n${NOTHING}`, { status: 999, bodyTruncated: false }],
    ["HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nok", { bodyText: "ok", bodyTruncated: false }],
    ["a 103 before it", `HTTP/1.1 103 Early\r\nlink: a\r\n\r\n${HEAD}content-length: 2\r\n\r\nok`, { bodyText: "ok" }],
    [
      "an absurd length",
      `${HEAD}content-length: 9223372036854775807\r\n\r\nok`,
      { bodyText: "ok", bodyTruncated: true },
    ],
    ["an absurd chunk", `${HEAD}${CHUNKED}ffffffffffffffff\r\nok`, { bodyText: "ok", bodyTruncated: true }],
    ["a chunk beyond all numbers", `${HEAD}${CHUNKED}fffffffffffffffff\r\nok`, { bodyText: "", bodyTruncated: true }],
    ["a chunk of lines", `${HEAD}${CHUNKED}1000\r\n${"\n".repeat(4096)}\r\n0\r\n\r\n`, { bodyTruncated: false }],
    [
      "endless chunk extensions",
      `${HEAD}${CHUNKED}2;${"a".repeat(200_000)}\r\nok\r\n0\r\n\r\n`,
      { bodyTruncated: true },
    ],
    [
      "endless trailers",
      `${HEAD}${CHUNKED}2\r\nok\r\n0\r\n${"a:\r\n".repeat(40_000)}`,
      { bodyText: "ok", bodyTruncated: true },
    ],
  ])("(%s)", async (_case, text, expected) => {
    expect(await answered(text)).toMatchObject({ kind: "response", ...expected });
  });
});

describe("what is kept stays within its bound as text", () => {
  test("a body of bytes that are no text", async () => {
    const exchange = await answered(HEAD, "content-length: 65536\r\n\r\n", Buffer.alloc(65_536, 0xff));

    expect(exchange).toMatchObject({ kind: "response", bodyTruncated: true });
    expect(exchange.kind === "response" && Buffer.byteLength(exchange.bodyText)).toBe(65_535);
  });

  test("headers of bytes that are no text, and one header many times", async () => {
    const junk = Array.from({ length: 150 }, (_, index) => `x-${index}: ${"\u00ff".repeat(200)}\r\n`).join("");
    const same = `same: ${"s".repeat(100)}\r\n`.repeat(240);

    for (const headers of [junk, same]) {
      const exchange = await answered(HEAD, "x-first: yes\r\n", headers, NOTHING);
      expect(exchange).toMatchObject({ kind: "response", status: 200, headers: { "x-first": "yes" } });
      const text = exchange.kind === "response" ? Object.entries(exchange.headers).flat().join("") : "";
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(32 * 1_024);
    }
  });

  test.each([
    ["gzip", gzipSync(Buffer.alloc(60_000_000))],
    ["deflate", deflateSync(Buffer.alloc(60_000_000))],
    ["br", brotliCompressSync(Buffer.alloc(60_000_000))],
    ["gzip, gzip, gzip", gzipSync(gzipSync(gzipSync(Buffer.alloc(60_000_000))))],
  ])("a bomb of %s, which stays as it came", async (encoding, bomb) => {
    const exchange = await answered(
      HEAD,
      `content-encoding: ${encoding}\r\ncontent-length: ${bomb.length}\r\n\r\n`,
      bomb,
    );

    expect(exchange).toMatchObject({ kind: "response", status: 200 });
    expect(exchange.kind === "response" && Buffer.byteLength(exchange.bodyText)).toBeLessThanOrEqual(65_536);
    expect(exchange.grownBytes).toBeLessThan(32 * 1_024 * 1_024);
  });
});

describe("an answer that names another place is not followed there", () => {
  test.each([
    ["300", "location"],
    ["301", "location"],
    ["302", "location"],
    ["303", "location"],
    ["307", "location"],
    ["308", "location"],
    ["201", "location"],
    ["200", "refresh"],
    ["200", "link"],
    ["200", "alt-svc"],
    ["503", "location"],
  ])("(%s with %s)", async (status, header) => {
    const inside = await startRawServer((socket) => void socket.end(HEAD + NOTHING), { host: "127.0.0.2" });
    atEnd(inside.close);
    const values = {
      location: inside.origin,
      refresh: `0; url=${inside.origin}`,
      link: `<${inside.origin}>; rel=preload`,
    };
    const value = header in values ? values[header as keyof typeof values] : `h2="127.0.0.2:${inside.port}"`;

    const exchange = await answered(`HTTP/1.1 ${status} X\r\n${header}: ${value}\r\n${NOTHING}`);

    expect(exchange).toMatchObject({ kind: "response", status: Number(status), headers: { [header]: value } });
    expect(inside.connections()).toBe(0);
  });
});
