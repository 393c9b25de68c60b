import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { createLiveHub, type LiveHub, type LiveReader } from "@/app/_server/live-hub";
import { createLiveDoor, type LiveDoor, type LiveStreamOptions } from "@/app/_server/live-stream";
import { contextless, grant } from "@/lib/auth/grant";
import type { TeamScope } from "@/lib/core/actor";
import { type LiveMarks, marksText, readMarks } from "@/lib/core/live";
import { newId } from "@/lib/platform/id";

const LOOK_MS = 10;

/** A team whose marks the test sets, and which counts how often it is looked at. */
function stage() {
  const marks: LiveMarks = { registry: "r0", deliveries: "d0", batches: "b0", runs: "l0", newest: "dl_0" };
  const looks = { count: 0, made: 3 };
  const reader: LiveReader = {
    readMarks: async () => {
      looks.count += 1;
      return { ...marks };
    },
    countMade: async () => looks.made,
  };
  const hub = createLiveHub(reader, LOOK_MS);
  return { marks, looks, hub, door: createLiveDoor() };
}

function scopeOf(user = newId("user"), models: TeamScope["models"] = "all"): TeamScope {
  const team = { id: "tm_1" as TeamScope["teamId"], name: "acme" };
  return grant({ team, actor: { kind: "user", id: user, name: "mara" }, role: "viewer", models }, contextless());
}

const opened: AbortController[] = [];
afterEach(() => {
  for (const stop of opened.splice(0)) {
    stop.abort();
  }
});

function open(door: LiveDoor, hub: LiveHub, more: Partial<LiveStreamOptions> = {}) {
  const stop = new AbortController();
  opened.push(stop);
  const response = door.open({
    hub,
    scope: scopeOf(),
    seen: null,
    isStillAllowed: async () => true,
    signal: stop.signal,
    maxMs: 60_000,
    ...more,
  });
  return { response, reader: response.body?.getReader(), stop };
}

async function readUntil(reader: ReturnType<typeof open>["reader"], wanted: string): Promise<string> {
  let text = "";
  while (!text.includes(wanted)) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) {
      return `${text}<end>`;
    }
    text += new TextDecoder().decode(value);
  }
  return text;
}

