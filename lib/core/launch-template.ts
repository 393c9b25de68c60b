import type { Json, JsonObject } from "./json";
import type { QueueVariable, Resource } from "./launch-queue";
import { type ResourceArguments, readArguments } from "./launch-resource";
import type { VariableValues } from "./launch-run";
import { type Problem, type Result, refuse } from "./result";

type Value = string | number | boolean;

/** A name between two pairs of braces. What has braces and no name is refused, so that a slip is not sent as it stands. */
const REFERENCE = /\{\{([a-z][a-z0-9_]{0,62})\}\}/g;
const WHOLE = /^\{\{([a-z][a-z0-9_]{0,62})\}\}$/;

/**
 * Fills the resource template of a queue: `values` are what the submitter set, the others are their variables' defaults. A
 * string that is one variable becomes its value, of its type; within longer ones it is written out. What was filled in is
 * never read again for variables, and the whole is checked by the allow-list of the resource.
 */
export function fillTemplate<R extends Resource>(
  { resource, template, variables }: { resource: R; template: JsonObject; variables: readonly QueueVariable[] },
  values: VariableValues,
): Result<ResourceArguments<R>> {
  const unknown = Object.keys(values).find((name) => !variables.some((variable) => variable.name === name));
  if (unknown !== undefined) {
    return refuse(problemOf(unknown, `This queue has no variable ${unknown}.${listed(variables)}`));
  }

  const filled = new Map<string, Value>();
  for (const variable of variables) {
    const value = Object.hasOwn(values, variable.name) ? values[variable.name] : variable.default;
    if (value === undefined || value === null) {
      return refuse(problemOf(variable.name, `The queue asks for ${variable.name}. Give it.`));
    }
    const fault = faultOf(variable, value);
    if (fault) {
      return refuse(problemOf(variable.name, fault));
    }
    filled.set(variable.name, value);
  }
  return readArguments(resource, fillObject(template, filled), "variables");
}

/** Says what is wrong with a queue's template or its variables; null when any run could be queued by its defaults. */
export function findTemplateProblem(
  resource: Resource,
  template: JsonObject,
  variables: readonly QueueVariable[],
): Problem | null {
  const problem = findVariableProblem(variables);
  if (problem) {
    return problem;
  }
  const texts = textsOf(template);
  const named = new Set(texts.flatMap((text) => [...text.matchAll(REFERENCE)].map(([, name]) => name ?? "")));
  const unknown = [...named].find((name) => !variables.some((variable) => variable.name === name));
  if (unknown !== undefined) {
    return {
      code: "invalid",
      field: "template",
      message: `The template names ${unknown}, which is no variable of it.`,
    };
  }
  if (texts.some((text) => /\{\{|\}\}/.test(text.replaceAll(REFERENCE, "")))) {
    const message = "Two braces stand for a variable: write {{name}}, without spaces, in small letters, digits and _.";
    return { code: "invalid", field: "template", message };
  }
  const unused = variables.findIndex(({ name }) => !named.has(name));
  if (unused >= 0) {
    const message = `The template does not use this variable: write {{${variables[unused]?.name}}} where it belongs.`;
    return { code: "invalid", field: `variables.${unused}.name`, message };
  }
  return findFillingProblem(resource, template, variables);
}

function findVariableProblem(variables: readonly QueueVariable[]): Problem | null {
  for (const [index, variable] of variables.entries()) {
    if (variables.findIndex(({ name }) => name === variable.name) !== index) {
      return { code: "invalid", field: `variables.${index}.name`, message: `${variable.name} stands twice.` };
    }
    const fault = selfFaultOf(variable);
    if (fault) {
      return { code: "invalid", field: `variables.${index}.${fault.field}`, message: fault.message };
    }
  }
  return null;
}

