"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { accountPath, settingsPath } from "@/app/_server/paths";
import { db, startRuntime } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { newInvitation, roleChange } from "@/lib/core/invitation";
import { ok } from "@/lib/core/result";
import { invitationUrl } from "@/lib/core/site-urls";
import { createInvitation, revokeInvitation } from "@/lib/teams/invitations/commands";
import { changeRole, leaveTeam, removeMember } from "@/lib/teams/members/commands";

const team = z.string();
const member = z.strictObject({ team, member: z.string().max(60), name: z.string() });

export const inviteAction = action(newInvitation.extend({ team }), async ({ team: name, ...input }) => {
  const created = await createInvitation(await db(), await requireScope(name), input);
  if (!created.ok) {
    return created;
  }
  refresh();
  const { baseUrl } = (await startRuntime()).ports;
  return ok({ message: "The invitation was made.", revealed: invitationUrl(baseUrl, created.value.token) });
});

export const revokeInvitationAction = action(
  z.strictObject({ team, invitation: z.string().max(60) }),
  async ({ team: name, invitation }) => {
    const revoked = await revokeInvitation(await db(), await requireScope(name), invitation);
    refresh();
    return revoked.ok ? ok({ message: "The invitation was revoked. Its link lets nobody in." }) : revoked;
  },
);

export const changeRoleAction = action(
  member.extend(roleChange.shape),
  async ({ team: name, member: id, name: said, role }) => {
    const scope = await requireScope(name);
    const changed = await changeRole(await db(), scope, id, role);
    if (!changed.ok) {
      return changed;
    }
    refresh();
    return ok({
      message: `${said} is now ${role} of ${scope.teamName}.`,
      next: settingsPath(scope.teamName, "members"),
    });
  },
);

export const removeMemberAction = action(member, async ({ team: name, member: id, name: said }) => {
  const scope = await requireScope(name);
  const removed = await removeMember(await db(), scope, id);
  if (!removed.ok) {
    return removed;
  }
  refresh();
  return ok({ message: `${said} is no longer in ${scope.teamName}.`, next: settingsPath(scope.teamName, "members") });
});

export const leaveTeamAction = action(z.strictObject({ team }), async ({ team: name }) => {
  const scope = await requireScope(name);
  const left = await leaveTeam(await db(), scope);
  return left.ok ? ok({ message: `You left ${scope.teamName}.`, next: accountPath() }) : left;
});
