import { isJsonObject, type JsonObject } from "@/lib/core/json";
import { templatedNames } from "@/lib/core/launch-action";
import type { QueueVariable } from "@/lib/core/launch-queue";
import type { VariableValues } from "@/lib/core/launch-run";
import { fillTemplate } from "@/lib/core/launch-template";
import type { FieldProblem } from "@/lib/core/result";
import { fillParameters } from "@/lib/launch/parameters";
import type { TargetQueue } from "./launch-target";

/**
 * What is wrong with the overrides of a job's parameters, as far as it shows before an event has filled their variables.
 * The whole is checked when it fires.
 */
export function overrideProblems(schema: JsonObject, overrides: JsonObject): FieldProblem[] {
  const templated = templatedNames(overrides);
  const given = Object.fromEntries(Object.entries(overrides).filter(([name]) => !templated.includes(name)));
  const filled = fillParameters(templated.length === 0 ? schema : without(schema, templated), given);
  const known = filled.ok ? [] : [{ path: placeOf(filled.problem.field), message: filled.problem.message }];
  const unknown = templated.filter((name) => !isTaken(schema, name));
  return [
    ...known,
    ...unknown.map((name) => ({
      path: `action.payload.${name}`,
      message: `The job has no parameter ${name}. Leave it out.`,
    })),
  ];
}

/** What is wrong with the values for the queue's variables; a form's text has become what its variable takes. */
export function checkVariables(
  queue: TargetQueue,
  given: VariableValues,
): { variables: VariableValues; problems: FieldProblem[] } {
  const variables = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      typed(
        queue.variables.find((each) => each.name === name),
        value,
      ),
    ]),
  );
  const filled = fillTemplate(queue, variables);
  return {
    variables,
    problems: filled.ok
      ? []
      : [{ path: `action.${filled.problem.field ?? "variables"}`, message: filled.problem.message }],
  };
}

/**
 * The schema for the other parameters alone: what it says of single ones and of which there are. What it says of several
 * together cannot be judged while one of them is not known.
 */
function without(schema: JsonObject, names: readonly string[]): JsonObject {
  const { $defs, definitions, properties, patternProperties, additionalProperties, required } = schema;
  const kept = { $defs, definitions, properties, patternProperties, additionalProperties };
  const asked = Array.isArray(required) ? required.filter((name) => !names.includes(String(name))) : undefined;
  const parts = Object.entries({ ...kept, required: asked }).filter(([, part]) => part !== undefined);
  return { type: "object", ...(Object.fromEntries(parts) as JsonObject) };
}

function isTaken({ properties, patternProperties, additionalProperties }: JsonObject, name: string): boolean {
  const isNamed = isJsonObject(properties) && Object.hasOwn(properties, name);
  return isNamed || patternProperties !== undefined || additionalProperties !== false;
}

function placeOf(field = "parameters"): string {
  return field.replace(/^parameters/, "action.payload");
}

function typed(variable: QueueVariable | undefined, value: string | number | boolean): string | number | boolean {
  if (typeof value !== "string" || variable === undefined || variable.type === "string") {
    return value;
  }
  if (variable.type === "boolean") {
    const answers: Readonly<Record<string, boolean>> = { true: true, false: false };
    return answers[value] ?? value;
  }
  return value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : value;
}
