import type { JsonEditorPreset } from "@/app/_components/json-editor.client";
import { GITHUB_APP_PRESET } from "@/lib/core/action";
import type { EventType } from "@/lib/core/event";
import { githubPayloadFor } from "@/lib/core/github-payload";
import type { Json } from "@/lib/core/json";
import { PRESETS } from "@/lib/core/presets";
import { GITHUB_FLAT_PAYLOAD } from "@/lib/core/presets/github";
import type { WebhookPreset } from "@/lib/core/webhook";

/** A webhook's preset, or the payload that goes through the GitHub App. */
export type PayloadPreset = WebhookPreset | typeof GITHUB_APP_PRESET;

const STANDARD_LABEL = {
  generic: "Whole event",
  github: "Nested",
  slack: "Blocks",
  slack_bot: "Message by bot",
  teams: "Card",
  teams_legacy: "MessageCard",
  mlflow: "MLflow's envelope",
  github_app: "Nested",
} as const satisfies Record<PayloadPreset, string>;

/** The names that payloads of W&B have, for receivers that were written for them. */
const FLAT: Json = {
  event_type: "${event_type}",
  event_author: "${event_author}",
  artifact_version: "${artifact_version}",
  artifact_version_string: "${artifact_version_string}",
  artifact_collection_name: "${artifact_collection_name}",
  project_name: "${project_name}",
  entity_name: "${entity_name}",
};

/** Whole payloads to begin from; the first is what the receiver gets where nothing is written. */
export function presetTexts(preset: PayloadPreset, eventType: EventType): JsonEditorPreset[] {
  return [
    presetOf("standard", STANDARD_LABEL[preset], standardOf(preset, eventType)),
    ...othersOf(preset),
    presetOf("empty", "Empty", {}),
  ];
}

/** The same of a launch, whose job says what it is given where nothing is written. */
export function launchTexts(defaults: string): JsonEditorPreset[] {
  return [{ name: "standard", label: "Defaults", text: defaults }, presetOf("empty", "Empty", {})];
}

function standardOf(preset: PayloadPreset, eventType: EventType): Json {
  return preset === GITHUB_APP_PRESET
    ? githubPayloadFor({ kind: "repository", eventType: "" }, eventType)
    : PRESETS[preset].payloadFor(eventType);
}

function othersOf(preset: PayloadPreset): JsonEditorPreset[] {
  if (preset === "github") {
    const minimal = { event_type: "${event_type}", client_payload: { modelwire: { delivery_id: "${delivery_id}" } } };
    return [presetOf("flat", "W&B names", GITHUB_FLAT_PAYLOAD), presetOf("minimal", "Minimal", minimal)];
  }
  if (preset === GITHUB_APP_PRESET) {
    return [
      presetOf("flat", "W&B names", FLAT),
      presetOf("minimal", "Minimal", {
        modelwire: { delivery_id: "${delivery_id}", version: "${artifact_version_ref}" },
      }),
    ];
  }
  if (preset === "slack") {
    return [presetOf("minimal", "Text", { text: "${event_author}: ${event_type} ${artifact_version_string}" })];
  }
  return preset === "generic" ? [presetOf("flat", "W&B names", FLAT)] : [];
}

function presetOf(name: string, label: string, payload: Json): JsonEditorPreset {
  return { name, label, text: JSON.stringify(payload, null, 2) };
}
