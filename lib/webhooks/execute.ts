import type { StoredWebhookAction } from "@/lib/core/automation";
import type { Execution, Executor } from "@/lib/core/ports";
import { isRepeatable } from "@/lib/core/presets";
import type { Database } from "@/lib/db/client";
import { patiently } from "@/lib/platform/patience";
import { fillBody } from "./fill";
import { createWebhookLoader } from "./load";
import type { ExecutorPorts } from "./ports";
import { sendWebhook, unsent } from "./send";

/**
 * A database that restarts is back within seconds. Given up at once, an attempt of which nothing has left would count as
 * lost: it would wait for its lease to run out, or for a person where it must not be repeated. Well within a lease, for
 * what is read must be sent while the delivery is still this worker's.
 */
const PATIENCE = { forMs: 10_000, everyMs: 250 } as const;

/** Performs deliveries to webhooks: address, token and signing secret are read at each attempt. */
export function createWebhookExecutor({
  db,
  ...ports
}: ExecutorPorts & { db: Database }): Executor<StoredWebhookAction> {
  const loadWebhook = createWebhookLoader(db, ports.keyring);

  return async function executeWebhook(input, signal): Promise<Execution> {
    const startedAt = ports.clock.now();
    const webhook = await patiently(() => loadWebhook(input.teamId, input.action.webhookId), { ...PATIENCE, signal });
    if (!webhook || webhook.isDeleted) {
      return unsent("webhook_deleted", startedAt);
    }
    if (webhook.isPaused) {
      return unsent("webhook_paused", startedAt);
    }
    if (!webhook.target) {
      return unsent("secret_unreadable", startedAt);
    }

    const filled = await patiently(
      () => fillBody({ ...input, webhookId: input.action.webhookId }, ports.resolveSecrets),
      { ...PATIENCE, signal },
    );
    if (!filled.ok) {
      return unsent(filled.problem, startedAt);
    }
    const message = {
      ...filled.value,
      deliveryId: input.deliveryId,
      bodyShown: input.body,
      isRepeatable: isRepeatable(input.action, webhook.target.preset),
    };
    return sendWebhook(webhook.target, message, ports, signal);
  };
}
