import { readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ask } from "@/lib/cli/ask";
import { startCli } from "./processes";
import { MIB, noise, openWorkbench } from "./workbench";

const bench = openWorkbench();

describe("log and link", () => {
  test("a folder becomes an artifact whose files, digests and metadata are those of the folder", async () => {
    bench.write("model/weights.bin", noise(100_000, 1));
    bench.write("model/deep/er/config.json", "{}");
    bench.write("model/empty.txt", "");
    bench.write("meta.json", '{"accuracy":0.5,"labels":["a","b"]}');

    const ran = await bench.modelwire(
      ...["log", "model", "--project", "training", "--name", "folder", "--metadata", "@meta.json"],
      ...["--metadata", "accuracy=0.98", "--commit", "4f2d1c9", "--run-id", "run-1", "--json"],
    );

    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(ran.stdout).artifact).toMatchObject({
      project: "training",
      name: "folder",
      number: 0,
      state: "committed",
      fileCount: 3,
      sizeBytes: 100_002,
      metadata: { accuracy: 0.98, labels: ["a", "b"] },
      source: { commit: "4f2d1c9", runId: "run-1" },
    });
  });

  test("links at once, with aliases, and makes the model where it is wished", async () => {
    bench.write("iris.bin", "weights");

    const refused = await bench.modelwire("log", "iris.bin", "--project", "p", "--name", "one", "--link", "one");
    const made = await bench.modelwire(
      ...["log", "iris.bin", "--project", "p", "--name", "one", "--link", "one", "--create", "--alias", "staging"],
    );

    expect(refused.code).toBe(1);
    expect(made.stdout).toMatch(/^Logged p\/one:v0 {2}1 file, 7 B {2}digest [0-9a-f]{12}\nLinked one:v0 {2}staging\n$/);
  });

  test("an upload that is killed goes on where it was: what arrived is not sent again, and no number is lost", async () => {
    bench.write("big.bin", noise(40 * MIB + 1, 2));
    const args = ["log", "big.bin", "--project", "p", "--name", "big"];
    let passed = 0;
    bench.meddler.meddle = ({ method }) => (method === "PUT" && ++passed > 3 ? "hang" : "pass");

    const first = startCli(args, bench.environment(), bench.folder);
    await expect.poll(() => passed, { timeout: 60_000 }).toBeGreaterThan(3);
    await expect.poll(() => partsReceived("big"), { timeout: 60_000 }).toBe(3);
    first.child.kill("SIGKILL");
    await first.ended;
    bench.meddler.seen = [];
    bench.meddler.meddle = () => "pass";
    const second = await bench.modelwire(...args, "--json");

    expect(second.code).toBe(0);
    expect(JSON.parse(second.stdout).artifact).toMatchObject({
      number: 0,
      state: "committed",
      sizeBytes: 40 * MIB + 1,
    });
    expect(bench.meddler.seen.filter(({ method }) => method === "PUT")).toHaveLength(3);
    expect(readdirSync(join(bench.folder, "state", "modelwire", "uploads"))).toEqual([]);
  }, 120_000);

  test("an answer that is lost on its way links nothing twice", async () => {
    await bench.logged("lossy", { "a.txt": "a" });
    let lost = 0;
    bench.meddler.meddle = ({ method, path }) =>
      method === "POST" && path.endsWith("/versions") && ++lost === 1 ? "lose" : "pass";

    const ran = await bench.modelwire("link", "p/lossy", "lossy", "--alias", "canary");
    const versions = await bench.modelwire("versions", "lossy", "--json");

    expect(lost).toBe(2);
    expect(ran).toMatchObject({ code: 0, stdout: "Linked lossy:v1  canary\n" });
    expect(JSON.parse(versions.stdout).map(({ number }: { number: number }) => number)).toEqual([1, 0]);
  });

  test("the same link by the same key is the same version, however often a job is run again", async () => {
    await bench.logged("keyed", { "a.txt": "a" });

    const runs = [
      await bench.modelwire("link", "p/keyed", "keyed", "--key", "run-81"),
      await bench.modelwire("link", "p/keyed", "keyed", "--key", "run-81"),
    ];

    expect(runs.map(({ stdout }) => stdout)).toEqual(["Linked keyed:v1\n", "Linked keyed:v1\n"]);
  });

  test("a link that leads out of the folder is refused, and nothing is logged", async () => {
    bench.write("secret.txt", "not yours");
    bench.write("model/a.txt", "a");
    symlinkSync(join(bench.folder, "secret.txt"), join(bench.folder, "model", "b.txt"));

    const ran = await bench.modelwire("log", "model", "--project", "p", "--name", "escape");

    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain("b.txt is a link");
    expect(bench.meddler.seen.filter(({ method }) => method === "POST")).toEqual([]);
  });

  test("a link within the folder is the file that it leads to; one to a folder is refused", async () => {
    bench.write("model/a.txt", "aaaa");
    symlinkSync("a.txt", join(bench.folder, "model", "b.txt"));
    const ran = await bench.modelwire("log", "model", "--project", "p", "--name", "inner", "--json");
    symlinkSync(".", join(bench.folder, "model", "circle"));
    const circle = await bench.modelwire("log", "model", "--project", "p", "--name", "inner");

    expect(JSON.parse(ran.stdout).artifact).toMatchObject({ fileCount: 2, sizeBytes: 8 });
    expect(circle.code).toBe(2);
  });
});

/** The parts that the bench.server has of the only upload of the newest artifact of this name. */
async function partsReceived(name: string): Promise<number> {
  const path = { team: "acme" };
  const artifacts = await ask(
    bench.server.api.GET("/teams/{team}/artifacts", { params: { path, query: { project: "p", name } } }),
  );
  const artifact = artifacts.ok ? (artifacts.value.items[0]?.id ?? "") : "";
  const uploads = await ask(
    bench.server.api.GET("/teams/{team}/artifacts/{artifact}/uploads", { params: { path: { ...path, artifact } } }),
  );
  return uploads.ok ? (uploads.value.items[0]?.received.length ?? 0) : 0;
}
