/** The fields of a form by their names, as text. */
export type FormFields = Readonly<Record<string, string>>;

/** What was ticked, by the names that stand for several answers: `aliases[]`. */
export type FormLists = Readonly<Record<string, readonly string[]>>;

/** What a form shows after it was sent: the sentence of what was done, or of why it was refused. */
export type ActionState =
  | { kind: "idle" }
  | {
      kind: "done";
      message: string;
      /** Where the person goes from here. */
      next?: string;
      /** What the form's undo action must be told to take this back. */
      undo?: FormFields;
      /** Shown to the person this once, and kept nowhere. */
      revealed?: string;
      /** What was typed, where the same form stays to be looked at beside what it revealed, as below. */
      values?: FormFields;
      lists?: FormLists;
    }
  | {
      kind: "refused";
      message: string;
      /** The name of the field at fault. */
      field?: string;
      /** What was typed, for a page that is made anew because no JavaScript kept it. */
      values?: FormFields;
      lists?: FormLists;
    };

export const IDLE: ActionState = { kind: "idle" };

/** An action as forms take it, before and after JavaScript. */
export type FormAction = (before: ActionState, form: FormData) => Promise<ActionState>;
