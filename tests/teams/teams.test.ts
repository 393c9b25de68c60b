import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listAudit } from "@/lib/audit/queries";
import { authenticateToken } from "@/lib/auth/authenticate";
import { contextless } from "@/lib/auth/grant";
import type { TeamScope } from "@/lib/core/actor";
import { auditSearch } from "@/lib/core/audit";
import type { RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import { eventSearch } from "@/lib/core/event-search";
import type { Id } from "@/lib/core/ids";
import type { Result } from "@/lib/core/result";
import { newToken } from "@/lib/core/token";
import { events, idempotencyKeys, memberships, models, tokens, users } from "@/lib/db/schema";
import { getEvent, listEvents } from "@/lib/events/queries";
import { isTokenText, newTokenText } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import { ensureBootstrap } from "@/lib/teams/bootstrap";
import { createTeam, createToken, revokeToken } from "@/lib/teams/commands";
import { getTeam, listMembers, listTokens } from "@/lib/teams/queries";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase } from "../support/database";

describe.each(DATABASE_KINDS)("teams on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  const signIn = (token: string) => authenticateToken(database.db, `Bearer ${token}`, contextless());

  test("a token's text is told once, works at once, and stands in no table", async () => {
    const { scope } = await adminTeam();
    await addModel(scope, "fraud");
    const wish = newToken.parse({ name: "ci", role: "member", models: ["fraud"] });

    const created = value(await createToken(database.db, scope, wish));

    const listed = value(await listTokens(database.db, scope, { limit: 50 })).items;
    const rows = await database.db.select().from(tokens).where(eq(tokens.teamId, scope.teamId));
    expect(isTokenText(created.token)).toBe(true);
    expect(created.hint).toBe(created.token.slice(-4));
    expect(value(await signIn(created.token)).scope).toMatchObject({
      role: "member",
      models: [created.models?.[0]?.id],
    });
    expect(listed.find(({ id }) => id === created.id)).toMatchObject({ name: "ci", models: [{ name: "fraud" }] });
    expect(JSON.stringify([listed, rows])).not.toContain(created.token);
  });

  test("a repeated request is not told the text again, and no kept answer holds it", async () => {
    const { team } = await adminTeam();
    const idempotency = { key: "k1", requestHash: "h1" };
    const scope = await team.scope("admin", { context: { idempotency } });
    const wish = newToken.parse({ name: "once", role: "viewer" });

    const first = value(await createToken(database.db, scope, wish));
    const again = await createToken(database.db, scope, wish);

    const kept = await database.db.select().from(idempotencyKeys);
    expect(again).toMatchObject({ problem: { code: "conflict", field: "Idempotency-Key" } });
    expect(JSON.stringify(kept)).not.toContain(first.token);
    expect(
      value(await listTokens(database.db, scope, { limit: 50 })).items.filter(({ name }) => name === "once"),
    ).toHaveLength(1);
  });

  test("a revoked token and one past its end open nothing", async () => {
    const { scope } = await adminTeam();
    const created = value(await createToken(database.db, scope, newToken.parse({ name: "ci", role: "viewer" })));

    value(await revokeToken(database.db, scope, created.id));

    expect(await signIn(created.token)).toMatchObject({ problem: { code: "unauthenticated" } });
    expect(await revokeToken(database.db, scope, created.id)).toMatchObject({ problem: { code: "not_found" } });
    expect(
      await createToken(
        database.db,
        scope,
        newToken.parse({ name: "old", role: "viewer", expiresAt: "2020-01-01T00:00:00Z" }),
      ),
    ).toMatchObject({ problem: { field: "expiresAt" } });
  });

  test.each([
    ["a model that the team has not", { name: "a", role: "viewer", models: ["nope"] }, "models"],
    ["the name that the environment's token has", { name: "bootstrap", role: "viewer" }, "name"],
  ])("refuses a token with %s", async (_what, input, field) => {
    const { scope } = await adminTeam();

    expect(await createToken(database.db, scope, newToken.parse(input))).toMatchObject({ problem: { field } });
  });

  test("only admins see and make tokens; all members see who is in the team; strangers see nobody", async () => {
    const { team, scope } = await adminTeam();
    const member = await team.scope("member");
    const restricted = await team.scope("admin", { models: [newId("model")] });
    const userId = newId("user");
    await database.db.insert(users).values({ id: userId, name: "Maria" });
    await database.db.insert(memberships).values({ teamId: scope.teamId, userId, role: "admin" });
    const { scope: stranger } = await adminTeam();

    expect(await listTokens(database.db, member, { limit: 5 })).toMatchObject({ problem: { code: "forbidden" } });
    expect(await createToken(database.db, member, newToken.parse({ name: "x", role: "admin" }))).toMatchObject({
      problem: { code: "forbidden" },
    });
    expect(await createToken(database.db, restricted, newToken.parse({ name: "x", role: "admin" }))).toMatchObject({
      problem: { code: "not_found" },
    });
    expect(value(await listMembers(database.db, member, { limit: 5 })).items).toMatchObject([
      { id: userId, role: "admin" },
    ]);
    expect(value(await listMembers(database.db, stranger, { limit: 5 })).items).toEqual([]);
    expect(value(await getTeam(database.db, member)).id).toBe(team.id);
  });

  test("an operator creates a team and gets the way in; nobody else does, and no name twice in any case", async () => {
    const { scope } = await adminTeam();
    const name = `Ops-${newId("team").slice(-6)}`;

    const refused = await createTeam(database.db, { actor: scope.actor, isOperator: false }, { name });
    const created = value(await createTeam(database.db, { actor: scope.actor, isOperator: true }, { name }));
    const again = await createTeam(database.db, { actor: scope.actor, isOperator: true }, { name: name.toUpperCase() });
    const reserved = await createTeam(database.db, { actor: scope.actor, isOperator: true }, { name: "api" });

    expect(refused).toMatchObject({ problem: { code: "forbidden" } });
    expect(value(await signIn(created.adminToken?.token ?? "")).scope).toMatchObject({ teamName: name, role: "admin" });
    expect(again).toMatchObject({ problem: { code: "conflict" } });
    expect(reserved).toMatchObject({ problem: { code: "invalid", field: "name" } });
  });

  test("the environment's token is there at start, follows a change, and goes when it is taken out", async () => {
    const [one, two] = [newTokenText(), newTokenText()];
    const start = (token?: string) => ensureBootstrap(database.db, { team: "local", token });

    await Promise.all([start(one), start(one), start(one)]);
    const first = value(await signIn(one));
    await start(two);
    const replaced = [(await signIn(one)).ok, (await signIn(two)).ok];
    await start(undefined);
    const removed = [(await signIn(one)).ok, (await signIn(two)).ok];
    await start(one);

    expect(first).toMatchObject({ isOperator: true, scope: { teamName: "local", role: "admin", models: "all" } });
    expect(replaced).toEqual([false, true]);
    expect(removed).toEqual([false, false]);
    expect((await signIn(one)).ok).toBe(true);
    const tokenId = first.scope.actor.id ?? "";
    expect(await revokeToken(database.db, first.scope, tokenId)).toMatchObject({ problem: { code: "conflict" } });
  });

  test("events are listed by type, model and version, newest first, in pages, and only to who may see the model", async () => {
    const { team, scope } = await adminTeam();
    const fraud = await addModel(scope, "fraud");
    const churn = await addModel(scope, "churn");
    const linked = await addEvent(scope, fraud, EVENT_SAMPLES.LINK_ARTIFACT);
    const aliased = await addEvent(scope, fraud, EVENT_SAMPLES.ADD_ARTIFACT_ALIAS);
    const other = await addEvent(scope, churn, EVENT_SAMPLES.LINK_ARTIFACT);
    const restricted = await team.scope("viewer", { models: [churn] });
    const { scope: stranger } = await adminTeam();
    const list = async (who: TeamScope, wanted: object = {}) =>
      value(await listEvents(database.db, who, eventSearch.parse(wanted))).items.map(({ id }) => id);

    const first = value(await listEvents(database.db, scope, eventSearch.parse({ limit: 2 })));

    expect(await list(scope)).toEqual([other, aliased, linked]);
    expect(first.items.map(({ id }) => id)).toEqual([other, aliased]);
    expect(await list(scope, { cursor: first.nextCursor })).toEqual([linked]);
    expect(await list(scope, { type: "LINK_ARTIFACT", model: "fraud" })).toEqual([linked]);
    expect(await list(scope, { model: fraud, version: "3" })).toEqual([aliased, linked]);
    expect(await list(scope, { model: fraud, version: 4 })).toEqual([]);
    expect(await list(restricted)).toEqual([other]);
    expect(await list(stranger)).toEqual([]);
    expect(await listEvents(database.db, restricted, eventSearch.parse({ model: "fraud" }))).toMatchObject({
      problem: { code: "not_found" },
    });
    expect(value(await getEvent(database.db, scope, linked)).id).toBe(linked);
    for (const who of [restricted, stranger]) {
      expect(await getEvent(database.db, who, linked)).toMatchObject({ problem: { code: "not_found" } });
    }
    expect(await getEvent(database.db, scope, "evt_1' or '1'='1")).toMatchObject({ problem: { code: "not_found" } });
  });

  test("the audit log has what was done and what was refused, for admins only", async () => {
    const { team, scope } = await adminTeam();
    const member = await team.scope("member");
    value(await createToken(database.db, scope, newToken.parse({ name: "ci", role: "viewer" })));
    await createToken(database.db, member, newToken.parse({ name: "mine", role: "admin" }));
    const list = (who: TeamScope, wanted: object = {}) => listAudit(database.db, who, auditSearch.parse(wanted));

    const all = value(await list(scope)).items;
    const refusals = value(await list(scope, { outcome: "refused" })).items;
    const page = value(await list(scope, { limit: 1 }));
    const rest = value(await list(scope, { limit: 1, cursor: page.nextCursor ?? undefined }));

    expect(all.map(({ action, outcome, actor }) => [action, outcome, actor.name])).toEqual([
      ["token.created", "refused", "member-token"],
      ["token.created", "done", "admin-token"],
    ]);
    expect(refusals).toMatchObject([{ target: { name: "mine" }, reason: expect.stringMatching(/^Only admins/) }]);
    expect([page.items[0], rest.items[0]]).toEqual(all);
    expect(await list(member)).toMatchObject({ problem: { code: "forbidden" } });
    expect(await list(await team.scope("admin", { models: [] }))).toMatchObject({ problem: { code: "not_found" } });
  });

  async function adminTeam() {
    const team = await database.team();
    return { team, scope: await team.scope("admin") };
  }

  async function addModel(scope: TeamScope, name: string): Promise<Id<"model">> {
    const id = newId("model");
    await database.db.insert(models).values({ id, teamId: scope.teamId, name, createdBy: "test" });
    return id;
  }

  async function addEvent(scope: TeamScope, modelId: Id<"model">, sample: RegistryEvent): Promise<Id<"event">> {
    const event = { ...sample, id: newId("event"), team: { id: scope.teamId, name: scope.teamName } };
    await database.db.insert(events).values({
      id: event.id,
      teamId: scope.teamId,
      type: event.type,
      modelId,
      event,
      actorKind: "user",
      actorName: "maria",
      occurredAt: new Date(),
    });
    return event.id;
  }
});

function value<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new Error(`${result.problem.code}: ${result.problem.message}`);
  }
  return result.value;
}