describe("a live stream", () => {
  test("is not held back by proxies or compression, and tells browsers when to come back", async () => {
    const { hub, door } = stage();

    const { response, reader } = open(door, hub);

    expect(response.headers.get("content-type")).toContain("text/event-stream");
    expect(response.headers.get("cache-control")).toContain("no-transform");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    expect(await readUntil(reader, "data:")).toContain("retry: 1000");
  });

  test("tells which parts changed and how many deliveries were made", async () => {
    const { hub, door, marks } = stage();
    const { reader } = open(door, hub);
    await readUntil(reader, "data:");

    Object.assign(marks, { deliveries: "d1", newest: "dl_9" });

    expect(await readUntil(reader, "data:")).toContain(`data: {"parts":["deliveries"],"made":3}`);
  });

  test("says nothing while nothing changes but that it is still there", async () => {
    const { hub, door } = stage();
    const { reader } = open(door, hub, { beatEveryMs: 20 });
    await readUntil(reader, "data:");

    const said = await readUntil(reader, ": still here");

    expect(said).not.toContain("data:");
  });

  test("tells a browser that comes back what it missed, by the marks that it says", async () => {
    const { hub, door, marks } = stage();
    const seen = readMarks(marksText(marks));
    Object.assign(marks, { registry: "r1" });

    const { reader } = open(door, hub, { seen });

    expect(await readUntil(reader, "data:")).toContain(`"parts":["registry"]`);
  });

  test("goes on for who comes while the last viewer leaves in the midst of a look, and ends with the hub", async () => {
    const { marks, door } = stage();
    const gates: (() => void)[] = [];
    const reader: LiveReader = {
      readMarks: () => new Promise((resolve) => gates.push(() => resolve({ ...marks }))),
      countMade: async () => 0,
    };
    const hub = createLiveHub(reader, LOOK_MS);
    const looked = () => expect.poll(() => gates.length).toBe(1);
    const first = open(door, hub);
    await looked();
    gates.pop()?.();
    await readUntil(first.reader, "data:");
    await looked(); // The second look: its timer has fired.
    first.stop.abort();
    const second = open(door, hub);

    gates.pop()?.();
    await looked();
    gates.pop()?.();
    expect(await readUntil(second.reader, "data:")).toContain(`"parts":[]`);
    expect(hub.size()).toBe(1);
    hub.stop();
    expect(await readUntil(second.reader, "never")).toContain("<end>");
  });

  test("looks at a team once for all who watch it, and not at all when nobody does", async () => {
    const { hub, door, looks } = stage();
    const streams = Array.from({ length: 200 }, () => open(door, hub));
    await Promise.all(streams.map(({ reader }) => readUntil(reader, "data:")));
    const before = looks.count;
    await sleep(10 * LOOK_MS);
    expect(looks.count - before).toBeLessThanOrEqual(12);

    for (const { stop } of streams) {
      stop.abort();
    }
    await sleep(3 * LOOK_MS);
    const after = looks.count;
    await sleep(5 * LOOK_MS);

    expect(looks.count).toBe(after);
    expect([hub.size(), door.size()]).toEqual([0, 0]);
  });

  test("does not share a look between a person who sees all models and a token that sees some", async () => {
    const { hub, door, looks } = stage();
    const all = open(door, hub);
    await readUntil(all.reader, "data:");
    const before = looks.count;

    const some = open(door, hub, { scope: scopeOf(newId("user"), [newId("model")]) });
    await readUntil(some.reader, "data:");

    expect(looks.count).toBeGreaterThan(before);
    expect(hub.size()).toBe(2);
  });

  test("refuses one person's thirteenth, and lets them in again when one has ended", async () => {
    const { hub, door } = stage();
    const scope = scopeOf();
    const streams = Array.from({ length: 12 }, () => open(door, hub, { scope }));

    expect(open(door, hub, { scope }).response.status).toBe(429);
    expect(open(door, hub).response.status).toBe(200);

    streams[0]?.stop.abort();
    expect(open(door, hub, { scope }).response.status).toBe(200);
  });

  test("ends soon after the session does, and frees its place", async () => {
    const { hub, door } = stage();
    let isIn = true;
    const { reader } = open(door, hub, { checkEveryMs: 10, isStillAllowed: async () => isIn });
    await readUntil(reader, "data:");

    isIn = false;

    expect(await readUntil(reader, "never")).toContain("<end>");
    expect(door.size()).toBe(0);
  });

  test("stays while the database cannot say who is in", async () => {
    const { hub, door } = stage();
    const { reader } = open(door, hub, {
      checkEveryMs: 10,
      beatEveryMs: 50,
      isStillAllowed: () => Promise.reject(new Error("away")),
    });

    expect(await readUntil(reader, ": still here")).not.toContain("<end>");
  });

  test("ends by itself after its time, and with the server", async () => {
    const { hub, door } = stage();
    const short = open(door, hub, { maxMs: 30 });
    const long = open(door, hub);
    expect(await readUntil(short.reader, "never")).toContain("<end>");

    hub.stop();

    expect(await readUntil(long.reader, "never")).toContain("<end>");
  });

  test("keeps one change in store for a reader that does not read, however many there were", async () => {
    const { hub, door, marks } = stage();
    const { reader } = open(door, hub, { beatEveryMs: 1 });
    for (let place = 1; place <= 40; place += 1) {
      marks.deliveries = `d${place}`;
      marks.registry = place === 40 ? "r1" : marks.registry;
      await sleep(LOOK_MS);
    }

    const said = await readUntil(reader, `"parts":["registry"`);

    expect(said.split("\n\n").length).toBeLessThan(15);
  });

  test("survives a database that is away, and tells when it is back", async () => {
    const { marks } = stage();
    let isAway = false;
    const hub = createLiveHub(
      {
        readMarks: () => (isAway ? Promise.reject(new Error("away")) : Promise.resolve({ ...marks })),
        countMade: async () => 0,
      },
      LOOK_MS,
    );
    const { reader } = open(createLiveDoor(), hub);
    await readUntil(reader, "data:");

    isAway = true;
    await sleep(3 * LOOK_MS);
    marks.registry = "r1";
    isAway = false;

    expect(await readUntil(reader, "data:")).toContain("registry");
  });
});

test.each([null, "", "a~b", "a~b~c~d", "a~b~c~d~e~f", "~".repeat(500), "r~d~b~<script>", "r~d~b~\n"])(
  "%j, said by a browser, is not taken for marks",
  (text) => {
    expect(readMarks(text)).toBeNull();
  },
);
