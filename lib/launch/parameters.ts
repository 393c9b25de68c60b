import type { ErrorObject, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats, { type FormatsPlugin } from "ajv-formats";
import { compileExpression } from "@/lib/core/filter";
import type { JsonObject } from "@/lib/core/json";
import { PARAMETERS_BYTES_MAX } from "@/lib/core/launch-job";
import { ok, type Problem, type Result, refuse } from "@/lib/core/result";
import { createMemo } from "@/lib/platform/memo";
import { FORMATS, findSchemaFault } from "./schema-check";

const SCHEMAS_KEPT_MAX = 200;
/** RE2 is linear in the text, but steps through it hundredfold: in a longer string an expression finds nothing. */
const SEARCHED_LENGTH_MAX = 1_024;

/** Says what is wrong with the schema of a job's parameters, at the place in it; null when runs can be queued by it. */
export function findParameterSchemaProblem(schema: JsonObject): Problem | null {
  const compiled = compile(schema);
  if (!compiled.ok) {
    return compiled.problem;
  }
  const filled: JsonObject = {};
  if (compiled.value(filled)) {
    return null;
  }
  const [error] = compiled.value.errors ?? [];
  // What is only missing will be given by whoever queues a run; what is there already comes from a default.
  return error && error.instancePath !== "" && error.keyword !== "required"
    ? problemAt(pathOf(error), `The default of ${nameOf(error)} is refused by its own schema: ${wordsOf(error)}`)
    : null;
}

/** The parameters of a run: what was given, and for what was not the defaults, all found right by the job's schema. */
export function fillParameters(schema: JsonObject, overrides: JsonObject): Result<JsonObject> {
  const compiled = compile(schema);
  if (!compiled.ok) {
    return compiled;
  }
  const filled = copyOf(overrides);
  if (filled === null) {
    return refuse(problemAt("", `Parameters have at most ${PARAMETERS_BYTES_MAX.toLocaleString("en")} bytes as JSON.`));
  }
  if (!compiled.value(filled)) {
    const [error] = compiled.value.errors ?? [];
    return refuse(problemAt(error ? pathOf(error) : "", error ? wordsOf(error) : "These parameters are not right."));
  }
  return copyOf(filled) === null
    ? refuse(problemAt("", "With their defaults the parameters are too large. Give less."))
    : ok(filled);
}

/** By the text, so that a job's version that runs again and again is compiled once. */
const compileText = createMemo(SCHEMAS_KEPT_MAX, (text: string): Result<ValidateFunction> => {
  const schema: JsonObject = { ...(JSON.parse(text) as JsonObject), type: "object" }; // Written by `compile` alone.
  const fault = findSchemaFault(schema);
  if (fault) {
    return refuse(problemAt(fault.path, fault.message));
  }
  const compiler = theCompiler();
  if (compiler.validateSchema(schema) !== true) {
    const [error] = compiler.errors ?? [];
    return refuse(
      problemAt(error ? pathOf(error) : "", `This is no JSON Schema: ${error ? wordsOf(error) : "look again."}`),
    );
  }
  try {
    return ok(compiler.compile(schema));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(problemAt("", `This JSON Schema cannot be used: ${reason}.`));
  } finally {
    compiler.removeSchema(schema);
  }
});

function compile(schema: JsonObject): Result<ValidateFunction> {
  const text = JSON.stringify(schema);
  return Buffer.byteLength(text) > PARAMETERS_BYTES_MAX
    ? refuse(problemAt("", `A schema has at most ${PARAMETERS_BYTES_MAX.toLocaleString("en")} bytes as JSON.`))
    : compileText(text);
}

let compilerMade: Ajv2020 | null = null;

/** Made when it is first needed: it takes some milliseconds, and most processes never queue a run. */
function theCompiler(): Ajv2020 {
  if (compilerMade) {
    return compilerMade;
  }
  const compiler = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    allErrors: false, // All errors of a hostile value are as many as somebody likes.
    useDefaults: true,
    inlineRefs: false,
    logger: false,
    code: { regExp: linearExpression },
  });
  // The package's types say that its default export is a namespace; it is the function in either module system.
  const add = addFormats as unknown as FormatsPlugin;
  add(compiler, { mode: "fast", formats: [...FORMATS] });
  compilerMade = compiler;
  return compiler;
}

/** RE2 instead of the backtracking of `RegExp`, which one pattern of a job could keep busy for ever. */
function linearExpression(source: string) {
  const compiled = compileExpression(source);
  const matches = compiled.ok ? compiled.value : () => false; // `findSchemaFault` has refused what does not compile.
  return {
    test: (text: string) => text.length <= SEARCHED_LENGTH_MAX && matches(text),
    toString: () => source, // By this ajv tells one expression from another.
  };
}
linearExpression.code = "linearExpression";

/** A deep copy, which is what the schema's defaults are put into; null when it is too large. */
function copyOf(parameters: JsonObject): JsonObject | null {
  const text = JSON.stringify(parameters);
  return Buffer.byteLength(text) > PARAMETERS_BYTES_MAX ? null : JSON.parse(text);
}

function problemAt(path: string, message: string): Problem {
  return { code: "invalid", field: path === "" ? "parameters" : `parameters.${path}`, message };
}

/** Dotted, with the property that is missing or too many, which JSON Schema reports at its parent. */
function pathOf(error: ErrorObject): string {
  const parts = error.instancePath.split("/").slice(1).map(unescapePart);
  const own = error.params.missingProperty ?? error.params.additionalProperty ?? error.params.unevaluatedProperty;
  return [...parts, ...(typeof own === "string" ? [own] : [])].join(".");
}

function nameOf(error: ErrorObject): string {
  return pathOf(error) || "the parameters";
}

function wordsOf(error: ErrorObject): string {
  switch (error.keyword) {
    case "required":
    case "dependentRequired":
      return `Give ${nameOf(error)}.`;
    case "additionalProperties":
    case "unevaluatedProperties":
      return `The job has no parameter ${nameOf(error)}. Leave it out.`;
    case "enum":
      return `Use one of ${(error.params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(", ")}.`;
    default:
      return `This ${error.message ?? "is not what the schema asks for"}.`;
  }
}

function unescapePart(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
