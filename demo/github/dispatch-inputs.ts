import { ok, type Result, refuse } from "@/lib/core/result";
import type { Json } from "./upstream";
import type { InputSpec } from "./workflow-file";

/** `payload` is what the event says, all texts; `inputs` is what the workflow reads, where a boolean is one. */
export type CheckedInputs = { payload: Record<string, string>; inputs: Record<string, unknown> };

/** Checks what was given against what the workflow declares, and fills in what it declares to be so by default. */
export function checkInputs(declared: Readonly<Record<string, InputSpec>>, given: Json): Result<CheckedInputs> {
  const unexpected = Object.keys(given).filter((name) => !(name in declared));
  if (unexpected.length > 0) {
    return refuse({ code: "invalid", message: `Unexpected inputs provided: ${JSON.stringify(unexpected)}` });
  }
  const payload: Record<string, string> = {};
  const inputs: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(declared)) {
    const text = name in given ? String(given[name] ?? "") : (spec.default ?? (spec.type === "boolean" ? "false" : ""));
    const problem = inputProblem(name, spec, text, name in given);
    if (problem) {
      return refuse({ code: "invalid", message: problem });
    }
    payload[name] = text;
    inputs[name] = typed(spec, text);
  }
  return ok({ payload, inputs });
}

function inputProblem(name: string, spec: InputSpec, text: string, isGiven: boolean): string | null {
  if (spec.required && text === "") {
    return `Required input '${name}' not provided`;
  }
  if (spec.type === "choice" && isGiven && !spec.options?.includes(text)) {
    return `Provided value '${text}' for input '${name}' not in the list of allowed values`;
  }
  if (spec.type === "boolean" && !/^(true|false)$/i.test(text)) {
    return `Provided value '${text}' for input '${name}' is not a boolean`;
  }
  return spec.type === "number" && text !== "" && !Number.isFinite(Number(text))
    ? `Provided value '${text}' for input '${name}' is not a number`
    : null;
}

function typed(spec: InputSpec, text: string): unknown {
  if (spec.type === "boolean") {
    return text.toLowerCase() === "true";
  }
  return spec.type === "number" && text !== "" ? Number(text) : text;
}
