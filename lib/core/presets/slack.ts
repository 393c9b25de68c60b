import type { Json } from "../json";
import type { Preset } from "./preset";
import { pageOf, SENTENCES } from "./subject";

/**
 * Names stand in sections, which hold 3,000 characters, and never in a header, which holds 150: Slack refuses the whole
 * message when one block is too long. `text` is what notifications and screen readers show.
 */
export const SLACK: Preset = {
  title: "Slack",
  description: "A message in a channel, by the URL of an incoming webhook.",
  escape: "slack",
  isUrlSecret: true,
  isRepeatable: true,
  maxPerSecond: 1,
  bytesMax: null,
  warnings: [
    {
      code: "slack_needs_no_token",
      field: "accessTokenSecret",
      message: "The URL of an incoming webhook carries its own key: it needs no access token.",
    },
  ],
  isUrlOf: (url) => ["hooks.slack.com", "hooks.slack-gov.com"].includes(url.hostname),
  payloadFor: (eventType) => ({
    text: SENTENCES[eventType],
    blocks: [
      section(`*${SENTENCES[eventType]}*`),
      {
        type: "context",
        elements: [mrkdwn("By ${event_author} in ${entity_name}, by the automation ${automation_name}")],
      },
      { type: "actions", elements: [button(pageOf(eventType))] },
    ],
  }),
};

function section(text: string): Json {
  return { type: "section", text: mrkdwn(text) };
}

function mrkdwn(text: string): Json {
  return { type: "mrkdwn", text };
}

function button(page: { title: string; url: string }): Json {
  return { type: "button", text: { type: "plain_text", text: page.title }, url: page.url };
}
