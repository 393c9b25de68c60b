import { describe, expect, test } from "vitest";
import { EVENT_TYPE_NAMES, type RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import type { Json } from "@/lib/core/json";
import { isUrlSecret, maskUrl, PRESETS, suggestPreset } from "@/lib/core/presets";
import { GITHUB_FLAT_PAYLOAD } from "@/lib/core/presets/github";
import { payloadText, renderTemplate } from "@/lib/core/template";
import { checkTemplate } from "@/lib/core/template-check";
import type { Escape } from "@/lib/core/template-escape";
import { WEBHOOK_PRESETS } from "@/lib/core/webhook";

const EVERY_PAYLOAD = WEBHOOK_PRESETS.flatMap((preset) => EVENT_TYPE_NAMES.map((eventType) => ({ preset, eventType })));

/** Names as long and as hostile as the registry lets them be: each grows the most when it is escaped. */
function worstOf(event: RegistryEvent): RegistryEvent {
  const name = "&*<".repeat(85);
  return {
    ...event,
    team: { ...event.team, name: "ü".repeat(128) },
    actor: { ...event.actor, name } as RegistryEvent["actor"],
    model: { ...event.model, name },
    alias: event.alias && name,
    tag: event.tag && { key: name, value: "x" },
    evaluation: event.evaluation && { ...event.evaluation, name },
    failure: event.failure && { ...event.failure, automationName: name },
  };
}

function bodyOf(payload: Json, event: RegistryEvent, manner: Escape = "none"): Json {
  const rendered = renderTemplate(payload, {
    event,
    deliveryId: "dl_1",
    automationName: "Deploy",
    baseUrl: "https://mw.example.com",
    secretNames: [],
    escape: manner,
  });
  if (!rendered.ok) {
    throw new Error(rendered.problem.message);
  }
  return rendered.value.body;
}

function textsOf(node: Json): string[] {
  if (typeof node === "string") {
    return [node];
  }
  return typeof node === "object" && node !== null ? Object.values(node).flatMap(textsOf) : [];
}

describe("every preset's payload", () => {
  test.each(EVERY_PAYLOAD)("$preset for $eventType passes the check without a warning", ({ preset, eventType }) => {
    const payload = PRESETS[preset].payloadFor(eventType);

    expect(checkTemplate(payload, { secretNames: [], eventType })).toEqual({
      problems: [],
      warnings: [],
      secretNames: [],
    });
  });

  test.each(EVERY_PAYLOAD)("$preset for $eventType names the model and leaves no variable", ({ preset, eventType }) => {
    const body = payloadText(
      bodyOf(PRESETS[preset].payloadFor(eventType), EVENT_SAMPLES[eventType], PRESETS[preset].escape),
    );

    expect(body).toContain("fraud-detector");
    expect(body).not.toContain("${");
  });

  test.each(EVERY_PAYLOAD)("$preset for $eventType stays within the receiver's limits", ({ preset, eventType }) => {
    const { bytesMax, payloadFor, escape: manner } = PRESETS[preset];
    const body = bodyOf(payloadFor(eventType), worstOf(EVENT_SAMPLES[eventType]), manner);

    expect(new TextEncoder().encode(payloadText(body)).length).toBeLessThan(bytesMax ?? 65_536);
    if (preset === "slack") {
      expect(Math.max(...textsOf(body).map((text) => text.length))).toBeLessThanOrEqual(3_000);
    }
  });
});

test("the default payload tells all of an alias's move", () => {
  expect(bodyOf(PRESETS.generic.payloadFor("ADD_ARTIFACT_ALIAS"), EVENT_SAMPLES.ADD_ARTIFACT_ALIAS)).toEqual({
    type: "ADD_ARTIFACT_ALIAS",
    timestamp: "2026-11-08T09:41:27.318Z",
    event_id: "evt_01930b72-6a9d-7e38-b5c0-41d8f2e6a904",
    delivery_id: "dl_1",
    automation: "Deploy",
    data: {
      team: "acme",
      actor: "maria",
      model: { name: "fraud-detector", url: "https://mw.example.com/acme/models/fraud-detector" },
      version: {
        number: 3,
        ref: "acme/model-registry/fraud-detector:v3",
        artifact: `modelwire-artifact://_id/${btoa("Artifact:art_01930b6e-8b07-7c1d-a2b4-0e6f93d5c802")}`,
        digest: "9f2c7d3a1b6e4f805d9c2a7b3e1f6048c5d2b9a7e4f3016d8c7b5a2e9f1d4c60",
        url: "https://mw.example.com/acme/models/fraud-detector/versions/v3",
        download_url: "https://mw.example.com/api/v1/teams/acme/models/fraud-detector/versions/v3/download",
      },
      alias: "production",
      from: "v2",
      to: "v3",
    },
  });
});

test("GitHub's client_payload holds one key", () => {
  for (const eventType of EVENT_TYPE_NAMES) {
    expect(PRESETS.github.payloadFor(eventType)).toMatchObject({ client_payload: { modelwire: expect.anything() } });
    expect(Object.keys(Object(Object(PRESETS.github.payloadFor(eventType)).client_payload))).toHaveLength(1);
  }
});

test("a Slack message cannot be made to mention a channel by a model's name", () => {
  const event: RegistryEvent = { ...EVENT_SAMPLES.ADD_ARTIFACT_ALIAS, alias: "<!channel>" };

  const body = bodyOf(PRESETS.slack.payloadFor("ADD_ARTIFACT_ALIAS"), event, "slack");

  expect(body).toMatchObject({ text: "&lt;!channel&gt; now points to v3 of fraud-detector." });
  expect(payloadText(body)).not.toContain("<!channel>");
});

test("buttons open an address for every type of event", () => {
  for (const eventType of EVENT_TYPE_NAMES) {
    for (const preset of ["slack", "teams"] as const) {
      const body = bodyOf(PRESETS[preset].payloadFor(eventType), EVENT_SAMPLES[eventType], PRESETS[preset].escape);

      const urls = textsOf(body).filter((text) => text.startsWith("https://mw.example.com/acme/models/fraud-detector"));
      expect(urls).toHaveLength(1);
    }
  }
});

describe("the payloads of the seed are taken as they are", () => {
  const messageCard: Json = {
    "@type": "MessageCard",
    "@context": "http://schema.org/extensions",
    summary: "New Notification",
    sections: [
      {
        activityTitle: "Notification",
        facts: [
          { name: "Author", value: "${event_author}" },
          { name: "Event Type", value: "${event_type}" },
        ],
        markdown: true,
      },
    ],
  };
  const slackBlocks: Json = {
    text: "New alert",
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: "Registry event: ${event_type}" } },
      { type: "section", text: { type: "mrkdwn", text: "New version: ${artifact_version_string}" } },
      { type: "divider" },
    ],
  };

  test.each([GITHUB_FLAT_PAYLOAD, messageCard, slackBlocks])("%j", (payload) => {
    for (const eventType of ["LINK_ARTIFACT", "ADD_ARTIFACT_ALIAS"] as const) {
      expect(checkTemplate(payload, { secretNames: [], eventType })).toEqual({
        problems: [],
        warnings: [],
        secretNames: [],
      });
    }
  });

  test("and filled as the seed shows", () => {
    expect(bodyOf(GITHUB_FLAT_PAYLOAD, EVENT_SAMPLES.ADD_ARTIFACT_ALIAS)).toEqual({
      event_type: "BUILD_AND_DEPLOY",
      client_payload: {
        event_author: "maria",
        artifact_version: `modelwire-artifact://_id/${btoa("Artifact:art_01930b6e-8b07-7c1d-a2b4-0e6f93d5c802")}`,
        artifact_version_string: "acme/model-registry/fraud-detector:production",
        artifact_collection_name: "fraud-detector",
        project_name: "model-registry",
        entity_name: "acme",
      },
    });
  });
});

describe("URLs", () => {
  test.each([
    ["https://api.github.com/repos/acme/fraud/dispatches", "github", false],
    ["https://git.example.com/api/v3/repos/acme/fraud/dispatches", "github", false],
    ["https://hooks.slack.com/services/T0/B0/x", "slack", true],
    [
      "https://a1.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/1/x?sig=y",
      "teams",
      true,
    ],
    ["https://prod-01.westeurope.logic.azure.com/workflows/1", "teams", true],
    ["https://acme.webhook.office.com/webhookb2/x", "teams_legacy", true],
    ["https://hooks.slack.com.evil.example/x", "generic", false],
    ["https://evilapi.powerplatform.com/x", "generic", false],
    ["https://ci.example.com/hook", "generic", false],
    ["not a url", "generic", false],
  ] as const)("%s suggests %s, secret: %s", (url, preset, isSecret) => {
    expect(suggestPreset(url)).toBe(preset);
    expect(isUrlSecret(url, "generic")).toBe(isSecret);
  });

  test("a secret URL shows only its host", () => {
    expect(maskUrl("https://hooks.slack.com/services/T0/B0/x?y=z#w")).toBe("https://hooks.slack.com/…");
    expect(maskUrl("broken secret")).toBe("…");
  });
});
