import type { EventType } from "./event";
import { isJsonObject, type Json, type JsonObject } from "./json";
import { familyPrefix } from "./template-resolve";
import type { VariableContext } from "./template-variable";
import { TEMPLATE_VARIABLES } from "./template-variables";

/** A variable as an editor offers it. `value` is what it would be filled with, as text and cut short. */
export type ListedVariable = {
  name: string;
  description: string;
  /** Null where it does not apply, and for a secret, whose value nobody is shown. */
  value: string | null;
};

const VALUE_LENGTH_MAX = 80;
/** Of metadata with thousands of keys the first are offered; the others work as well. */
const KEYS_MAX = 200;
const KEY_DEPTH_MAX = 4;

/** What may be written in a template of this type of event, with the values that an event gives. Secrets are known by name alone. */
export function listVariables(
  eventType: EventType,
  context: VariableContext,
  secretNames: readonly string[],
): ListedVariable[] {
  const listed: ListedVariable[] = [];
  for (const variable of TEMPLATE_VARIABLES) {
    const { name, kind, description } = variable;
    if (!variable.appliesTo.includes(eventType)) {
      continue;
    }
    const prefix = familyPrefix(variable);
    if (kind === "secret") {
      listed.push(...secretNames.map((secret) => ({ name: `${prefix}${secret}`, description, value: null })));
    } else if (prefix === null) {
      listed.push({ name, description, value: shownValue(variable.valueOf(context, "")) });
    } else {
      const keys = keysOf(prefix, context);
      listed.push(
        ...keys.map((key) => ({
          name: prefix + key,
          description,
          value: shownValue(variable.valueOf(context, key)),
        })),
      );
    }
  }
  return listed;
}

function keysOf(prefix: string, { event }: VariableContext): string[] {
  if (prefix.startsWith("artifact_metadata")) {
    return event.version ? dottedKeys(event.version.metadata) : [];
  }
  const { evaluation } = event;
  return evaluation
    ? [...new Set(["name", ...Object.keys(evaluation.metrics), ...Object.keys(evaluation.checks), "metrics", "checks"])]
        .filter(isWritable)
        .slice(0, KEYS_MAX)
    : [];
}

/** `a.b` for every value within, parents before children. */
function dottedKeys(root: JsonObject): string[] {
  const keys: string[] = [];
  const waiting: { key: string; value: Json; depth: number }[] = entriesOf(root, "", 1);
  for (let next = waiting.shift(); next && keys.length < KEYS_MAX; next = waiting.shift()) {
    keys.push(next.key);
    if (isJsonObject(next.value) && next.depth < KEY_DEPTH_MAX && waiting.length < KEYS_MAX) {
      waiting.unshift(...entriesOf(next.value, `${next.key}.`, next.depth + 1));
    }
  }
  return keys;
}

function entriesOf(node: JsonObject, prefix: string, depth: number) {
  return Object.entries(node)
    .filter(([key]) => isWritable(key))
    .slice(0, KEYS_MAX)
    .map(([key, value]) => ({ key: prefix + key, value, depth }));
}

/** A brace would end the variable. */
function isWritable(key: string): boolean {
  return key !== "" && !/[{}"\\\p{Cc}]/u.test(key);
}

function shownValue(value: Json | undefined): string | null {
  if (value === undefined) {
    return null;
  }
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > VALUE_LENGTH_MAX ? `${text.slice(0, VALUE_LENGTH_MAX)}…` : text;
}
