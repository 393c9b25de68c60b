import { and, eq, sql } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import type { Role } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { MemberView } from "@/lib/core/team";
import type { Database, Transaction } from "@/lib/db/client";
import { memberships, teams, users } from "@/lib/db/schema";
import { readMembers } from "../queries";

const LAST_ADMIN: Problem = {
  code: "conflict",
  message: "A team has at least one admin. Make somebody else an admin first.",
};

/** Gives a member another role. What they may do changes with their next request. */
export async function changeRole(db: Database, scope: TeamScope, id: string, role: Role): Promise<Result<MemberView>> {
  const write = await writeAbout(db, scope, id, "member.role_changed");
  return transact(db, scope, { ...write, details: { role } }, async (tx) => {
    const member = await lockedMember(tx, scope, id);
    if (!member) {
      return notFound("member");
    }
    if (role !== "admin" && (await isLastAdmin(tx, scope, member))) {
      return refuse({ ...LAST_ADMIN, field: "role" });
    }
    await tx.update(memberships).set({ role }).where(isMembership(scope, member.id));
    return ok({ ...member, role });
  });
}

/** Puts a member out of the team. Their sessions reach it no longer, from the next request on; its API tokens stay. */
export async function removeMember(db: Database, scope: TeamScope, id: string): Promise<Result<{ id: Id<"user"> }>> {
  const write = await writeAbout(db, scope, id, "member.removed");
  return transact(db, scope, write, (tx) => dropMember(tx, scope, id));
}

/** Takes the person themselves out of the team. */
export async function leaveTeam(db: Database, scope: TeamScope): Promise<Result<{ id: Id<"user"> }>> {
  const { kind, id, name } = scope.actor;
  const write = { permission: "member.leave", action: "member.left", target: { id, name }, isTeamWide: true } as const;
  return transact(db, scope, write, async (tx) =>
    kind === "user"
      ? dropMember(tx, scope, id)
      : refuse({ code: "conflict", message: "A token cannot leave its team. Revoke it instead." }),
  );
}

async function dropMember(tx: Transaction, scope: TeamScope, id: string): Promise<Result<{ id: Id<"user"> }>> {
  const member = await lockedMember(tx, scope, id);
  if (!member) {
    return notFound("member");
  }
  if (await isLastAdmin(tx, scope, member)) {
    return refuse(LAST_ADMIN);
  }
  await tx.delete(memberships).where(isMembership(scope, member.id));
  return ok({ id: member.id });
}

/** The audit log calls people by name, also where the change is refused. */
async function writeAbout(db: Database, scope: TeamScope, id: string, action: string) {
  const name = (await findMember(db, scope, id))?.name ?? id;
  return { permission: "member.manage", action, target: { id, name }, isTeamWide: true } as const;
}

/** Whoever changes memberships of a team waits here for the others: two admins cannot both leave at once. */
async function lockedMember(tx: Transaction, scope: TeamScope, id: string): Promise<MemberView | null> {
  await tx.select({ id: teams.id }).from(teams).where(eq(teams.id, scope.teamId)).for("update");
  return findMember(tx, scope, id);
}

async function findMember(db: Database | Transaction, scope: TeamScope, id: string): Promise<MemberView | null> {
  const [found] = isId("user", id) ? await readMembers(db, scope, { where: eq(users.id, id), limit: 1 }) : [];
  return found ?? null;
}

async function isLastAdmin(tx: Transaction, scope: TeamScope, member: MemberView): Promise<boolean> {
  if (member.role !== "admin") {
    return false;
  }
  const [others] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(memberships)
    .where(
      and(
        eq(memberships.teamId, scope.teamId),
        eq(memberships.role, "admin"),
        sql`${memberships.userId} <> ${member.id}`,
      ),
    );
  return others?.count === 0;
}

function isMembership(scope: TeamScope, id: Id<"user">) {
  return and(eq(memberships.teamId, scope.teamId), eq(memberships.userId, id));
}
