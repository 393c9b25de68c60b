import type { Write } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import type { NewModel, TagView } from "@/lib/core/registry";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { models } from "@/lib/db/schema";
import { appendEvent } from "@/lib/events/append";
import { targetName } from "../stored-text";
import { putTags } from "../tag-rows";

/** What the audit log and the table of rights know the creation of a model as. */
export function modelCreation(id: Id<"model">, name: string): Write {
  return {
    permission: "model.write",
    action: "model.created",
    target: { id, name: targetName(name) },
    isTeamWide: true,
  };
}

export type ModelEntry = NewModel & { id: Id<"model">; firstNumber: 0 | 1; tags: readonly TagView[] };

/** Enters a model with its tags and its event. Refuses a name that the team already uses. */
export async function enterModel(
  tx: Transaction,
  scope: TeamScope,
  { id, name, description, card, firstNumber, tags }: ModelEntry,
): Promise<Result<null>> {
  const [created] = await tx
    .insert(models)
    .values({
      id,
      teamId: scope.teamId,
      name,
      description,
      card,
      firstNumber,
      nextNumber: firstNumber,
      createdBy: scope.actor.name,
    })
    .onConflictDoNothing({ target: [models.teamId, models.name] })
    .returning({ id: models.id });
  if (!created) {
    return refuse({
      code: "conflict",
      field: "name",
      message: `A model named ${name} already exists. Use it, or choose another name.`,
    });
  }

  const put = await putTags(tx, scope, { modelId: id, versionId: null }, tags);
  if (!put.ok) {
    return put;
  }
  const told = Object.fromEntries(tags.map(({ key, value }) => [key, value]));
  await appendEvent(tx, scope, { type: "CREATE_MODEL", model: { id, name, description, tags: told } });
  return ok(null);
}
