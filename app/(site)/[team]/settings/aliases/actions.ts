"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action, type Done } from "@/app/_server/action";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { ok, type Result } from "@/lib/core/result";
import { protectAlias, unprotectAlias } from "@/lib/registry/aliases/commands";
import { listAliasUses } from "@/lib/registry/aliases/queries";
import { holdersText } from "./_components/holders";

const target = z.strictObject({ team: z.string(), name: z.string().trim() });

export const protectAliasAction = action(target, async ({ team, name }): Promise<Result<Done>> => {
  const scope = await requireScope(team);
  const made = await protectAlias(await db(), scope, { name });
  if (!made.ok) {
    return made;
  }
  refresh();
  const [use] = await listAliasUses(await db(), scope, [name]);
  const place = use && use.total > 0 ? ` It is on ${holdersText(use)}.` : "";
  return ok({
    message: `${name} is protected: only admins move it.${place}`,
    undo: { team, name },
    next: settingsPath(scope.teamName, "aliases"),
  });
});

export const unprotectAliasAction = action(target, async ({ team, name }): Promise<Result<Done>> => {
  const scope = await requireScope(team);
  const gone = await unprotectAlias(await db(), scope, { name });
  if (!gone.ok) {
    return gone;
  }
  refresh();
  return ok({
    message: `${name} is not protected any more: members move it too.`,
    undo: { team, name },
    next: settingsPath(scope.teamName, "aliases"),
  });
});
