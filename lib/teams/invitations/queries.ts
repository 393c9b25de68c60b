import { and, desc, eq, lt } from "drizzle-orm";
import * as z from "zod";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { type Id, isId } from "@/lib/core/ids";
import type { InvitationOffer, InvitationView } from "@/lib/core/invitation";
import { decodeCursor, type Page, type PageRequest, pageOf } from "@/lib/core/page";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";
import { invitations, teams } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";
import { hashToken } from "@/lib/platform/crypto";
import { isOpen, shownColumns, viewOf } from "./invitation-row";

/** The team's open invitations, newest first. Never the link itself. */
export async function listInvitations(
  db: Database,
  scope: TeamScope,
  page: PageRequest,
): Promise<Result<Page<InvitationView>>> {
  if (!canSeeTeam(scope)) {
    return notFound("invitation");
  }
  if (!can(scope.role, "member.manage")) {
    return refuse({ code: "forbidden", message: onlySentence("member.manage") });
  }
  const after = decodeCursor(page.cursor, invitationKey);
  if (!after.ok) {
    return after;
  }

  const found = await db
    .select(shownColumns)
    .from(invitations)
    .where(
      and(eq(invitations.teamId, scope.teamId), isOpen, after.value ? lt(invitations.id, after.value[0]) : undefined),
    )
    .orderBy(desc(invitations.id))
    .limit(page.limit + 1);
  return ok(pageOf(found, page.limit, viewOf, ({ id }) => [id]));
}

/** What the holder of a link is invited to. Used, revoked, past its end and unknown are the same to them. */
export async function findInvitation(db: Database, token: string): Promise<InvitationOffer | null> {
  const [found] = await db
    .select({
      team: teams.name,
      role: invitations.role,
      createdBy: invitations.createdBy,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(teams, eq(teams.id, invitations.teamId))
    .where(and(eq(invitations.hash, hashToken(token)), isOpen));
  return found ? { ...found, expiresAt: found.expiresAt.toISOString() } : null;
}

const invitationKey = z.tuple([z.custom<Id<"invitation">>((id) => typeof id === "string" && isId("invitation", id))]);
