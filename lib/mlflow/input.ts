import * as z from "zod";
import { ok, type Result, refuse } from "@/lib/core/result";
import { JSON_BYTES_MAX, readBytes } from "@/lib/platform/request-body";
import { refuseInput } from "./problem";

type Fields = Readonly<Record<string, unknown>>;

/** Values longer than this are not repeated to whom they came from. */
const VALUE_SHOWN_MAX = 200;

/** Reads the JSON of a body, as leniently as MLflow does: none is `{}`, and text that holds JSON is read once more. */
export async function readJsonBody(request: Request): Promise<Result<Fields>> {
  const bytes = await readBytes(request, JSON_BYTES_MAX);
  if (!bytes.ok) {
    return bytes;
  }
  if (bytes.value.length === 0) {
    return ok({});
  }
  const once = parseJson(new TextDecoder().decode(bytes.value));
  const value = typeof once === "string" ? parseJson(once) : once;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? ok(value as Fields)
    : refuse({ code: "malformed", message: "The body is not a JSON object. Send one." });
}

/** The query as fields: repeated keys are a list where the schema has one, else the first counts. */
export function readQueryFields(schema: z.ZodObject, query: URLSearchParams): Fields {
  const names = [...new Set(query.keys())].filter((name) => Object.hasOwn(schema.shape, name));
  return Object.fromEntries(
    names.map((name) => [name, isList(schema.shape[name]) ? query.getAll(name) : query.get(name)]),
  );
}

/** Checks the fields in MLflow's own words. What the schema does not know is ignored, and null is as good as unset. */
export function checkFields<S extends z.ZodObject>(schema: S, fields: Fields): Result<z.output<S>> {
  const set = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  const parsed = schema.safeParse(set);
  if (parsed.success) {
    return ok(parsed.data);
  }

  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? "");
  if (issue?.code === "custom") {
    return refuseInput(issue.message);
  }
  if (issue?.code === "too_big") {
    return refuseInput(`'${field}' exceeds the maximum length of ${issue.maximum} characters`);
  }
  const value = set[field];
  return refuseInput(
    value === undefined || value === ""
      ? `Missing value for required parameter '${field}'. See the API docs for more information about request parameters.`
      : `Invalid value ${shown(value)} for parameter '${field}' supplied. See the API docs for more information about request parameters.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of what is nested only the kind is said: it may be nested as deep as a body is long. */
function shown(value: unknown): string {
  if (typeof value === "object") {
    return Array.isArray(value) ? "[…]" : "{…}";
  }
  const text = JSON.stringify(value) ?? "";
  return text.length > VALUE_SHOWN_MAX ? `${text.slice(0, VALUE_SHOWN_MAX)}…` : text;
}

function isList(schema: z.core.$ZodType | undefined): boolean {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional
    ? isList(schema.def.innerType)
    : schema instanceof z.ZodArray;
}
