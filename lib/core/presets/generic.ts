import { EVENT_TYPES, type EventType } from "../event";
import type { Json, JsonObject } from "../json";
import { RETRY_SCHEDULE_SECONDS } from "../retry";
import type { Preset } from "./preset";
import { hasVersion } from "./subject";

export const GENERIC: Preset = {
  title: "Webhook",
  description:
    "Any HTTP endpoint. The whole event as JSON: type, timestamp and data, with every value exactly as it is.",
  escape: "none",
  isUrlSecret: false,
  isRepeatable: true,
  maxPerSecond: null,
  bytesMax: null,
  retrySchedule: RETRY_SCHEDULE_SECONDS,
  warnings: [],
  isUrlOf: () => false,
  payloadFor: (eventType) => ({
    type: "${event_type}",
    timestamp: "${event_time}",
    event_id: "${event_id}",
    delivery_id: "${delivery_id}",
    automation: "${automation_name}",
    data: eventFields(eventType),
  }),
};

/** Everything that an event of this type has, by plain names. What another type has is left out, not sent empty. */
export function eventFields(eventType: EventType): JsonObject {
  const filters: readonly string[] = EVENT_TYPES[eventType].filters;
  return {
    team: "${entity_name}",
    actor: "${event_author}",
    model: { name: "${artifact_collection_name}", url: "${model_url}" },
    ...(hasVersion(eventType) ? { version: VERSION } : {}),
    ...(filters.includes("alias") ? { alias: "${alias}" } : {}),
    ...(eventType === "ADD_ARTIFACT_ALIAS" ? { from: "${previous_version}", to: "v${artifact_version_index}" } : {}),
    ...(filters.includes("tag") ? { tag: { key: "${tag}", value: "${tag_value}" } } : {}),
    ...(filters.includes("evaluation") ? { evaluation: EVALUATION } : {}),
    ...(eventType === "AUTOMATION_FAILED" ? { alias: "${alias}", failure: FAILURE } : {}),
  };
}

const VERSION: Json = {
  number: "${artifact_version_index}",
  ref: "${artifact_version_ref}",
  artifact: "${artifact_version}",
  digest: "${artifact_digest}",
  url: "${version_url}",
  download_url: "${download_url}",
};

const EVALUATION: Json = {
  name: "${evaluation.name}",
  metrics: "${evaluation.metrics}",
  checks: "${evaluation.checks}",
  run_url: "${evaluation.run_url}",
};

const FAILURE: Json = {
  automation: "${failed_automation_name}",
  delivery_id: "${failed_delivery_id}",
  code: "${failure_code}",
  run_url: "${run_url}",
};
