import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStaticFiles } from "@/app/_server/static-files";

const folder = mkdtempSync(join(tmpdir(), "modelwire-static-"));
const SOURCE = "console.log('hello');".repeat(100);
let server: Server;

beforeAll(async () => {
  mkdirSync(join(folder, "static", "chunks"), { recursive: true });
  writeFileSync(join(folder, "static", "chunks", "a.js"), SOURCE);
  writeFileSync(join(folder, "static", "chunks", "a.js.br"), brotliCompressSync(SOURCE));
  writeFileSync(join(folder, "static", "chunks", "plain.js"), SOURCE);
  writeFileSync(join(folder, "secret.js.br"), brotliCompressSync("secret"));
  const answer = createStaticFiles(join(folder, "static"));
  server = createServer((incoming, outgoing) => {
    if (!answer(incoming, outgoing)) {
      outgoing.writeHead(299).end("next");
    }
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** By Node's own client, which sends the path as it is. */
function ask(path: string, { encoding = "gzip, br", method = "GET" } = {}) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    request({ port, path, method, headers: { "accept-encoding": encoding } }, async (incoming) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) {
        chunks.push(chunk);
      }
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) });
    })
      .on("error", reject)
      .end();
  });
}

test("what the build compressed is sent so, to be kept for good", async () => {
  const { status, headers, body } = await ask("/_next/static/chunks/a.js?dpl=1");

  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-encoding": "br",
    "content-type": "application/javascript; charset=UTF-8",
    "content-length": String(body.length),
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
    "x-content-type-options": "nosniff",
  });
  expect(brotliDecompressSync(body).toString()).toBe(SOURCE);
  expect((await ask("/_next/static/chunks/a.js", { method: "HEAD" })).body).toHaveLength(0);
});

test.each([
  ["a browser that does not take it", "/_next/static/chunks/a.js", { encoding: "gzip" }],
  ["one that refuses it", "/_next/static/chunks/a.js", { encoding: "br;q=0, gzip" }],
  ["another method", "/_next/static/chunks/a.js", { method: "POST" }],
  ["what was not compressed", "/_next/static/chunks/plain.js", {}],
  ["the compressed file by its own name", "/_next/static/chunks/a.js.br", {}],
  ["what lies beside the folder", "/_next/static/../secret.js", {}],
  ["the same, encoded", "/_next/static/%2e%2e/secret.js", {}],
  ["another page", "/acme/models", {}],
])("it leaves %s to Next", async (_what, path, options) => {
  expect((await ask(path, options)).status).toBe(299);
});

test("without a build there is nothing to send", () => {
  const answer = createStaticFiles(join(folder, "nowhere"));

  expect(answer({ url: "/_next/static/a.js", method: "GET", headers: {} } as never, {} as never)).toBe(false);
});
