import type * as z from "zod";
import { ok, type Result, refuse } from "@/lib/core/result";

/**
 * What a form's fields say together, by the schema that the API has for it: for forms whose fields are not yet its input, as
 * where one of them holds JSON.
 */
export function judged<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  fieldOf: (path: readonly PropertyKey[]) => string = (path) => path.map(String).join("."),
): Result<z.output<Schema>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    return ok(parsed.data);
  }
  const [issue] = parsed.error.issues;
  const field = issue === undefined ? "" : fieldOf(issue.path);
  return refuse({
    code: "invalid",
    message: issue?.message ?? "Check the fields of this form.",
    ...(field === "" ? {} : { field }),
  });
}
