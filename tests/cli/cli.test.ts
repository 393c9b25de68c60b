import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask } from "@/lib/cli/ask";
import { type Meddler, startMeddler } from "./meddler";
import { type Ran, type Server, startCli, startServer } from "./processes";

const MIB = 1024 * 1024;

let server: Server;
let meddler: Meddler;
let folder: string;

beforeAll(async () => {
  server = await startServer();
  meddler = await startMeddler(server.url);
}, 120_000);

afterAll(async () => {
  await meddler?.close();
  await server?.stop();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "modelwire-cli-test-"));
  meddler.seen = [];
  meddler.meddle = () => "pass";
  return () => rmSync(folder, { recursive: true, force: true });
});

/** Runs the command line through the meddler, which lets everything pass unless a test says otherwise. */
function modelwire(...args: string[]): Promise<Ran> {
  return startCli(args, environment(), folder).ended;
}

function environment(): Record<string, string> {
  return { MODELWIRE_URL: meddler.url, MODELWIRE_TOKEN: server.token, XDG_STATE_HOME: join(folder, "state") };
}

function write(path: string, bytes: string | Uint8Array): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}

async function logged(name: string, files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    write(join(name, path), bytes);
  }
  const ran = await modelwire("log", name, "--project", "p", "--name", name, "--link", name, "--create");
  expect(ran).toMatchObject({ code: 0 });
}

