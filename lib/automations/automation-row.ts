import { and, eq, isNull } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationActionInput, AutomationPatch, StoredAction } from "@/lib/core/automation";
import type { Id } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Transaction } from "@/lib/db/client";
import { type automations, webhooks } from "@/lib/db/schema";
import { findInstalledRepository } from "@/lib/github/queries";
import { checkDraft, type Draft, type DraftWish } from "./draft";
import { findLaunchTarget } from "./launch-target";

type Row = typeof automations.$inferSelect;

export type AutomationColumns = Partial<Row>;

export type CurrentAutomation = Pick<
  Row,
  "id" | "name" | "modelId" | "eventType" | "filter" | "action" | "isEnabled" | "revision"
>;

export function enabledColumns(isEnabled: boolean): Pick<Row, "isEnabled" | "pauseReason"> {
  return { isEnabled, pauseReason: isEnabled ? null : "by_person" };
}

export function draftColumns({ model, webhook, action, secretNames, matchKey }: Draft) {
  return {
    modelId: model?.id ?? null,
    actionType: action.type,
    action,
    webhookId: webhook?.id ?? null,
    installationId: action.type === "github" ? action.installationId : null,
    queueId: action.type === "launch" ? action.queueId : null,
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
    return isResumed && !(await hasReceiver(tx, scope, current)) ? refuse(withoutReceiver) : ok(columns);
  }

  const wish = wishOf(current, rest, await askedAgain(tx, scope, current.action));
  const draft = await checkDraft(tx, scope, wish, current.action);
  return draft.ok
    ? ok({ ...columns, eventType: wish.eventType, filter: wish.filter, ...draftColumns(draft.value) })
    : draft;
}

function wishOf(current: CurrentAutomation, patch: AutomationPatch, kept: AutomationActionInput): DraftWish {
  return {
    model: patch.model === undefined ? byId(current.modelId) : byName(patch.model),
    eventType: patch.eventType ?? current.eventType,
    filter: patch.filter ?? current.filter,
    action: patch.action ?? kept,
  };
}

/** The stored action as somebody would ask for it again; a repository by the name that it has now. */
async function askedAgain(tx: Transaction, scope: TeamScope, action: StoredAction): Promise<AutomationActionInput> {
  if (action.type === "webhook") {
    const { type, webhookId, payload, whenUnsure } = action;
    return { type, webhook: webhookId, payload, whenUnsure: whenUnsure ?? null };
  }
  if (action.type === "launch") {
    const { type, jobId, jobVersion, queueId, payload, variables, priority, project } = action;
    return { type, job: jobId, jobVersion, queue: queueId, payload, variables, priority, project };
  }
  const { type, repositoryId, dispatch, payload, deployment, reportsCheck } = action;
  const now = await findInstalledRepository(tx, scope.teamId, { id: repositoryId });
  return { type, repository: now?.name ?? action.repository, dispatch, payload, deployment, reportsCheck };
}

function byId(id: Id<"model"> | null): DraftWish["model"] {
  return id === null ? null : { id };
}

function byName(name: string | null): DraftWish["model"] {
  return name === null ? null : { name };
}

const withoutReceiver = {
  code: "conflict",
  field: "enabled",
  message: "The webhook, repository or queue of this automation is no longer there. Choose another first.",
} as const;

async function hasReceiver(tx: Transaction, scope: TeamScope, { action }: CurrentAutomation): Promise<boolean> {
  if (action.type === "github") {
    return (await findInstalledRepository(tx, scope.teamId, { id: action.repositoryId })) !== null;
  }
  if (action.type === "launch") {
    const found = await findLaunchTarget(tx, scope.teamId, { job: action.jobId, queue: action.queueId });
    return found.job !== null && found.queue !== null;
  }
  const [webhook] = await tx
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(and(eq(webhooks.id, action.webhookId), isNull(webhooks.deletedAt)))
    .for("share");
  return webhook !== undefined;
}
