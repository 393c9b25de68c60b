"use server";

import * as z from "zod";
import { action } from "@/app/_server/action";
import { modelsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requestContext, requireUser } from "@/app/_server/session";
import { ok } from "@/lib/core/result";
import { acceptInvitation } from "@/lib/teams/invitations/commands";

export const acceptInvitationAction = action(z.object({ token: z.string() }), async ({ token }) => {
  const joined = await acceptInvitation(await db(), await requireUser(), token, await requestContext());
  return joined.ok ? ok({ message: `You joined ${joined.value.team}`, next: modelsPath(joined.value.team) }) : joined;
});
