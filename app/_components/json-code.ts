import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { completeVariable, shownValueOf } from "./json-code-completion";
import { JSON_CODE_THEME } from "./json-code-theme";
import { type LookAt, markVariables, remark } from "./json-code-variables";

export type JsonCodeOptions = {
  parent: HTMLElement;
  text: string;
  /** The ids of the label and of what describes the editor. */
  labelledBy: string;
  describedBy: string;
  look: LookAt;
  /** Asked each time that something is completed: the values change with the event that is looked at. */
  variables: Parameters<typeof completeVariable>[0];
  onText: (text: string) => void;
};

export type JsonCode = {
  focus(): void;
  /** Replaces a part of the text, or the whole, as one step that can be undone. */
  replace(text: string, range?: { from: number; to: number }): void;
  text(): string;
  /** Says that a variable may have become known or unknown. */
  remark(): void;
  destroy(): void;
};

/** An editor of JSON with variables, over CodeMirror. This file and those that it imports are loaded when one is seen. */
export function openJsonCode(options: JsonCodeOptions): JsonCode {
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({ doc: options.text, extensions: extensionsOf(options) }),
  });
  return {
    focus: () => view.focus(),
    replace(text, range = { from: 0, to: view.state.doc.length }) {
      view.dispatch({
        changes: { ...range, insert: text },
        selection: { anchor: range.from + (range.to === view.state.doc.length ? 0 : text.length) },
        userEvent: "input",
      });
    },
    text: () => view.state.doc.toString(),
    remark: () => view.dispatch({ effects: remark.of(null) }),
    destroy: () => view.destroy(),
  };
}

const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--ink)" },
  { tag: tags.string, color: "var(--ink-2)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--running)" },
  { tag: [tags.separator, tags.bracket, tags.punctuation], color: "var(--ink-3)" },
]);

/** ⌘↵ belongs to the form around the editor. */
const KEYS = [...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, indentWithTab].filter(
  ({ key }) => key !== "Mod-Enter",
);

function extensionsOf({ labelledBy, describedBy, look, variables, onText }: JsonCodeOptions): Extension {
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    json(),
    syntaxHighlighting(COLOURS),
    autocompletion({
      override: [completeVariable(variables)],
      icons: false,
      addToOptions: [{ render: shownValueOf, position: 80 }],
    }),
    markVariables(look),
    keymap.of(KEYS),
    EditorView.lineWrapping,
    EditorState.tabSize.of(2),
    EditorState.phrases.of({ Completions: "Variables" }),
    EditorView.contentAttributes.of({
      "aria-labelledby": labelledBy,
      "aria-describedby": describedBy,
      tabindex: "0", // What scrolls around it is then seen to be in reach of the keyboard.
      spellcheck: "false",
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) {
        onText(update.state.doc.toString());
      }
    }),
    JSON_CODE_THEME,
  ];
}
