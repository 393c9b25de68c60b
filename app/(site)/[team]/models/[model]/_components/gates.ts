import type { AutomationView, Condition } from "@/lib/core/automation";

/** A line that a metric has to reach, with its words. */
export type Gate = { value: number; label: string };

const SIGNS: Readonly<Partial<Record<Condition["operator"], string>>> = { ">": ">", ">=": "≥", "<": "<", "<=": "≤" };

/** What an automation of the model asks of a metric: the first that compares it with a number. */
export function gateOf(metric: string, automations: readonly AutomationView[]): Gate | null {
  for (const { enabled, filter } of automations) {
    for (const { field, operator, value } of enabled ? filter.conditions : []) {
      const sign = SIGNS[operator];
      if (sign !== undefined && typeof value === "number" && isAbout(field, metric)) {
        return { value, label: `gate ${sign} ${value}` };
      }
    }
  }
  return null;
}

function isAbout(field: string, metric: string): boolean {
  return [`metadata.${metric}`, `evaluation.${metric}`, `evaluation.metrics.${metric}`].includes(field);
}
