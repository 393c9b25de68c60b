import { eq } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationView, NewAutomation } from "@/lib/core/automation";
import type { Id } from "@/lib/core/ids";
import { notFound, ok, type Result } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { automations } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { claimName } from "./automation-name";
import { draftColumns, enabledColumns } from "./automation-row";
import { readAutomations } from "./automation-view";
import { checkDraft } from "./draft";

/** Checks and saves a new automation within a transaction of the caller's, who has authorised it. */
export async function insertAutomation(
  tx: Transaction,
  scope: TeamScope,
  input: NewAutomation,
): Promise<Result<AutomationView>> {
  const id = newId("automation");
  const draft = await checkDraft(tx, scope, { ...input, model: input.model === null ? null : { name: input.model } });
  if (!draft.ok) {
    return draft;
  }
  const named = await claimName(tx, scope.teamId, input.name, null);
  if (!named.ok) {
    return named;
  }

  await tx.insert(automations).values({
    id,
    teamId: scope.teamId,
    name: input.name,
    description: input.description,
    ...enabledColumns(input.enabled),
    eventType: input.eventType,
    filter: input.filter,
    ...draftColumns(draft.value),
    createdBy: scope.actor.name,
  });
  return viewOf(tx, scope, id);
}

export async function viewOf(tx: Transaction, scope: TeamScope, id: Id<"automation">): Promise<Result<AutomationView>> {
  const [view] = await readAutomations(tx, scope, { where: eq(automations.id, id), limit: 1 });
  return view ? ok(view) : notFound("automation");
}
