import * as z from "zod";
import { mlflowTagKey, mlflowTagValue } from "@/lib/core/mlflow-names";

/**
 * The kinds of fields that the protocol knows. A message of its own for one is given by `refine`; what is missing or of
 * the wrong kind is said by `checkFields`.
 */

const SHORT_TEXT_LENGTH_MAX = 2_048;
const UNSTORABLE = "Leave out the NUL character and unpaired surrogates.";

const plainText = z.string().refine(isStorable, UNSTORABLE);

/** A field that must be there and hold something. */
export const requiredText = z.string().min(1).refine(isStorable, UNSTORABLE);

export const optionalText = plainText.optional();

/** Text that is kept with a version, and empty when it is not given. */
export function shortText(field: string) {
  return plainText.refine((text) => text.length <= SHORT_TEXT_LENGTH_MAX, tooLong(field)).default("");
}

export const tagKeyField = requiredText.pipe(mlflowTagKey);
export const tagValueField = plainText.pipe(mlflowTagValue).default("");

/** Tags to begin with. Of a key that comes twice the last one counts, as in MLflow. */
export const newTags = z
  .array(z.object({ key: tagKeyField, value: tagValueField }))
  .default([])
  .transform((tags) => [...new Map(tags.map((tag) => [tag.key, tag])).values()]);

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

/** The reference within a model that a version's text stands for; of a number that is none, one that names nothing. */
export function refOf(version: string): string {
  const number = Number(version.trim());
  return number >= 0 && number <= 999_999_999 ? `v${number}` : "v0000000000";
}

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

function tooLong(field: string): string {
  return `'${field}' exceeds the maximum length of ${SHORT_TEXT_LENGTH_MAX} characters`;
}

/** PostgreSQL's text holds neither. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}
