import { unstable_rethrow } from "next/navigation";
import { type ActionState, type FormAction, type FormFields, IDLE } from "@/lib/core/action-state";

const UNREACHABLE: ActionState = {
  kind: "refused",
  message: "The server could not be reached, so it is not known whether this was done. Reload the page and look.",
};

/** Runs an action from the browser's own code: its answer, or that nobody knows. */
export async function answerOf(action: FormAction, form: FormData): Promise<ActionState> {
  try {
    return await action(IDLE, form);
  } catch (error) {
    unstable_rethrow(error); // A redirect, to sign in for one, is Next's to follow.
    return UNREACHABLE;
  }
}

/** Fields that no form on the page holds, as an action takes them. */
export function formOf(fields: FormFields): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    form.set(name, value);
  }
  return form;
}
