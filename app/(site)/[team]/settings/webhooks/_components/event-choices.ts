import "server-only";
import type { Choice } from "@/app/_components/ui/fields.client";
import { db, startRuntime } from "@/app/_server/runtime";
import type { TeamScope } from "@/lib/core/actor";
import { EVENT_TYPES, type EventType, type EventView } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import { type ListedVariable, listVariables } from "@/lib/core/variable-list";
import { listEvents } from "@/lib/events/queries";
import { newId } from "@/lib/platform/id";

const EVENTS_MAX = 30;

export type EventChoices = {
  choices: Choice[];
  /** The type of the newest event, or of the sample that stands for it. */
  newestType: EventType;
  /** What a payload may say, with the values that the newest event gives. */
  variables: readonly ListedVariable[];
};

/** The team's latest events, to render a test with. */
export async function readEventChoices(scope: TeamScope, secretNames: readonly string[]): Promise<EventChoices> {
  const [page, { ports }] = await Promise.all([listEvents(await db(), scope, { limit: EVENTS_MAX }), startRuntime()]);
  const events = page.ok ? page.value.items : [];
  const newest = events[0] ?? EVENT_SAMPLES.LINK_ARTIFACT;
  const context = { event: newest, deliveryId: newId("delivery"), automationName: "test", baseUrl: ports.baseUrl };
  const choices = events.map((event) => ({ value: event.id, label: eventText(event) }));
  return {
    choices:
      choices.length > 0 ? choices : [{ value: "", label: "A sample: nothing has happened in the registry yet" }],
    newestType: newest.type,
    variables: listVariables(newest.type, context, secretNames),
  };
}

/** One line of plain text, for the browser's own list: `churn-classifier: production v15 → v17, 2026-05-04 09:30 UTC`. */
function eventText({ type, model, version, alias, previousVersion, occurredAt, actor }: EventView): string {
  const at = version === null ? "" : ` v${version.number}`;
  const what =
    type === "ADD_ARTIFACT_ALIAS"
      ? `${alias}${previousVersion ? ` v${previousVersion.number} →` : " →"}${at}`
      : `${EVENT_TYPES[type].label}${alias ? ` ${alias}` : ""}${at}`;
  return `${model.name}: ${what}, ${occurredAt.slice(0, 16).replace("T", " ")} UTC by ${actor.name}`;
}
