"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action, type Done } from "@/app/_server/action";
import { versionPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import type { TeamScope } from "@/lib/core/actor";
import { type AliasMoved, aliasMove } from "@/lib/core/registry";
import { ok, type Result } from "@/lib/core/result";
import { deliveriesOfEvents } from "@/lib/deliveries/outcomes";
import { moveAlias, removeAlias } from "@/lib/registry/aliases/commands";

/** Who must hold the alias for the move to happen: a version's number, or nobody. */
const expectedVersion = z.union([z.literal("nobody").transform(() => null), z.coerce.number().int().min(0)]);

const target = z.strictObject({
  team: z.string(),
  model: z.string(),
  alias: z.string().trim().min(1, "Give the alias a name.").max(256, "Use at most 256 characters."),
  expectedVersion,
  /** Set on a page of its own, which leads on to the version. */
  isPage: z.literal("yes").optional(),
});

const move = target.extend({ version: aliasMove.shape.version });

export const moveAliasAction = action(move, async ({ team, isPage, ...input }) => {
  const scope = await requireScope(team);
  return told(scope, input.model, await moveAlias(await db(), scope, input), isPage !== undefined);
});

export const removeAliasAction = action(target, async ({ team, isPage, ...input }) => {
  const scope = await requireScope(team);
  return told(scope, input.model, await removeAlias(await db(), scope, input), isPage !== undefined);
});

/** Takes back a move that nothing listened to: a move back, or a removal where the alias was new. */
export const undoAliasAction = action(
  target.extend({ back: z.union([z.literal("none"), aliasMove.shape.version]) }),
  async ({ team, back, isPage: _, ...input }) => {
    const scope = await requireScope(team);
    const undone =
      back === "none"
        ? await removeAlias(await db(), scope, input)
        : await moveAlias(await db(), scope, { ...input, version: back });
    return told(scope, input.model, undone, false);
  },
);

/** Old to new, as everywhere, and what it set off. Whatever came of it, the page shows what is so now. */
async function told(
  scope: TeamScope,
  model: string,
  moved: Result<AliasMoved>,
  isPage: boolean,
): Promise<Result<Done>> {
  refresh();
  if (!moved.ok) {
    return moved;
  }
  const { alias, from, to, eventId } = moved.value;
  const deliveries = eventId === null ? null : (await deliveriesOfEvents(await db(), scope, [eventId])).get(eventId);
  const count = deliveries?.length ?? 0;
  const place = to ?? from;
  return ok({
    message: `${alias}: ${placeOf(from)} → ${placeOf(to)}.${count > 0 ? ` ${firedWords(count)}` : ""}`,
    ...(isPage && place !== null ? { next: versionPath(scope.teamName, model, place) } : {}),
    ...(count === 0 && from !== to ? { undo: undoOf({ team: scope.teamName, model, alias, from, to }) } : {}),
  });
}

function undoOf(step: { team: string; model: string; alias: string; from: number | null; to: number | null }) {
  const { from, to, ...names } = step;
  return { ...names, expectedVersion: to === null ? "nobody" : String(to), back: placeOf(from) };
}

function firedWords(count: number): string {
  return count === 1 ? "1 automation fired." : `${count} automations fired.`;
}

function placeOf(version: number | null): string {
  return version === null ? "none" : `v${version}`;
}
