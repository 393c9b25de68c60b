import { and, eq, sql } from "drizzle-orm";
import { appendAudit } from "@/lib/audit/append";
import type { Person } from "@/lib/auth/authenticate";
import { grant, type RequestContext } from "@/lib/auth/grant";
import { transact } from "@/lib/auth/transact";
import type { Role } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import { INVITATION_DAYS, type InvitationCreated, type NewInvitation } from "@/lib/core/invitation";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import { type Database, inTransaction } from "@/lib/db/client";
import { invitations, memberships, teams, users } from "@/lib/db/schema";
import { hashToken, newTokenText } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import { isOpen, shownColumns, viewOf } from "./invitation-row";

const GONE: Problem = {
  code: "not_found",
  message: "This invitation was used, revoked or is past its end. Ask for another.",
};

/** Invites whoever opens the link, once, within seven days. The link's secret is in this answer and nowhere else. */
export async function createInvitation(
  db: Database,
  scope: TeamScope,
  input: NewInvitation,
): Promise<Result<InvitationCreated>> {
  const made = { id: newId("invitation"), text: newTokenText() };
  const write = { ...writeOf("invitation.created", { id: made.id, name: input.note || input.role }) };
  const result = await transact(db, scope, { ...write, details: { role: input.role } }, async (tx) => {
    const [created] = await tx
      .insert(invitations)
      .values({
        id: made.id,
        teamId: scope.teamId,
        hash: hashToken(made.text),
        role: input.role,
        note: input.note,
        createdBy: scope.actor.name,
        expiresAt: sql`now() + make_interval(days => ${INVITATION_DAYS})`,
      })
      .returning(shownColumns);
    return created ? ok(viewOf(created)) : refuse(GONE);
  });

  if (!result.ok) {
    return result;
  }
  // As with tokens: what was kept for an Idempotency-Key does not hold the secret.
  return result.value.id === made.id
    ? ok({ ...result.value, token: made.text })
    : refuse({
        code: "conflict",
        field: "Idempotency-Key",
        message: "The first request with this key made the invitation, and its link is told only once. Make another.",
      });
}

/** Ends an open invitation: its link lets nobody in from now on. */
export async function revokeInvitation(
  db: Database,
  scope: TeamScope,
  id: string,
): Promise<Result<{ id: Id<"invitation"> }>> {
  return transact(db, scope, writeOf("invitation.revoked", { id, name: id }), async (tx) => {
    const [revoked] = isId("invitation", id)
      ? await tx
          .update(invitations)
          .set({ revokedAt: sql`now()` })
          .where(and(eq(invitations.id, id), eq(invitations.teamId, scope.teamId), isOpen))
          .returning({ id: invitations.id })
      : [];
    return revoked ? ok(revoked) : notFound("invitation");
  });
}

/** Takes the person who holds the link into the team. Whoever is in it already does not use the invitation up. */
export async function acceptInvitation(
  db: Database,
  person: Person,
  token: string,
  context: RequestContext,
): Promise<Result<{ team: string; role: Role }>> {
  return inTransaction(db, async (tx) => {
    const [found] = await tx
      .select({ id: invitations.id, role: invitations.role, team: { id: teams.id, name: teams.name } })
      .from(invitations)
      .innerJoin(teams, eq(teams.id, invitations.teamId))
      .where(and(eq(invitations.hash, hashToken(token)), isOpen))
      .for("update", { of: invitations }); // Two who open it at once: the second finds it used.
    if (!found) {
      return refuse(GONE);
    }

    const { team, role } = found;
    const joined = await tx
      .insert(memberships)
      .values({ teamId: team.id, userId: person.id, role })
      .onConflictDoNothing()
      .returning({ role: memberships.role });
    if (joined.length === 0) {
      return refuse({ code: "conflict", message: `You are in ${team.name} already. Somebody else may use this link.` });
    }

    await tx.update(invitations).set({ acceptedAt: sql`now()` }).where(eq(invitations.id, found.id));
    await tx.update(users).set({ isInvited: true }).where(eq(users.id, person.id));
    const actor = { kind: "user", id: person.id, name: person.name } as const;
    await appendAudit(tx, grant({ team, actor, role, models: "all" }, context), {
      action: "invitation.accepted",
      outcome: "done",
      target: { id: found.id, name: person.name },
      details: { role },
    });
    return ok({ team: team.name, role });
  });
}

function writeOf(action: string, target: { id: string; name: string }) {
  return { permission: "member.manage", action, target, isTeamWide: true } as const;
}
