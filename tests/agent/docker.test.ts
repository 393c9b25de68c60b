import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createFrameReader } from "@/lib/agent/docker/frames";
import { createDockerRunner } from "@/lib/agent/docker/runner";
import { archiveOf } from "@/lib/agent/docker/tar";
import { openJudge } from "./api-judge";
import { startEngine } from "./docker-engine";
import { assignmentOf, configOf, perform, RUN_TOKEN, temporaryFolder } from "./work";

const folder = temporaryFolder();
let engine: Awaited<ReturnType<typeof startEngine>>;

beforeAll(async () => {
  engine = await startEngine(folder.path);
});
beforeEach(() => {
  engine.seen.length = 0;
  engine.containers.clear();
  engine.state.images = new Map([["ghcr.io/acme/train:v1", { user: "1000" }]]);
  engine.state.fetchable = new Map();
  engine.state.behaviour = {};
  engine.state.breaks = 0;
  return () => expect(engine.faults.splice(0)).toEqual([]);
});
afterAll(async () => {
  await engine.close();
  folder.remove();
});

function runnerWith(docker: object = {}, settings: object = {}) {
  const config = configOf({ ...settings, docker: { host: engine.host, ...docker } });
  return createDockerRunner({ config, agentName: "gpu-01", url: "https://models.example.com", env: { SECRET: "x" } });
}

function imageRun(args: object = {}, image = "ghcr.io/acme/train:v1", command: string[] | null = null) {
  return assignmentOf({ type: "image", image, command }, { resource: "docker", args });
}

describe("a container", () => {
  test("is made without rights, within limits, and with nothing of the machine in it", async () => {
    await perform(runnerWith({}, { limits: { memoryMb: 1024 } }), imageRun({ memoryMb: 2048, cpus: 1.5 })).done;

    expect(engine.made()).toEqual({
      Image: "ghcr.io/acme/train:v1",
      Env: expect.arrayContaining([`MODELWIRE_TOKEN=${RUN_TOKEN}`, "MODELWIRE_PARAMETERS=/modelwire/parameters.json"]),
      User: "1000",
      Tty: false,
      OpenStdin: false,
      Labels: { "modelwire.agent": "gpu-01", "modelwire.run": expect.stringMatching(/^run_/) },
      Volumes: { "/modelwire": {} },
      HostConfig: {
        NetworkMode: "bridge",
        Privileged: false,
        CapDrop: ["ALL"],
        SecurityOpt: ["no-new-privileges:true"],
        PidsLimit: 1024,
        RestartPolicy: { Name: "no" },
        LogConfig: { Type: "json-file", Config: { "max-size": "64m", "max-file": "2" } },
        ReadonlyRootfs: false,
        Memory: 1024 * 1024 * 1024,
        MemorySwap: 1024 * 1024 * 1024,
        NanoCpus: 1_500_000_000,
      },
    });
    expect(JSON.stringify(engine.made())).not.toContain("SECRET");
  });

  test.each([
    { image: "root", user: "", runs: "65534:65534" },
    { image: "root by name", user: "root", runs: "65534:65534" },
    { image: "root by number and group", user: "0:0", runs: "65534:65534" },
    { image: "somebody", user: "app", runs: "app" },
  ])("of an image of $image runs as $runs", async ({ user, runs }) => {
    engine.state.images.set("ghcr.io/acme/train:v1", { user });
    await perform(runnerWith(), imageRun()).done;

    expect(engine.made().User).toBe(runs);
    expect((engine.made().Env as string[]).includes("HOME=/tmp")).toBe(runs !== user);
  });

  test("runs as root only where its owner allows it", async () => {
    engine.state.images.set("ghcr.io/acme/train:v1", { user: "root" });
    await perform(runnerWith({ isRootAllowed: true }), imageRun()).done;

    expect(engine.made().User).toBe("root");
  });

  test("gets its parameters as a file, and its command as the whole program", async () => {
    const run = imageRun({}, "ghcr.io/acme/train:v1", ["python", "train.py", "$HOME"]);
    await perform(runnerWith(), run).done;
    const archive = engine.seen.find(({ path }) => path.endsWith("/archive"));
    const text = execFileSync("tar", ["-xOf", "-", "parameters.json"], { input: archive?.body as Buffer }).toString();

    expect(JSON.parse(text)).toEqual(run.parameters);
    expect(archive?.query).toEqual({ path: "/modelwire" });
    expect(engine.made()).toMatchObject({ Entrypoint: ["python"], Cmd: ["train.py", "$HOME"] });
  });

  test.each([
    { what: "the network of the machine", args: { network: "host" } },
    { what: "another container's network", args: { network: "container:db" } },
    { what: "a privileged container", args: { privileged: true } },
    { what: "capabilities", args: { capAdd: ["SYS_ADMIN"] } },
    { what: "a folder of the machine", args: { volumes: ["/:/host"] } },
    { what: "binds", args: { binds: ["/var/run/docker.sock:/var/run/docker.sock"] } },
    { what: "a device", args: { devices: ["/dev/kmsg"] } },
    { what: "the processes of the machine", args: { pid: "host" } },
    { what: "the memory of the machine", args: { ipc: "host" } },
    { what: "a security option", args: { securityOpt: ["seccomp=unconfined"] } },
    { what: "the users of the machine", args: { userns: "host" } },
    { what: "the root user", args: { user: "0" } },
    { what: "a runtime", args: { runtime: "sysbox" } },
    { what: "another control group", args: { cgroupParent: "/" } },
    { what: "a variable that loads code", args: { env: { LD_PRELOAD: "/x.so" } } },
    { what: "a field of the Engine's own", args: { HostConfig: { Privileged: true } } },
  ])("with $what is refused, and nothing is made", async ({ args }) => {
    const { end } = await perform(runnerWith(), imageRun(args)).done;

    expect(end).toMatchObject({ state: "failed", cause: "not_allowed" });
    expect(engine.seen).toEqual([]);
  });

  test.each([
    { what: "a GPU", args: { gpus: 1 }, docker: {}, setting: "docker.areGpusAllowed" },
    { what: "a network", args: {}, docker: { networks: ["none"] }, setting: null },
    {
      what: "another network",
      args: { network: "bridge" },
      docker: { networks: ["none"] },
      setting: "docker.networks",
    },
  ])("with $what is made as its owner allows", async ({ args, docker, setting }) => {
    const { end } = await perform(runnerWith(docker), imageRun(args)).done;

    expect(end.message).toEqual(setting && expect.stringContaining(setting));
    if (setting === null) {
      expect(engine.made().HostConfig).toMatchObject({ NetworkMode: "none" });
    }
  });

  test("with GPUs asks for them as the Engine takes them", async () => {
    await perform(runnerWith({ areGpusAllowed: true }), imageRun({ gpus: ["GPU-1"], readOnly: true, shmMb: 64 })).done;

    expect(engine.made().HostConfig).toMatchObject({
      DeviceRequests: [{ DeviceIDs: ["GPU-1"], Capabilities: [["gpu"]] }],
      ReadonlyRootfs: true,
      Tmpfs: { "/tmp": "rw,nosuid,nodev,mode=1777" },
      ShmSize: 64 * 1024 * 1024,
    });
  });
});

