import { and, eq, sql } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationPatch, AutomationView, NewAutomation } from "@/lib/core/automation";
import type { Id } from "@/lib/core/ids";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { automations } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { claimName, freeName } from "./automation-name";
import { type AutomationColumns, type CurrentAutomation, changedColumns, enabledColumns } from "./automation-row";
import { automationByRef, visibleAutomations } from "./automation-view";
import { insertAutomation, viewOf } from "./insert-automation";

/** Creates an automation. Everything that it names must exist, and all that is wrong is told at once. */
export async function createAutomation(
  db: Database,
  scope: TeamScope,
  input: NewAutomation,
): Promise<Result<AutomationView>> {
  return transact(db, scope, writeOf("automation.created", input.name), (tx) => insertAutomation(tx, scope, input));
}

/** Changes what the patch names. Deliveries already made keep what they were made with. */
export async function updateAutomation(
  db: Database,
  scope: TeamScope,
  ref: string,
  patch: AutomationPatch,
): Promise<Result<AutomationView>> {
  return transact(db, scope, writeOf("automation.changed", ref), async (tx) => {
    const current = await findAutomation(tx, scope, ref);
    if (!current) {
      return notFound("automation");
    }
    if (patch.expectedRevision !== undefined && patch.expectedRevision !== current.revision) {
      return refuse(CHANGED_MEANWHILE);
    }
    const columns = await changedColumns(tx, scope, current, patch);
    if (!columns.ok) {
      return columns;
    }
    const named = patch.name === undefined ? ok(null) : await claimName(tx, scope.teamId, patch.name, current.id);
    if (!named.ok) {
      return named;
    }

    await change(tx, current.id, columns.value);
    return viewOf(tx, scope, current.id);
  });
}

/** Pauses or resumes. A paused automation makes no deliveries; those already made go on. */
export async function setEnabled(
  db: Database,
  scope: TeamScope,
  ref: string,
  isEnabled: boolean,
): Promise<Result<AutomationView>> {
  const action = isEnabled ? "automation.resumed" : "automation.paused";
  return transact(db, scope, writeOf(action, ref), async (tx) => {
    const current = await findAutomation(tx, scope, ref);
    if (!current) {
      return notFound("automation");
    }
    const columns = await changedColumns(tx, scope, current, { enabled: isEnabled });
    if (!columns.ok) {
      return columns;
    }
    await change(tx, current.id, columns.value);
    return viewOf(tx, scope, current.id);
  });
}

/** Copies an automation under another name. The copy is paused: two of the same would fire twice. */
export async function duplicateAutomation(
  db: Database,
  scope: TeamScope,
  ref: string,
  input: { name?: string | undefined } = {},
): Promise<Result<AutomationView>> {
  const id = newId("automation");
  return transact(db, scope, writeOf("automation.duplicated", ref), async (tx) => {
    const [original] = await tx
      .select()
      .from(automations)
      .where(and(visibleAutomations(scope), automationByRef(ref)));
    if (!original) {
      return notFound("automation");
    }
    const name = input.name ?? (await freeName(tx, scope.teamId, original.name));
    const named = await claimName(tx, scope.teamId, name, null);
    if (!named.ok) {
      return named;
    }

    await tx.insert(automations).values({
      ...original,
      id,
      teamId: scope.teamId,
      name,
      ...enabledColumns(false),
      createdBy: scope.actor.name,
    });
    return viewOf(tx, scope, id);
  });
}

/** Deletes an automation; its deliveries, also those still under way, are not affected. */
export async function deleteAutomation(
  db: Database,
  scope: TeamScope,
  ref: string,
): Promise<Result<{ id: Id<"automation">; name: string }>> {
  return transact(db, scope, writeOf("automation.deleted", ref), async (tx) => {
    const current = await findAutomation(tx, scope, ref);
    if (!current) {
      return notFound("automation");
    }
    await tx.update(automations).set({ deletedAt: sql`now()`, isEnabled: false }).where(eq(automations.id, current.id));
    return ok({ id: current.id, name: current.name });
  });
}

const CHANGED_MEANWHILE = {
  code: "conflict",
  field: "expectedRevision",
  message: "Somebody changed this automation after it was opened here. Look at it again, then decide.",
} as const;

function writeOf(action: string, name: string) {
  return { permission: "automation.write", action, target: { name } } as const;
}

async function findAutomation(tx: Transaction, scope: TeamScope, ref: string): Promise<CurrentAutomation | null> {
  const [found] = await tx
    .select({
      id: automations.id,
      name: automations.name,
      modelId: automations.modelId,
      eventType: automations.eventType,
      filter: automations.filter,
      action: automations.action,
      isEnabled: automations.isEnabled,
      revision: automations.revision,
    })
    .from(automations)
    .where(and(visibleAutomations(scope), automationByRef(ref)))
    .for("update");
  return found ?? null;
}

/** A new revision each time: compiled filters are cached under it. */
async function change(tx: Transaction, id: Id<"automation">, columns: AutomationColumns): Promise<void> {
  await tx
    .update(automations)
    .set({ ...columns, revision: sql`${automations.revision} + 1`, updatedAt: new Date() })
    .where(eq(automations.id, id));
}
