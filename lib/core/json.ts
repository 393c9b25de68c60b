import * as z from "zod";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Depth past which a JSON value is refused: deeper ones serve only to exhaust a parser's stack. */
export const JSON_DEPTH_MAX = 32;

/** Any JSON value of bounded depth, without NaN, Infinity or the NUL character, which PostgreSQL's jsonb cannot hold. */
export const json: z.ZodType<Json> = z
  .unknown()
  .superRefine((value, context) => {
    const fault = faultOf(value, 0);
    if (fault) {
      context.addIssue({ code: "custom", message: fault });
    }
  })
  .transform((value) => value as Json); // The refinement above has just proved it.

export const jsonObject: z.ZodType<JsonObject> = json.transform((value, context) => {
  if (isJsonObject(value)) {
    return value;
  }
  context.addIssue({ code: "custom", message: "Give a JSON object." });
  return z.NEVER;
});

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Finds the value at a path of keys; array positions are keys in digits. Undefined where the path leads nowhere. */
export function valueAt(root: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = root;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) {
      return undefined;
    }
    value = (value as JsonObject)[key]; // An array answers to its digits as an object does.
  }
  return value;
}

function faultOf(value: unknown, depth: number): string | null {
  if (depth > JSON_DEPTH_MAX) {
    return `Nest at most ${JSON_DEPTH_MAX} levels deep.`;
  }
  if (value === null || typeof value === "boolean") {
    return null;
  }
  if (typeof value === "string") {
    return value.includes("\u0000") ? "Leave out the NUL character." : null;
  }
  if (typeof value === "number") {
    return Number.isFinite(value) ? null : "Use finite numbers: NaN and Infinity are not JSON.";
  }
  if (typeof value !== "object") {
    return "Give a JSON value.";
  }
  return faultInside(value, depth);
}

function faultInside(value: object, depth: number): string | null {
  for (const [key, child] of Object.entries(value)) {
    const fault = key.includes("\u0000") ? "Leave out the NUL character." : faultOf(child, depth + 1);
    if (fault) {
      return fault;
    }
  }
  return null;
}
