import { and, eq, isNull } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { Id } from "@/lib/core/ids";
import { PRESETS } from "@/lib/core/presets";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import type { NewWebhook, WebhookPatch, WebhookView } from "@/lib/core/webhook";
import type { Transaction } from "@/lib/db/client";
import { automations, breakers, secretGrants, webhooks } from "@/lib/db/schema";
import { announceDue } from "@/lib/outbox/announce";
import type { Keyring } from "@/lib/platform/crypto";
import { readWebhooks, webhookByRef } from "./queries";
import { claimReferences, hiddenUrl, pauseColumns, plainColumns, urlColumns } from "./row";
import { inUse, listUsersOf } from "./users";

// What the commands do within their transaction: those of this module, and MLflow's face of it, which writes more beside.

export type WebhookDeleted = { id: Id<"webhook">; name: string; pausedAutomations: number };

/** An address as it was judged before the transaction, for no transaction spans I/O. */
type Judged = Result<URL>;

export async function insertWebhook(
  tx: Transaction,
  scope: TeamScope,
  { id, url, ...input }: Omit<NewWebhook, "url"> & { id: Id<"webhook">; url: Judged },
  keyring: Keyring,
): Promise<Result<WebhookView>> {
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
    ...urlColumns(url.value, input.preset, { teamId: scope.teamId, id }, keyring),
    ...secretIds.value,
    signatureEncoding: input.signatureEncoding,
    retrySchedule: [...(input.retrySchedule ?? PRESETS[input.preset].retrySchedule)],
    maxConcurrent: input.maxConcurrent ?? null,
    maxPerSecond: input.maxPerSecond ?? null,
    createdBy: scope.actor.name,
  });
  return viewOf(tx, scope.teamId, id);
}

export async function changeWebhook(
  tx: Transaction,
  scope: TeamScope,
  { ref, url, ...patch }: Omit<WebhookPatch, "url"> & { ref: string; url: Judged | null },
  keyring: Keyring,
): Promise<Result<WebhookView>> {
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
      ...plainColumns(patch, preset),
      ...(url ? urlColumns(url.value, preset, ids, keyring) : hiddenUrl(webhook, preset)),
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
}

export async function removeWebhook(
  tx: Transaction,
  scope: TeamScope,
  ref: string,
  { isForced }: { isForced: boolean },
): Promise<Result<WebhookDeleted>> {
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
  // Not held back any more, so that waiting deliveries are taken and say why they end; and it holds no secret back.
  await tx
    .update(webhooks)
    .set({ deletedAt: new Date(), pausedAt: null, accessTokenSecretId: null, signingSecretId: null })
    .where(eq(webhooks.id, webhook.id));
  await closeBreaker(tx, webhook.id);
  await announceDue(tx, [webhook.id]);
  return ok({ ...webhook, pausedAutomations: paused.length });
}

async function closeBreaker(tx: Transaction, webhookId: Id<"webhook">): Promise<void> {
  await tx.delete(breakers).where(eq(breakers.destination, webhookId));
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
