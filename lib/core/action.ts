import type { ActionView, AutomationActionInput, StoredAction } from "./automation";
import type { Destination } from "./delivery";

/** What fails, waits and is paced as one: a webhook, or everything that goes through one installation of the GitHub App. */
export function destinationOf(action: StoredAction): Destination {
  return action.type === "webhook" ? action.webhookId : action.installationId;
}

/** What lists and icons call the action: where it goes, and which kind of receiver that is. */
export function targetOf(action: ActionView): { name: string; preset: string } {
  return action.type === "webhook"
    ? { name: action.webhook.name, preset: action.webhook.preset }
    : { name: action.repository.name, preset: GITHUB_APP_PRESET };
}

/** Stands where a webhook's preset would: the receiver is GitHub, reached through the App. */
export const GITHUB_APP_PRESET = "github_app";

/** What the action does, as a clause: "posts to deploy-hook", "starts deploy.yml in acme/serving". */
export function doesWords(action: ActionView): string {
  if (action.type === "webhook") {
    return `posts to ${action.webhook.name}`;
  }
  return `starts ${startsWords(action)}`;
}

/** What a dispatch starts: "deploy.yml in acme/serving". */
export function startsWords({ dispatch, repository }: Extract<ActionView, { type: "github" }>): string {
  const started = dispatch.kind === "workflow" ? dispatch.workflow : `what listens to ${dispatch.eventType}`;
  return `${started} in ${repository.name}`;
}

/** A saved action as somebody would ask for it again. */
export function askedFor(action: ActionView): AutomationActionInput {
  if (action.type === "webhook") {
    const { type, webhook, payload, whenUnsure } = action;
    return { type, webhook: webhook.name, payload, whenUnsure };
  }
  const { type, repository, dispatch, payload, deployment, reportsCheck } = action;
  return { type, repository: repository.name, dispatch, payload, deployment, reportsCheck };
}
