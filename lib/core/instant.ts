import * as z from "zod";

const YEAR_MIN = 1;
const YEAR_MAX = 9_999;

/** A moment with its offset, as ISO 8601 writes it: of the years, in UTC, that a `timestamptz` and a `Date` both read. */
export const instant = z.iso
  .datetime({ offset: true })
  .refine((text) => isWithinYears(new Date(text).getUTCFullYear()), "Give a time of the years 1 to 9999.");

/** What is no time at all is told by its form alone. */
function isWithinYears(year: number): boolean {
  return Number.isNaN(year) || (year >= YEAR_MIN && year <= YEAR_MAX);
}
