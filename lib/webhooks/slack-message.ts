import type { Id } from "@/lib/core/ids";
import type { PostedMessage, Reporter, ReportInput } from "@/lib/core/ports";
import type { ReportProblem } from "@/lib/core/run-report";
import { readSlackAnswer, slackUpdateOf, slackUpdateUrl } from "@/lib/core/slack";
import type { Database } from "@/lib/db/client";
import { fillBody } from "./fill";
import { createWebhookLoader } from "./load";
import type { ExecutorPorts } from "./ports";
import type { WebhookTarget } from "./send";

/**
 * Changes a message that a bot posted, as the runs proceed that its event has started. The message's secrets are filled in
 * anew, each only if it may still go there.
 */
export function createSlackReporter({ db, ...ports }: ExecutorPorts & { db: Database }): Reporter {
  const loadWebhook = createWebhookLoader(db, ports.keyring);

  return async (input) => {
    const { teamId, action, remoteId } = input;
    const refused = (problem: ReportProblem) => ({ remoteId, problem });
    const message = messageOf(remoteId);
    const webhook = action.type === "webhook" ? await loadWebhook(teamId, action.webhookId) : null;
    if (!message || action.type !== "webhook" || !webhook || webhook.isDeleted || webhook.isPaused) {
      return refused("webhook_missing");
    }
    if (!webhook.target?.accessToken) {
      return refused("secret_unavailable");
    }
    const body = await updatedBody(input, action.webhookId, message, ports);
    if (body === null) {
      return refused("secret_unavailable");
    }
    return { remoteId, problem: await update(webhook.target, body, ports) };
  };
}

async function updatedBody(
  { teamId, body, secretHoles, runs }: ReportInput,
  webhookId: Id<"webhook">,
  message: PostedMessage,
  { resolveSecrets }: ExecutorPorts,
): Promise<string | null> {
  const filled = await fillBody({ teamId, webhookId, body, secretHoles }, resolveSecrets);
  return filled.ok ? JSON.stringify(slackUpdateOf(JSON.parse(filled.value.body), message, runs)) : null;
}

async function update(
  { url, accessToken }: WebhookTarget,
  body: string,
  { http, clock, version }: ExecutorPorts,
): Promise<ReportProblem | null> {
  const exchange = await http.sendRequest({
    url: slackUpdateUrl(url),
    method: "POST",
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "User-Agent": `Modelwire/${version}`,
      Authorization: `Bearer ${accessToken?.trim()}`,
    },
    body,
  });
  if (exchange.kind === "failed" || exchange.status >= 500) {
    return "unreachable";
  }
  if (exchange.status === 429) {
    return "rate_limited";
  }
  const { outcome } = readSlackAnswer(exchange, clock.now());
  if (outcome.kind !== "failed" || exchange.status !== 200) {
    return exchange.status === 200 ? null : "refused";
  }
  if (outcome.code === "rate_limited") {
    return "rate_limited";
  }
  return outcome.isRetryable ? "unreachable" : "refused";
}

function messageOf(remoteId: string | null): PostedMessage | null {
  const [channel, ts] = remoteId?.split(":") ?? [];
  return channel && ts ? { channel, ts } : null;
}
