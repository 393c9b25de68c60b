import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import type { Result } from "@/lib/core/result";
import type { NewWebhook, WebhookPatch, WebhookView } from "@/lib/core/webhook";
import type { Database } from "@/lib/db/client";
import { newId } from "@/lib/platform/id";
import { judgeFor } from "./destination";
import type { SavePorts } from "./ports";
import { changeWebhook, insertWebhook, removeWebhook, type WebhookDeleted } from "./write-webhook";

/** Creates a webhook. Its address is judged by its text and by what its name resolves to, before anything is saved. */
export async function createWebhook(
  db: Database,
  scope: TeamScope,
  input: NewWebhook,
  ports: SavePorts,
): Promise<Result<WebhookView>> {
  const id = newId("webhook");
  const url = await judgeFor(scope, input.url, ports);
  return transact(db, scope, writeOf("webhook.created", input.name), (tx) =>
    insertWebhook(tx, scope, { ...input, id, url }, ports.keyring),
  );
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
  return transact(db, scope, writeOf(actionOf(patch), ref), (tx) =>
    changeWebhook(tx, scope, { ...patch, ref, url }, ports.keyring),
  );
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
  return transact(db, scope, write, (tx) => removeWebhook(tx, scope, ref, { isForced }));
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
