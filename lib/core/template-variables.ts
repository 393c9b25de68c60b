import { EVENT_TYPE_NAMES, EVENT_TYPES, type EventType, type RegistryEvent, type VersionSnapshot } from "./event";
import { evaluationValue, metadataValue } from "./event-values";
import { REGISTRY_PROJECT } from "./names";
import { downloadUrl, modelUrl, versionUrl } from "./site-urls";
import { FAILURE_VARIABLES, OF_FAILURES } from "./template-failure-variables";
import { type TemplateVariable, url, value } from "./template-variable";

const ALL = EVENT_TYPE_NAMES;
const OF_VERSIONS = ALL.filter((type) => EVENT_TYPES[type].about !== "model");
const OF_LINKS: readonly EventType[] = ["LINK_ARTIFACT"];
const OF_CREATIONS: readonly EventType[] = ["CREATE_MODEL"];

/** A failure carries the alias, tag or evaluation of the event behind it. */
const OF_ALIASES = ALL.filter((type) => filtersBy(type, "alias")).concat(OF_FAILURES);
const OF_TAGS = ALL.filter((type) => filtersBy(type, "tag")).concat(OF_FAILURES);
const OF_EVALUATIONS = ALL.filter((type) => filtersBy(type, "evaluation")).concat(OF_FAILURES);

