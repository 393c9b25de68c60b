import * as z from "zod";
import { ok, type Result, refuse } from "./result";

export const PAGE_LIMIT_DEFAULT = 50;
export const PAGE_LIMIT_MAX = 200;

/** What every list takes: how many, and the cursor that the page before answered. */
export const pageRequest = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_DEFAULT),
  cursor: z.string().max(2_000).optional(),
});

export type PageRequest = z.infer<typeof pageRequest>;

/** `nextCursor` is null on the last page. A cursor marks a position, not a number: nothing shifts when rows come and go. */
export type Page<T> = { items: T[]; nextCursor: string | null };

/** Packs the sort key of the last row shown. Opaque to callers, not secret. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(key))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** Unpacks a cursor into the shape that the list expects; anything else is refused, naming `cursor`. */
export function decodeCursor<T>(cursor: string | undefined, shape: z.ZodType<T>): Result<T | null> {
  if (cursor === undefined) {
    return ok(null);
  }

  const parsed = shape.safeParse(unpack(cursor));
  return parsed.success
    ? ok(parsed.data)
    : refuse({
        code: "malformed",
        field: "cursor",
        message: "This cursor is not one of ours. Start again without it.",
      });
}

/** Cuts the one row too many that the query fetched to learn whether there is a next page. */
export function pageOf<Row, T>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => T,
  keyOf: (row: Row) => readonly (string | number | null)[],
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(view),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null,
  };
}

function unpack(cursor: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
      character.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined; // Decided by the shape check above: undefined fits no shape.
  }
}
