import { and, eq, isNull } from "drizzle-orm";
import { transact } from "@/lib/auth/transact";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { notFound, ok, type Problem, type Result, refuse } from "@/lib/core/result";
import { RETRY_SCHEDULE_SECONDS } from "@/lib/core/retry";
import type { NewWebhook, WebhookPatch, WebhookView } from "@/lib/core/webhook";
import type { Database, Transaction } from "@/lib/db/client";
import { automations, breakers, secretGrants, webhooks } from "@/lib/db/schema";
import { canSeeTeam } from "@/lib/db/visibility";
import { announceDue } from "@/lib/outbox/announce";
import { newId } from "@/lib/platform/id";
import { judgeDestination } from "./destination";
import type { SavePorts } from "./ports";
import { readWebhooks, webhookByRef } from "./queries";
import { claimReferences, hiddenUrl, pauseColumns, plainColumns, urlColumns } from "./row";
import { inUse, listUsersOf } from "./users";

export type WebhookDeleted = { id: Id<"webhook">; name: string; pausedAutomations: number };

/** Creates a webhook. Its address is judged by its text and by what its name resolves to, before anything is saved. */
export async function createWebhook(
  db: Database,
  scope: TeamScope,
  input: NewWebhook,
  ports: SavePorts,
): Promise<Result<WebhookView>> {
  const id = newId("webhook");
  const url = await judgeFor(scope, input.url, ports);
  return transact(db, scope, writeOf("webhook.created", input.name), async (tx) => {
    if (!url.ok) {
      return url;
    }
    const secretIds = await claimReferences(tx, scope.teamId, input, null);
    if (!secretIds.ok) {
      return secretIds;
    }

    await tx.insert(webhooks).values({
      id,
      teamId: scope.teamId,
      name: input.name,
      preset: input.preset,
      ...urlColumns(url.value, input.preset, { teamId: scope.teamId, id }, ports.keyring),
      ...secretIds.value,
      signatureEncoding: input.signatureEncoding,
      retrySchedule: [...(input.retrySchedule ?? RETRY_SCHEDULE_SECONDS)],
      maxConcurrent: input.maxConcurrent ?? null,
      maxPerSecond: input.maxPerSecond ?? null,
      createdBy: scope.actor.name,
    });
    return viewOf(tx, scope.teamId, id);
  });
}

/** Changes what the patch names. Resuming a paused webhook sends what has waited for it. */
export async function updateWebhook(
  db: Database,
  scope: TeamScope,
  ref: string,
  patch: WebhookPatch,
  ports: SavePorts,
): Promise<Result<WebhookView>> {
  const url = patch.url === undefined ? null : await judgeFor(scope, patch.url, ports);
  return transact(db, scope, writeOf(actionOf(patch), ref), async (tx) => {
    if (url && !url.ok) {
      return url;
    }
    const webhook = await findWebhook(tx, scope.teamId, ref);
    if (!webhook) {
      return notFound("webhook");
    }
    const secretIds = await claimReferences(tx, scope.teamId, patch, webhook.id);
    if (!secretIds.ok) {
      return secretIds;
    }

    const preset = patch.preset ?? webhook.preset;
    const ids = { teamId: scope.teamId, id: webhook.id };
    await tx
      .update(webhooks)
      .set({
        ...plainColumns(patch),
        ...(url ? urlColumns(url.value, preset, ids, ports.keyring) : hiddenUrl(webhook, preset)),
        ...secretIds.value,
        ...pauseColumns(patch, scope),
        updatedAt: new Date(),
      })
      .where(eq(webhooks.id, webhook.id));
    if (url || (patch.isPaused === false && webhook.pausedAt)) {
      await closeBreaker(tx, webhook.id); // Whoever resumes it, or gives it another address, has mended something.
      await announceDue(tx, [webhook.id]);
    }
    return viewOf(tx, scope.teamId, webhook.id);
  });
}

/**
 * Deletes a webhook that no automation uses. Forced, its automations are paused and stay, so that somebody can point them
 * elsewhere; deliveries still waiting give up with `webhook_deleted`, and its history remains.
 */
export async function deleteWebhook(
  db: Database,
  scope: TeamScope,
  ref: string,
  { isForced = false }: { isForced?: boolean } = {},
): Promise<Result<WebhookDeleted>> {
  const write = { ...writeOf("webhook.deleted", ref), details: { isForced } };
  return transact(db, scope, write, async (tx) => {
    const [webhook] = await tx
      .select({ id: webhooks.id, name: webhooks.name })
      .from(webhooks)
      .where(and(eq(webhooks.teamId, scope.teamId), isNull(webhooks.deletedAt), webhookByRef(ref)))
      .for("update");
    if (!webhook) {
      return notFound("webhook");
    }
    const used = await listUsersOf(tx, webhook.id);
    if (used.total > 0 && !isForced) {
      return refuse(inUse(webhook.name, used));
    }

    const paused = await tx
      .update(automations)
      .set({ isEnabled: false, pauseReason: "by_person", updatedAt: new Date() })
      .where(and(eq(automations.webhookId, webhook.id), isNull(automations.deletedAt), eq(automations.isEnabled, true)))
      .returning({ id: automations.id });
    await tx.delete(secretGrants).where(eq(secretGrants.webhookId, webhook.id));
    // Not paused any more, so that waiting deliveries are taken and say why they end; and it holds no secret back.
    await tx
      .update(webhooks)
      .set({ deletedAt: new Date(), pausedAt: null, accessTokenSecretId: null, signingSecretId: null })
      .where(eq(webhooks.id, webhook.id));
    return ok({ ...webhook, pausedAutomations: paused.length });
  });
}

async function closeBreaker(tx: Transaction, webhookId: Id<"webhook">): Promise<void> {
  await tx.delete(breakers).where(eq(breakers.destination, webhookId));
}

function writeOf(action: string, name: string) {
  return { permission: "webhook.write", action, target: { name }, isTeamWide: true } as const;
}

function actionOf({ isPaused, ...rest }: WebhookPatch): string {
  if (isPaused === undefined || Object.keys(rest).length > 0) {
    return "webhook.changed";
  }
  return isPaused ? "webhook.paused" : "webhook.resumed";
}

/** Only for those who may save it: nobody else gets names resolved from inside our network. */
async function judgeFor(scope: TeamScope, url: string, { egress }: SavePorts): Promise<Result<URL>> {
  return canSeeTeam(scope) && can(scope.role, "webhook.write")
    ? judgeDestination(url, egress)
    : refuse<Problem>({ code: "forbidden", message: "The address was not looked at." });
}

async function findWebhook(tx: Transaction, teamId: Id<"team">, ref: string) {
  const [webhook] = await tx
    .select({
      id: webhooks.id,
      preset: webhooks.preset,
      urlShown: webhooks.urlShown,
      isUrlSecret: webhooks.isUrlSecret,
      pausedAt: webhooks.pausedAt,
    })
    .from(webhooks)
    .where(and(eq(webhooks.teamId, teamId), isNull(webhooks.deletedAt), webhookByRef(ref)))
    .for("update");
  return webhook ?? null;
}

async function viewOf(tx: Transaction, teamId: Id<"team">, id: Id<"webhook">): Promise<Result<WebhookView>> {
  const [view] = await readWebhooks(tx, teamId, { where: eq(webhooks.id, id), limit: 1 });
  return view ? ok(view) : notFound("webhook");
}
