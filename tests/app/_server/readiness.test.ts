import { expect, test } from "vitest";
import { createReadiness, type ReadinessProbes } from "@/app/_server/readiness";

const NOW = new Date("2030-01-01T00:00:00Z");

function probesOf(wish: Partial<ReadinessProbes> = {}): ReadinessProbes {
  return {
    database: async () => ({ isMigrated: true }),
    storage: async () => true,
    worker: () => ({ lastSweepAt: () => new Date(NOW.getTime() - 3_000) }),
    now: () => NOW,
    ...wish,
  };
}

const OK = { status: "ok" };

test("a process whose parts all answer is ready, and tells when its worker last swept", async () => {
  expect(await createReadiness(probesOf())()).toEqual({
    status: "ready",
    parts: { database: OK, migrations: OK, storage: OK, worker: { status: "ok", lastSweepAgeSeconds: 3 } },
  });
});

test("a process without a worker is ready, and one whose worker has not swept yet", async () => {
  expect(await createReadiness(probesOf({ worker: () => null }))()).toMatchObject({
    status: "ready",
    parts: { worker: { status: "off" } },
  });
  expect(await createReadiness(probesOf({ worker: () => ({ lastSweepAt: () => null }) }))()).toMatchObject({
    status: "ready",
    parts: { worker: { status: "ok", lastSweepAgeSeconds: null } },
  });
});

test.each<{ what: string; wish: Partial<ReadinessProbes>; parts: object }>([
  {
    what: "the database is away",
    wish: { database: () => Promise.reject(new Error("postgres://me:hunter2@db")) },
    parts: {
      database: { status: "failed", reason: "unreachable" },
      migrations: { status: "failed", reason: "not_checked" },
      storage: OK,
    },
  },
  {
    what: "the database stands before our migrations",
    wish: { database: async () => ({ isMigrated: false }) },
    parts: { database: OK, migrations: { status: "failed", reason: "not_migrated" } },
  },
  {
    what: "the storage is away",
    wish: { storage: () => Promise.reject(new Error("hunter2")) },
    parts: { database: OK, storage: { status: "failed", reason: "unreachable" } },
  },
  {
    what: "the storage could not be asked",
    wish: { storage: async () => false },
    parts: { database: OK, storage: { status: "failed", reason: "not_checked" } },
  },
  {
    what: "the storage does not answer",
    wish: { storage: () => new Promise<never>(() => undefined) },
    parts: { database: OK, storage: { status: "failed", reason: "timed_out" } },
  },
  {
    what: "the worker has stopped sweeping",
    wish: { worker: () => ({ lastSweepAt: () => new Date(NOW.getTime() - 61_000) }) },
    parts: { worker: { status: "failed", reason: "not_sweeping", lastSweepAgeSeconds: 61 } },
  },
])("is not ready when $what, says why by a word, and quotes no error", async ({ wish, parts }) => {
  const readiness = await createReadiness(probesOf(wish), 50)();

  expect(readiness).toMatchObject({ status: "not_ready", parts });
  expect(JSON.stringify(readiness)).not.toContain("hunter2");
});

test("probes of one moment, however many, ask the parts once", async () => {
  let asked = 0;
  const readiness = createReadiness(
    probesOf({
      database: async () => {
        asked += 1;
        return { isMigrated: true };
      },
    }),
  );

  await Promise.all(Array.from({ length: 100 }, () => readiness()));
  await readiness();

  expect(asked).toBe(1);
});

test("a database that does not answer is not asked again and again, and believed when it does", async () => {
  let asked = 0;
  let answer: (value: { isMigrated: boolean }) => void = () => undefined;
  const readiness = createReadiness(
    probesOf({
      database: () => {
        asked += 1;
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
    }),
    50,
  );

  const first = await readiness();
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const second = await readiness();
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const third = readiness();
  answer({ isMigrated: true });

  expect([first.status, second.status, (await third).status]).toEqual(["not_ready", "not_ready", "ready"]);
  expect(asked).toBe(1);
});
