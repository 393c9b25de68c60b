import "server-only";
import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type * as z from "zod";
import type { ActionState, FormAction, FormFields, FormLists } from "@/lib/core/action-state";
import type { Result } from "@/lib/core/result";
import { tickAfterWrite } from "./tick";

/** What an action's body answers when it has done its work. */
export type Done = {
  /** The sentence that says what was done. */
  message: string;
  /** The page to go to from here. */
  next?: Route;
  /** The fields that take it back, for the action that the form names as its undo. */
  undo?: FormFields;
  /** For the person's eyes, once. */
  revealed?: string;
};

export type ActionOptions = {
  /**
   * Fields that hold a secret: what was typed there is never sent back, not even to the one who typed it. A function
   * where what else was typed says whether it is one.
   */
  unsaid?: readonly string[] | ((form: FormData) => readonly string[]);
};

/**
 * Makes a server action of a schema and a body: the form's fields are parsed, the body answers what was done, and whatever
 * was refused comes back as the form's state. A field named `x[]` arrives as an array `x` of everything that was given.
 */
export function action<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<Result<Done>>,
  { unsaid = [] }: ActionOptions = {},
): FormAction {
  return async (_before, form) => {
    const isScripted = (await headers()).has("next-action");
    const kept = typeof unsaid === "function" ? unsaid(form) : unsaid;
    const values = isScripted ? {} : saidBack(form, kept);

    const parsed = schema.safeParse(fieldsOf(form));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const message = issue?.message ?? "Check the fields of this form.";
      return { kind: "refused", message, ...fieldOf(issue?.path[0]), ...values };
    }

    tickAfterWrite();
    const result = await run(parsed.data);
    if (!result.ok) {
      return { kind: "refused", message: result.problem.message, ...fieldOf(result.problem.field), ...values };
    }
    const done = doneState(result.value, isScripted);
    return done.kind === "done" && done.revealed !== undefined ? { ...done, ...values } : done;
  };
}

/** Without JavaScript the browser itself is sent on; with it, the form goes there and says what was done. */
function doneState({ next, ...done }: Done, isScripted: boolean): ActionState {
  if (next !== undefined && !isScripted && done.revealed === undefined) {
    redirect(next);
  }
  return { kind: "done", ...done, ...(next === undefined ? {} : { next }) };
}

function fieldOf(field: PropertyKey | undefined): { field?: string } {
  return field === undefined ? {} : { field: String(field) };
}

/** The form's own fields. Files and React's bookkeeping (`$ACTION_…`) are none. */
function fieldsOf(form: FormData): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of textEntries(form)) {
    if (name.endsWith("[]")) {
      const list = name.slice(0, -2);
      const before = fields[list];
      fields[list] = Array.isArray(before) ? [...before, value] : [value];
    } else {
      fields[name] = value;
    }
  }
  return fields;
}

function saidBack(form: FormData, unsaid: readonly string[]): { values: FormFields; lists: FormLists } {
  const said = textEntries(form).filter(([name]) => !unsaid.includes(name));
  const names = new Set(said.flatMap(([name]) => (name.endsWith("[]") ? [name] : [])));
  return {
    values: Object.fromEntries(said),
    lists: Object.fromEntries(
      [...names].map((list) => [list, said.flatMap(([name, value]) => (name === list ? [value] : []))]),
    ),
  };
}

function textEntries(form: FormData): [string, string][] {
  return [...form].filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && !entry[0].startsWith("$ACTION"),
  );
}
