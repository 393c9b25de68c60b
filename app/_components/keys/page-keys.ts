/**
 * What a page offers to the keyboard and to the palette stands on its controls:
 *
 * - `data-key="n"`: the key that activates the control: a link or button is clicked, a field is focused. A letter in lower
 *   case, `/`, `escape` or `space`. Within a row it is meant while the row has the focus.
 * - `data-command="Roll production back"`: what the palette calls the control, instead of its own words. Alone it makes a
 *   control known to the palette that has no key.
 * - `data-go="m"`: where G and then M leads.
 * - `data-row`: a row that J and K step through by its first link, and whose checkbox X ticks.
 */
export type PageCommand = {
  label: string;
  key: string | null;
  /** The page's own, not the frame's around it. */
  isOwn: boolean;
  run: () => void;
};

const COMMANDS = "[data-key], [data-command]";

/** Opened over the page: what lies below is out of the keyboard's reach. */
const COVERS = "[role=dialog], [role=alertdialog], [role=menu], [popover]:popover-open";

/** What can be done on the page right now, in its order, for the palette. */
export function listPageCommands(): PageCommand[] {
  const row = currentRow();
  return [...document.querySelectorAll<HTMLElement>(COMMANDS)]
    .filter((control) => isMeant(control, row) && (isUsable(control) || control.closest("[popover]") !== null))
    .map((control) => ({
      label: labelOf(control),
      key: control.dataset.key ?? null,
      isOwn: control.closest("main") !== null,
      run: () => activate(control),
    }))
    .filter(({ label }) => label !== "");
}

/** Activates what the page has for a key; false when it has nothing. */
export function pressKey(key: string): boolean {
  const row = currentRow();
  const controls = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)].filter(
    (control) => isMeant(control, row) && isUsable(control),
  );
  const control = controls.find((each) => row?.contains(each)) ?? controls[0];
  if (control) {
    activate(control);
  }
  return control !== undefined;
}

/** Goes where G and then this key leads. */
export function goTo(key: string): boolean {
  const way = document.querySelector<HTMLElement>(`[data-go="${CSS.escape(key)}"]`);
  way?.click();
  return way !== null;
}

/** Steps the focus from row to row, and begins at the first. */
export function stepRow(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")].filter(isVisible);
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const row = here === -1 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, here + step))];
  const target = row?.matches("a[href]") ? row : row?.querySelector<HTMLElement>("a[href]");
  target?.focus();
  row?.scrollIntoView({ block: "nearest" });
  return row !== undefined;
}

/** Ticks the row that has the focus. */
export function tickRow(): boolean {
  const box = currentRow()?.querySelector<HTMLElement>("input[type=checkbox]:not(:disabled)");
  box?.click();
  return box !== null && box !== undefined;
}

/** Submits the form in focus, or the one of the open dialog, by its last submit button: the primary one stands last. */
export function submitInFocus(): boolean {
  const form =
    document.activeElement?.closest("form") ?? document.querySelector<HTMLFormElement>("[role=dialog] form") ?? null;
  const button = [...(form?.querySelectorAll<HTMLButtonElement>("button[type=submit]:not(:disabled)") ?? [])].at(-1);
  if (!form || form.getAttribute("role") === "search" || !button) {
    return false;
  }
  form.requestSubmit(button);
  return true;
}

export function isCovered(): boolean {
  return document.querySelector(COVERS) !== null;
}

/** True where a key is text, or has a meaning of its own. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])"))
  );
}

function currentRow(): Element | null {
  return document.activeElement?.closest("[data-row]") ?? null;
}

function isMeant(control: HTMLElement, row: Element | null): boolean {
  const own = control.closest("[data-row]");
  return own === null || own === row;
}

function isUsable(control: HTMLElement): boolean {
  return isVisible(control) && !control.matches(":disabled, [aria-disabled=true]");
}

function isVisible(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

function activate(control: HTMLElement): void {
  if (isTyping(control)) {
    control.focus();
    if (control instanceof HTMLInputElement) {
      control.select();
    }
    return;
  }
  control.click();
}

/** The words of a control without the key beside them. */
function labelOf(control: HTMLElement): string {
  const named = control.dataset.command || control.getAttribute("aria-label");
  if (named) {
    return named;
  }
  const copy = control.cloneNode(true) as HTMLElement; // A clone of an element is one.
  for (const hidden of copy.querySelectorAll("kbd, svg, .sr-only")) {
    hidden.remove();
  }
  return copy.textContent.trim();
}
