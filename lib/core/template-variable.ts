import type { EventType, RegistryEvent } from "./event";
import type { Json } from "./json";

/** What the value of a variable is taken from. */
export type VariableContext = {
  event: RegistryEvent;
  deliveryId: string;
  automationName: string;
  /** Where people reach this installation, such as `https://models.example.com`. */
  baseUrl: string;
};

/** `url`: a value that must stay an address when it is escaped. `secret`: resolved only at sending. */
export type TemplateVariable = {
  /** As people write it; a family ends in a placeholder, as in `artifact_metadata.KEY`. */
  name: string;
  kind: "value" | "url" | "secret";
  description: string;
  sample: Json;
  appliesTo: readonly EventType[];
  /** `key` is what stands in the placeholder's place. Undefined where the variable does not apply. */
  valueOf: (context: VariableContext, key: string) => Json | undefined;
};

export function value(name: string, appliesTo: readonly EventType[], sample: Json, description: string) {
  return { name, kind: "value" as const, description, sample, appliesTo };
}

export function url(name: string, appliesTo: readonly EventType[], sample: string, description: string) {
  return { name, kind: "url" as const, description, sample, appliesTo };
}
