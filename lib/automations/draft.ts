import { and, eq } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationActionInput, AutomationFilter, StoredAction, Warning } from "@/lib/core/automation";
import type { EventType } from "@/lib/core/event";
import { matchKeyOf } from "@/lib/core/filter";
import { filterProblems, filterWarnings } from "@/lib/core/filter-check";
import type { Id } from "@/lib/core/ids";
import { type FieldProblem, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import type { Database, Transaction } from "@/lib/db/client";
import { models } from "@/lib/db/schema";
import { canSeeTeam, visibleModels } from "@/lib/db/visibility";
import type { ActionDraft, DraftWebhook } from "./action-draft";
import { checkGitHubAction } from "./draft-github";
import { checkLaunchAction } from "./draft-launch";
import { checkWebhookAction } from "./draft-webhook";

/** An automation as somebody wants it: what it names may not exist, and what it says may be wrong. */
export type DraftWish = {
  model: { name: string } | { id: Id<"model"> } | null;
  eventType: EventType;
  filter: AutomationFilter;
  action: AutomationActionInput;
};

/** The same, found and checked. */
export type Draft = {
  model: { id: Id<"model">; name: string } | null;
  action: StoredAction;
  /** Null for an action that goes to no webhook. */
  webhook: DraftWebhook | null;
  secretNames: string[];
  matchKey: string | null;
  warnings: Warning[];
};

/**
 * Finds what the wish names and checks what it says; every problem is told at once, each at its field. `kept` is the action
 * that the automation has already: where it goes may be kept by a restricted token, though it sees nothing else of the kind.
 */
export async function checkDraft(
  db: Database | Transaction,
  scope: TeamScope,
  wish: DraftWish,
  kept: StoredAction | null = null,
): Promise<Result<Draft>> {
  const model = await findModel(db, scope, wish.model);
  const { eventType } = wish;
  const drafted = await checkAction(db, scope, wish, kept);
  const problems = [
    ...(model === undefined ? [{ path: "model", message: missingModel(wish.model) }] : []),
    ...filterProblems(wish.filter, eventType),
    ...drafted.problems,
  ];
  if (problems.length > 0 || model === undefined || drafted.action === null) {
    return refuseAll(problems);
  }
  const { action, webhook, secretNames, warnings } = drafted;
  return ok({
    model,
    action,
    webhook,
    secretNames,
    matchKey: matchKeyOf(wish.filter),
    warnings: [...filterWarnings(wish.filter, eventType), ...warnings],
  });
}

function checkAction(
  db: Database | Transaction,
  scope: TeamScope,
  { action, eventType }: DraftWish,
  kept: StoredAction | null,
): Promise<ActionDraft> {
  switch (action.type) {
    case "webhook":
      return checkWebhookAction(db, scope, {
        action,
        eventType,
        keptId: kept?.type === "webhook" ? kept.webhookId : null,
      });
    case "github":
      return checkGitHubAction(db, scope, {
        action,
        eventType,
        keptId: kept?.type === "github" ? kept.repositoryId : null,
      });
    case "launch":
      return checkLaunchAction(db, scope, { action, eventType, kept: kept?.type === "launch" ? kept : null });
  }
}

/** Null: every model. Undefined: there is none such, or none that the scope may see. */
async function findModel(
  db: Database | Transaction,
  scope: TeamScope,
  wish: DraftWish["model"],
): Promise<Draft["model"] | undefined> {
  if (wish === null) {
    return canSeeTeam(scope) ? null : undefined;
  }
  const [model] = await db
    .select({ id: models.id, name: models.name })
    .from(models)
    .where(
      and(
        eq(models.teamId, scope.teamId),
        visibleModels(scope, models.id),
        "id" in wish ? eq(models.id, wish.id) : eq(models.name, wish.name),
      ),
    );
  return model;
}

function missingModel(wish: DraftWish["model"]): string {
  if (wish === null) {
    return "This token may see only some models. Name one of them.";
  }
  return "name" in wish ? `There is no model named ${wish.name}.` : "Its model no longer exists. Choose another.";
}

function refuseAll(problems: readonly FieldProblem[]): { ok: false; problem: Problem } {
  const [first] = problems;
  return refuse({
    code: "invalid",
    message: first?.message ?? "This automation cannot be saved.",
    ...(first ? { field: first.path } : {}),
    errors: problems,
  });
}
