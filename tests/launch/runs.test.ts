import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newJobVersion } from "@/lib/core/launch-job";
import { runSearch } from "@/lib/core/launch-run";
import { pageRequest } from "@/lib/core/page";
import type { Database } from "@/lib/db/client";
import { runs } from "@/lib/db/schema";
import { addJobVersion } from "@/lib/launch/jobs/commands";
import { getJob } from "@/lib/launch/jobs/queries";
import { updateQueue } from "@/lib/launch/queues/commands";
import { killRun, rerun } from "@/lib/launch/runs/commands";
import { getRun, listRuns } from "@/lib/launch/runs/queries";
import { NO_CAUSE } from "@/lib/launch/runs/submit";
import { newId } from "@/lib/platform/id";
import { link } from "../registry/registry";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { makeJob, makeQueue, nobodyToTell, openLaunchStage, queueRun, submissionOf, submit } from "./launch";

const REFUSED: readonly [wish: object, field: string][] = [
  [{ job: "none" }, "job"],
  [{ queue: "none" }, "queue"],
  [{ jobVersion: 7 }, "jobVersion"],
  [{ jobVersion: 9_007_199_254_740_991 }, "jobVersion"],
  [{ parameters: { epochs: 0 } }, "parameters.epochs"],
  [{ parameters: { other: 1 } }, "parameters.other"],
  [{ variables: { memory: 5_000 } }, "variables.memory"],
  [{ variables: { other: 1 } }, "variables.other"],
  [{ version: "fraud" }, "version"],
  [{ version: "fraud:v9" }, "version"],
  [{ version: "fraud:v999999999" }, "version"],
  [{ version: "none:v0" }, "version"],
  [{ version: "fraud:v0\u0000" }, "version"],
  [{ version: "' or 1=1 --:v0" }, "version"],
];

