import "server-only";
import type { Choice } from "@/app/_components/ui/fields.client";
import { db } from "@/app/_server/runtime";
import type { TeamScope } from "@/lib/core/actor";
import { EVENT_TYPES, type EventView } from "@/lib/core/event";
import { listEvents } from "@/lib/events/queries";

const EVENTS_MAX = 30;

export type EventChoices = { choices: Choice[]; newest: EventView | null };

/** The team's latest events, to render a test with. */
export async function readEventChoices(scope: TeamScope): Promise<EventChoices> {
  const page = await listEvents(await db(), scope, { limit: EVENTS_MAX });
  const events = page.ok ? page.value.items : [];
  const choices = events.map((event) => ({ value: event.id, label: eventText(event) }));
  return {
    choices:
      choices.length > 0 ? choices : [{ value: "", label: "A sample: nothing has happened in the registry yet" }],
    newest: events[0] ?? null,
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
