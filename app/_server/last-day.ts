import * as z from "zod";
import { instant } from "@/lib/core/instant";

/** A field with a day, to whose end in UTC a token works; none at all means for ever. */
export const lastDay = z
  .string()
  .trim()
  .refine((day) => day === "" || z.iso.date().safeParse(day).success, "Write the day as 2027-01-31, or leave it empty.")
  .transform((day) => (day === "" ? null : `${day}T23:59:59.999Z`))
  .pipe(instant.nullable());
