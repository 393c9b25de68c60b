import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { addressOf } from "@/app/_server/address";
import type { Answer } from "@/app/_server/exchange";
import { createListener } from "@/app/_server/listener";

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

test.each([
  ["GET", "/api/v1/whoami", "api"],
  ["GET", "/api/v1", "api"],
  ["GET", "/api/v1?x=/", "api"],
  ["PUT", "/api/v1/teams/a%2Fb/models", "api"],
  ["OPTIONS", "/api/v1/whoami", "api"],
  ["GET", "/api/v1/whoami/", "site"],
  ["GET", "/api/v1//whoami", "site"],
  ["GET", "//api/v1/whoami", "site"],
  ["GET", "/api/v10", "site"],
  ["GET", "/api/health", "site"],
  ["TRACE", "/api/v1/whoami", "site"],
  ["GET", "/", "site"],
])("%s %s is answered by the %s", async (method, path, who) => {
  const { port } = await listen(async () => new Response("api"));

  const answer = await ask(port, { method, path });

  expect(answer.headers["x-by"] ?? "api").toBe(who);
});

test("a call that comes before the API is there is answered by the site, and the next one by the API", async () => {
  const found: (Answer | null)[] = [null, async () => new Response("api")];
  const { port } = await listenWith(async () => found.shift() ?? null);

  const answers = [await ask(port, {}), await ask(port, {}), await ask(port, {})];

  expect(answers.map(({ body }) => body)).toEqual(["site", "api", "api"]);
});

test.each([
  { name: "nobody in front: the peer, whatever it claims", hops: 0, sent: "203.0.113.9", address: "127.0.0.1" },
  { name: "one proxy: what it wrote", hops: 1, sent: "203.0.113.9", address: "203.0.113.9" },
  {
    name: "one proxy: not what the caller wrote before it",
    hops: 1,
    sent: "6.6.6.6, 203.0.113.9",
    address: "203.0.113.9",
  },
  { name: "two proxies", hops: 2, sent: "6.6.6.6, 203.0.113.9, 10.0.0.1", address: "203.0.113.9" },
  { name: "two proxies, and a caller who came past one of them", hops: 2, sent: "6.6.6.6", address: "127.0.0.1" },
  { name: "one proxy, and a caller who came past it", hops: 1, sent: undefined, address: "127.0.0.1" },
  { name: "one proxy that tells nonsense", hops: 1, sent: "unknown", address: "127.0.0.1" },
  { name: "one proxy that adds a port", hops: 1, sent: "203.0.113.9:4711", address: "203.0.113.9" },
  { name: "one proxy that speaks IPv6", hops: 1, sent: "[2001:db8::9]:4711", address: "2001:db8::9" },
  { name: "one proxy that maps IPv4", hops: 1, sent: "::ffff:203.0.113.9", address: "203.0.113.9" },
])("who calls, with $name", async ({ hops, sent, address }) => {
  const { port } = await listenWith(async () => async (request) => new Response(addressOf(request.headers)), hops);

  const answer = await ask(port, {
    headers: { "x-modelwire-address": "6.6.6.6", ...(sent === undefined ? {} : { "x-forwarded-for": sent }) },
  });

  expect(answer.body).toBe(address);
});

test("both spellings of a forged header are one, and replaced", async () => {
  const { port } = await listenWith(async () => async (request) => new Response(addressOf(request.headers)), 1);

  const answer = await ask(port, {
    headers: { "X-Forwarded-For": ["6.6.6.6", "203.0.113.9"], "X-Modelwire-Address": ["a 6.6.6.6", "b 6.6.6.6"] },
  });

  expect(answer.body).toBe("203.0.113.9");
});

test("once the socket is known, no header that a caller could write is believed", async () => {
  const { port } = await listen(async () => new Response("api"));
  await ask(port, {}); // From here on the process has its mark.

  fc.assert(
    fc.property(fc.stringMatching(/^[\x21-\x7e][\x20-\x7e]{0,60}$/), (text) => {
      expect(addressOf(new Headers({ "x-modelwire-address": text, "x-forwarded-for": "6.6.6.6" }))).toBeNull();
    }),
  );
});

