import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OUTCOME_CODES } from "@/lib/core/delivery";
import { createHttpClient, type HttpClient, type HttpExchange } from "@/lib/platform/http";
import { allowOf } from "./loopback";
import { type RawServer, startRawServer } from "./raw-server";

const TIMEOUT_MS = 120;
const MARGIN_MS = 500;

let server: RawServer;
let client: HttpClient;
let pieces: readonly Uint8Array[] = [];
let ending: Ending = "stay";
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);

type Ending = "stay" | "close" | "reset";

beforeAll(async () => {
  process.on("unhandledRejection", note);
  server = await startRawServer(async (socket) => {
    const [said, end] = [pieces, ending];
    for (const piece of said) {
      socket.write(piece);
      await new Promise((written) => setImmediate(written));
    }
    if (end === "close") {
      socket.end();
    } else if (end === "reset") {
      socket.resetAndDestroy();
    }
  });
  client = createHttpClient({ allow: allowOf(server.origin), timeoutMs: TIMEOUT_MS });
});

afterAll(async () => {
  process.off("unhandledRejection", note);
  await client.close();
  await server.close();
});

/** Bytes that lead a parser further in than noise does: parts of answers, whole and broken, in any order. */
const part = fc.oneof(
  { weight: 3, arbitrary: fc.uint8Array({ maxLength: 60 }) },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 ",
        "HTTP/1.0 204 No\r\n",
        "HTTP/1.1 103 Early\r\n\r\n",
        "HTTP/1.1 101 Up\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n",
        "\r\n",
        "\r\n\r\n",
        "x-name: value\r\n",
        "content-length: 5\r\n",
        "content-length: 4294967296\r\n",
        "transfer-encoding: chunked\r\n",
        "transfer-encoding: gzip\r\n",
        "connection: keep-alive\r\nkeep-alive: timeout=99999999999\r\n",
        "connection: close\r\n",
        "5\r\nhello\r\n",
        "fffffffff\r\n",
        "0\r\n",
        "0\r\n\r\n",
        "hello",
      )
      .map((text) => Buffer.from(text, "latin1")),
  },
);
const answer = fc
  .tuple(fc.boolean(), fc.array(part, { maxLength: 12 }))
  .map(([isPolite, parts]) => Buffer.concat(isPolite ? [Buffer.from("HTTP/1.1 200 OK\r\n"), ...parts] : parts));

test("whatever bytes come, in whatever pieces, a request ends in time with a value of the fixed kinds", async () => {
  await fc.assert(
    fc.asyncProperty(
      answer,
      fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 6 }),
      fc.constantFrom<Ending>("stay", "close", "close", "reset"),
      async (bytes, sizes, end) => {
        pieces = cut(bytes, sizes);
        ending = end;
        const startedAt = performance.now();

        const exchange = await client.sendRequest({ url: server.origin, method: "POST", body: "{}" });

        expect(performance.now() - startedAt).toBeLessThan(TIMEOUT_MS + MARGIN_MS);
        expect(isSound(exchange)).toBe(true);
      },
    ),
    { numRuns: 250 },
  );

  await new Promise((done) => setTimeout(done, 50));
  expect(unhandled).toEqual([]);
  await expect.poll(server.open, { timeout: 6_000 }).toBe(0);
});

function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const found: Uint8Array[] = [];
  let at = 0;
  for (const size of sizes) {
    found.push(bytes.subarray(at, at + size));
    at += size;
  }
  return [...found, bytes.subarray(at)].filter((piece) => piece.length > 0);
}

function isSound(exchange: HttpExchange): boolean {
  if (exchange.kind === "failed") {
    return OUTCOME_CODES.includes(exchange.code);
  }
  const texts = [exchange.bodyText, ...Object.entries(exchange.headers).flat()];
  return exchange.status >= 200 && exchange.status <= 999 && texts.every((text) => !text.includes("\u0000"));
}
