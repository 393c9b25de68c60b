"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action, type Done } from "@/app/_server/action";
import { aliasPath, modelPath, versionPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { listAutomations } from "@/lib/automations/queries";
import type { TeamScope } from "@/lib/core/actor";
import { description, isSystemAlias } from "@/lib/core/names";
import type { VersionView } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import { moveAlias } from "@/lib/registry/aliases/commands";
import { getModel } from "@/lib/registry/models/queries";
import { unlinkVersion, updateVersion } from "@/lib/registry/versions/commands";
import { getVersion } from "@/lib/registry/versions/queries";
import { firesOnMove } from "../../_components/move-plan";

const AUTOMATIONS_MAX = 200;

const version = z.strictObject({ team: z.string(), model: z.string(), version: z.string().min(1).max(256) });

/** Puts a new alias on a version. One that stands elsewhere, or sets something off, is first shown as the move it is. */
export const addAliasAction = action(
  version.extend({ alias: z.string().trim().min(1, "Give the alias a name.").max(256, "Use at most 256 characters.") }),
  async ({ team, ...input }) => {
    const scope = await requireScope(team);
    const target = await getVersion(await db(), scope, input.model, input.version);
    if (target.ok && (await needsALook(scope, target.value, input.alias))) {
      const next = aliasPath(scope.teamName, input.model, input.alias, { to: target.value.number });
      return ok({ message: `Look at what moving ${input.alias} sets off, then move it.`, next });
    }
    const moved = await moveAlias(await db(), scope, { ...input, expectedVersion: null });
    refresh();
    return moved.ok ? ok(added(scope, input, moved.value.to)) : moved;
  },
);

export const describeVersionAction = action(version.extend({ description }), async ({ team, ...input }) => {
  const scope = await requireScope(team);
  const updated = await updateVersion(await db(), scope, input);
  refresh();
  return updated.ok
    ? ok({
        message: `v${updated.value.number} is described.`,
        next: versionPath(scope.teamName, input.model, updated.value.number),
      })
    : updated;
});

export const unlinkVersionAction = action(version, async ({ team, ...input }) => {
  const scope = await requireScope(team);
  const unlinked = await unlinkVersion(await db(), scope, input);
  refresh();
  return unlinked.ok
    ? ok({ message: `v${unlinked.value.number} is unlinked.`, next: modelPath(scope.teamName, input.model) })
    : unlinked;
});

async function needsALook(scope: TeamScope, target: VersionView, alias: string): Promise<boolean> {
  if (isSystemAlias(alias) || target.aliases.some(({ name }) => name === alias)) {
    return false; // The command says what there is to say.
  }
  const pool = await db();
  const [model, listeners, guarded] = await Promise.all([
    getModel(pool, scope, target.model.name),
    listAutomations(pool, scope, { model: target.model.name, enabled: true, limit: AUTOMATIONS_MAX }),
    protectedAliasNames(scope),
  ]);
  return (
    guarded.has(alias) ||
    (model.ok && model.value.aliases.some(({ name }) => name === alias)) ||
    (listeners.ok && firesOnMove(listeners.value.items, alias, target).length > 0)
  );
}

function added(scope: TeamScope, { model, alias }: { model: string; alias: string }, to: number | null): Done {
  const undo = { team: scope.teamName, model, alias, expectedVersion: String(to), back: "none" };
  return { message: `${alias}: none → v${to}.`, ...(to === null ? {} : { undo }) };
}
