import * as z from "zod";
import { ok, type Problem, type Result, refuse } from "@/lib/core/result";
import { readBytes } from "@/lib/platform/request-body";
import { checkInput, unknownNameMessage } from "./input-problems";

const JSON_MEDIA_TYPE = /^application\/json *(;.*)?$/i;
/** What PostgreSQL can hold neither in text nor in JSON: NUL, and half of a surrogate pair. Only escapes can spell them. */
const UNSTORABLE_ESCAPE = /\\u(0000|d[89a-f])/i;

/** Reads and checks the query. An unknown parameter is refused, because a misspelt filter would silently find too much. */
export function readQuery<S extends z.ZodObject>(schema: S, query: URLSearchParams): Result<z.output<S>> {
  const known = Object.keys(schema.shape);
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(query.keys())) {
    const given = query.getAll(name);
    const fault = known.includes(name)
      ? faultOfParameter(given, isList(schema.shape[name]))
      : unknownNameMessage("query parameter", name, known);
    if (fault) {
      return refuse({ code: "malformed", field: name, message: `${name}: ${fault}` });
    }
    values[name] = isList(schema.shape[name]) ? given : (given[0] ?? "");
  }
  return checkInput(schema, values, "malformed");
}

export type BodyText = { bytes: Uint8Array; text: string };

/** Reads a JSON body up to the limit, whatever its Content-Length says. Null where there is none. */
export async function readBodyText(request: Request, bytesMax: number): Promise<Result<BodyText | null>> {
  const bytes = await readBytes(request, bytesMax);
  if (!bytes.ok) {
    return bytes;
  }
  if (bytes.value.length === 0) {
    return ok(null);
  }
  if (!JSON_MEDIA_TYPE.test(request.headers.get("content-type") ?? "")) {
    return refuse({ code: "unsupported_media_type", message: "Send the body as Content-Type: application/json." });
  }
  try {
    return ok({ bytes: bytes.value, text: UTF8.decode(bytes.value) });
  } catch {
    return refuseBody("The body is not UTF-8.");
  }
}

/** Parses JSON and checks it against the schema of the operation. */
export function parseBody<S extends z.ZodType>(schema: S, body: BodyText | null): Result<z.output<S>> {
  if (body === null) {
    return schema.safeParse({}).success
      ? checkInput(schema, {}, "invalid")
      : refuse({ code: "malformed", message: "This needs a JSON body. Send one as Content-Type: application/json." });
  }

  let value: unknown;
  try {
    value = JSON.parse(body.text);
  } catch {
    return refuseBody("The body is not valid JSON.");
  }
  const path = UNSTORABLE_ESCAPE.test(body.text) ? pathOfUnstorable(value) : null;
  if (path !== null) {
    const message = "Leave out the NUL character and unpaired surrogates.";
    return refuse({
      code: "invalid",
      message: path === "" ? message : `${path}: ${message}`,
      errors: [{ path, message }],
    });
  }
  return checkInput(schema, value, "invalid");
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

function refuseBody(message: string): { ok: false; problem: Problem } {
  return refuse({ code: "malformed", message });
}

function faultOfParameter(given: readonly string[], isRepeatable: boolean): string | null {
  if (given.length > 1 && !isRepeatable) {
    return "Give this query parameter once.";
  }
  return given.some((value) => value.includes("\u0000")) ? "Leave out the NUL character." : null;
}

function isList(schema: z.core.$ZodType | undefined): boolean {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    return isList(schema.def.innerType);
  }
  return schema instanceof z.ZodPipe ? isList(schema.def.in) : schema instanceof z.ZodArray;
}

/** Walks with a stack of its own: nesting is bounded only later, by the schema. */
function pathOfUnstorable(root: unknown): string | null {
  const waiting: { path: string; value: unknown }[] = [{ path: "", value: root }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, value } = next;
    if (typeof value === "string" && !isStorable(value)) {
      return path;
    }
    if (typeof value !== "object" || value === null) {
      continue;
    }
    for (const [key, child] of Object.entries(value)) {
      const childPath = path === "" ? key : `${path}.${key}`;
      if (!isStorable(key)) {
        return path;
      }
      waiting.push({ path: childPath, value: child });
    }
  }
  return null;
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}
