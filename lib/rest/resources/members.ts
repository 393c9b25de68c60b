import * as z from "zod";
import { newInvitation, roleChange } from "@/lib/core/invitation";
import { pageRequest } from "@/lib/core/page";
import { ok } from "@/lib/core/result";
import { invitationUrl } from "@/lib/core/site-urls";
import { createInvitation, revokeInvitation } from "@/lib/teams/invitations/commands";
import { listInvitations } from "@/lib/teams/invitations/queries";
import { changeRole, removeMember } from "@/lib/teams/members/commands";
import { listMembers } from "@/lib/teams/queries";
import { type Operation, operation } from "../operation";
import { nameParam, pageOf } from "../schemas/shared";
import { invitationCreated, invitationView, memberView } from "../schemas/team";

const AT = "2026-05-04T09:30:00.000Z";

const EXAMPLE_MEMBER = {
  id: "usr_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a17",
  name: "ann",
  email: "ann@example.com",
  imageUrl: null,
  role: "admin",
  since: AT,
};

const EXAMPLE_INVITATION = {
  id: "inv_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a21",
  role: "member",
  note: "ben@example.com",
  createdBy: "ann",
  createdAt: AT,
  expiresAt: "2026-05-11T09:30:00.000Z",
} as const;

const memberParam = z.object({ member: nameParam("The member's id.") });

const MEMBERS: readonly Operation[] = [
  operation({
    id: "listMembers",
    method: "GET",
    path: "/teams/{team}/members",
    tag: "Teams",
    summary: "List members",
    description: "The people of the team, longest there first.",
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of members.",
      schema: pageOf(memberView),
      example: { items: [EXAMPLE_MEMBER], nextCursor: null },
    },
    problems: {},
    run: ({ db }, { scope, query }) => listMembers(db, scope, query),
  }),
  operation({
    id: "changeRole",
    method: "PATCH",
    path: "/teams/{team}/members/{member}",
    tag: "Teams",
    summary: "Change a member's role",
    description: "Gives a member another role, at once. A team has at least one admin.",
    params: memberParam,
    body: roleChange.meta({ id: "RoleChange" }),
    bodyExample: { role: "member" },
    success: { status: 200, description: "The member.", schema: memberView, example: EXAMPLE_MEMBER },
    problems: { not_found: "There is no such member.", conflict: "It is the team's last admin." },
    run: ({ db }, { scope, params, body }) => changeRole(db, scope, params.member, body.role),
  }),
  operation({
    id: "removeMember",
    method: "DELETE",
    path: "/teams/{team}/members/{member}",
    tag: "Teams",
    summary: "Remove a member",
    description:
      "Puts a person out of the team: their next request no longer reaches it. The team's API tokens stay. A team has at least one admin.",
    params: memberParam,
    success: { status: 204, description: "The person is no member any more." },
    problems: { not_found: "There is no such member.", conflict: "It is the team's last admin." },
    run: ({ db }, { scope, params }) => removeMember(db, scope, params.member),
  }),
];

const INVITATIONS: readonly Operation[] = [
  operation({
    id: "listInvitations",
    method: "GET",
    path: "/teams/{team}/invitations",
    tag: "Teams",
    summary: "List invitations",
    description: "The invitations that still let somebody in, newest first.",
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of invitations.",
      schema: pageOf(invitationView),
      example: { items: [EXAMPLE_INVITATION], nextCursor: null },
    },
    problems: { forbidden: "The token is no admin's." },
    run: ({ db }, { scope, query }) => listInvitations(db, scope, query),
  }),
  operation({
    id: "createInvitation",
    method: "POST",
    path: "/teams/{team}/invitations",
    tag: "Teams",
    summary: "Invite somebody",
    description:
      "Makes a link that lets one person into the team with a role. It works once, for seven days, and is told this once.",
    body: newInvitation.meta({ id: "NewInvitation" }),
    bodyExample: { role: "member", note: "ben@example.com" },
    success: {
      status: 201,
      description: "The invitation with its link.",
      schema: invitationCreated,
      example: { ...EXAMPLE_INVITATION, url: "https://models.example.com/invitations/mw_…x9Kd" },
      location: (invitation) => invitation.id,
    },
    problems: { conflict: "The `Idempotency-Key` made an invitation whose link was told already." },
    async run({ db, baseUrl }, { scope, body }) {
      const created = await createInvitation(db, scope, body);
      if (!created.ok) {
        return created;
      }
      const { token, ...invitation } = created.value;
      return ok({ ...invitation, url: invitationUrl(baseUrl, token) });
    },
  }),
  operation({
    id: "revokeInvitation",
    method: "DELETE",
    path: "/teams/{team}/invitations/{invitation}",
    tag: "Teams",
    summary: "Revoke an invitation",
    description: "Ends an invitation that nobody has used: its link lets nobody in.",
    params: z.object({ invitation: nameParam("The invitation's id.") }),
    success: { status: 204, description: "The invitation is revoked." },
    problems: { not_found: "There is no such open invitation." },
    run: ({ db }, { scope, params }) => revokeInvitation(db, scope, params.invitation),
  }),
];

export const MEMBER_OPERATIONS: readonly Operation[] = [...MEMBERS, ...INVITATIONS];
