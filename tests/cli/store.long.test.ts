import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { type S3Server, startS3Server } from "../support/s3-server";
import { MIB, noise, openWorkbench } from "./workbench";

let store: S3Server;

const bench = openWorkbench(async () => {
  store = await startS3Server();
  return {
    STORAGE_URL: `s3://models/modelwire?region=eu-test-1&endpoint=${store.url}`,
    AWS_ACCESS_KEY_ID: store.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: store.credentials.secretAccessKey,
  };
});

beforeEach(() => {
  store.calls = [];
  store.meddle = () => "pass";
});
afterAll(() => store.close());

/** What clients sent to the store, past the server. */
function direct(operation: string) {
  return store.calls.filter((call) => call.isPresigned && call.operation === operation);
}

function partsStaged(): number {
  return [...store.store.objects.keys()].filter((key) => key.includes("/parts/")).length;
}

/** Bytes of files that passed through the server. */
function throughServer(method: string) {
  return bench.meddler.seen.filter((seen) => seen.method === method && /\/(parts\/\d+|files\/)/.test(seen.path));
}

describe("with files in a store", () => {
  test("bytes go straight to it and come straight from it, and the token never does", async () => {
    const bytes = noise(9 * MIB, 11);
    await bench.logged("direct", { "weights.bin": bytes, "empty.txt": "" });
    const ran = await bench.modelwire("download", "direct:v0", "-o", "out");

    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining("every digest right") });
    expect(Buffer.compare(readFileSync(join(bench.folder, "out/weights.bin")), bytes)).toBe(0);
    expect(direct("PutObject")).toHaveLength(2);
    expect(direct("GetObject")).toHaveLength(1); // An empty file needs no bytes.
    expect(throughServer("PUT")).toEqual([]);
    expect(JSON.stringify(store.calls)).not.toContain(bench.server.token);
    expect(store.calls.filter(({ isPresigned, headers }) => isPresigned && headers.authorization)).toEqual([]);
  });

  test("a store that the client cannot use is gone round, both ways", async () => {
    store.meddle = ({ isPresigned }) => (isPresigned ? "deny" : "pass");
    await bench.logged("round", { "weights.bin": noise(MIB, 12) });
    const ran = await bench.modelwire("download", "round:v0", "-o", "out");

    expect(ran).toMatchObject({ code: 0 });
    expect(Buffer.compare(readFileSync(join(bench.folder, "out/weights.bin")), noise(MIB, 12))).toBe(0);
    expect(throughServer("PUT")).toHaveLength(1);
    expect(throughServer("GET").at(-1)?.path).toContain("via=server");
  });

  test("a download that breaks off goes on where it stopped", async () => {
    await bench.logged("broken", { "weights.bin": noise(3 * MIB, 13) });
    let answered = 0;
    store.meddle = ({ isPresigned, operation }) =>
      isPresigned && operation === "GetObject" && ++answered === 1 ? "cut" : "pass";
    const ran = await bench.modelwire("download", "broken:v0", "-o", "out");

    expect(ran).toMatchObject({ code: 0 });
    expect(Buffer.compare(readFileSync(join(bench.folder, "out/weights.bin")), noise(3 * MIB, 13))).toBe(0);
    expect(direct("GetObject")[1]?.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
  });

  test("bytes that were changed in the store are refused", async () => {
    await bench.logged("changed", { "weights.bin": noise(1_000, 14) });
    const [key = ""] = [...store.store.objects.entries()]
      .filter(([, { bytes }]) => bytes.equals(Buffer.from(noise(1_000, 14))))
      .map(([name]) => name);
    store.store.put(key, Buffer.from(noise(1_000, 15)));
    const ran = await bench.modelwire("download", "changed:v0", "-o", "out");

    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain("did not arrive as it was logged");
  });

  test("an upload that was interrupted sends only what the store does not have", async () => {
    bench.write("big.bin", noise(17 * MIB, 16));
    const args = ["log", "big.bin", "--project", "p", "--name", "big"];
    bench.meddler.meddle = ({ path }) => (path.includes("/parts/3/") || path.endsWith("/parts/3") ? "hang" : "pass");
    const first = bench.start(...args);
    await expect.poll(partsStaged, { timeout: 60_000 }).toBe(2);
    first.child.kill("SIGKILL");
    await first.ended;
    bench.meddler.meddle = () => "pass";
    store.calls = [];
    const second = await bench.modelwire(...args);

    expect(second.code).toBe(0);
    expect(direct("PutObject").map(({ key }) => key.slice(-6))).toEqual(["000003"]);
  }, 120_000);
});
