import * as z from "zod";
import { ID_PREFIX, type Id, type IdKind } from "@/lib/core/ids";
import type { Json, JsonObject } from "@/lib/core/json";
import type { Page } from "@/lib/core/page";

/** An id as answers show it. */
export function id<K extends IdKind>(kind: K, description = wordsOfId(kind)): z.ZodType<Id<K>, Id<K>> {
  return z.custom<Id<K>>((value) => isPrefixed(kind, value)).meta({ type: "string", description });
}

/** The same or null. Not by `.nullable()`: the document's generator would keep the type of the id alone. */
export function idOrNull<K extends IdKind>(kind: K, description: string): z.ZodType<Id<K> | null, Id<K> | null> {
  return z
    .custom<Id<K> | null>((value) => value === null || isPrefixed(kind, value))
    .meta({ type: ["string", "null"], description });
}

function isPrefixed(kind: IdKind, value: unknown): boolean {
  return typeof value === "string" && value.startsWith(`${ID_PREFIX[kind]}_`);
}

function wordsOfId(kind: IdKind): string {
  return `\`${ID_PREFIX[kind]}_\` and a UUIDv7.`;
}

/** A moment in UTC. */
export const time = z.iso.datetime().meta({ description: "ISO 8601 in UTC." });

/** Any JSON: it was checked when it came in, so that answers need not walk it again. */
export const anyJson = z
  .custom<Json>((value) => value !== undefined)
  .meta({ type: ["string", "number", "boolean", "object", "array", "null"] });

export const anyJsonObject = z
  .custom<JsonObject>((value) => typeof value === "object" && value !== null && !Array.isArray(value))
  .meta({ type: "object", additionalProperties: true });

/** An object of the team, told by id and name. */
export function named<K extends IdKind>(kind: K) {
  return z.object({ id: id(kind), name: z.string() });
}

/** One page of a list. */
export function pageOf<T extends z.ZodType>(
  item: T,
): z.ZodObject<{ items: z.ZodArray<T>; nextCursor: z.ZodNullable<z.ZodString> }> {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({ description: "The `cursor` of the next page; null on the last one." }),
  }) satisfies z.ZodType<Page<unknown>>;
}

/** A name in an address, for looking something up: whatever it is, at worst nothing has it. */
export function nameParam(description: string) {
  return z.string().meta({ description });
}

/** A query parameter that is `true` or `false`, and false when it is left out. */
export function flag(description: string) {
  return z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true")
    .meta({ description });
}

/** A version's number as a query parameter, within what a column holds: a larger one is no number of ours. */
export const versionNumberQuery = z.coerce.number().int().min(0).max(2_147_483_647).optional();
