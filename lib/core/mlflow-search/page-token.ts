import * as z from "zod";
import { instant } from "../instant";
import { decodeCursor, encodeCursor } from "../page";
import { ok, type Result, refuse } from "../result";
import type { ModelOrderKey, Ordering, VersionOrderKey } from "./order-by";

type OrderKey = ModelOrderKey | VersionOrderKey;

/** Where a page ended: a value for each key of its order. Times are ISO 8601. */
export type PageKey = readonly (string | number)[];

const BASE64 = /^[\w+/-]*={0,2}$/;
const NUMBER_MAX = 2_147_483_647;

const VALUES = {
  name: z.string().refine((text) => !text.includes("\u0000")),
  version_number: z.int().min(0).max(NUMBER_MAX),
  creation_timestamp: instant,
  last_updated_timestamp: instant,
} as const satisfies Record<OrderKey, z.ZodType>;

/** Packs where a page ended, with the order that it was read in: in another order the place would mean nothing. */
export function encodePageToken(order: readonly Ordering<OrderKey>[], key: PageKey): string {
  return encodeCursor([inWords(order), ...key]);
}

/** Unpacks a token of this order; the empty one, which clients send for none, is none. */
export function decodePageToken(
  token: string | undefined,
  order: readonly Ordering<OrderKey>[],
): Result<PageKey | null> {
  if (token === undefined || token === "") {
    return ok(null);
  }
  if (!BASE64.test(token)) {
    return refuseToken("Invalid page token, could not base64-decode");
  }
  const shape = z.tuple([z.literal(inWords(order))]).rest(z.union([z.string(), z.number()]));
  const decoded = decodeCursor(token, shape);
  const [, ...key] = (decoded.ok && decoded.value) || [];
  const isOfOrder =
    key.length === order.length && order.every((by, index) => VALUES[by.key].safeParse(key[index]).success);
  return isOfOrder ? ok(key) : refuseToken("Invalid page token. It is of another search: start again without it.");
}

function inWords(order: readonly Ordering<OrderKey>[]): string {
  return order.map(({ key, direction }) => `${key} ${direction}`).join();
}

function refuseToken(message: string): Result<never> {
  return refuse({ code: "invalid", field: "page_token", message });
}
