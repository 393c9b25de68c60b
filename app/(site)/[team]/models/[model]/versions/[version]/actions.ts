"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action, type Done } from "@/app/_server/action";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { type AliasMoved, aliasMove } from "@/lib/core/registry";
import { ok, type Result } from "@/lib/core/result";
import { moveAlias, removeAlias, rollbackAlias } from "@/lib/registry/aliases/commands";

/** Who must hold the alias for the move to happen: a version's number, or nobody. */
const expectedVersion = z.union([z.literal("nobody").transform(() => null), z.coerce.number().int().min(0)]);

const target = z.strictObject({
  team: z.string(),
  model: z.string(),
  alias: z.string().trim().min(1, "Give the alias a name.").max(256, "Use at most 256 characters."),
  expectedVersion,
});

export const moveAliasAction = action(target.extend({ version: aliasMove.shape.version }), async ({ team, ...input }) =>
  told(await moveAlias(await db(), await requireScope(team), input)),
);

export const removeAliasAction = action(target, async ({ team, ...input }) =>
  told(await removeAlias(await db(), await requireScope(team), input)),
);

export const rollbackAliasAction = action(target, async ({ team, ...input }) =>
  told(await rollbackAlias(await db(), await requireScope(team), input)),
);

/** Old to new, as everywhere. Whatever came of it, the page shows what is so now. */
function told(moved: Result<AliasMoved>): Result<Done> {
  refresh();
  if (!moved.ok) {
    return moved;
  }
  const { alias, from, to } = moved.value;
  return ok({ message: `${alias}: ${placeOf(from)} → ${placeOf(to)}.` });
}

function placeOf(version: number | null): string {
  return version === null ? "none" : `v${version}`;
}
