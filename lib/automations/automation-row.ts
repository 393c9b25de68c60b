import { and, eq, isNull } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationPatch } from "@/lib/core/automation";
import type { Id } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { type automations, webhooks } from "@/lib/db/schema";
import { checkDraft, type Draft, type DraftWish } from "./draft";

type Row = typeof automations.$inferSelect;

export type AutomationColumns = Partial<Row>;

export type CurrentAutomation = Pick<
  Row,
  "id" | "name" | "modelId" | "eventType" | "filter" | "action" | "webhookId" | "isEnabled" | "revision"
>;

export function enabledColumns(isEnabled: boolean): Pick<Row, "isEnabled" | "pauseReason"> {
  return { isEnabled, pauseReason: isEnabled ? null : "by_person" };
}

export function draftColumns({ model, webhook, action, secretNames, matchKey }: Draft) {
  return {
    modelId: model?.id ?? null,
    actionType: action.type,
    action,
    webhookId: webhook.id,
    secretNames,
    matchKey,
  };
}

/** What fires is checked whole whenever a part of it changes; a new name or a pause needs no webhook that still exists. */
export async function changedColumns(
  tx: Transaction,
  scope: TeamScope,
  current: CurrentAutomation,
  patch: AutomationPatch,
): Promise<Result<AutomationColumns>> {
  const { name, description, enabled, expectedRevision: _, ...rest } = patch;
  const columns: AutomationColumns = {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(enabled === undefined ? {} : enabledColumns(enabled)),
  };
  const isResumed = enabled === true && !current.isEnabled;
  if (Object.values(rest).every((value) => value === undefined)) {
    return isResumed && !(await hasWebhook(tx, current)) ? refuse(withoutWebhook) : ok(columns);
  }

  const wish = wishOf(current, rest);
  const draft = await checkDraft(tx, scope, wish, current.webhookId);
  return draft.ok
    ? ok({ ...columns, eventType: wish.eventType, filter: wish.filter, ...draftColumns(draft.value) })
    : draft;
}

function wishOf(current: CurrentAutomation, patch: AutomationPatch): DraftWish {
  return {
    model: patch.model === undefined ? byId(current.modelId) : byName(patch.model),
    eventType: patch.eventType ?? current.eventType,
    filter: patch.filter ?? current.filter,
    action: patch.action ?? {
      type: "webhook",
      webhook: current.action.webhookId,
      payload: current.action.payload,
      whenUnsure: current.action.whenUnsure ?? null,
    },
  };
}

function byId(id: Id<"model"> | null): DraftWish["model"] {
  return id === null ? null : { id };
}

function byName(name: string | null): DraftWish["model"] {
  return name === null ? null : { name };
}

const withoutWebhook = {
  code: "conflict",
  field: "enabled",
  message: "The webhook of this automation was deleted. Choose another webhook first.",
} as const;

async function hasWebhook(tx: Transaction, { webhookId }: CurrentAutomation): Promise<boolean> {
  const [webhook] =
    webhookId === null
      ? []
      : await tx
          .select({ id: webhooks.id })
          .from(webhooks)
          .where(and(eq(webhooks.id, webhookId), isNull(webhooks.deletedAt)))
          .for("share");
  return webhook !== undefined;
}
