import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
  insertCompletionText,
  pickedCompletion,
  startCompletion,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import type { ListedVariable } from "@/lib/core/variable-list";

/** What has been typed of a variable before the cursor. */
const OPENED = /\$\{([^{}"\\]*)$/;

type VariableCompletion = Completion & { value: string };

/** Completes variables from `${` on, and anywhere when it is asked for. Members of a family come once its dot is there. */
export function completeVariable(variables: () => readonly ListedVariable[]): CompletionSource {
  return (context: CompletionContext): CompletionResult | null => {
    const line = context.state.doc.lineAt(context.pos);
    const opened = OPENED.exec(line.text.slice(0, context.pos - line.from));
    if (!opened && !context.explicit) {
      return null;
    }
    const typed = opened?.[1] ?? "";
    return {
      from: context.pos - typed.length,
      options: optionsFor(variables(), typed, opened !== null),
      validFor: typed.includes(".") ? /^[^{}"\\]*$/ : /^[\w-]*$/,
    };
  };
}

/** The value at the end of an option's line. */
export function shownValueOf(completion: Completion): Node {
  const value = document.createElement("span");
  value.className = "cm-completion-value";
  value.textContent = (completion as VariableCompletion).value;
  return value;
}

function optionsFor(variables: readonly ListedVariable[], typed: string, isOpened: boolean): VariableCompletion[] {
  const families = new Map<string, ListedVariable[]>();
  const options: VariableCompletion[] = [];
  for (const variable of variables) {
    const dot = variable.name.indexOf(".");
    const family = dot < 0 || typed.includes(".") ? null : variable.name.slice(0, dot + 1);
    if (family === null) {
      options.push(optionOf(variable, isOpened));
    } else {
      families.set(family, [...(families.get(family) ?? []), variable]);
    }
  }
  return [...options, ...[...families].map(([family, members]) => familyOption(family, members, isOpened))];
}

function optionOf({ name, description, value }: ListedVariable, isOpened: boolean): VariableCompletion {
  return {
    label: name,
    value: value ?? (name.startsWith("secrets.") ? "***" : "empty"),
    info: description,
    apply: (view, completion, from, to) =>
      insert(view, completion, isOpened ? `${name}}` : `\${${name}}`, { from, to }),
  };
}

function familyOption(family: string, members: readonly ListedVariable[], isOpened: boolean): VariableCompletion {
  return {
    label: family,
    displayLabel: `${family}…`,
    value: members.length === 1 ? "1 key" : `${members.length} keys`,
    info: members[0]?.description ?? "",
    apply: (view, completion, from, to) => insert(view, completion, isOpened ? family : `\${${family}`, { from, to }),
  };
}

/** A brace that stands there already, from an earlier name or closed by the editor, is not written twice. */
function insert(view: EditorView, completion: Completion, text: string, { from, to }: { from: number; to: number }) {
  const rest = /^[\w.-]*\}/.exec(view.state.sliceDoc(to, to + 200))?.[0] ?? "";
  const end = text.endsWith("}") ? to + rest.length : to;
  view.dispatch({
    ...insertCompletionText(view.state, text, from, end),
    annotations: pickedCompletion.of(completion),
  });
  if (!text.endsWith("}")) {
    startCompletion(view); // A family was chosen: its members are offered at once.
  }
}
