import { EVENT_TYPES, type EventType } from "../event";
import type { Json, JsonObject } from "../json";
import { isMlflowEventType, MLFLOW_EVENTS } from "../mlflow-webhook";
import type { Preset } from "./preset";

/** The first retries come within two seconds, as MLflow's receivers know it; then it is as patient as any other. */
const RETRY_SCHEDULE_SECONDS = [
  1,
  1,
  5,
  30,
  5 * 60,
  30 * 60,
  2 * 3_600,
  5 * 3_600,
  10 * 3_600,
  14 * 3_600,
  20 * 3_600,
  24 * 3_600,
] as const;

export const MLFLOW: Preset = {
  title: "MLflow",
  description:
    "What MLflow's own server would post: its envelope, and its X-MLflow headers with the signing secret beside ours. MLflow's webhook API makes these too.",
  escape: "none",
  isUrlSecret: false,
  isRepeatable: true,
  maxPerSecond: null,
  bytesMax: null,
  retrySchedule: RETRY_SCHEDULE_SECONDS,
  warnings: [],
  isUrlOf: () => false,
  payloadFor: (eventType) => ({
    ...envelopeOf(eventType),
    timestamp: "${event_time}",
    data: dataOf(eventType),
  }),
};

/** MLflow's name of the event; one in its manner for what MLflow has no webhook for. */
function envelopeOf(eventType: EventType): { entity: string; action: string } {
  return isMlflowEventType(eventType) ? MLFLOW_EVENTS[eventType] : BEYOND[eventType];
}

const BEYOND = {
  UNLINK_ARTIFACT: { entity: "model_version", action: "deleted" },
  RECORD_EVALUATION: { entity: "model_version_evaluation", action: "recorded" },
  AUTOMATION_FAILED: { entity: "automation", action: "failed" },
} as const;

function dataOf(eventType: EventType): JsonObject {
  const filters: readonly string[] = EVENT_TYPES[eventType].filters;
  const isVersion = EVENT_TYPES[eventType].about === "version";
  return {
    name: "${artifact_collection_name}",
    ...(eventType === "CREATE_MODEL" ? { tags: "${model_tags}", description: "${model_description}" } : {}),
    // An alias that is taken off is told without a version, as MLflow does.
    ...(isVersion && eventType !== "REMOVE_ARTIFACT_ALIAS" ? { version: "${artifact_version_number}" } : {}),
    ...(eventType === "LINK_ARTIFACT" ? LINKED : {}),
    ...(filters.includes("alias") ? { alias: "${alias}" } : {}),
    ...(filters.includes("tag") ? { key: "${tag}" } : {}),
    ...(eventType === "ADD_ARTIFACT_TAG" ? { value: "${tag_value}" } : {}),
    ...(eventType === "RECORD_EVALUATION" ? { metrics: "${evaluation.metrics}", checks: "${evaluation.checks}" } : {}),
    ...(eventType === "AUTOMATION_FAILED" ? { automation: "${failed_automation_name}", code: "${failure_code}" } : {}),
  };
}

const LINKED: Record<string, Json> = {
  source: "${version_source}",
  run_id: "${version_run_id}",
  tags: "${version_tags}",
  description: "${version_description}",
};
