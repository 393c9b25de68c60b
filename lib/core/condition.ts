import { CONDITION_OPERATORS, type Condition, type ConditionOperator, condition as conditionShape } from "./automation";
import type { RegistryEvent } from "./event";
import { evaluationValue, metadataValue } from "./event-values";
import type { Json, JsonObject } from "./json";
import { ok, type Result, refuse } from "./result";

/** What conditions ask of: a whole event, or as much of one as is known before it happens. */
export type EventValues = { version: { metadata: JsonObject } | null; evaluation: RegistryEvent["evaluation"] };

const METADATA = "metadata.";
const EVALUATION = "evaluation.";

/**
 * Says whether the field's value is as asked. A field that is not there matches nothing, `!=` included: who asks for
 * `metadata.stage != "dev"` means versions that tell their stage. Nothing is converted: the text "3" is not the number 3.
 */
export function matchesCondition(condition: Condition, event: EventValues): boolean {
  const actual = fieldValue(condition.field, event);
  return actual !== undefined && HOLDS[condition.operator](actual, condition.value);
}

/** Writes a condition as people type it: `metadata.accuracy >= 0.9`. */
export function formatCondition(condition: Condition): string {
  const field = BARE_FIELD.test(condition.field) ? condition.field : JSON.stringify(condition.field);
  return condition.operator === "exists"
    ? `${field} exists`
    : `${field} ${condition.operator} ${JSON.stringify(condition.value)}`;
}

/** Reads what `formatCondition` writes, and a bare word as text: `metadata.framework = pytorch`. */
export function parseCondition(text: string): Result<Condition> {
  const match = WRITTEN.exec(text.trim());
  const operator = CONDITION_OPERATORS.find((known) => known === match?.[2]);
  if (!match || !operator) {
    return refuseText(
      "Write a field, an operator and a value, such as metadata.accuracy >= 0.9 or evaluation.auc exists.",
    );
  }

  const field = readField(match[1] ?? "");
  const written = match[3] ?? "";
  if (operator === "exists" ? written !== "" : written === "") {
    return refuseText(operator === "exists" ? "Leave out the value after exists." : `Give a value after ${operator}.`);
  }

  const parsed = conditionShape.safeParse({
    field,
    operator,
    value: operator === "exists" ? null : readConditionValue(written),
  });
  return parsed.success ? ok(parsed.data) : refuseText(parsed.error.issues[0]?.message ?? "This is no condition.");
}

/** Which value of an event a field names; undefined where it has none. */
function fieldValue(field: string, event: EventValues): Json | undefined {
  if (field.startsWith(METADATA) && event.version) {
    return metadataValue(event.version.metadata, field.slice(METADATA.length));
  }
  if (field.startsWith(EVALUATION) && event.evaluation) {
    return evaluationValue(event.evaluation, field.slice(EVALUATION.length));
  }
  return undefined;
}

const HOLDS = {
  "=": (actual, value) => actual === value,
  "!=": (actual, value) => actual !== value,
  "<": (actual, value) => isOrdered(actual, value, (left, right) => left < right),
  "<=": (actual, value) => isOrdered(actual, value, (left, right) => left <= right),
  ">": (actual, value) => isOrdered(actual, value, (left, right) => left > right),
  ">=": (actual, value) => isOrdered(actual, value, (left, right) => left >= right),
  contains: (actual, value) =>
    typeof actual === "string"
      ? typeof value === "string" && actual.includes(value)
      : Array.isArray(actual) && actual.includes(value),
  exists: () => true,
} as const satisfies Record<ConditionOperator, (actual: Json, value: Condition["value"]) => boolean>;

function isOrdered(actual: Json, value: Json, inOrder: (left: number, right: number) => boolean): boolean {
  return typeof actual === "number" && typeof value === "number" && inOrder(actual, value);
}

/** A field without spaces or operator characters needs no quotes. */
const BARE_FIELD = /^[^\s"=!<>]+$/;
const WRITTEN =
  /^("(?:[^"\\]|\\.)*"|[^\s"=!<>]+)\s*(<=|>=|!=|=|<|>|(?<=[\s"])contains(?=[\s"]|$)|(?<=[\s"])exists(?=\s|$))\s*(.*)$/s;

function readField(written: string): string {
  const value = written.startsWith('"') ? readConditionValue(written) : written;
  return typeof value === "string" ? value : written;
}

/** A JSON scalar as it is, anything else as the text that was typed. */
export function readConditionValue(written: string): unknown {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === "object" && value !== null ? written : value;
  } catch {
    return written; // Not JSON, so a bare word.
  }
}

function refuseText(message: string): Result<never> {
  return refuse({ code: "invalid", field: "condition", message });
}
