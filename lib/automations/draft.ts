import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationActionInput, AutomationFilter, StoredAction, Warning } from "@/lib/core/automation";
import type { EventType } from "@/lib/core/event";
import { matchKeyOf } from "@/lib/core/filter";
import { filterProblems, filterWarnings } from "@/lib/core/filter-check";
import type { Id } from "@/lib/core/ids";
import { PRESETS } from "@/lib/core/presets";
import { type FieldProblem, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import { checkTemplate, type TemplateCheck } from "@/lib/core/template-check";
import type { WebhookPreset } from "@/lib/core/webhook";
import type { Database, Transaction } from "@/lib/db/client";
import { models, secretGrants, secrets, webhooks } from "@/lib/db/schema";
import { canSeeTeam, visibleModels } from "@/lib/db/visibility";
import { webhookByRef } from "@/lib/webhooks/queries";

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
  webhook: DraftWebhook;
  action: StoredAction;
  secretNames: string[];
  matchKey: string | null;
  warnings: Warning[];
};

type DraftWebhook = {
  id: Id<"webhook">;
  name: string;
  preset: WebhookPreset;
  /** The secret that it sends as its access token, by name. */
  accessTokenSecret: string | null;
  isPaused: boolean;
};

/**
 * Finds what the wish names and checks what it says; every problem is told at once, each at its field. `keptWebhookId`
 * is the webhook that the automation has already: a restricted token may keep it, though it sees no others.
 */
export async function checkDraft(
  db: Database | Transaction,
  scope: TeamScope,
  wish: DraftWish,
  keptWebhookId: Id<"webhook"> | null = null,
): Promise<Result<Draft>> {
  const model = await findModel(db, scope, wish.model);
  const webhook = await findWebhook(db, scope, wish.action.webhook, keptWebhookId);
  const problems = [...filterProblems(wish.filter, wish.eventType)];
  if (model === undefined) {
    problems.unshift({ path: "model", message: missingModel(wish.model) });
  }
  if (!webhook) {
    problems.push({ path: "action.webhook", message: `There is no webhook named ${wish.action.webhook}.` });
    return refuseAll(problems);
  }

  const payload = wish.action.payload ?? PRESETS[webhook.preset].payloadFor(wish.eventType);
  const check = await checkPayload(db, scope, { ...wish, payload, webhook });
  problems.push(...check.problems);
  if (problems.length > 0 || model === undefined) {
    return refuseAll(problems);
  }
  return ok({
    model,
    webhook,
    action: { type: "webhook", webhookId: webhook.id, payload, whenUnsure: wish.action.whenUnsure ?? null },
    secretNames: check.secretNames,
    matchKey: matchKeyOf(wish.filter),
    warnings: [...filterWarnings(wish.filter, wish.eventType), ...check.warnings, ...webhookWarnings(webhook)],
  });
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

/** Locked against deletion until the automation is saved: its use could not be seen before. */
async function findWebhook(
  db: Database | Transaction,
  scope: TeamScope,
  ref: string,
  keptId: Id<"webhook"> | null,
): Promise<DraftWebhook | null> {
  const [found] = await db
    .select({
      id: webhooks.id,
      name: webhooks.name,
      preset: webhooks.preset,
      accessTokenSecret: secrets.name,
      pausedAt: webhooks.pausedAt,
    })
    .from(webhooks)
    .leftJoin(secrets, eq(secrets.id, webhooks.accessTokenSecretId))
    .where(and(eq(webhooks.teamId, scope.teamId), isNull(webhooks.deletedAt), webhookByRef(ref)))
    .for("share", { of: webhooks });
  if (!found || !(canSeeTeam(scope) || found.id === keptId)) {
    return null;
  }
  const { pausedAt, ...webhook } = found;
  return { ...webhook, isPaused: pausedAt !== null };
}

async function checkPayload(
  db: Database | Transaction,
  scope: TeamScope,
  {
    payload,
    eventType,
    webhook,
  }: Pick<DraftWish, "eventType"> & { payload: StoredAction["payload"]; webhook: DraftWebhook },
): Promise<TemplateCheck> {
  const known = await db
    .select({ name: secrets.name, grantedTo: secretGrants.webhookId })
    .from(secrets)
    .leftJoin(secretGrants, and(eq(secretGrants.secretId, secrets.id), eq(secretGrants.webhookId, webhook.id)))
    .where(
      and(
        eq(secrets.teamId, scope.teamId),
        // To a restricted token the team's other secrets do not exist.
        canSeeTeam(scope) ? undefined : isNotNull(secretGrants.webhookId),
      ),
    );
  const check = checkTemplate(payload, {
    eventType,
    secretNames: known.map(({ name }) => name),
    accessTokenSecret: webhook.accessTokenSecret,
    path: "action.payload",
  });

  const ungranted = check.secretNames.filter(
    (name) => !known.some((secret) => secret.name === name && secret.grantedTo !== null),
  );
  const problems = ungranted.map((name) => ({
    path: "action.payload",
    message: `Payloads to ${webhook.name} may not use the secret ${name}. Have an admin name this webhook on the secret.`,
  }));
  return { ...check, problems: [...check.problems, ...problems] };
}

function webhookWarnings(webhook: DraftWebhook): Warning[] {
  const field = "action.webhook";
  const ofPreset = PRESETS[webhook.preset].warnings
    .filter((warning) => warning.field !== "accessTokenSecret" || webhook.accessTokenSecret !== null)
    .map((warning) => ({ ...warning, field }));
  return webhook.isPaused
    ? [
        ...ofPreset,
        { code: "webhook_paused", field, message: `${webhook.name} is paused: deliveries wait until it is resumed.` },
      ]
    : ofPreset;
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
