import { afterEach, describe, expect, test } from "vitest";
import { NO_EGRESS_ALLOW } from "@/lib/core/address";
import type { ResolveName } from "@/lib/platform/dns";
import { createHttpClient } from "@/lib/platform/http";
import { atEnd, endAll, post, serve } from "./loopback";

const HEAD = "HTTP/1.1 200 OK\r\n";

afterEach(endAll);

describe("a name", () => {
  test("that nothing answers for fails within the 2 s of the resolver", async () => {
    const resolve: ResolveName = () => new Promise(() => undefined);

    const exchange = await post("https://dead.example.com/", { allow: "", resolve });

    expect(exchange).toMatchObject({ kind: "failed", code: "dns_failed" });
    expect(exchange.elapsedMs).toBeGreaterThan(1_800);
    expect(exchange.elapsedMs).toBeLessThan(3_800);
  });

  test("that does not exist, or has no address, fails as such", async () => {
    const unknown = await post("https://none.example.com/", {
      allow: "",
      resolve: () => Promise.reject(new Error("queryA ENOTFOUND https://secret")),
    });
    const empty = await post("https://none.example.com/", { allow: "", resolve: () => Promise.resolve([]) });

    expect(unknown).toMatchObject({ kind: "failed", code: "dns_failed" });
    expect(JSON.stringify(unknown)).not.toContain("secret");
    expect(empty).toMatchObject({ kind: "failed", code: "dns_failed" });
  });

  test.each([
    [["127.0.0.1"]],
    [["8.8.8.8", "10.0.0.1"]],
    [["2606:4700:4700::1111", "::ffff:169.254.169.254"]],
    [["168.63.129.16"]],
    [["not an address"]],
  ])("that resolves to %j is not dialled: one forbidden address is enough", async (addresses) => {
    const exchange = await post("https://rebind.example.com/", { allow: "", resolve: async () => addresses });

    expect(exchange).toMatchObject({ kind: "failed", code: "address_forbidden" });
    expect(exchange.timings.connectMs).toBeNull();
  });

  test("of an allowed origin may be local, and is dialled at the answered address", async () => {
    const server = await serve((socket) => socket.end(`${HEAD}content-length: 2\r\n\r\nok`));
    const url = `http://receiver:${server.port}`;

    const exchange = await post(url, { resolve: async () => ["127.0.0.1"] });

    expect(exchange).toMatchObject({ kind: "response", status: 200, remoteAddress: "127.0.0.1" });
  });

  test("with a dead first address is tried at the next", async () => {
    const server = await serve((socket) => socket.end(`${HEAD}content-length: 2\r\n\r\nok`));
    const url = `http://receiver:${server.port}`;

    const exchange = await post(url, { resolve: async () => ["127.0.0.9", "127.0.0.1"] });

    expect(exchange).toMatchObject({ kind: "response", remoteAddress: "127.0.0.1" });
  });
});

test.each(["http://127.0.0.1:1/", "https://2130706433/", "https://localhost/", "file:///etc/passwd", "nonsense"])(
  "%s is judged again at sending",
  async (url) => {
    const client = createHttpClient({ allow: NO_EGRESS_ALLOW });
    atEnd(client.close);

    expect(await client.sendRequest({ url, method: "POST" })).toMatchObject({ kind: "failed", code: "url_forbidden" });
  },
);
