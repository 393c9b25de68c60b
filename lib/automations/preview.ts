import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { PreviewRequest, PreviewView, Warning } from "@/lib/core/automation";
import type { RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import { PRESETS } from "@/lib/core/presets";
import { ok, type Result, refuse } from "@/lib/core/result";
import { payloadText, type Rendered, renderTemplate } from "@/lib/core/template";
import type { Database } from "@/lib/db/client";
import { newId } from "@/lib/platform/id";
import { checkDraft, type Draft } from "./draft";
import { findPastMatches } from "./past-events";

const MATCHES_SHOWN_MAX = 20;

/** Says what an automation would do before it is saved: which past events it would have matched, and what it would send. */
export async function previewAutomation(
  db: Database,
  scope: TeamScope,
  input: PreviewRequest,
  { baseUrl }: { baseUrl: string },
): Promise<Result<PreviewView>> {
  if (!can(scope.role, "automation.write")) {
    return refuse({ code: "forbidden", message: onlySentence("automation.write") });
  }
  const model = input.model === null ? null : { name: input.model };
  const draft = await checkDraft(db, scope, { ...input, model });
  if (!draft.ok) {
    return draft;
  }
  const past = await findPastMatches(db, scope, {
    ...input,
    modelId: draft.value.model?.id ?? null,
    keptMax: MATCHES_SHOWN_MAX,
  });
  if (!past.ok) {
    return past;
  }

  const { lookedAt, matchCount, matches } = past.value;
  const event = matches[0] ?? EVENT_SAMPLES[input.eventType];
  const rendered = renderDraft(draft.value, event, { name: input.name, baseUrl });
  if (!rendered.ok) {
    return rendered;
  }
  return ok({
    eventsLookedAt: lookedAt,
    matchCount,
    matches: matches.map(lineOf),
    rendered: {
      eventId: matches[0]?.id ?? null,
      isSample: matches.length === 0,
      body: rendered.value.body,
    },
    warnings: [...draft.value.warnings, ...sizeWarnings(rendered.value, draft.value)],
  });
}

function renderDraft(
  { action, webhook, secretNames }: Draft,
  event: RegistryEvent,
  { name, baseUrl }: { name: string; baseUrl: string },
): Result<Rendered> {
  return renderTemplate(action.payload, {
    event,
    deliveryId: newId("delivery"),
    automationName: name,
    baseUrl,
    secretNames,
    accessTokenSecret: webhook.accessTokenSecret,
    escape: PRESETS[webhook.preset].escape,
  });
}

function lineOf(event: RegistryEvent): PreviewView["matches"][number] {
  return {
    eventId: event.id,
    type: event.type,
    model: event.model.name,
    version: event.version?.number ?? null,
    alias: event.alias,
    occurredAt: event.occurredAt,
  };
}

function sizeWarnings({ body }: Rendered, { webhook }: Draft): Warning[] {
  const { bytesMax, title } = PRESETS[webhook.preset];
  const bytes = Buffer.byteLength(payloadText(body));
  return bytesMax === null || bytes <= bytesMax
    ? []
    : [
        {
          code: "payload_too_large_for_receiver",
          field: "action.payload",
          message: `This payload has ${bytes.toLocaleString("en")} bytes; ${title} takes at most ${bytesMax.toLocaleString("en")}. Send less.`,
        },
      ];
}
