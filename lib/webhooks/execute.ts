import type { Execution, Executor } from "@/lib/core/ports";
import { isRepeatable } from "@/lib/core/presets";
import type { Database } from "@/lib/db/client";
import { fillBody } from "./fill";
import { createWebhookLoader } from "./load";
import type { ExecutorPorts } from "./ports";
import { sendWebhook, unsent } from "./send";

/** Performs deliveries to webhooks: address, token and signing secret are read at each attempt. */
export function createWebhookExecutor({ db, ...ports }: ExecutorPorts & { db: Database }): Executor {
  const loadWebhook = createWebhookLoader(db, ports.keyring);

  return async function executeWebhook(input, signal): Promise<Execution> {
    const startedAt = ports.clock.now();
    const webhook = await loadWebhook(input.teamId, input.webhookId);
    if (!webhook || webhook.isDeleted) {
      return unsent("webhook_deleted", startedAt);
    }
    if (webhook.isPaused) {
      return unsent("webhook_paused", startedAt);
    }
    if (!webhook.target) {
      return unsent("secret_unreadable", startedAt);
    }

    const filled = await fillBody(input, ports.resolveSecrets);
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