describe("a run ends", () => {
  test.each([
    { how: "well", behaviour: {}, end: { state: "finished", cause: "exit", exitCode: 0 } },
    { how: "with a code", behaviour: { exitCode: 2 }, end: { state: "failed", cause: "exit", exitCode: 2 } },
    {
      how: "for want of memory",
      behaviour: { exitCode: 137, isOutOfMemory: true },
      end: { cause: "out_of_memory", exitCode: 137 },
    },
    { how: "before it began", behaviour: { startFault: 'exec: "x": not found' }, end: { cause: "start_failed" } },
  ])("$how", async ({ behaviour, end }) => {
    engine.state.behaviour = behaviour;
    const performed = await perform(runnerWith(), imageRun()).done;

    expect(performed.end).toMatchObject(end);
    expect([...engine.containers]).toEqual([]);
  });

  test.each([
    { reason: "killed_by_person" as const, graceSeconds: "10" },
    { reason: "lost" as const, graceSeconds: "0" },
  ])("when it is told to: $reason", async ({ reason, graceSeconds }) => {
    engine.state.behaviour = { isEndless: true, writes: [{ stream: 1, text: "up\n" }] };
    const performing = perform(runnerWith(), imageRun());
    await performing.printed("up");
    performing.stop(reason);

    expect((await performing.done).end).toMatchObject({ exitCode: 143 });
    expect(engine.seen.find(({ path }) => path.endsWith("/stop"))?.query).toEqual({ t: graceSeconds });
    expect([...engine.containers]).toEqual([]);
  });
});

