import * as z from "zod";

export const SEARCH_LENGTH_MAX = 256;

/** What is looked for over a team, from the search field and the palette. A text that is too long finds as its beginning does. */
export const siteSearch = z.object({
  q: z
    .string()
    .transform((text) => text.trim().slice(0, SEARCH_LENGTH_MAX))
    .default(""),
  /** Name of the only model that is looked through. */
  model: z.string().max(SEARCH_LENGTH_MAX).optional(),
});

export type SiteSearch = z.infer<typeof siteSearch>;

/** A version as people say it: `churn-classifier:production`, or `churn-classifier:v12` where no alias was asked for. */
export type NamedVersion = { model: string; version: number; alias: string | null; isProtected: boolean };

/** The two parts of what was written: before the colon the model, after it an alias or a number. Without one it may be either. */
export function partsOfSearch(text: string): { model: string | null; ref: string } {
  const colon = text.indexOf(":");
  return colon === -1
    ? { model: null, ref: text }
    : { model: text.slice(0, colon).trim(), ref: text.slice(colon + 1).trim() };
}

/** The number that `v12` means; null for everything else, numbers that no version can have among it. */
export function versionNumberOf(ref: string): number | null {
  const digits = /^v(\d{1,9})$/i.exec(ref)?.[1];
  return digits === undefined ? null : Number(digits);
}
