import type { Actor } from "./actor";
import type { RunConclusion } from "./github-run";
import type { Id } from "./ids";
import type { JsonObject } from "./json";

/** The one table of event types. Adding one is an entry here and its sample in `event-samples.ts`. */
export const EVENT_TYPES = {
  LINK_ARTIFACT: { label: "Version linked", about: "version", filters: [] },
  ADD_ARTIFACT_ALIAS: { label: "Alias added", about: "version", filters: ["alias"] },
  REMOVE_ARTIFACT_ALIAS: { label: "Alias removed", about: "version", filters: ["alias"] },
  UNLINK_ARTIFACT: { label: "Version unlinked", about: "version", filters: [] },
  ADD_ARTIFACT_TAG: { label: "Tag added", about: "version", filters: ["tag"] },
  REMOVE_ARTIFACT_TAG: { label: "Tag removed", about: "version", filters: ["tag"] },
  RECORD_EVALUATION: { label: "Evaluation recorded", about: "version", filters: ["evaluation"] },
  CREATE_MODEL: { label: "Model created", about: "model", filters: [] },
  AUTOMATION_FAILED: { label: "Automation failed", about: "delivery", filters: [] },
} as const satisfies Record<string, EventTypeEntry>;

/** `about` says what the event always has; `filters` which name or value its automations may match by. */
type EventTypeEntry = {
  label: string;
  about: "version" | "model" | "delivery";
  filters: readonly ("alias" | "tag" | "evaluation")[];
};

export type EventType = keyof typeof EVENT_TYPES;
export const EVENT_TYPE_NAMES = Object.keys(EVENT_TYPES) as [EventType, ...EventType[]];

export type VersionSnapshot = {
  id: Id<"version">;
  number: number;
  description: string;
  artifact: { id: Id<"artifact">; project: string; name: string; number: number; type: string; digest: string };
  metadata: JsonObject;
  /** The URI of a version whose bytes are kept elsewhere; null when its files are here. */
  referenceUri: string | null;
  /** The training run that made it, where its source names one; left out of events before it was told. */
  runId?: string | null;
  /** The tags that it was linked with; told by the link alone. */
  tags?: Record<string, string>;
};

export type EvaluationSnapshot = {
  id: Id<"evaluation">;
  name: string;
  metrics: Record<string, number>;
  checks: Record<string, boolean>;
  runUrl: string | null;
};

export type FailureSnapshot = {
  deliveryId: Id<"delivery">;
  automationId: Id<"automation">;
  automationName: string;
  code: string;
  /** The run that failed; left out where the delivery itself did, and of events before runs were followed. */
  run?: FailedRun;
};

export type FailedRun = {
  url: string;
  workflow: string;
  attempt: number;
  conclusion: RunConclusion;
  failingJob: { name: string; url: string } | null;
  /** Of a launch run why it failed, as a sentence. */
  reason?: string;
};

/** One change, told so fully that any payload can be rendered from it later, whatever has changed since. */
export type RegistryEvent = {
  id: Id<"event">;
  type: EventType;
  /** ISO 8601 with milliseconds, UTC. */
  occurredAt: string;
  team: { id: Id<"team">; name: string };
  actor: Actor;
  /** Description and tags as the model was created with, told by that event alone. */
  model: { id: Id<"model">; name: string; description?: string; tags?: Record<string, string> };
  version: VersionSnapshot | null;
  alias: string | null;
  tag: { key: string; value: string } | null;
  /** Where a moved alias stood before. */
  previousVersion: { id: Id<"version">; number: number } | null;
  evaluation: EvaluationSnapshot | null;
  failure: FailureSnapshot | null;
  causeDeliveryId: Id<"delivery"> | null;
};

/** What the domain hands to `events/append`, which adds id, time, team and actor. */
export type NewEvent = Pick<RegistryEvent, "type" | "model"> &
  Partial<Pick<RegistryEvent, "version" | "alias" | "tag" | "previousVersion" | "evaluation" | "failure">>;

/** One line of a list of events. */
export type EventView = RegistryEvent;
