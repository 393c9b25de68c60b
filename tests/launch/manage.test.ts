import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authenticateToken } from "@/lib/auth/authenticate";
import { contextless } from "@/lib/auth/grant";
import { newAgentToken } from "@/lib/core/launch-agent";
import { newJobVersion } from "@/lib/core/launch-job";
import { pageRequest } from "@/lib/core/page";
import type { Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { agents, automations } from "@/lib/db/schema";
import { createAgentToken, drainAgent, revokeAgentToken } from "@/lib/launch/admission/commands";
import { listAgents, listAgentTokens } from "@/lib/launch/admission/queries";
import { registerAgent } from "@/lib/launch/agents/register";
import { addJobVersion, createJob, deleteJob, updateJob } from "@/lib/launch/jobs/commands";
import { getJob, listJobs, listJobVersions } from "@/lib/launch/jobs/queries";
import { deleteQueue, setQueueState, updateQueue } from "@/lib/launch/queues/commands";
import { getQueue, listQueues } from "@/lib/launch/queues/queries";
import { openTestDatabase, type TestDatabase } from "../support/database";
import { must } from "../support/must";
import { type LaunchStage, makeJob, makeQueue, nobodyToTell, openLaunchStage, queueRun, runningRun } from "./launch";

let database: TestDatabase;
let db: Database;
let stage: LaunchStage;
const page = pageRequest.parse({});
const keep = { name: "lab", killsWaiting: false };

beforeAll(async () => {
  database = await openTestDatabase("embedded");
  db = database.db;
  stage = await openLaunchStage(database);
});
afterAll(() => database.close());

function command(...parts: string[]) {
  return newJobVersion.parse({ source: { type: "command", command: parts } });
}

describe("jobs", () => {
  test("have versions that count from 0 and never change, and tell their newest run", async () => {
    const { admin, member } = stage;
    const made = must(await makeJob(db, admin, "evaluate", { description: "d" }));
    expect(made).toMatchObject({ name: "evaluate", versionCount: 1, latest: { number: 0 }, lastRun: null });

    must(await addJobVersion(db, admin, "evaluate", command("b")));
    must(await addJobVersion(db, admin, "evaluate", command("c")));
    must(await updateJob(db, admin, "evaluate", { description: "e" }));
    must(await queueRun(db, member, { job: "evaluate" }));
    const { number } = must(await queueRun(db, member, { job: "evaluate" }));

    expect(must(await getJob(db, member, "evaluate"))).toMatchObject({
      description: "e",
      versionCount: 3,
      latest: { number: 2, source: { command: ["c"] } },
      lastRun: { number, state: "queued" },
    });
    const first = must(await listJobVersions(db, member, "evaluate", pageRequest.parse({ limit: 2 })));
    const rest = must(await listJobVersions(db, member, "evaluate", { ...page, cursor: first.nextCursor ?? "" }));
    expect([...first.items, ...rest.items].map((version) => version.number)).toEqual([2, 1, 0]);
    expect(await makeJob(db, admin, "evaluate")).toMatchObject({ problem: { code: "conflict", field: "name" } });
  });

  test("are given no number twice, however many versions are added at once", async () => {
    must(await makeJob(db, stage.admin, "busy"));
    const adding = Array.from({ length: 8 }, (_, index) =>
      addJobVersion(db, stage.admin, "busy", command(`c${index}`)),
    );

    const numbers = (await Promise.all(adding)).map((each) => must(each).latest.number);

    expect(numbers.sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test("are taken only with a schema that can be used", async () => {
    const parameters = { properties: { a: { $ref: "https://elsewhere" } } };

    expect(await makeJob(db, stage.admin, "remote", { parameters })).toMatchObject({
      problem: { code: "invalid", field: "parameters.properties.a.$ref" },
    });
    expect(await addJobVersion(db, stage.admin, "train", { ...command("x"), parameters })).toMatchObject({ ok: false });
    expect(must(await getJob(db, stage.admin, "train")).versionCount).toBe(1);
  });

  test("free their names when they are deleted, and page by name", async () => {
    const { admin } = await openLaunchStage(database);
    for (const name of ["b", "a", "c"]) {
      must(await makeJob(db, admin, name));
    }
    must(await deleteJob(db, admin, "b"));
    must(await makeJob(db, admin, "b"));

    const first = must(await listJobs(db, admin, pageRequest.parse({ limit: 2 })));
    const rest = must(await listJobs(db, admin, { ...page, cursor: first.nextCursor ?? "" }));
    expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(["a", "b", "c", "train"]);
  });
});

describe("queues", () => {
  test("count what waits, what runs and who listens", async () => {
    const own = await openLaunchStage(database);
    await runningRun(own);
    const oldest = must(await queueRun(db, own.member));
    must(await queueRun(db, own.member));
    const text = must(await createAgentToken(db, own.admin, "lab", newAgentToken.parse({ name: "lab-1" }))).token;
    const { scope } = must(await authenticateToken(db, `Bearer ${text}`, contextless()));
    for (const name of ["one", "two", "silent", "gone"]) {
      must(await registerAgent(db, scope, "lab", { name, hostname: "h", version: "1", slots: 1 }));
    }
    await db
      .update(agents)
      .set({ lastHeardAt: new Date(0) })
      .where(eq(agents.name, "silent"));
    await db.update(agents).set({ goneAt: new Date() }).where(eq(agents.name, "gone"));
    const listed = must(await listAgents(db, own.member, "lab", page)).items;
    must(await drainAgent(db, own.admin, listed.find(({ name }) => name === "two")?.id ?? ""));

    expect(must(await getQueue(db, own.member, "lab"))).toMatchObject({
      waiting: 2,
      running: 1,
      oldestQueuedAt: oldest.queuedAt,
      agentsListening: 1,
    });
    const states = must(await listAgents(db, own.member, "lab", page)).items.map(({ name, state }) => [name, state]);
    expect(Object.fromEntries(states)).toEqual({ one: "listening", two: "draining", silent: "silent", gone: "gone" });
    const gone = listed.find(({ name }) => name === "gone")?.id ?? "";
    expect(await drainAgent(db, own.admin, gone)).toMatchObject({ problem: { code: "conflict" } });
  });

  test("are changed only to what their resource takes", async () => {
    const { admin } = await openLaunchStage(database);

    expect(await updateQueue(db, admin, "lab", { template: { privileged: true }, variables: [] })).toMatchObject({
      problem: { code: "invalid", field: "template.privileged" },
    });
    expect(await updateQueue(db, admin, "lab", { variables: [] })).toMatchObject({ problem: { field: "template" } });
    expect(await makeQueue(db, admin, "gh", { resource: "github-actions" })).toMatchObject({ ok: false });
    const template = { repository: "acme/train", workflow: "train.yml", ref: "main" };
    const github = must(await makeQueue(db, admin, "gh", { resource: "github-actions", template, variables: [] }));
    expect(github).toMatchObject({ resource: "github-actions", state: "open" });
    expect(await createAgentToken(db, admin, "gh", newAgentToken.parse({ name: "x" }))).toMatchObject({
      problem: { code: "conflict" },
    });
    must(await updateQueue(db, admin, "lab", { maxRunning: 3, defaultPriority: "low", description: "d" }));
    expect(must(await listQueues(db, admin, page)).items).toMatchObject([
      { name: "gh" },
      { name: "lab", maxRunning: 3, defaultPriority: "low", description: "d", variables: [{ name: "memory" }] },
    ]);
  });

  test("go with the tokens of their agents, and free their names", async () => {
    const { admin } = await openLaunchStage(database);
    const { token } = must(await createAgentToken(db, admin, "lab", newAgentToken.parse({ name: "lab-1" })));

    must(await deleteQueue(db, admin, keep, nobodyToTell));

    expect(await authenticateToken(db, `Bearer ${token}`, contextless())).toMatchObject({ ok: false });
    expect(await getQueue(db, admin, "lab")).toMatchObject({ problem: { code: "not_found" } });
    must(await makeQueue(db, admin, "lab"));
  });

  test("stay while an automation names them, and so does its job", async () => {
    const own = await openLaunchStage(database);
    const job = must(await getJob(db, own.admin, "train"));
    const queue = must(await getQueue(db, own.admin, "lab"));
    // As the automation of a launch action stores what it queues with.
    await db.execute(`insert into automations (id, team_id, name, description, is_enabled, event_type, filter, action_type, action, secret_names, created_by)
      values ('aut_${job.id.slice(4)}', '${own.team.id}', 'retrain', '', true, 'LINK_ARTIFACT', '{}', 'launch',
        '{"type":"launch","jobId":"${job.id}","queueId":"${queue.id}"}', '{}', 'test')`);

    for (const refused of [
      await deleteJob(db, own.admin, "train"),
      await deleteQueue(db, own.admin, { ...keep, killsWaiting: true }, nobodyToTell),
    ]) {
      expect(refused).toMatchObject({ problem: { code: "conflict", message: expect.stringContaining("retrain") } });
    }
    await db.update(automations).set({ deletedAt: new Date() }).where(eq(automations.teamId, own.team.id));
    must(await deleteJob(db, own.admin, "train"));
    must(await deleteQueue(db, own.admin, keep, nobodyToTell));
  });
});

describe("the token of agents", () => {
  test("is told once, listed without its text, and revoked in its own queue alone", async () => {
    const { admin, member } = await openLaunchStage(database);
    must(await makeQueue(db, admin, "gpu"));
    const made = must(await createAgentToken(db, admin, "lab", newAgentToken.parse({ name: "lab-1" })));

    const listed = must(await listAgentTokens(db, admin, "lab", page)).items;
    expect(listed).toMatchObject([{ id: made.id, name: "lab-1", hint: made.token.slice(-4) }]);
    expect(JSON.stringify(listed)).not.toContain(made.token);
    expect(must(await listAgentTokens(db, admin, "gpu", page)).items).toEqual([]);
    expect(await listAgentTokens(db, member, "lab", page)).toMatchObject({ problem: { code: "forbidden" } });
    expect(await revokeAgentToken(db, admin, { queue: "gpu", token: made.id })).toMatchObject({ ok: false });
    const past = newAgentToken.parse({ name: "x", expiresAt: "2020-01-01T00:00:00Z" });
    expect(await createAgentToken(db, admin, "lab", past)).toMatchObject({ problem: { field: "expiresAt" } });

    must(await revokeAgentToken(db, admin, { queue: "lab", token: made.id }));
    expect(await authenticateToken(db, `Bearer ${made.token}`, contextless())).toMatchObject({ ok: false });
  });

  test("opens nothing that people do", async () => {
    const { admin } = await openLaunchStage(database);
    const made = must(await createAgentToken(db, admin, "lab", newAgentToken.parse({ name: "lab-1" })));
    const { scope } = must(await authenticateToken(db, `Bearer ${made.token}`, contextless()));

    for (const read of [await listJobs(db, scope, page), await getQueue(db, scope, "lab")]) {
      expect(read).toMatchObject({ problem: { code: "not_found" } });
    }
    expect(await queueRun(db, scope)).toMatchObject({ problem: { code: "forbidden" } });
    expect(await makeJob(db, scope, "x")).toMatchObject({ problem: { code: "forbidden" } });
  });
});

describe("who may", () => {
  const writes: Record<string, (own: LaunchStage, scope: LaunchStage["admin"]) => Promise<Result<unknown>>> = {
    createJob: (_, scope) => createJob(db, scope, { name: "j", description: "", ...command("x") }),
    addJobVersion: (_, scope) => addJobVersion(db, scope, "train", command("x")),
    updateJob: (_, scope) => updateJob(db, scope, "train", { description: "" }),
    deleteJob: (_, scope) => deleteJob(db, scope, "train"),
    createQueue: (_, scope) => makeQueue(db, scope, "q"),
    updateQueue: (_, scope) => updateQueue(db, scope, "lab", { description: "" }),
    pauseQueue: (_, scope) => setQueueState(db, scope, "lab", "paused"),
    createAgentToken: (_, scope) => createAgentToken(db, scope, "lab", newAgentToken.parse({ name: "t" })),
    revokeAgentToken: (_, scope) => revokeAgentToken(db, scope, { queue: "lab", token: "none" }),
    drainAgent: (_, scope) => drainAgent(db, scope, "none"),
    deleteQueue: (_, scope) => deleteQueue(db, scope, keep, nobodyToTell),
  };

  test.each(Object.keys(writes))(
    "%s: admins of the team alone; to others it is not theirs or not there",
    async (name) => {
      const own = await openLaunchStage(database);
      const stranger = (await database.team()).scope("admin");
      const write = (scope: LaunchStage["admin"]) => writes[name]?.(own, scope);

      for (const scope of [await own.team.scope("viewer"), own.member]) {
        expect(await write(scope)).toMatchObject({ problem: { code: "forbidden" } });
      }
      expect(await write(await own.team.scope("admin", { models: [] }))).toMatchObject({
        problem: { code: "not_found" },
      });
      if (!name.startsWith("create") || name === "createAgentToken") {
        expect(await write(await stranger)).toMatchObject({ problem: { code: "not_found" } });
      }
      const answer = await write(own.admin);
      expect(answer?.ok === true || answer?.problem.code === "not_found", JSON.stringify(answer)).toBe(true);
    },
  );

  test("names that no job has name none, whatever is in them", async () => {
    for (const name of ["", "\u0000", "a\u0000b", "%", "'; drop table jobs; --", "../train", "x".repeat(5_000)]) {
      expect(await getJob(db, stage.admin, name)).toMatchObject({ problem: { code: "not_found" } });
      expect(await getQueue(db, stage.admin, name)).toMatchObject({ problem: { code: "not_found" } });
      expect(await deleteJob(db, stage.admin, name)).toMatchObject({ problem: { code: "not_found" } });
      expect(await setQueueState(db, stage.admin, name, "paused")).toMatchObject({ problem: { code: "not_found" } });
    }
  });
});
