import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MIB, noise, openWorkbench } from "./workbench";

const bench = openWorkbench();

describe("download", () => {
  const files = { "weights.bin": noise(300_000, 4), "deep/config.json": '{"a":1}', "empty.txt": "" };

  test("fetches exactly what was logged, by alias, and keeps what is right already", async () => {
    await bench.logged("fetched", files);
    await bench.modelwire("alias", "fetched", "production", "v0");

    const first = await bench.modelwire("download", "acme/fetched:production");
    const reads = bench.meddler.seen.length;
    const again = await bench.modelwire("download", "fetched:v0");

    expect(first.stdout).toBe(
      `Fetched acme/fetched:v0  3 files, 293 KiB, every digest right  → ${join(bench.folder, "fetched-v0")}\n`,
    );
    for (const [path, bytes] of Object.entries(files)) {
      expect(readFileSync(join(bench.folder, "fetched-v0", path))).toEqual(Buffer.from(bytes));
    }
    expect(again.stdout).toContain("3 already there");
    expect(bench.meddler.seen.slice(reads).filter(({ path }) => path.includes("/files/"))).toEqual([]);
  });

  test("refuses bytes that are not those that were logged, and leaves no file behind", async () => {
    await bench.logged("flipped", { "weights.bin": noise(300_000, 5) });
    bench.meddler.meddle = ({ path }) => (path.includes("/files/weights.bin") ? "flip" : "pass");

    const ran = await bench.modelwire("download", "flipped:v0", "-o", "out");

    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain("weights.bin did not arrive as it was logged");
    expect(readdirSync(join(bench.folder, "out"))).toEqual([]);
  });

  test("goes on from where a connection broke, and from what an interrupted run left", async () => {
    await bench.logged("cut", { "weights.bin": noise(3 * MIB, 6) });
    let opened = 0;
    bench.meddler.meddle = ({ path }) => {
      opened += path.includes("/files/") ? 1 : 0;
      return path.includes("/files/") && opened === 1 ? { cut: MIB } : "pass";
    };

    const ran = await bench.modelwire("download", "cut:v0", "-o", "out");

    expect(ran.code).toBe(0);
    expect(Buffer.compare(readFileSync(join(bench.folder, "out/weights.bin")), noise(3 * MIB, 6))).toBe(0);
    expect(opened).toBe(2);
    expect(bench.meddler.seen.find(({ headers }) => headers.range)?.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(readdirSync(join(bench.folder, "out"))).toEqual(["weights.bin"]);
  });

  test("fetches anew what an interrupted run left wrong", async () => {
    await bench.logged("rotten", { "weights.bin": noise(MIB, 7) });
    bench.meddler.meddle = ({ path }) => (path.includes("/files/") ? { cut: 100_000 } : "pass");
    const broken = await bench.modelwire("download", "rotten:v0", "-o", "out");
    const draft = readdirSync(join(bench.folder, "out"))[0] ?? "";
    writeFileSync(join(bench.folder, "out", draft), "rotten");
    bench.meddler.meddle = () => "pass";

    const ran = await bench.modelwire("download", "rotten:v0", "-o", "out");

    expect(broken.code).toBe(3);
    expect(draft).toMatch(/^\.modelwire-.*\.part$/);
    expect(ran.code).toBe(0);
    expect(readFileSync(join(bench.folder, "out/weights.bin"))).toEqual(Buffer.from(noise(MIB, 7)));
  });

  test("writes nothing through a link that stands in the folder", async () => {
    await bench.logged("linked", { "deep/config.json": "{}" });
    mkdirSync(join(bench.folder, "out"));
    mkdirSync(join(bench.folder, "elsewhere"));
    symlinkSync(join(bench.folder, "elsewhere"), join(bench.folder, "out/deep"));

    const ran = await bench.modelwire("download", "linked:v0", "-o", "out");

    expect(ran.code).toBe(1);
    expect(readdirSync(join(bench.folder, "elsewhere"))).toEqual([]);
  });

  test("a folder that cannot be made is told as such, not as a fault of the network", async () => {
    await bench.logged("closed", { "a.txt": "a" });
    bench.write("out", "a file");

    const ran = await bench.modelwire("download", "closed:v0", "-o", "out");

    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain("cannot be made. Is a file in its place?");
  });
});
