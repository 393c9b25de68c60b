"use server";

import { action } from "@/app/_server/action";
import { modelsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireUser } from "@/app/_server/session";
import { ok } from "@/lib/core/result";
import { newTeam } from "@/lib/core/token";
import { createTeam } from "@/lib/teams/commands";

export const createTeamAction = action(newTeam, async (input) => {
  const { id, name, isOperator } = await requireUser();
  const created = await createTeam(await db(), { actor: { kind: "user", id, name }, isOperator }, input);
  return created.ok
    ? ok({ message: `The team ${created.value.name} was created.`, next: modelsPath(created.value.name) })
    : created;
});