function selfFaultOf(variable: QueueVariable): { field: string; message: string } | null {
  const { type, options, minimum, maximum } = variable;
  const isCounted = type === "integer" || type === "number";
  if (!isCounted && (minimum !== null || maximum !== null)) {
    return { field: minimum === null ? "maximum" : "minimum", message: "Only numbers have bounds." };
  }
  const wrong = options?.find((option) => faultOf({ ...variable, options: null }, option) !== null);
  if (wrong !== undefined) {
    return { field: "options", message: `${String(wrong)} is not one of the variable's own values.` };
  }
  if (variable.default !== null) {
    const message = faultOf(variable, variable.default);
    return message === null ? null : { field: "default", message };
  }
  // Whether the template is right shows only when it is filled, and no sample fits every place that takes a string.
  return type === "string" && options === null
    ? { field: "default", message: "Give a default, or the options that there are." }
    : null;
}

/** Filled with each end of what may be set, so that a bound or an option that the resource refuses is told now. */
function findFillingProblem(
  resource: Resource,
  template: JsonObject,
  variables: readonly QueueVariable[],
): Problem | null {
  const samples = new Map(variables.map((variable) => [variable.name, samplesOf(variable)]));
  const first = new Map([...samples].map(([name, [value]]) => [name, value ?? ""]));
  for (const [name, values] of samples.size > 0 ? samples : [["", [""]] as const]) {
    for (const value of values) {
      const filled = fillObject(template, name === "" ? first : new Map(first).set(name, value));
      const read = readArguments(resource, filled);
      if (!read.ok) {
        return read.problem;
      }
    }
  }
  return null;
}

function samplesOf(variable: QueueVariable): Value[] {
  if (variable.type === "boolean") {
    return [true, false];
  }
  const ends = variable.options ?? [variable.minimum, variable.maximum];
  const samples = [variable.default, ...ends].filter((value) => value !== null);
  return samples.length > 0 ? samples : [1];
}

function faultOf({ name, type, minimum, maximum, options }: QueueVariable, value: Value): string | null {
  const isOfType = type === "integer" ? Number.isSafeInteger(value) : typeof value === type;
  if (!isOfType || (typeof value === "number" && !Number.isFinite(value))) {
    return `Give ${name} as ${type === "integer" ? "a whole number" : `a ${type}`}.`;
  }
  if (typeof value === "string" && value.includes("\u0000")) {
    return "Leave out the NUL character.";
  }
  if (options !== null && !options.some((option) => option === value)) {
    return `Give ${name} as one of ${options.join(", ")}.`;
  }
  if (typeof value === "number" && minimum !== null && value < minimum) {
    return `Give ${name} as at least ${minimum}.`;
  }
  return typeof value === "number" && maximum !== null && value > maximum
    ? `Give ${name} as at most ${maximum}.`
    : null;
}

function fillObject(template: JsonObject, values: ReadonlyMap<string, Value>): JsonObject {
  // By entries: an assignment to a key named __proto__ would be none.
  return Object.fromEntries(Object.entries(template).map(([key, child]) => [key, fill(child, values)]));
}

function fill(template: Json, values: ReadonlyMap<string, Value>): Json {
  if (typeof template === "string") {
    const whole = values.get(WHOLE.exec(template)?.[1] ?? "");
    return whole ?? template.replaceAll(REFERENCE, (text, name) => String(values.get(name) ?? text));
  }
  if (Array.isArray(template)) {
    return template.map((child) => fill(child, values));
  }
  return typeof template === "object" && template !== null ? fillObject(template, values) : template;
}

function textsOf(template: Json): string[] {
  if (typeof template === "string") {
    return [template];
  }
  return typeof template === "object" && template !== null ? Object.values(template).flatMap(textsOf) : [];
}

function listed(variables: readonly QueueVariable[]): string {
  return variables.length === 0 ? "" : ` It has ${variables.map(({ name }) => name).join(", ")}.`;
}

function problemOf(name: string, message: string): Problem {
  return { code: "invalid", field: `variables.${name}`, message };
}