function noise(sizeBytes: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(sizeBytes);
  let state = seed;
  for (let index = 0; index < sizeBytes; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

describe("settings", () => {
  test.each([
    [{}, "MODELWIRE_URL is not set"],
    [{ MODELWIRE_URL: "http://127.0.0.1:1" }, "MODELWIRE_TOKEN is not set"],
    [{ MODELWIRE_URL: "ftp://x", MODELWIRE_TOKEN: "t" }, "MODELWIRE_URL is not an http"],
    [{ MODELWIRE_URL: "http://ann:pw@x", MODELWIRE_TOKEN: "t" }, "MODELWIRE_URL holds a user name"],
  ])("%j is wrong usage that names the variable", async (env, message) => {
    const ran = await startCli(["models"], env).ended;

    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain(message);
    expect(ran.stderr).not.toContain("pw");
  });

  test("a server that is not there is told as such, by its own exit code", async () => {
    const env = { MODELWIRE_URL: "http://127.0.0.1:1", MODELWIRE_TOKEN: "secret-token-of-mine" };
    const ran = await startCli(["models"], env).ended;

    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain("cannot be reached");
    expect(ran.stderr).not.toContain("secret-token-of-mine");
  });

  test("a token that is no good is refused, and never repeated", async () => {
    const env = { MODELWIRE_URL: server.url, MODELWIRE_TOKEN: "secret-token-of-mine" };
    const ran = await startCli(["models"], env).ended;

    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain("does not accept MODELWIRE_TOKEN");
    expect(ran.stderr + ran.stdout).not.toContain("secret-token-of-mine");
  });

  test.each([[["nonsense"]], [["log"]], [["models", "--limit", "no"]], [["models", "--wrong"]]])(
    "%j is wrong usage",
    async (args) => {
      expect((await startCli(args, environment()).ended).code).toBe(2);
    },
  );
});

describe("log and link", () => {
  test("a folder becomes an artifact whose files, digests and metadata are those of the folder", async () => {
    write("model/weights.bin", noise(100_000, 1));
    write("model/deep/er/config.json", "{}");
    write("model/empty.txt", "");
    write("meta.json", '{"accuracy":0.5,"labels":["a","b"]}');

    const ran = await modelwire(
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
    write("iris.bin", "weights");

    const refused = await modelwire("log", "iris.bin", "--project", "p", "--name", "one", "--link", "one");
    const made = await modelwire(
      ...["log", "iris.bin", "--project", "p", "--name", "one", "--link", "one", "--create", "--alias", "staging"],
    );

    expect(refused.code).toBe(1);
    expect(made.stdout).toMatch(/^Logged p\/one:v0 {2}1 file, 7 B {2}digest [0-9a-f]{12}\nLinked one:v0 {2}staging\n$/);
  });

  test("an upload that is killed goes on where it was: what arrived is not sent again, and no number is lost", async () => {
    write("big.bin", noise(40 * MIB + 1, 2));
    const args = ["log", "big.bin", "--project", "p", "--name", "big"];
    let passed = 0;
    meddler.meddle = ({ method }) => (method === "PUT" && ++passed > 3 ? "hang" : "pass");

    const first = startCli(args, environment(), folder);
    await expect.poll(() => passed, { timeout: 60_000 }).toBeGreaterThan(3);
    await expect.poll(() => partsReceived("big"), { timeout: 60_000 }).toBe(3);
    first.child.kill("SIGKILL");
    await first.ended;
    meddler.seen = [];
    meddler.meddle = () => "pass";
    const second = await modelwire(...args, "--json");

    expect(second.code).toBe(0);
    expect(JSON.parse(second.stdout).artifact).toMatchObject({
      number: 0,
      state: "committed",
      sizeBytes: 40 * MIB + 1,
    });
    expect(meddler.seen.filter(({ method }) => method === "PUT")).toHaveLength(3);
    expect(readdirSync(join(folder, "state", "modelwire", "uploads"))).toEqual([]);
  }, 120_000);

  test("an answer that is lost on its way links nothing twice", async () => {
    await logged("lossy", { "a.txt": "a" });
    let lost = 0;
    meddler.meddle = ({ method, path }) =>
      method === "POST" && path.endsWith("/versions") && ++lost === 1 ? "lose" : "pass";

    const ran = await modelwire("link", "p/lossy", "lossy", "--alias", "canary");
    const versions = await modelwire("versions", "lossy", "--json");

    expect(lost).toBe(2);
    expect(ran).toMatchObject({ code: 0, stdout: "Linked lossy:v1  canary\n" });
    expect(JSON.parse(versions.stdout).map(({ number }: { number: number }) => number)).toEqual([1, 0]);
  });

  test("the same link by the same key is the same version, however often a job is run again", async () => {
    await logged("keyed", { "a.txt": "a" });

    const runs = [
      await modelwire("link", "p/keyed", "keyed", "--key", "run-81"),
      await modelwire("link", "p/keyed", "keyed", "--key", "run-81"),
    ];

    expect(runs.map(({ stdout }) => stdout)).toEqual(["Linked keyed:v1\n", "Linked keyed:v1\n"]);
  });

  test("a link that leads out of the folder is refused, and nothing is logged", async () => {
    write("secret.txt", "not yours");
    write("model/a.txt", "a");
    symlinkSync(join(folder, "secret.txt"), join(folder, "model", "b.txt"));

    const ran = await modelwire("log", "model", "--project", "p", "--name", "escape");

    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain("b.txt is a link");
    expect(meddler.seen.filter(({ method }) => method === "POST")).toEqual([]);
  });

  test("a link within the folder is the file that it leads to; one to a folder is refused", async () => {
    write("model/a.txt", "aaaa");
    symlinkSync("a.txt", join(folder, "model", "b.txt"));
    const ran = await modelwire("log", "model", "--project", "p", "--name", "inner", "--json");
    symlinkSync(".", join(folder, "model", "circle"));
    const circle = await modelwire("log", "model", "--project", "p", "--name", "inner");

    expect(JSON.parse(ran.stdout).artifact).toMatchObject({ fileCount: 2, sizeBytes: 8 });
    expect(circle.code).toBe(2);
  });
});

/** The parts that the server has of the only upload of the newest artifact of this name. */
async function partsReceived(name: string): Promise<number> {
  const path = { team: "acme" };
  const artifacts = await ask(
    server.api.GET("/teams/{team}/artifacts", { params: { path, query: { project: "p", name } } }),
  );
  const artifact = artifacts.ok ? (artifacts.value.items[0]?.id ?? "") : "";
  const uploads = await ask(
    server.api.GET("/teams/{team}/artifacts/{artifact}/uploads", { params: { path: { ...path, artifact } } }),
  );
  return uploads.ok ? (uploads.value.items[0]?.received.length ?? 0) : 0;
}

describe("alias and tag", () => {
  test("tell where an alias stood and where it stands, and move it only from where it is expected", async () => {
    await logged("moving", { "a.txt": "a" });
    await modelwire("link", "p/moving", "moving");

    const runs = [
      await modelwire("alias", "moving", "production", "v0", "--expect", "none"),
      await modelwire("alias", "moving", "production", "v1", "--expect", "v0"),
      await modelwire("alias", "moving", "production", "v1"),
      await modelwire("alias", "moving", "production", "--rollback"),
      await modelwire("alias", "moving", "production", "v1", "--expect", "v1"),
      await modelwire("alias", "moving", "production", "--remove"),
    ];

    expect(runs.map(({ code, stdout }) => [code, stdout])).toEqual([
      [0, "production of moving: put on v0\n"],
      [0, "production of moving: v0 → v1\n"],
      [0, "production of moving: at v1 already, nothing changed\n"],
      [0, "production of moving: v1 → v0\n"],
      [1, ""],
      [0, "production of moving: taken off v0\n"],
    ]);
    expect(runs[4]?.stderr).toMatch(/production is on v0, not on v1[\s\S]*request req_/);
  });

  test.each([
    [["alias", "m", "latest", "v0"], "kept by the server"],
    [["alias", "m", "production"], "Say which version"],
    [["alias", "m", "production", "v0", "--remove"], "Leave out v0"],
    [["alias", "m", "production", "v0", "--expect", "staging"], "--expect takes a version"],
    [["tag", "m", "=x"], "names no tag"],
    [["deliveries", "--state", "lost"], "Choose one of pending"],
    [["download", "m"], "names no version"],
  ])("%j is wrong usage that is told before anything is sent", async (args, message) => {
    const ran = await modelwire(...args);

    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(message);
    expect(meddler.seen).toEqual([]);
  });

  test("tag versions and models, and lists show it", async () => {
    await logged("tagged", { "a.txt": "a" });

    const runs = [
      await modelwire("tag", "tagged:v0", "owner=ann=bob"),
      await modelwire("tag", "tagged", "a/b"),
      await modelwire("models", "--tag", "a/b", "--json"),
      await modelwire("versions", "acme/tagged"),
      await modelwire("tag", "tagged:v0", "owner", "--remove"),
      await modelwire("versions", "tagged", "--json"),
    ];

    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(JSON.parse(runs[2]?.stdout ?? "").map(({ name }: { name: string }) => name)).toEqual(["tagged"]);
    expect(runs[3]?.stdout).toMatch(/^VERSION {2}ALIASES .*\nv0 {7}latest {3}owner=ann=bob {2}p\/tagged:v0/);
    expect(JSON.parse(runs[5]?.stdout ?? "")[0].tags).toEqual([]);
  });
});

describe("download", () => {
  const files = { "weights.bin": noise(300_000, 4), "deep/config.json": '{"a":1}', "empty.txt": "" };

  test("fetches exactly what was logged, by alias, and keeps what is right already", async () => {
    await logged("fetched", files);
    await modelwire("alias", "fetched", "production", "v0");

    const first = await modelwire("download", "acme/fetched:production");
    const reads = meddler.seen.length;
    const again = await modelwire("download", "fetched:v0");

    expect(first.stdout).toBe(
      `Fetched acme/fetched:v0  3 files, 293 KiB, every digest right  → ${join(folder, "fetched-v0")}\n`,
    );
    for (const [path, bytes] of Object.entries(files)) {
      expect(readFileSync(join(folder, "fetched-v0", path))).toEqual(Buffer.from(bytes));
    }
    expect(again.stdout).toContain("3 already there");
    expect(meddler.seen.slice(reads).filter(({ path }) => path.includes("/files/"))).toEqual([]);
  });

  test("refuses bytes that are not those that were logged, and leaves no file behind", async () => {
    await logged("flipped", { "weights.bin": noise(300_000, 5) });
    meddler.meddle = ({ path }) => (path.includes("/files/weights.bin") ? "flip" : "pass");

    const ran = await modelwire("download", "flipped:v0", "-o", "out");

    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain("weights.bin did not arrive as it was logged");
    expect(readdirSync(join(folder, "out"))).toEqual([]);
  });

  test("goes on from where a connection broke, and from what an interrupted run left", async () => {
    await logged("cut", { "weights.bin": noise(3 * MIB, 6) });
    let opened = 0;
    meddler.meddle = ({ path }) => {
      opened += path.includes("/files/") ? 1 : 0;
      return path.includes("/files/") && opened === 1 ? { cut: MIB } : "pass";
    };

    const ran = await modelwire("download", "cut:v0", "-o", "out");

    expect(ran.code).toBe(0);
    expect(Buffer.compare(readFileSync(join(folder, "out/weights.bin")), noise(3 * MIB, 6))).toBe(0);
    expect(opened).toBe(2);
    expect(meddler.seen.find(({ headers }) => headers.range)?.headers.range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(readdirSync(join(folder, "out"))).toEqual(["weights.bin"]);
  });

  test("fetches anew what an interrupted run left wrong", async () => {
    await logged("rotten", { "weights.bin": noise(MIB, 7) });
    meddler.meddle = ({ path }) => (path.includes("/files/") ? { cut: 100_000 } : "pass");
    const broken = await modelwire("download", "rotten:v0", "-o", "out");
    const draft = readdirSync(join(folder, "out"))[0] ?? "";
    writeFileSync(join(folder, "out", draft), "rotten");
    meddler.meddle = () => "pass";

    const ran = await modelwire("download", "rotten:v0", "-o", "out");

    expect(broken.code).toBe(3);
    expect(draft).toMatch(/^\.modelwire-.*\.part$/);
    expect(ran.code).toBe(0);
    expect(readFileSync(join(folder, "out/weights.bin"))).toEqual(Buffer.from(noise(MIB, 7)));
  });

  test("writes nothing through a link that stands in the folder", async () => {
    await logged("linked", { "deep/config.json": "{}" });
    mkdirSync(join(folder, "out"));
    mkdirSync(join(folder, "elsewhere"));
    symlinkSync(join(folder, "elsewhere"), join(folder, "out/deep"));

    const ran = await modelwire("download", "linked:v0", "-o", "out");

    expect(ran.code).toBe(1);
    expect(readdirSync(join(folder, "elsewhere"))).toEqual([]);
  });

  test("a folder that may not be written is told as such, not as a fault of the network", async () => {
    if (process.getuid?.() === 0) {
      return; // Root may write anywhere.
    }
    await logged("closed", { "a.txt": "a" });
    mkdirSync(join(folder, "out"));
    chmodSync(join(folder, "out"), 0o500);

    expect((await modelwire("download", "closed:v0", "-o", "out")).code).toBe(1);
  });
});
