import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { PreviewRequest, PreviewView, Warning } from "@/lib/core/automation";
import type { RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import { compileFilter } from "@/lib/core/filter";
import { filterWarnings } from "@/lib/core/filter-check";
import { PRESETS } from "@/lib/core/presets";
import { notFound, ok, type Result, refuse } from "@/lib/core/result";
import { payloadText, type Rendered, renderTemplate } from "@/lib/core/template";
import type { Database } from "@/lib/db/client";
import { findModelId } from "@/lib/db/find-model-id";
import { newId } from "@/lib/platform/id";
import { checkDraft, type Draft } from "./draft";
import { findPastEvent, findPastMatches } from "./past-events";

const MATCHES_SHOWN_MAX = 20;

/** All that there is to see of a wish, also of one that cannot be saved yet. */
export type DraftLook = {
  draft: Result<Draft>;
  /** The event that it is looked at for, whole: the values of its variables are taken from it. */
  event: RegistryEvent;
  isSample: boolean;
  past: PreviewView["recent"] & { eventsLookedAt: number; allMatchCount: number; matches: PreviewView["matches"] };
  rendered: Result<Rendered> | null;
  warnings: Warning[];
};

/** Says what an automation would do before it is saved: which past events it would have matched, and what it would send. */
export async function previewAutomation(
  db: Database,
  scope: TeamScope,
  input: PreviewRequest,
  ports: { baseUrl: string },
): Promise<Result<PreviewView>> {
  const looked = await lookAtDraft(db, scope, input, ports);
  if (!looked.ok) {
    return looked;
  }
  const { draft, event, isSample, past, rendered, warnings } = looked.value;
  if (!draft.ok) {
    return draft;
  }
  if (!rendered?.ok) {
    return rendered ?? notFound("event");
  }
  const { eventsLookedAt, allMatchCount, matches, ...recent } = past;
  return ok({
    eventsLookedAt,
    matchCount: allMatchCount,
    matches,
    recent,
    rendered: { eventId: isSample ? null : event.id, isSample, body: rendered.value.body },
    warnings,
  });
}

/** The same for a wish that may be unfinished: what is wrong with it stands beside what can be seen already. */
export async function lookAtDraft(
  db: Database,
  scope: TeamScope,
  input: PreviewRequest,
  { baseUrl }: { baseUrl: string },
): Promise<Result<DraftLook>> {
  if (!can(scope.role, "automation.write")) {
    return refuse({ code: "forbidden", message: onlySentence("automation.write") });
  }
  const draft = await checkDraft(db, scope, { ...input, model: input.model === null ? null : { name: input.model } });
  const past = await lookBack(db, scope, input);
  if (!past.ok) {
    return past;
  }

  const { lookedAt, matchCount, matches, recent } = past.value;
  const real = past.value.asked ?? matches[0];
  const event = real ?? EVENT_SAMPLES[input.eventType];
  const rendered = draft.ok ? renderDraft(draft.value, event, { name: input.name, baseUrl }) : null;
  return ok({
    draft,
    event,
    isSample: !real,
    past: { ...recent, eventsLookedAt: lookedAt, allMatchCount: matchCount, matches: matches.map(pastEventLine) },
    rendered,
    warnings: draft.ok
      ? [...draft.value.warnings, ...(rendered?.ok ? sizeWarnings(rendered.value, draft.value) : [])]
      : filterWarnings(input.filter, input.eventType),
  });
}

/** The past of a wish, and the event that was asked for. */
async function lookBack(db: Database, scope: TeamScope, input: PreviewRequest) {
  const { model, eventType, filter, eventsMax, eventId } = input;
  const modelId = model === null ? null : await findModelId(db, scope, model);
  const past = await findPastMatches(db, scope, {
    eventType,
    // Until the filter is right the events of its type are shown, for there is nothing to tell them apart by.
    filter: compileFilter(filter).ok ? filter : { alias: null, tag: null, conditions: [] },
    eventsMax: model !== null && modelId === null ? 0 : eventsMax,
    modelId,
    keptMax: MATCHES_SHOWN_MAX,
  });
  if (!past.ok) {
    return past;
  }
  const asked = eventId === undefined ? null : await findPastEvent(db, scope, { eventId, eventType, modelId });
  return eventId !== undefined && asked === null ? notFound("event") : ok({ ...past.value, asked });
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
    accessTokenSecret: webhook?.accessTokenSecret ?? null,
    escape: webhook ? PRESETS[webhook.preset].escape : "none",
  });
}

/** A past event as previews list it. */
export function pastEventLine(event: RegistryEvent): PreviewView["matches"][number] {
  return {
    eventId: event.id,
    type: event.type,
    model: event.model.name,
    version: event.version?.number ?? null,
    alias: event.alias,
    previousVersion: event.previousVersion?.number ?? null,
    tag: event.tag,
    evaluation: event.evaluation?.name ?? null,
    actor: event.actor.name,
    occurredAt: event.occurredAt,
  };
}

function sizeWarnings({ body }: Rendered, { webhook }: Draft): Warning[] {
  if (!webhook) {
    return [];
  }
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
