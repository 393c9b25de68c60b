import "server-only";
import { cache } from "react";
import { can, onlySentence, type Permission } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { listMembers } from "@/lib/teams/queries";
import { db } from "./runtime";

const ASKED_MAX = 2;
const MEMBERS_MAX = 200;

const peopleOf = cache(async (scope: TeamScope) => {
  const page = await listMembers(await db(), scope, { limit: MEMBERS_MAX });
  return page.ok ? page.value.items : [];
});

/** The sentence beside a control that is not this person's to use, with whom to ask; null where it is. */
export async function refusalFor(scope: TeamScope, permission: Permission): Promise<string | null> {
  if (can(scope.role, permission)) {
    return null;
  }
  const able = (await peopleOf(scope)).filter(({ role }) => can(role, permission)).map(({ name }) => name);
  const asked = able.slice(0, ASKED_MAX).join(" or ");
  return asked ? `${onlySentence(permission)} Ask ${asked}.` : onlySentence(permission);
}