test("a text comes with its length, and compressed to who takes that", async () => {
  const long = JSON.stringify({ text: "x".repeat(5_000) });
  const { port } = await listen(async () => new Response(long, { headers: { "content-type": "application/json" } }));

  const plain = await ask(port, {});
  const unwanted = await ask(port, { headers: { "accept-encoding": "gzip;q=0" } });
  const zipped = await fetch(`http://127.0.0.1:${port}/api/v1/x`, { headers: { "accept-encoding": "gzip" } });

  expect(plain.headers).toMatchObject({ "content-length": String(long.length), vary: "Accept-Encoding" });
  expect(unwanted.headers["content-encoding"]).toBeUndefined();
  expect(zipped.headers.get("content-encoding")).toBe("gzip");
  expect(await zipped.text()).toBe(long);
});

test("HEAD and 204 bring no body", async () => {
  const { port } = await listen(async (request) =>
    request.method === "HEAD"
      ? new Response(null, { headers: { "content-length": "7" } })
      : new Response(null, { status: 204 }),
  );

  const head = await ask(port, { method: "HEAD" });
  const gone = await ask(port, { method: "DELETE" });

  expect([head.status, head.headers["content-length"], head.body]).toEqual([200, "7", ""]);
  expect([gone.status, gone.body]).toEqual([204, ""]);
});

test("an upload waits while nobody reads it, instead of being held in memory", async () => {
  let goOn = () => {};
  const waiting = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const { port } = await listen(async (request) => {
    await waiting;
    const bytes = await request.arrayBuffer();
    return new Response(String(bytes.byteLength));
  });
  const chunk = Buffer.alloc(64 * 1024);
  const upload = httpRequest({ port, host: "127.0.0.1", method: "PUT", path: "/api/v1/x" });
  const answered = new Promise<IncomingMessage>((resolve) => upload.once("response", resolve));

  let taken = 0;
  const write = (): Promise<void> =>
    new Promise((resolve) =>
      upload.write(chunk, () => {
        taken += chunk.length;
        resolve();
      }),
    );
  const all = Promise.all(Array.from({ length: 512 }, write));
  await sleep(300);
  const takenWhileWaiting = taken;
  goOn();
  await all;
  upload.end();

  expect(takenWhileWaiting).toBeLessThan(16 * 1024 * 1024);
  expect(await text(await answered)).toBe(String(512 * chunk.length));
});

test("a caller who goes away breaks the upload that is being read", async () => {
  let tell = (_outcome: string) => {};
  const outcome = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const { port } = await listen(async (request) => {
    await request.arrayBuffer().then(
      () => tell("whole"),
      () => tell("broken"),
    );
    return new Response("late");
  });

  const socket = connect(port, "127.0.0.1");
  socket.write("PUT /api/v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf", () => socket.destroy());

  expect(await outcome).toBe("broken");
});

test("a caller who goes away ends the file that is being sent", async () => {
  let tell = () => {};
  const cancelled = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const { port } = await listen(async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
      cancel: () => tell(),
    });
    return new Response(endless, { headers: { "content-length": String(2 ** 40) } });
  });

  const asked = httpRequest({ port, host: "127.0.0.1", path: "/api/v1/x" }, (response) => {
    response.on("error", () => {}).once("data", () => asked.destroy());
  });
  asked.on("error", () => {}).end();

  await expect(cancelled).resolves.toBeUndefined();
});

function listen(api: Answer): Promise<{ port: number }> {
  return listenWith(async () => api);
}

async function listenWith(findApi: () => Promise<Answer | null>, proxyHops = 0): Promise<{ port: number }> {
  const server = createServer(
    createListener(
      findApi,
      async (_incoming, outgoing) => {
        outgoing.writeHead(200, { "x-by": "site" }).end("site");
      },
      proxyHops,
    ),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { port: (server.address() as AddressInfo).port };
}

type Asked = { method?: string; path?: string; headers?: Record<string, string | string[]> };

/** By node:http, which sends a path as it is written. */
async function ask(port: number, { method = "GET", path = "/api/v1/x", headers = {} }: Asked) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest({ port, host: "127.0.0.1", method, path, headers, agent: false }, resolve).once("error", reject).end();
  });
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}
