import * as z from "zod";

/**
 * The kinds of fields that the protocol knows. A message of its own for one is given by `refine`; what is missing or of
 * the wrong kind is said by `checkFields`.
 */

const UNSTORABLE = "Leave out the NUL character and unpaired surrogates.";

const plainText = z.string().refine(isStorable, UNSTORABLE);

/** A field that must be there and hold something. */
export const requiredText = z.string().min(1).refine(isStorable, UNSTORABLE);

export const optionalText = plainText.optional();

/** A version's number, which the protocol writes as text. */
export const versionText = z.preprocess(
  (value) => (typeof value === "number" ? String(value) : value),
  z
    .string()
    .min(1)
    .refine((text) => /^-?\d{1,18}$/.test(text.trim()), {
      error: ({ input }) => `Parameter 'version' must be an integer, got '${String(input).slice(0, 100)}'.`,
    }),
);

/** A number, also as the text that it is in a query. */
export const optionalInt = z
  .preprocess(
    (value) => (typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value),
    z.int().optional(),
  )
  .optional();

export const optionalFlag = z
  .preprocess((value) => (value === "true" || value === "false" ? value === "true" : value), z.boolean())
  .default(false);

export const textList = z.array(plainText).default([]);

/** PostgreSQL's text holds neither. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}
