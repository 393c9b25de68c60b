import { EVENT_TYPES, type EventType } from "../event";

/** One sentence per type of event, as a template: the heart of a message. Without markup, so that every receiver shows it. */
export const SENTENCES = {
  LINK_ARTIFACT: "${artifact_collection_name} has a new version, v${artifact_version_index}.",
  ADD_ARTIFACT_ALIAS: "${alias} now points to v${artifact_version_index} of ${artifact_collection_name}.",
  REMOVE_ARTIFACT_ALIAS: "${alias} was taken off v${artifact_version_index} of ${artifact_collection_name}.",
  UNLINK_ARTIFACT: "v${artifact_version_index} was unlinked from ${artifact_collection_name}.",
  ADD_ARTIFACT_TAG: "v${artifact_version_index} of ${artifact_collection_name} was tagged ${tag}.",
  REMOVE_ARTIFACT_TAG: "The tag ${tag} was taken off v${artifact_version_index} of ${artifact_collection_name}.",
  RECORD_EVALUATION: "${evaluation.name} was recorded on v${artifact_version_index} of ${artifact_collection_name}.",
  CREATE_MODEL: "The model ${artifact_collection_name} was created.",
  AUTOMATION_FAILED:
    "The automation ${failed_automation_name} failed for ${artifact_collection_name}: ${failure_code}.",
} as const satisfies Record<EventType, string>;

/** A failure may be about a model alone, so only the other types of event surely have a version. */
export function hasVersion(eventType: EventType): boolean {
  return EVENT_TYPES[eventType].about === "version";
}

/** A page to open that every event of the type has: an empty URL would have the whole message refused. */
export function pageOf(eventType: EventType): { title: string; url: string } {
  return hasVersion(eventType)
    ? { title: "Open version", url: "${version_url}" }
    : { title: "Open model", url: "${model_url}" };
}
