import "server-only";
import type * as z from "zod";
import type { ActionState } from "@/lib/core/action-state";
import type { Result } from "@/lib/core/result";
import { tickAfterWrite } from "./tick";

/**
 * Makes a server action of a schema and a body: the form's fields are parsed, the body answers a sentence that says what
 * was done, and whatever was refused comes back as the form's state.
 */
export function action<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<Result<string>>,
): (before: ActionState, form: FormData) => Promise<ActionState> {
  return async (_before, form) => {
    const parsed = schema.safeParse(fieldsOf(form));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return { kind: "refused", message: issue?.message ?? "Check the fields of this form." };
    }

    tickAfterWrite();
    const result = await run(parsed.data);
    return result.ok ? { kind: "done", message: result.value } : { kind: "refused", message: result.problem.message };
  };
}

/** The form's own fields. Files and React's bookkeeping (`$ACTION_…`) are none. */
function fieldsOf(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === "string" && !name.startsWith("$ACTION")) {
      fields[name] = value;
    }
  }
  return fields;
}
