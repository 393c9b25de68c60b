import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { transact, type Write } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import { ok, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { audit, idempotencyKeys, projects } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase, type TestTeam } from "../support/database";

const WRITE: Write = { permission: "artifact.write", action: "project.created", target: { name: "p" } };

describe.each(DATABASE_KINDS)("transact on %s", (kind) => {
  let database: TestDatabase;
  let team: TestTeam;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    team = await database.team();
  });
  afterAll(() => database.close());

  test("writes the change and its audit entry together", async () => {
    const scope = await team.scope("member");

    const result = await transact(database.db, scope, WRITE, (tx) => insertProject(tx, "together"));

    expect(result).toEqual({ ok: true, value: { name: "together" } });
    expect(await newestAudit(scope)).toMatchObject({
      action: "project.created",
      outcome: "done",
      actorName: "member-token",
    });
  });

  test("a refusal rolls back what was written before it, and is audited with its sentence", async () => {
    const scope = await team.scope("member");

    const result = await transact(database.db, scope, WRITE, async (tx) => {
      await insertProject(tx, "rolled-back");
      return refuse({ code: "conflict", message: "Not so." });
    });

    expect(result).toMatchObject({ ok: false, problem: { code: "conflict" } });
    expect(await projectNamed("rolled-back")).toEqual([]);
    expect(await newestAudit(scope)).toMatchObject({ outcome: "refused", reason: "Not so." });
  });

  test("a role without the right is refused before anything runs, and audited", async () => {
    const scope = await team.scope("viewer");
    let hasRun = false;

    const result = await transact(database.db, scope, WRITE, async () => {
      hasRun = true;
      return ok({});
    });

    expect(result).toMatchObject({
      ok: false,
      problem: { code: "forbidden", message: "Only members and admins may log artifacts." },
    });
    expect(hasRun).toBe(false);
    expect(await newestAudit(scope)).toMatchObject({ outcome: "refused" });
  });

  test("to a token restricted to some models, what belongs to the team does not exist", async () => {
    const scope = await team.scope("admin", { models: [newId("model")] });

    const result = await transact(database.db, scope, { ...WRITE, isTeamWide: true }, async () => ok({}));

    expect(result).toMatchObject({ ok: false, problem: { code: "not_found" } });
  });

  test("a repeated key answers as the first time and writes nothing more", async () => {
    const scope = await team.scope("member", { context: { idempotency: { key: "k-repeat", requestHash: "h" } } });

    const first = await transact(database.db, scope, WRITE, (tx) => insertProject(tx, "once"));
    const second = await transact(database.db, scope, WRITE, (tx) => insertProject(tx, "twice"));

    expect(second).toEqual(first);
    expect(await projectNamed("twice")).toEqual([]);
  });

  test("a key used for another request is refused", async () => {
    const scope = await team.scope("member", { context: { idempotency: { key: "k-other", requestHash: "h1" } } });
    await transact(database.db, scope, WRITE, async () => ok({}));

    const other = { ...scope, idempotency: { key: "k-other", requestHash: "h2" } };
    const result = await transact(database.db, other, WRITE, async () => ok({}));

    expect(result).toMatchObject({ ok: false, problem: { code: "invalid", field: "Idempotency-Key" } });
  });

  test("a key is free again after a refusal, and after its day", async () => {
    const scope = await team.scope("member", { context: { idempotency: { key: "k-free", requestHash: "h" } } });
    await transact(database.db, scope, WRITE, async () => refuse({ code: "conflict", message: "Not yet." }));

    expect(await transact(database.db, scope, WRITE, async () => ok(1))).toEqual(ok(1));
    await database.db
      .update(idempotencyKeys)
      .set({ createdAt: new Date(Date.now() - 25 * 3_600_000) })
      .where(eq(idempotencyKeys.key, "k-free"));
    expect(await transact(database.db, scope, WRITE, async () => ok(2))).toEqual(ok(2));
  });

  async function insertProject(tx: Transaction, name: string) {
    await tx.insert(projects).values({ id: newId("project"), teamId: team.id, name });
    return ok({ name });
  }

  function projectNamed(name: string) {
    return database.db.select({ id: projects.id }).from(projects).where(eq(projects.name, name));
  }

  async function newestAudit(scope: TeamScope) {
    const [entry] = await database.db
      .select()
      .from(audit)
      .where(eq(audit.teamId, scope.teamId))
      .orderBy(desc(audit.id))
      .limit(1);
    return entry;
  }
});

test("on Postgres, a second request with a key that is still running is told so at once", async () => {
  const database = await openTestDatabase("postgres");
  const team = await database.team();
  const scope = await team.scope("member", { context: { idempotency: { key: "k-busy", requestHash: "h" } } });
  const finished = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const first = transact(database.db, scope, WRITE, async () => {
    started.resolve();
    await finished.promise;
    return ok("first");
  });
  await started.promise;

  const second = await transact(database.db, scope, WRITE, async () => ok("second"));

  expect(second).toMatchObject({ ok: false, problem: { code: "in_progress" } });
  finished.resolve();
  expect(await first).toEqual(ok("first"));
  await database.close();
});
