import type { EventType } from "../event";
import type { Json } from "../json";
import { RETRY_SCHEDULE_SECONDS } from "../retry";
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
  retrySchedule: RETRY_SCHEDULE_SECONDS,
  warnings: [
    {
      code: "slack_needs_no_token",
      field: "accessTokenSecret",
      message: "The URL of an incoming webhook carries its own key: it needs no access token.",
    },
  ],
  isUrlOf: (url) => ["hooks.slack.com", "hooks.slack-gov.com"].includes(url.hostname),
  payloadFor: messageFor,
};

/**
 * By the Web API and a bot's token: what is posted can be changed, so that one message follows the runs of its event. Slack
 * answers 200 also to what it refuses; `core/slack.ts` reads its answers.
 */
export const SLACK_BOT: Preset = {
  title: "Slack by bot",
  description:
    "A message that follows the workflow run: the URL is https://slack.com/api/chat.postMessage, the access token that of a bot that may chat:write, and the payload names the channel.",
  escape: "slack",
  isUrlSecret: false,
  isRepeatable: true,
  maxPerSecond: 1,
  bytesMax: null,
  retrySchedule: RETRY_SCHEDULE_SECONDS,
  warnings: [
    {
      code: "slack_bot_needs_channel",
      field: "preset",
      message:
        "The payload names a channel, best by its id, that the bot has been invited to. The message is updated as the runs proceed that the same event has started.",
    },
  ],
  isUrlOf: isPostMessageUrl,
  payloadFor: (eventType) => ({ channel: "#models", ...messageFor(eventType) }),
};

/** Also of an emulator or a proxy, which has the method under another host. */
function isPostMessageUrl(url: URL): boolean {
  return url.pathname === "/api/chat.postMessage";
}

function messageFor(eventType: EventType) {
  return {
    text: SENTENCES[eventType],
    blocks: [
      section(`*${SENTENCES[eventType]}*`),
      {
        type: "context",
        elements: [mrkdwn("By ${event_author} in ${entity_name}, by the automation ${automation_name}")],
      },
      { type: "actions", elements: [button(pageOf(eventType))] },
    ],
  };
}

function section(text: string): Json {
  return { type: "section", text: mrkdwn(text) };
}

function mrkdwn(text: string): Json {
  return { type: "mrkdwn", text };
}

function button(page: { title: string; url: string }): Json {
  return { type: "button", text: { type: "plain_text", text: page.title }, url: page.url };
}
