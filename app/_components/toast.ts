import type { ActionState, FormAction, FormFields } from "@/lib/core/action-state";
import { answerOf, formOf } from "./answer-of";

/** One thing that was told: a state, and how to take it back where that can be done. */
export type Told = {
  id: number;
  state: Exclude<ActionState, { kind: "idle" }>;
  takeBack: { action: FormAction; fields: FormFields } | null;
};

const KEPT_MAX = 20;

let told: readonly Told[] = [];
let count = 0;
const listeners = new Set<() => void>();

/** Says in a toast what an action came to: with an undo where there is one; a refusal stays until it is dismissed. */
export function tell(state: ActionState, undo?: FormAction): void {
  if (state.kind === "idle") {
    return;
  }
  const fields = state.kind === "done" ? state.undo : undefined;
  count += 1;
  change([...told, { id: count, state, takeBack: undo && fields ? { action: undo, fields } : null }].slice(-KEPT_MAX));
}

/** Forgets one: it was taken back, or its toast is gone. */
export function forgetTold(id: number): void {
  change(told.filter((entry) => entry.id !== id));
}

/** Takes back one thing, by default the newest that can be, and tells how that went. */
export async function takeBack(entry = told.findLast((known) => known.takeBack !== null)): Promise<void> {
  if (entry?.takeBack) {
    forgetTold(entry.id);
    tell(await answerOf(entry.takeBack.action, formOf(entry.takeBack.fields)));
  }
}

export function readTold(): readonly Told[] {
  return told;
}

export function subscribeToTold(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: readonly Told[]): void {
  told = next;
  for (const listener of listeners) {
    listener();
  }
}