describe.each(DATABASE_KINDS)("runs on %s", (kind) => {
  let database: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    db = database.db;
  });
  afterAll(() => database.close());

  test("a run is queued with everything decided, and what changes later changes nothing of it", async () => {
    const stage = await openLaunchStage(database);
    const wish = {
      version: "fraud:candidate",
      parameters: { epochs: 3 },
      variables: { memory: 1_024 },
      priority: "high",
    };

    const run = must(await queueRun(db, stage.member, wish));
    must(
      await addJobVersion(
        db,
        stage.admin,
        "train",
        newJobVersion.parse({ source: { type: "command", command: ["b"] } }),
      ),
    );
    must(await updateQueue(db, stage.admin, "lab", { template: {}, variables: [] }));
    must(await link(db, stage.member, "fraud", { aliases: ["candidate"] }));

    expect(run).toMatchObject({
      number: 1,
      state: "queued",
      job: { name: "train", version: 0 },
      queue: { name: "lab", resource: "process" },
      priority: "high",
      project: "launch",
      version: { model: "fraud", number: 1 },
      cause: { eventId: null, rerunOf: null, by: "member-token" },
      lease: 0,
      end: null,
    });
    expect(must(await getRun(db, stage.member, "1"))).toMatchObject({
      ...run,
      parameters: { epochs: 3 },
      overrides: { epochs: 3 },
      variables: { memory: 1_024 },
      artifacts: [],
    });
    const [row] = await db.select({ resource: runs.resource }).from(runs).where(eq(runs.id, run.id));
    expect(row?.resource).toEqual({ limits: { memoryMb: 1_024 } });
    expect(must(await queueRun(db, stage.member, { parameters: {} })).job.version).toBe(1);
    expect(must(await queueRun(db, stage.member, { jobVersion: 0, parameters: { epochs: 1 } })).job.version).toBe(0);
  });

  test("one that asks for what cannot be is refused at its field, and takes no number", async () => {
    const stage = await openLaunchStage(database);

    for (const [wish, field] of REFUSED) {
      expect(await queueRun(db, stage.member, wish), JSON.stringify(wish)).toMatchObject({
        problem: { code: "invalid", field },
      });
    }
    expect(must(await queueRun(db, stage.member)).number).toBe(1);
  });

  test("a version is named by its number, by latest or by an alias", async () => {
    const stage = await openLaunchStage(database);

    for (const [reference, number] of [
      ["fraud:v0", 0],
      ["fraud:latest", 1],
      ["fraud:candidate", 1],
    ] as const) {
      expect(must(await queueRun(db, stage.member, { version: reference })).version?.number).toBe(number);
    }
  });

  test("a delivery has one run, however often and at whatever once it is asked for", async () => {
    const stage = await openLaunchStage(database);
    const wish = await submissionOf(stage, { cause: { ...NO_CAUSE, deliveryId: newId("delivery") } });

    const all = await Promise.all(Array.from({ length: 6 }, () => submit(db, wish)));
    const again = await submit(db, { ...wish, parameters: { epochs: 99 } });

    expect(new Set([...all, again].map((each) => must(each).id)).size).toBe(1);
    expect(must(await listRuns(db, stage.member, runSearch.parse({}))).items).toHaveLength(1);
    const other = await openLaunchStage(database);
    const stolen = await submissionOf(other, { cause: wish.cause });
    expect(await submit(db, stolen)).toMatchObject({ problem: { code: "in_progress" } });
  });

  test("runs that are queued at once have the numbers 1 to n, and lists page by them", async () => {
    const stage = await openLaunchStage(database);
    const wish = await submissionOf(stage);

    const all = await Promise.all(Array.from({ length: 12 }, () => submit(db, wish)));

    expect(all.map((each) => must(each).number).sort((a, b) => a - b)).toEqual(all.map((_, index) => index + 1));
    const first = must(await listRuns(db, stage.member, runSearch.parse({ limit: 5 })));
    const second = must(await listRuns(db, stage.member, runSearch.parse({ limit: 50, cursor: first.nextCursor })));
    expect([...first.items, ...second.items].map(({ number }) => number)).toEqual([
      12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
    ]);
    expect(await listRuns(db, stage.member, runSearch.parse({ cursor: "x" }))).toMatchObject({
      problem: { code: "malformed" },
    });
  });

  test("lists narrow by queue, job, state and version", async () => {
    const stage = await openLaunchStage(database);
    must(await makeJob(db, stage.admin, "other"));
    must(await makeQueue(db, stage.admin, "gpu"));
    const about = must(await queueRun(db, stage.member, { version: "fraud:v0" }));
    must(await queueRun(db, stage.member, { job: "other" }));
    must(await queueRun(db, stage.member, { queue: "gpu" }));
    must(await killRun(db, stage.member, "3", nobodyToTell));

    const numbers = async (search: object) =>
      must(await listRuns(db, stage.member, runSearch.parse(search))).items.map(({ number }) => number);
    expect(await numbers({ queue: "gpu" })).toEqual([3]);
    expect(await numbers({ job: "other" })).toEqual([2]);
    expect(await numbers({ state: "killed" })).toEqual([3]);
    expect(await numbers({ versionId: about.version?.id })).toEqual([1]);
    expect(await numbers({ queue: "none" })).toEqual([]);
    expect(await numbers({ versionId: "x" })).toEqual([]);
  });

  test("another team, a restricted token and a viewer do nothing to them", async () => {
    const stage = await openLaunchStage(database);
    const other = await openLaunchStage(database);
    must(await queueRun(db, stage.member));
    const viewer = await stage.team.scope("viewer");
    const restricted = await stage.team.scope("admin", { models: [] });

    for (const scope of [other.admin, restricted]) {
      expect(await getRun(db, scope, "1")).toMatchObject({ problem: { code: "not_found" } });
      expect(await killRun(db, scope, "1", nobodyToTell)).toMatchObject({ problem: { code: "not_found" } });
      expect(await rerun(db, scope, "1", {})).toMatchObject({ problem: { code: "not_found" } });
    }
    expect(await listRuns(db, restricted, runSearch.parse({}))).toMatchObject({ problem: { code: "not_found" } });
    expect(must(await listRuns(db, viewer, runSearch.parse(pageRequest.parse({})))).items).toHaveLength(1);
    for (const refused of [
      await killRun(db, viewer, "1", nobodyToTell),
      await rerun(db, viewer, "1", {}),
      await queueRun(db, viewer),
    ]) {
      expect(refused).toMatchObject({ problem: { code: "forbidden" } });
    }
    const theirs = must(await getJob(db, other.admin, "train"));
    expect(await submit(db, await submissionOf(stage, { jobId: theirs.id }))).toMatchObject({
      problem: { code: "not_found" },
    });
  });
});
