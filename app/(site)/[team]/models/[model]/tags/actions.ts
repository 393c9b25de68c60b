"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action, type Done } from "@/app/_server/action";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import type { TeamScope } from "@/lib/core/actor";
import { tagKey, tagValue } from "@/lib/core/names";
import type { TagView } from "@/lib/core/registry";
import { ok, type Result } from "@/lib/core/result";
import { removeModelTag, setModelTag } from "@/lib/registry/models/commands";
import { getModel } from "@/lib/registry/models/queries";
import { removeVersionTag, setVersionTag } from "@/lib/registry/versions/commands";
import { getVersion } from "@/lib/registry/versions/queries";

/** A model's tag, or with `version` one of a version's. */
const target = z.strictObject({
  team: z.string(),
  model: z.string(),
  version: z.string().min(1).max(256).optional(),
  key: tagKey,
});
type Target = Omit<z.output<typeof target>, "team">;

export const setTagAction = action(target.extend({ value: tagValue.default("") }), async ({ team, ...input }) => {
  const scope = await requireScope(team);
  const before = await findTag(scope, input);
  const set = await setTag(scope, input);
  refresh();
  return set.ok ? ok(told(scope, input, { before, message: `${tagText(set.value)}: tagged.` })) : set;
});

export const removeTagAction = action(target, async ({ team, ...input }) => {
  const scope = await requireScope(team);
  const removed = await removeTag(scope, input);
  refresh();
  return removed.ok
    ? ok(told(scope, input, { before: removed.value, message: `${tagText(removed.value)}: tag removed.` }))
    : removed;
});

/** Puts a tag back to what it was: to its value, or away where it was new. */
export const undoTagAction = action(target.extend({ value: tagValue.optional() }), async ({ team, ...input }) => {
  const { value, ...tag } = input;
  const scope = await requireScope(team);
  const undone = value === undefined ? await removeTag(scope, tag) : await setTag(scope, { ...tag, value });
  refresh();
  return undone.ok ? ok({ message: `${tagText(undone.value)}: as before.` }) : undone;
});

async function setTag(scope: TeamScope, { version, ...tag }: Target & { value: string }): Promise<Result<TagView>> {
  return version === undefined
    ? setModelTag(await db(), scope, tag)
    : setVersionTag(await db(), scope, { ...tag, version });
}

async function removeTag(scope: TeamScope, { version, ...tag }: Target): Promise<Result<TagView>> {
  return version === undefined
    ? removeModelTag(await db(), scope, tag)
    : removeVersionTag(await db(), scope, { ...tag, version });
}

async function findTag(scope: TeamScope, { model, version, key }: Target): Promise<TagView | null> {
  const found =
    version === undefined
      ? await getModel(await db(), scope, model)
      : await getVersion(await db(), scope, model, version);
  return found.ok ? (found.value.tags.find((tag) => tag.key === key) ?? null) : null;
}

function told(
  scope: TeamScope,
  { model, version, key }: Target,
  { before, message }: { before: TagView | null; message: string },
): Done {
  const undo = {
    team: scope.teamName,
    model,
    key,
    ...(version === undefined ? {} : { version }),
    ...(before ? { value: before.value } : {}),
  };
  return { message, undo };
}

function tagText({ key, value }: TagView): string {
  return value ? `${key}: ${value.slice(0, 80)}` : key;
}
