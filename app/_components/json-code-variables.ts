import { type EditorState, type Extension, type Range, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import type { TemplateLook } from "@/lib/core/template-look";

export type LookAt = (text: string) => TemplateLook;

/** Tells the editor to look again: what is known of variables has changed, though the text has not. */
export const remark = StateEffect.define<null>();

/** Draws variables as chips, those that cannot be saved in critical, and the place where the text stops being JSON. */
export function markVariables(look: LookAt): Extension {
  const marks = StateField.define<DecorationSet>({
    create: (state) => marksOf(state, look),
    update: (before, transaction) =>
      transaction.docChanged || transaction.effects.some((effect) => effect.is(remark))
        ? marksOf(transaction.state, look)
        : before,
    provide: (field) => EditorView.decorations.from(field),
  });
  return marks;
}

const VARIABLE = Decoration.mark({ class: "cm-variable" });
const WRONG = Decoration.mark({ class: "cm-variable cm-variable-wrong" });
const FAULT = Decoration.mark({ class: "cm-fault" });

function marksOf(state: EditorState, look: LookAt): DecorationSet {
  const { variables, variableFaults, fault } = look(state.doc.toString());
  const wrong = new Set(variableFaults.map(({ from }) => from));
  const ranges: Range<Decoration>[] = variables
    .filter(({ isClosed }) => isClosed)
    .map(({ from, to }) => (wrong.has(from) ? WRONG : VARIABLE).range(from, to));
  if (fault && fault.at < state.doc.length) {
    ranges.push(FAULT.range(fault.at, fault.at + 1));
  }
  return Decoration.set(ranges, true);
}
