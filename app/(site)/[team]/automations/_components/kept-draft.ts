import { readDraft, writeDraft } from "@/lib/core/automation-draft";
import type { DraftStep } from "@/lib/core/draft-problem";

/** What the browser keeps of a draft, so that a reload loses nothing. It goes with the tab. */
export type Kept = { step: DraftStep; fields: [string, string][] };

/** Null where the page was not reloaded or come back to: a new automation begins empty. */
export function readKept(place: string): Kept | null {
  if (!isResumed()) {
    return null;
  }
  try {
    const kept: Kept | null = JSON.parse(sessionStorage.getItem(place) ?? "null");
    const isWhole = kept && [1, 2, 3].includes(kept.step) && Array.isArray(kept.fields);
    return isWhole ? kept : null;
  } catch {
    return null; // No storage, or not ours: the form begins empty.
  }
}

export function keepDraft(place: string, step: DraftStep, form: HTMLFormElement): void {
  try {
    const fields = writeDraft(readDraft(textsOf(new FormData(form))));
    sessionStorage.setItem(place, JSON.stringify({ step, fields } satisfies Kept));
  } catch {
    // A browser that keeps nothing loses a draft at reload, and nothing else.
  }
}

export function forgetDraft(place: string): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // As above.
  }
}

function textsOf(form: FormData): [string, string][] {
  return [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string");
}

/** Moves within the site leave the document's own entry as it was: it counts only for the page that it is of. */
function isResumed(): boolean {
  const [entry] = performance.getEntriesByType("navigation");
  const isAgain = entry instanceof PerformanceNavigationTiming && entry.type !== "navigate";
  const isHere = entry !== undefined && URL.parse(entry.name)?.pathname === window.location.pathname;
  return (isAgain && isHere) || new URLSearchParams(window.location.search).has("resume");
}
