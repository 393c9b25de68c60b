import type { Json } from "../json";
import { RETRY_SCHEDULE_SECONDS } from "../retry";
import { eventFields } from "./generic";
import type { Preset } from "./preset";

/** GitHub takes at most ten keys in `client_payload`, so everything stands under one. */
export const GITHUB: Preset = {
  title: "GitHub by token",
  description:
    "Starts workflows by repository_dispatch: the URL is https://api.github.com/repos/OWNER/REPO/dispatches, the access token one that may write the repository's contents.",
  escape: "none",
  isUrlSecret: false,
  isRepeatable: false,
  maxPerSecond: null,
  bytesMax: null,
  retrySchedule: RETRY_SCHEDULE_SECONDS,
  warnings: [
    {
      code: "github_answers_blindly",
      field: "url",
      message:
        "GitHub accepts a dispatch even when no workflow listens for its event_type. The workflow must be on the default branch and name the type under on: repository_dispatch: types.",
    },
    {
      code: "github_untrusted_values",
      field: "preset",
      message:
        "In the workflow, pass values through env: and never write ${{ }} inside run:. A model's name is text that others choose.",
    },
  ],
  isUrlOf: (url) => /^(\/api\/v3)?\/repos\/[^/]+\/[^/]+\/dispatches\/?$/.test(url.pathname),
  payloadFor: (eventType) => ({
    event_type: "${event_type}",
    client_payload: {
      modelwire: { delivery_id: "${delivery_id}", event_id: "${event_id}", ...eventFields(eventType) },
    },
  }),
};

/** The flat form that workflows written for W&B read, with the workflow's own event type. */
export const GITHUB_FLAT_PAYLOAD: Json = {
  event_type: "BUILD_AND_DEPLOY",
  client_payload: {
    event_author: "${event_author}",
    artifact_version: "${artifact_version}",
    artifact_version_string: "${artifact_version_string}",
    artifact_collection_name: "${artifact_collection_name}",
    project_name: "${project_name}",
    entity_name: "${entity_name}",
  },
};
