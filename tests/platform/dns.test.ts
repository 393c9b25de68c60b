import { createSocket } from "node:dgram";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createNameResolver, parseHosts } from "@/lib/platform/dns";

const A = 1;
const AAAA = 28;
const cleanups: (() => void)[] = [];

afterEach(() => {
  for (const cleanup of cleanups.splice(0)) {
    cleanup();
  }
});

/** A name server that answers each family with the given bytes, with none, or not at all; of `dead…` it knows nothing. */
function startNameServer(answers: Record<number, number[] | undefined>): Promise<string> {
  const server = createSocket("udp4");
  cleanups.push(() => server.close());
  server.on("message", (query, peer) => {
    const questionEnd = query.indexOf(0, 12) + 5;
    const type = query.readUInt16BE(questionEnd - 4);
    if (!(type in answers) || query.toString("latin1", 13, 17) === "dead") {
      return;
    }
    const bytes = answers[type];
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(0x8180, 2);
    header.writeUInt16BE(bytes ? 1 : 0, 6);
    header.writeUInt32BE(0, 8);
    const record = bytes
      ? Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, bytes.length, ...bytes])
      : Buffer.alloc(0);
    server.send(Buffer.concat([header, query.subarray(12, questionEnd), record]), peer.port, peer.address);
  });
  return new Promise((resolve) => {
    server.bind(0, "127.0.0.1", () => resolve(`127.0.0.1:${server.address().port}`));
  });
}

function resolverOf(server: string) {
  return createNameResolver({ hostsPath: join(tmpdir(), "modelwire-no-such-file"), servers: [server] });
}

test("both families are asked, and all addresses answered", async () => {
  const server = await startNameServer({ [A]: [192, 0, 2, 7], [AAAA]: [0x20, 1, 0xd, 0xb8, ...Array(11).fill(0), 9] });

  expect(await resolverOf(server)("ci.example.com")).toEqual(["192.0.2.7", "2001:db8::9"]);
});

test("a name server that drops one family's questions delays nothing", async () => {
  const server = await startNameServer({ [A]: [192, 0, 2, 7] });
  const startedAt = performance.now();

  expect(await resolverOf(server)("ci.example.com")).toEqual(["192.0.2.7"]);
  expect(performance.now() - startedAt).toBeLessThan(900);
});

test("hundreds of names that nobody answers for hold up no other, neither at first nor once they have failed", async () => {
  const resolve = resolverOf(await startNameServer({ [A]: [192, 0, 2, 7], [AAAA]: undefined }));
  const dead = Array.from({ length: 256 }, (_, index) => resolve(`dead-${index}.example.com`).catch(() => "failed"));
  const answeredIn = async (name: string) => {
    const startedAt = performance.now();
    expect(await resolve(name)).toEqual(["192.0.2.7"]);
    return performance.now() - startedAt;
  };

  await new Promise((done) => setTimeout(done, 100));
  const during = await answeredIn("ci.example.com");
  expect(new Set(await Promise.all(dead))).toEqual(new Set(["failed"]));
  const after = await answeredIn("cd.example.com");

  expect(Math.max(during, after)).toBeLessThan(700);
});

test("one family without an address leaves the other's, and none at all is an error", async () => {
  const single = await startNameServer({ [A]: undefined, [AAAA]: [0x20, 1, 0xd, 0xb8, ...Array(11).fill(0), 9] });
  const none = await startNameServer({ [A]: undefined, [AAAA]: undefined });

  expect(await resolverOf(single)("ci.example.com")).toEqual(["2001:db8::9"]);
  await expect(resolverOf(none)("ci.example.com")).rejects.toThrow();
});

test("a hosts file is read with its comments, several names a line and several lines a name", () => {
  const hosts = parseHosts(
    "# a comment\n127.0.0.1 localhost\n::1\tlocalhost ip6-localhost\r\n10.0.0.7  Receiver receiver.test. # mine\nnonsense name\n10.0.0.8\n",
  );

  expect(Object.fromEntries(hosts)).toEqual({
    localhost: ["127.0.0.1", "::1"],
    "ip6-localhost": ["::1"],
    receiver: ["10.0.0.7"],
    "receiver.test": ["10.0.0.7"],
  });
});

test("names of the hosts file need no name server, and a change of it is seen", async () => {
  const folder = await mkdtemp(join(tmpdir(), "modelwire-hosts-"));
  const path = join(folder, "hosts");
  await writeFile(path, "10.0.0.7 receiver.test\n");
  const resolve = createNameResolver({ hostsPath: path });

  const before = await resolve("RECEIVER.test.");
  await new Promise((done) => setTimeout(done, 20));
  await writeFile(path, "10.0.0.9 receiver.test\n");

  expect(before).toEqual(["10.0.0.7"]);
  expect(await resolve("receiver.test")).toEqual(["10.0.0.9"]);
  await rm(folder, { recursive: true });
});

test("localhost is this machine, also where the hosts file is missing", async () => {
  const resolve = createNameResolver({ hostsPath: join(tmpdir(), "modelwire-no-such-file") });

  expect(await resolve("localhost")).toEqual(["127.0.0.1", "::1"]);
  expect(await resolve("api.localhost")).toEqual(["127.0.0.1", "::1"]);
});
