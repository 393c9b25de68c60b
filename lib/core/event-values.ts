import type { EvaluationSnapshot } from "./event";
import { type Json, type JsonObject, valueAt } from "./json";

/**
 * Finds `a.b.c` within metadata. A key may itself contain dots, so the longest key that leads to a value wins:
 * `{ "a.b": 1, "a": { "b": 2 } }` answers 1 for `a.b`.
 */
export function metadataValue(metadata: JsonObject, path: string): Json | undefined {
  return dottedValue(metadata, path);
}

/**
 * Finds one value of an evaluation: `name`, `id` and `run_url` are its own, `metrics` and `checks` the whole maps, then a
 * metric and then a check of that name. `metrics.NAME` and `checks.NAME` reach one that is hidden behind another.
 */
export function evaluationValue(evaluation: EvaluationSnapshot, key: string): Json | undefined {
  const own: JsonObject = {
    id: evaluation.id,
    name: evaluation.name,
    run_url: evaluation.runUrl,
    metrics: evaluation.metrics,
    checks: evaluation.checks,
  };
  return (
    valueAt(own, [key]) ??
    valueAt(evaluation.metrics, [key]) ??
    valueAt(evaluation.checks, [key]) ??
    dottedValue({ metrics: evaluation.metrics, checks: evaluation.checks }, key)
  );
}

function dottedValue(root: Json, path: string): Json | undefined {
  const whole = valueAt(root, [path]);
  if (whole !== undefined || typeof root !== "object" || root === null) {
    return whole;
  }

  for (let dot = path.lastIndexOf("."); dot > 0; dot = path.lastIndexOf(".", dot - 1)) {
    const child = valueAt(root, [path.slice(0, dot)]);
    const found = child === undefined ? undefined : dottedValue(child, path.slice(dot + 1));
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
