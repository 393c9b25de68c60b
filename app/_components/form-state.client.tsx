"use client";

import { createContext, useContext } from "react";
import { type ActionState, IDLE } from "@/lib/core/action-state";

/** How the form around a control stands: its fields, its button and what it reveals ask here. */
export const FormState = createContext<{ state: ActionState; isSending: boolean }>({ state: IDLE, isSending: false });

export function useFormState(): { state: ActionState; isSending: boolean } {
  return useContext(FormState);
}

/** Closes the dialog that a form stands in; null on a page. */
export const CloseDialog = createContext<(() => void) | null>(null);

export function useCloseDialog(): (() => void) | null {
  return useContext(CloseDialog);
}
