import type { RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import type { Json, JsonObject } from "@/lib/core/json";
import { type Rendered, renderTemplate, type TemplateContext } from "@/lib/core/template";

const ALIAS_ADDED: RegistryEvent = EVENT_SAMPLES.ADD_ARTIFACT_ALIAS;

/** A rendering for the sample of an alias event, but for what the test says. */
export function contextOf(event: Partial<RegistryEvent> = {}, rest: Partial<TemplateContext> = {}): TemplateContext {
  return {
    event: { ...ALIAS_ADDED, ...event },
    deliveryId: "dl_1",
    automationName: "Deploy",
    baseUrl: "https://mw.example.com",
    secretNames: [],
    ...rest,
  };
}

export function withMetadata(metadata: JsonObject): Partial<RegistryEvent> {
  return { version: { ...versionOf(), metadata } };
}

function versionOf() {
  const { version } = ALIAS_ADDED;
  if (!version) {
    throw new Error("The sample of an alias event has a version.");
  }
  return version;
}

export function rendered(payload: Json, context: TemplateContext): Rendered {
  const result = renderTemplate(payload, context);
  if (!result.ok) {
    throw new Error(result.problem.message);
  }
  return result.value;
}

export function bodyOf(payload: Json, context: TemplateContext = contextOf()): Json {
  return rendered(payload, context).body;
}