/** The one table of variables: what may be written, what it means, and where its value comes from. */
export const TEMPLATE_VARIABLES: readonly TemplateVariable[] = [
  {
    ...value("event_type", ALL, "ADD_ARTIFACT_ALIAS", "The type of the event."),
    valueOf: ({ event }) => event.type,
  },
  {
    ...value("event_author", ALL, "maria", "The name of the person or token whose change it was."),
    valueOf: ({ event }) => event.actor.name,
  },
  {
    ...value(
      "artifact_version",
      OF_VERSIONS,
      "modelwire-artifact://_id/QXJ0aWZhY3Q6YXJ0XzAxOTMwYjZl",
      "The version's artifact as an address of its own, which no alias move changes.",
    ),
    valueOf: ({ event }) => (event.version ? artifactUri(event.version) : undefined),
  },
  {
    ...value(
      "artifact_version_string",
      OF_VERSIONS,
      `acme/${REGISTRY_PROJECT}/fraud-detector:production`,
      "The version by name: ends in the alias for an alias event, in its number otherwise.",
    ),
    valueOf: ({ event }) =>
      event.version
        ? versionName(event, filtersBy(event.type, "alias") ? event.alias : null, event.version)
        : undefined,
  },
  {
    ...value(
      "artifact_version_ref",
      OF_VERSIONS,
      `acme/${REGISTRY_PROJECT}/fraud-detector:v3`,
      "The version by name and number: it means the same tomorrow.",
    ),
    valueOf: ({ event }) => (event.version ? versionName(event, null, event.version) : undefined),
  },
  {
    ...value(
      "artifact_version_index",
      OF_VERSIONS,
      3,
      "The number of the version; a JSON number where it stands alone.",
    ),
    valueOf: ({ event }) => event.version?.number,
  },
  {
    ...value("artifact_version_number", OF_VERSIONS, "3", "The same number as text, as MLflow's clients write it."),
    valueOf: ({ event }) => event.version?.number.toString(),
  },
  {
    ...value("artifact_collection_name", ALL, "fraud-detector", "The name of the model."),
    valueOf: ({ event }) => event.model.name,
  },
  {
    ...value("artifact_digest", OF_VERSIONS, "9f2c7d3a1b6e…", "The digest of the version's files."),
    valueOf: ({ event }) => event.version?.artifact.digest,
  },
  {
    ...value("artifact_metadata.KEY", OF_VERSIONS, 0.947, "A value of the version's metadata; nested ones by dots."),
    valueOf: ({ event }, key) => (event.version ? metadataValue(event.version.metadata, key) : undefined),
  },
  {
    ...value(
      "version_source",
      OF_VERSIONS,
      "s3://models/fraud/3",
      "Where the version's files are kept: its reference, or the artifact's address here.",
    ),
    valueOf: ({ event }) => (event.version ? (event.version.referenceUri ?? artifactUri(event.version)) : undefined),
  },
  {
    ...value(
      "version_run_id",
      OF_VERSIONS,
      "4f1c7a90",
      "The training run that made the version; null where none is known.",
    ),
    valueOf: ({ event }) => (event.version ? (event.version.runId ?? null) : undefined),
  },
  {
    ...value("version_description", OF_VERSIONS, "Retrained.", "The description of the version."),
    valueOf: ({ event }) => event.version?.description,
  },
  {
    ...value("version_tags", OF_LINKS, { team: "fraud" }, "The tags that the version was linked with, as an object."),
    valueOf: ({ event }) => (event.version && event.type === "LINK_ARTIFACT" ? (event.version.tags ?? {}) : undefined),
  },
  {
    ...value(
      "model_description",
      OF_CREATIONS,
      "Scores card payments.",
      "The description that the model was created with.",
    ),
    valueOf: ({ event }) => (event.type === "CREATE_MODEL" ? (event.model.description ?? "") : undefined),
  },
  {
    ...value("model_tags", OF_CREATIONS, { team: "fraud" }, "The tags that the model was created with, as an object."),
    valueOf: ({ event }) => (event.type === "CREATE_MODEL" ? (event.model.tags ?? {}) : undefined),
  },
  {
    ...value("project_name", ALL, REGISTRY_PROJECT, "The project that holds the model: always the registry."),
    valueOf: () => REGISTRY_PROJECT,
  },
  {
    ...value("entity_name", ALL, "acme", "The name of the team."),
    valueOf: ({ event }) => event.team.name,
  },
  {
    ...value("alias", OF_ALIASES, "production", "The alias that was added or removed."),
    valueOf: ({ event }) => event.alias ?? undefined,
  },
  {
    ...value("tag", OF_TAGS, "reviewed-by", "The key of the tag that was added or removed."),
    valueOf: ({ event }) => event.tag?.key,
  },
  {
    ...value("tag_value", OF_TAGS, "maria", "The value of that tag, often empty."),
    valueOf: ({ event }) => event.tag?.value,
  },
  {
    ...value("previous_version", ["ADD_ARTIFACT_ALIAS", ...OF_FAILURES], "v2", "Where a moved alias stood before."),
    valueOf: ({ event }) => (event.previousVersion ? `v${event.previousVersion.number}` : undefined),
  },
  {
    ...value(
      "evaluation.KEY",
      OF_EVALUATIONS,
      0.981,
      "A metric or check of the evaluation by its name, or the evaluation's own name, metrics or checks.",
    ),
    valueOf: ({ event }, key) => (event.evaluation ? evaluationValue(event.evaluation, key) : undefined),
  },
  {
    ...url("evaluation.run_url", OF_EVALUATIONS, "https://ci.example.com/runs/4182", "Where the evaluation ran."),
    valueOf: ({ event }) => event.evaluation?.runUrl ?? undefined,
  },
  {
    ...value("event_id", ALL, "evt_01930b72-6a9d-7e38-b5c0-41d8f2e6a904", "The id of the event."),
    valueOf: ({ event }) => event.id,
  },
  {
    ...value("event_time", ALL, "2026-11-08T09:41:27.318Z", "When it happened: ISO 8601 in UTC."),
    valueOf: ({ event }) => event.occurredAt,
  },
  {
    ...value(
      "delivery_id",
      ALL,
      "dl_01930b72-6b01-7d2e-8f3a-4b5c6d7e8f10",
      "The id of the delivery, on every attempt.",
    ),
    valueOf: ({ deliveryId }) => deliveryId,
  },
  {
    ...value("automation_name", ALL, "Deploy on production", "The name of the automation that fires."),
    valueOf: ({ automationName }) => automationName,
  },
  {
    ...url(
      "version_url",
      OF_VERSIONS,
      "https://models.example.com/acme/models/fraud-detector/versions/v3",
      "The version's page.",
    ),
    valueOf: ({ baseUrl, event }) =>
      event.version ? versionUrl(baseUrl, event.team.name, event.model.name, event.version.number) : undefined,
  },
  {
    ...url("model_url", ALL, "https://models.example.com/acme/models/fraud-detector", "The model's page."),
    valueOf: ({ baseUrl, event }) => modelUrl(baseUrl, event.team.name, event.model.name),
  },
  {
    ...url(
      "download_url",
      OF_VERSIONS,
      "https://models.example.com/api/v1/teams/acme/models/fraud-detector/versions/v3/download",
      "Where a token downloads the version's files; holds no credential itself.",
    ),
    valueOf: ({ baseUrl, event }) =>
      event.version ? downloadUrl(baseUrl, event.team.name, event.model.name, event.version.number) : undefined,
  },
  ...FAILURE_VARIABLES,
  {
    name: "secrets.NAME",
    kind: "secret",
    description: "A team secret, filled in only while the request is sent and shown as *** everywhere else.",
    sample: "***",
    appliesTo: ALL,
    valueOf: () => undefined,
  },
];

function filtersBy(type: EventType, what: "alias" | "tag" | "evaluation"): boolean {
  const filters: readonly string[] = EVENT_TYPES[type].filters;
  return filters.includes(what);
}

/** The one form that names the very bytes: an alias moves, and a version can be unlinked. */
function artifactUri(version: VersionSnapshot): string {
  return `modelwire-artifact://_id/${btoa(`Artifact:${version.artifact.id}`)}`;
}

function versionName(event: RegistryEvent, alias: string | null, version: VersionSnapshot): string {
  return `${event.team.name}/${REGISTRY_PROJECT}/${event.model.name}:${alias ?? `v${version.number}`}`;
}
