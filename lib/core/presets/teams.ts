import type { EventType } from "../event";
import type { Json } from "../json";
import { RETRY_SCHEDULE_SECONDS } from "../retry";
import type { Preset } from "./preset";
import { hasVersion, pageOf, SENTENCES } from "./subject";

const CARD_BYTES_MAX = 28 * 1_024;

/** Elements that phones draw too; Teams' own clients differ in all newer ones. */
export const TEAMS: Preset = {
  title: "Microsoft Teams",
  description: "An Adaptive Card in a channel, by the URL of a Workflows webhook.",
  escape: "teams",
  isUrlSecret: true,
  isRepeatable: true,
  maxPerSecond: 4,
  bytesMax: CARD_BYTES_MAX,
  retrySchedule: RETRY_SCHEDULE_SECONDS,
  warnings: [
    {
      code: "teams_accepts_first",
      field: "url",
      message: "Teams answers 202 before the card is posted. If none appears, look at the flow's run history.",
    },
    {
      code: "teams_flow_has_an_owner",
      field: "url",
      message: "A flow belongs to the person who made it and stops when they leave: add a second owner to it.",
    },
  ],
  isUrlOf: (url) => isUnder(url.hostname, "api.powerplatform.com") || isUnder(url.hostname, "logic.azure.com"),
  payloadFor: (eventType) => ({
    type: "message",
    attachments: [
      { contentType: "application/vnd.microsoft.card.adaptive", contentUrl: null, content: cardOf(eventType) },
    ],
  }),
};

/** What W&B's documents showed for Teams. Kept for receivers that still read it. */
export const TEAMS_LEGACY: Preset = {
  title: "Microsoft Teams connector (switched off)",
  description: "A MessageCard, as the old Office 365 connectors took it.",
  escape: "teams",
  isUrlSecret: true,
  isRepeatable: true,
  maxPerSecond: 4,
  bytesMax: CARD_BYTES_MAX,
  retrySchedule: RETRY_SCHEDULE_SECONDS,
  warnings: [
    {
      code: "teams_connectors_switched_off",
      field: "preset",
      message:
        "Microsoft switched the Office 365 connectors off in May 2026. Make a Workflows webhook in Teams and choose the preset Microsoft Teams.",
    },
  ],
  isUrlOf: (url) =>
    isUnder(url.hostname, "webhook.office.com") ||
    (url.hostname === "outlook.office.com" && url.pathname.startsWith("/webhook/")),
  payloadFor: (eventType) => ({
    "@type": "MessageCard",
    "@context": "http://schema.org/extensions",
    summary: SENTENCES[eventType],
    sections: [
      {
        activityTitle: "Modelwire",
        text: SENTENCES[eventType],
        facts: factsOf(eventType).map(([name, value]) => ({ name, value })),
        markdown: true,
      },
    ],
  }),
};

function cardOf(eventType: EventType): Json {
  const page = pageOf(eventType);
  return {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    body: [
      { type: "TextBlock", text: SENTENCES[eventType], weight: "Bolder", size: "Medium", wrap: true },
      { type: "FactSet", facts: factsOf(eventType).map(([title, value]) => ({ title, value })) },
    ],
    actions: [{ type: "Action.OpenUrl", title: page.title, url: page.url }],
  };
}

function factsOf(eventType: EventType): [string, string][] {
  const version: [string, string][] = hasVersion(eventType) ? [["Version", "v${artifact_version_index}"]] : [];
  return [
    ["Event", "${event_type}"],
    ["Author", "${event_author}"],
    ["Team", "${entity_name}"],
    ["Model", "${artifact_collection_name}"],
    ...version,
    ["Automation", "${automation_name}"],
  ];
}

function isUnder(hostname: string, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`);
}
