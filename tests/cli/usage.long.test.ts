import { describe, expect, test } from "vitest";
import { startCli } from "./processes";
import { openWorkbench } from "./workbench";

const bench = openWorkbench();

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
    const env = { MODELWIRE_URL: bench.server.url, MODELWIRE_TOKEN: "secret-token-of-mine" };
    const ran = await startCli(["models"], env).ended;

    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain("does not accept MODELWIRE_TOKEN");
    expect(ran.stderr + ran.stdout).not.toContain("secret-token-of-mine");
  });

  test.each([[["nonsense"]], [["log"]], [["models", "--limit", "no"]], [["models", "--wrong"]]])(
    "%j is wrong usage",
    async (args) => {
      expect((await startCli(args, bench.environment()).ended).code).toBe(2);
    },
  );
});

describe("alias and tag", () => {
  test("tell where an alias stood and where it stands, and move it only from where it is expected", async () => {
    await bench.logged("moving", { "a.txt": "a" });
    await bench.modelwire("link", "p/moving", "moving");

    const runs = [
      await bench.modelwire("alias", "moving", "production", "v0", "--expect", "none"),
      await bench.modelwire("alias", "moving", "production", "v1", "--expect", "v0"),
      await bench.modelwire("alias", "moving", "production", "v1"),
      await bench.modelwire("alias", "moving", "production", "--rollback"),
      await bench.modelwire("alias", "moving", "production", "v1", "--expect", "v1"),
      await bench.modelwire("alias", "moving", "production", "--remove"),
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
    const ran = await bench.modelwire(...args);

    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(message);
    expect(bench.meddler.seen).toEqual([]);
  });

  test("tag versions and models, and lists show it", async () => {
    await bench.logged("tagged", { "a.txt": "a" });

    const runs = [
      await bench.modelwire("tag", "tagged:v0", "owner=ann=bob"),
      await bench.modelwire("tag", "tagged", "a/b"),
      await bench.modelwire("models", "--tag", "a/b", "--json"),
      await bench.modelwire("versions", "acme/tagged"),
      await bench.modelwire("tag", "tagged:v0", "owner", "--remove"),
      await bench.modelwire("versions", "tagged", "--json"),
    ];

    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(JSON.parse(runs[2]?.stdout ?? "").map(({ name }: { name: string }) => name)).toEqual(["tagged"]);
    expect(runs[3]?.stdout).toMatch(/^VERSION {2}ALIASES .*\nv0 {7}latest {3}owner=ann=bob {2}p\/tagged:v0/);
    expect(JSON.parse(runs[5]?.stdout ?? "")[0].tags).toEqual([]);
  });
});

test("rotate-keys tells how much was sealed anew: nothing, where the current key sealed everything", async () => {
  const runs = [await bench.modelwire("rotate-keys"), await bench.modelwire("rotate-keys", "--json")];

  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  expect(runs[0]?.stdout).toBe("Sealed anew under the current key: 0\n");
  expect(JSON.parse(runs[1]?.stdout ?? "")).toEqual({ resealed: 0, unreadable: [] });
});
