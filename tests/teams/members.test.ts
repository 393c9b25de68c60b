import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scopeOfMember } from "@/lib/auth/authenticate";
import { contextless } from "@/lib/auth/grant";
import type { Role } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { audit, idempotencyKeys, invitations, memberships, users } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { acceptInvitation, createInvitation, revokeInvitation } from "@/lib/teams/invitations/commands";
import { findInvitation, listInvitations } from "@/lib/teams/invitations/queries";
import { changeRole, leaveTeam, removeMember } from "@/lib/teams/members/commands";
import { getMember, listMembers } from "@/lib/teams/queries";
import { DATABASE_KINDS, openTestDatabase, type TestDatabase, type TestTeam } from "../support/database";
import { must } from "../support/must";

const LAST_ADMIN = { ok: false, problem: { code: "conflict", message: expect.stringContaining("at least one admin") } };

describe.each(DATABASE_KINDS)("members on %s", (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  async function person(name: string) {
    const user = { id: newId("user"), name };
    await database.db.insert(users).values(user);
    return user;
  }

  async function join(team: TestTeam, role: Role, name: string): Promise<TeamScope> {
    const user = await person(name);
    await database.db.insert(memberships).values({ teamId: team.id, userId: user.id, role });
    return must(await scopeOfMember(database.db, user, team.name, contextless()));
  }

  const idOf = (scope: TeamScope) => String(scope.actor.id);
  const rolesIn = async (scope: TeamScope) =>
    must(await listMembers(database.db, scope, { limit: 50 })).items.map(({ name, role }) => `${name} ${role}`);

  test("an admin changes roles and puts people out, and the audit log says whom", async () => {
    const team = await database.team();
    const admin = await join(team, "admin", "ann");
    const ben = await join(team, "viewer", "ben");

    expect(must(await changeRole(database.db, admin, idOf(ben), "member"))).toMatchObject({
      name: "ben",
      role: "member",
    });
    must(await removeMember(database.db, admin, idOf(ben)));

    expect(await rolesIn(admin)).toEqual(["ann admin"]);
    expect(
      await scopeOfMember(database.db, { id: newId("user"), name: "ben" }, team.name, contextless()),
    ).toMatchObject({ ok: false });
    const log = await database.db
      .select({ action: audit.action, target: audit.targetName, details: audit.details })
      .from(audit)
      .where(eq(audit.teamId, team.id))
      .orderBy(audit.id);
    expect(log).toEqual([
      { action: "member.role_changed", target: "ben", details: { role: "member" } },
      { action: "member.removed", target: "ben", details: {} },
    ]);
  });

  test("viewers and members change nothing but that they leave", async () => {
    const team = await database.team();
    const admin = await join(team, "admin", "ann");
    for (const role of ["viewer", "member"] as const) {
      const scope = await join(team, role, role);

      expect(await changeRole(database.db, scope, idOf(scope), "admin")).toMatchObject({
        problem: { code: "forbidden" },
      });
      expect(await removeMember(database.db, scope, idOf(admin))).toMatchObject({ problem: { code: "forbidden" } });
      expect(await createInvitation(database.db, scope, { role: "viewer", note: "" })).toMatchObject({
        problem: { code: "forbidden" },
      });
      expect(await listInvitations(database.db, scope, { limit: 10 })).toMatchObject({
        problem: { code: "forbidden" },
      });
      must(await leaveTeam(database.db, scope));
    }

    expect(await rolesIn(admin)).toEqual(["ann admin"]);
  });

  test("another team's people and invitations are not found", async () => {
    const [ours, theirs] = [await database.team(), await database.team()];
    const admin = await join(ours, "admin", "ann");
    const stranger = await join(theirs, "admin", "zoe");
    const invitation = must(await createInvitation(database.db, stranger, { role: "viewer", note: "" }));

    for (const id of [idOf(stranger), "none", "usr_\u0000"]) {
      expect(await getMember(database.db, admin, id)).toMatchObject({ problem: { code: "not_found" } });
      expect(await changeRole(database.db, admin, id, "viewer")).toMatchObject({ problem: { code: "not_found" } });
      expect(await removeMember(database.db, admin, id)).toMatchObject({ problem: { code: "not_found" } });
    }
    expect(await revokeInvitation(database.db, admin, invitation.id)).toMatchObject({ problem: { code: "not_found" } });
    expect(await findInvitation(database.db, invitation.token)).toMatchObject({ team: theirs.name });
  });

  test("the last admin stays one", async () => {
    const team = await database.team();
    const admin = await join(team, "admin", "ann");
    await join(team, "member", "ben");

    expect(await changeRole(database.db, admin, idOf(admin), "member")).toMatchObject(LAST_ADMIN);
    expect(await removeMember(database.db, admin, idOf(admin))).toMatchObject(LAST_ADMIN);
    expect(await leaveTeam(database.db, admin)).toMatchObject(LAST_ADMIN);
    must(await changeRole(database.db, admin, idOf(admin), "admin"));
  });

  test("admins who all leave, or demote each other, at once leave one behind", async () => {
    const team = await database.team();
    const admins = [await join(team, "admin", "a"), await join(team, "admin", "b"), await join(team, "admin", "c")];
    const [a, b, c] = admins as [TeamScope, TeamScope, TeamScope];

    const outcomes = await Promise.all([
      leaveTeam(database.db, a),
      changeRole(database.db, a, idOf(b), "viewer"),
      removeMember(database.db, b, idOf(c)),
      leaveTeam(database.db, c),
    ]);

    const left = await database.db
      .select({ id: memberships.userId })
      .from(memberships)
      .where(and(eq(memberships.teamId, team.id), eq(memberships.role, "admin")));
    expect(left).toHaveLength(1);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
  });

  test("a token cannot leave, and a restricted one sees no people", async () => {
    const team = await database.team();

    expect(await leaveTeam(database.db, await team.scope("admin"))).toMatchObject({ problem: { code: "conflict" } });
    const restricted = await team.scope("admin", { models: [] });
    expect(await createInvitation(database.db, restricted, { role: "viewer", note: "" })).toMatchObject({
      problem: { code: "not_found" },
    });
    expect(await getMember(database.db, restricted, "none")).toMatchObject({ problem: { code: "not_found" } });
  });

  test("an invitation's secret is told once, stands in no table, and no list shows it", async () => {
    const team = await database.team();
    const scope = await team.scope("admin", { context: { idempotency: { key: "i1", requestHash: "h" } } });

    const made = must(await createInvitation(database.db, scope, { role: "member", note: "ben@example.com" }));
    const again = await createInvitation(database.db, scope, { role: "member", note: "ben@example.com" });

    expect(again).toMatchObject({ problem: { code: "conflict", field: "Idempotency-Key" } });
    const listed = must(await listInvitations(database.db, scope, { limit: 10 })).items;
    expect(listed).toMatchObject([{ id: made.id, role: "member", note: "ben@example.com" }]);
    const kept = [
      await database.db.select({ answer: idempotencyKeys.answer }).from(idempotencyKeys),
      await database.db.select({ hash: invitations.hash }).from(invitations),
      await database.db.select({ details: audit.details, name: audit.targetName }).from(audit),
      listed,
    ];
    expect(JSON.stringify(kept)).not.toContain(made.token);
    expect(Date.parse(made.expiresAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
  });

  test("an invitation takes one person in, however many open it at once", async () => {
    const team = await database.team();
    const admin = await join(team, "admin", "ann");
    const { token } = must(await createInvitation(database.db, admin, { role: "member", note: "" }));
    const crowd = await Promise.all(["b", "c", "d"].map(person));

    const outcomes = await Promise.all(crowd.map((user) => acceptInvitation(database.db, user, token, contextless())));

    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await rolesIn(admin)).filter((line) => line.endsWith("member"))).toHaveLength(1);
    expect(await findInvitation(database.db, token)).toBe(null);
  });

  test("whoever is in the team already keeps their role, and the invitation stays good", async () => {
    const team = await database.team();
    const admin = await join(team, "admin", "ann");
    const { id, token } = must(await createInvitation(database.db, admin, { role: "viewer", note: "" }));
    const self = { id: idOf(admin) as `usr_${string}`, name: "ann" };

    expect(await acceptInvitation(database.db, self, token, contextless())).toMatchObject({
      problem: { code: "conflict" },
    });
    expect(await rolesIn(admin)).toEqual(["ann admin"]);
    expect(await findInvitation(database.db, token)).toMatchObject({ role: "viewer", createdBy: "ann" });

    must(await revokeInvitation(database.db, admin, id));
    expect(await revokeInvitation(database.db, admin, id)).toMatchObject({ problem: { code: "not_found" } });
    expect(await acceptInvitation(database.db, await person("z"), token, contextless())).toMatchObject({
      problem: { code: "not_found" },
    });
  });

  test("an invitation past its week lets nobody in", async () => {
    const admin = await join(await database.team(), "admin", "ann");
    const { id, token } = must(await createInvitation(database.db, admin, { role: "viewer", note: "" }));
    await database.db.execute(sql`update invitations set expires_at = now() - interval '1 second' where id = ${id}`);

    expect(await findInvitation(database.db, token)).toBe(null);
    expect(await acceptInvitation(database.db, await person("y"), token, contextless())).toMatchObject({ ok: false });
    expect(must(await listInvitations(database.db, admin, { limit: 10 })).items).toEqual([]);
  });
});
