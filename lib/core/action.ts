import type { ActionView, AutomationActionInput, StoredAction } from "./automation";
import type { Destination } from "./delivery";
import { jobWords } from "./launch-action";

/**
 * What fails, waits and is paced as one: a webhook, everything that goes through one installation of the GitHub App, or a
 * queue of runs.
 */
export function destinationOf(action: StoredAction): Destination {
  switch (action.type) {
    case "webhook":
      return action.webhookId;
    case "github":
      return action.installationId;
    case "launch":
      return action.queueId;
  }
}

/** What lists and icons call the action: where it goes, and which kind of receiver that is. */
export function targetOf(action: ActionView): { name: string; preset: string } {
  switch (action.type) {
    case "webhook":
      return { name: action.webhook.name, preset: action.webhook.preset };
    case "github":
      return { name: action.repository.name, preset: GITHUB_APP_PRESET };
    case "launch":
      return { name: action.job.name, preset: LAUNCH_PRESET };
  }
}

/** Stands where a webhook's preset would: the receiver is GitHub, reached through the App. */
export const GITHUB_APP_PRESET = "github_app";
/** The same, where it is a queue of runs. */
export const LAUNCH_PRESET = "launch";

/** What the action does, as a clause: "posts to deploy-hook", "starts deploy.yml in acme/serving", "queues evaluate v3 on gpu". */
export function doesWords(action: ActionView): string {
  switch (action.type) {
    case "webhook":
      return `posts to ${action.webhook.name}`;
    case "github":
      return `starts ${startsWords(action)}`;
    case "launch":
      return `queues ${startsWords(action)}`;
  }
}

/** What is started: "deploy.yml in acme/serving", "evaluate v3 on gpu". */
export function startsWords(action: Exclude<ActionView, { type: "webhook" }>): string {
  if (action.type === "launch") {
    return `${jobWords(action.job)} on ${action.queue.name}`;
  }
  const { dispatch, repository } = action;
  const started = dispatch.kind === "workflow" ? dispatch.workflow : `what listens to ${dispatch.eventType}`;
  return `${started} in ${repository.name}`;
}

/** A saved action as somebody would ask for it again. */
export function askedFor(action: ActionView): AutomationActionInput {
  if (action.type === "webhook") {
    const { type, webhook, payload, whenUnsure } = action;
    return { type, webhook: webhook.name, payload, whenUnsure };
  }
  if (action.type === "launch") {
    const { type, job, queue, payload, variables, priority, project } = action;
    return { type, job: job.name, jobVersion: job.version, queue: queue.name, payload, variables, priority, project };
  }
  const { type, repository, dispatch, payload, deployment, reportsCheck } = action;
  return { type, repository: repository.name, dispatch, payload, deployment, reportsCheck };
}
