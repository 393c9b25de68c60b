import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationActionInput, StoredAction, Warning } from "@/lib/core/automation";
import type { EventType } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import { PRESETS } from "@/lib/core/presets";
import { checkTemplate, type TemplateCheck } from "@/lib/core/template-check";
import type { Database, Transaction } from "@/lib/db/client";
import { secretGrants, secrets, webhooks } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";
import { webhookByRef } from "@/lib/webhooks/queries";
import type { ActionDraft, DraftWebhook } from "./action-draft";

/**
 * Finds the webhook that the action names and checks what would be sent to it. `keptId` is the webhook that the automation
 * has already: a restricted token may keep it, though it sees no others.
 */
export async function checkWebhookAction(
  db: Database | Transaction,
  scope: TeamScope,
  { action, eventType, keptId }: { action: WebhookWish; eventType: EventType; keptId: Id<"webhook"> | null },
): Promise<ActionDraft> {
  const webhook = await findWebhook(db, scope, action.webhook, keptId);
  if (!webhook) {
    const message = `There is no webhook named ${action.webhook}.`;
    return { action: null, problems: [{ path: "action.webhook", message }] };
  }

  const payload = action.payload ?? PRESETS[webhook.preset].payloadFor(eventType);
  const check = await checkPayload(db, scope, { eventType, payload, webhook });
  return {
    action: { type: "webhook", webhookId: webhook.id, payload, whenUnsure: action.whenUnsure ?? null },
    webhook,
    problems: check.problems,
    secretNames: check.secretNames,
    warnings: [...check.warnings, ...webhookWarnings(webhook)],
  };
}

type WebhookWish = Extract<AutomationActionInput, { type: "webhook" }>;

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
  { payload, eventType, webhook }: { eventType: EventType; payload: StoredAction["payload"]; webhook: DraftWebhook },
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
