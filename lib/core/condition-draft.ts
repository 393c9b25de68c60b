import { CONDITION_OPERATORS, CONDITIONS_MAX, type Condition } from "./automation";
import { readConditionValue } from "./condition";

/** A condition as the fields of a form hold it. */
export type ConditionDraft = { field: string; operator: string; value: string };

/** Reads the rows of a form: those left blank are no conditions. */
export function readConditions(all: ReadonlyMap<string, readonly string[]>): ConditionDraft[] {
  const values = all.get("conditionValue") ?? [];
  const operators = all.get("conditionOperator") ?? [];
  return (all.get("conditionField") ?? [])
    .map((field, row) => ({
      field: field.trim(),
      operator: CONDITION_OPERATORS.find((each) => each === operators[row]) ?? "=",
      value: values[row] ?? "",
    }))
    .filter(({ field, value }) => field !== "" || value.trim() !== "")
    .slice(0, CONDITIONS_MAX);
}

export function conditionDraftOf({ field, operator, value }: Condition): ConditionDraft {
  return { field, operator, value: operator === "exists" ? "" : writeValue(value) };
}

/** A text that would be read as something else is written in quotes. */
function writeValue(value: Condition["value"]): string {
  return typeof value === "string" && readConditionValue(value.trim()) === value ? value : JSON.stringify(value);
}
