import { keepReceipt, listReceived } from "@/lib/github/receipts";
import { onInstallation } from "./handlers/installation";
import type { Handler, HandlerPorts } from "./handlers/ports";
import { onRepository } from "./handlers/repository";
import { onWorkflowJob, onWorkflowRun } from "./handlers/workflow-run";

/** What the App listens to, and who takes it. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  installation: onInstallation,
  installation_repositories: onInstallation,
  installation_target: onInstallation,
  repository: onRepository,
  workflow_run: onWorkflowRun,
  workflow_job: onWorkflowJob,
};

/** A webhook that is known to be GitHub's. */
export type VerifiedWebhook = { guid: string; event: string; payload: unknown };

export type WebhookOutcome = "handled" | "duplicate" | "ignored";

export function isListenedTo(event: string): boolean {
  return Object.hasOwn(HANDLERS, event);
}

/** Takes a webhook, unless it was taken before. When a handler throws there is no receipt, and it may come again. */
export async function handleWebhook(
  ports: Omit<HandlerPorts, "receipt">,
  { guid, event, payload }: VerifiedWebhook,
): Promise<WebhookOutcome> {
  const receipt = { guid, event };
  if ((await listReceived(ports.db, [guid])).has(guid)) {
    return "duplicate";
  }
  const handler = isListenedTo(event) ? HANDLERS[event] : undefined;
  await handler?.({ ...ports, receipt }, payload);
  await keepReceipt(ports.db, receipt);
  return handler ? "handled" : "ignored";
}