describe("an image", () => {
  test("is fetched where it is not there, by one tag alone, and named by its digest in the log", async () => {
    engine.state.fetchable.set("ghcr.io/acme/new:latest", { user: "1000" });
    const { notes, end } = await perform(runnerWith(), imageRun({}, "ghcr.io/acme/new")).done;

    expect(end.state).toBe("finished");
    expect(notes).toEqual(["Image ghcr.io/acme/new: ghcr.io/acme/new@sha256:abcd."]);
  });

  test.each([
    { how: "is refused", image: "ghcr.io/acme/denied:v1", args: {}, says: "pull access denied" },
    { how: "breaks off", image: "ghcr.io/acme/gone:v1", args: {}, says: "manifest unknown" },
    { how: "is not wished", image: "ghcr.io/acme/gone:v1", args: { pull: "never" }, says: "never to fetch" },
  ])("that cannot be had ends the run: $how", async ({ image, args, says }) => {
    const { end } = await perform(runnerWith(), imageRun(args, image)).done;

    expect(end).toMatchObject({ cause: "image_missing", message: expect.stringContaining(says) });
  });
});

test("a log is told apart by stream, and read on where its connection broke", async () => {
  const writes = ["a\n", "b\n", "c\n", "d\n"].map((text, index) => ({
    stream: index === 2 ? (2 as const) : (1 as const),
    text,
  }));
  engine.state.behaviour = { writes, breaksAfter: 2 };
  const { out, err } = await perform(runnerWith(), imageRun()).done;

  expect([out, err]).toEqual(["a\nb\nd\n", "c\n"]);
  expect(engine.seen.filter(({ path }) => path.endsWith("/logs")).map(({ query }) => query.since)).toEqual([
    "0",
    "1767225601.000000000",
  ]);
});

test("what an agent of the same name has left is removed, and nobody else's", async () => {
  engine.state.behaviour = { isEndless: true };
  const mine = perform(runnerWith(), imageRun());
  while (engine.containers.size === 0 || !engine.seen.some(({ path }) => path.endsWith("/logs"))) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const config = configOf({ docker: { host: engine.host } });
  await createDockerRunner({ config, agentName: "other", url: "https://x.example", env: {} }).sweep();
  expect(engine.containers.size).toBe(1);
  await runnerWith().sweep();

  expect(engine.containers.size).toBe(0);
  expect(await mine.done.catch((error: Error) => error.message)).toContain("removed its container");
});

test("frames are found however the stream was cut", () => {
  const frame = fc.record({
    stream: fc.constantFrom("out" as const, "err" as const),
    bytes: fc.uint8Array({ maxLength: 40 }),
  });
  fc.assert(
    fc.property(fc.array(frame), fc.array(fc.nat({ max: 400 })), (frames, cuts) => {
      const whole = Buffer.concat(
        frames.map(({ stream, bytes }) => {
          const header = Buffer.from([stream === "err" ? 2 : 1, 0, 0, 0, 0, 0, 0, bytes.length]);
          return Buffer.concat([header, bytes]);
        }),
      );
      const read = createFrameReader();
      const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b), whole.length];
      const found = places.slice(1).flatMap((end, index) => read(whole.subarray(places[index], end)));

      expect(found.map(({ stream, bytes }) => [stream, [...bytes]])).toEqual(
        frames.map(({ stream, bytes }) => [stream, [...bytes]]),
      );
    }),
  );
  expect(() => createFrameReader()(Buffer.from("plain text"))).toThrow("form");
});

test("an archive is one that tar reads, whatever is in it", () => {
  for (const text of ["", "x", "ü".repeat(300), "y".repeat(512)]) {
    const read = execFileSync("tar", ["-xOf", "-", "parameters.json"], {
      input: archiveOf("parameters.json", Buffer.from(text)),
    });
    expect(read.toString()).toBe(text);
  }
});

test("the Engine's description, by which all of this is judged, sees what it does not know", () => {
  const judge = openJudge("docker-api.json");
  const url = (path: string) => new URL(path, "http://docker");

  expect(judge.request("POST", url("/containers/create?name=x"), { Image: "a", HostConfig: { Memory: 1 } })).toEqual(
    [],
  );
  expect(judge.request("POST", url("/containers/create"), { HostConfig: { Memroy: 1 } })).toHaveLength(1);
  expect(judge.request("POST", url("/containers/create"), { Labels: { a: 1 } })).toHaveLength(1);
  expect(judge.request("POST", url("/containers/create?nmae=x"), {})).toHaveLength(1);
  expect(judge.request("POST", url("/containers/x/pause"), {})).toHaveLength(1);
});
