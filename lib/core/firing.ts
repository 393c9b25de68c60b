import type { AutomationView } from "./automation";
import type { EventType } from "./event";
import { compileFilter, type EventFacts, matchesEvent } from "./filter";

/** A change that somebody is about to make, as far as automations can tell it from another. */
export type ComingEvent = Pick<EventFacts, "alias" | "version"> & { type: EventType };

/** Those of a model's automations that would fire for any of these changes, each once: what a person is told before. */
export function firingAutomations(
  automations: readonly AutomationView[],
  coming: readonly ComingEvent[],
): AutomationView[] {
  return automations.filter((automation) => {
    const candidates = automation.enabled ? coming.filter(({ type }) => type === automation.eventType) : [];
    const compiled = candidates.length > 0 ? compileFilter(automation.filter) : null;
    return (
      compiled?.ok === true &&
      candidates.some((event) => matchesEvent(compiled.value, { ...event, tag: null, evaluation: null }))
    );
  });
}
