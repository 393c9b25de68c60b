import type * as z from "zod";
import { decodeCursor, encodeCursor } from "../page";
import { ok, type Result, refuse } from "../result";
import type { Ordering } from "./order-by";

export type PageKey = readonly (string | number)[];

const BASE64 = /^[\w+/-]*={0,2}$/;

/** Packs where a page ended, with the order that it was read in: a token of another order would skip rows. */
export function encodePageToken(order: readonly Ordering<string>[], key: PageKey): string {
  return encodeCursor([inWords(order), ...key]);
}

/** Unpacks a token into a key of this shape; the empty token, which clients send for none, is none. */
export function decodePageToken<T extends PageKey>(
  token: string | undefined,
  order: readonly Ordering<string>[],
  shape: (order: string) => z.ZodType<readonly [string, ...T]>,
): Result<T | null> {
  if (token === undefined || token === "") {
    return ok(null);
  }
  if (!BASE64.test(token)) {
    return refuseToken("Invalid page token, could not base64-decode");
  }
  const decoded = decodeCursor(token, shape(inWords(order)));
  if (!decoded.ok || decoded.value === null) {
    return refuseToken("Invalid page token. It is of another search: start again without it.");
  }
  const [, ...key] = decoded.value;
  return ok(key);
}

function inWords(order: readonly Ordering<string>[]): string {
  return order.map(({ key, direction }) => `${key} ${direction}`).join();
}

function refuseToken(message: string): Result<never> {
  return refuse({ code: "invalid", field: "page_token", message });
}
