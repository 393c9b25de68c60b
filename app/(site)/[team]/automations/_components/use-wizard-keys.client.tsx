"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { DraftStep } from "@/lib/core/draft-problem";

type Options = {
  form: RefObject<HTMLFormElement | null>;
  onDiscard: () => void;
  /** The browser's own Back, which the steps leave a trace for. */
  onBack: (step: DraftStep) => void;
  /** Null where there are no steps. */
  step: DraftStep | null;
};

/** ⌘↵ goes on, Esc discards, and the browser's Back goes to the step before. */
export function useWizardKeys(options: Options): void {
  const latest = useRef(options);

  // An effect, because listeners of the document ask for what was last given.
  useEffect(() => {
    latest.current = options;
  });

  // An effect, because the keys work wherever the focus is.
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const { form, onDiscard } = latest.current;
      if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        form.current?.querySelector<HTMLButtonElement>("[data-primary]")?.click();
      } else if (event.key === "Escape" && !event.defaultPrevented && !isElsewhere(event.target)) {
        onDiscard();
      }
    }
    function travel(): void {
      const asked = Number(new URLSearchParams(window.location.search).get("step") ?? 1);
      const { step, onBack } = latest.current;
      if (step !== null && (asked === 1 || asked === 2 || asked === 3) && asked < step) {
        onBack(asked);
      }
    }
    document.addEventListener("keydown", press);
    window.addEventListener("popstate", travel);
    return () => {
      document.removeEventListener("keydown", press);
      window.removeEventListener("popstate", travel);
    };
  }, []);
}

/** In the editor Esc frees the Tab key, in a list or a dialog it closes that. */
function isElsewhere(target: EventTarget | null): boolean {
  return (
    document.querySelector("[role=dialog], [role=menu]") !== null ||
    (target instanceof HTMLElement && target.closest(".cm-editor, select") !== null)
  );
}
