"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { toggleExactTimes } from "../exact-times";
import { togglePalette } from "../palette/palette-state";
import { takeBack } from "../toast";
import { DialogPanel } from "../ui/dialog.client";
import { goTo, isCovered, isTyping, pressKey, stepRow, submitInFocus, tickRow } from "./page-keys";

const ShortcutSheet = dynamic(() => import("./shortcut-sheet.client").then(({ ShortcutSheet }) => ShortcutSheet), {
  ssr: false,
});

/** After G, how long the second key may take. */
const SECOND_KEY_MS = 1500;

/** The page's keys. What they do stands on the page's own controls: see page-keys.ts. */
export function Shortcuts({ isOn }: { isOn: boolean }) {
  const [isSheetOpen, setIsSheetOpen] = useState(false);

  // An effect, because the keyboard belongs to the document: focus may be anywhere, or nowhere.
  useEffect(() => {
    let goUntilMs = 0;

    function press(event: KeyboardEvent): void {
      if (event.isComposing) {
        return;
      }
      const isDone = event.metaKey || event.ctrlKey ? pressWithModifier(event) : isOn && pressAlone(event);
      if (isDone) {
        event.preventDefault();
        event.stopPropagation(); // An editor would break the line, too.
      }
    }

    function pressAlone(event: KeyboardEvent): boolean {
      if (event.altKey || event.repeat || isTyping(event.target) || isCovered()) {
        return event.key === "Escape" && leaveField(event.target);
      }
      const isGoing = event.timeStamp < goUntilMs;
      goUntilMs = event.key === "g" ? event.timeStamp + SECOND_KEY_MS : 0;
      if (event.key === "?") {
        setIsSheetOpen(true);
        return true;
      }
      return isGoing && event.key !== "g" ? goTo(event.key) : pressSingle(event);
    }

    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, [isOn]);

  return isSheetOpen ? (
    <DialogPanel title="Keyboard shortcuts" onClose={() => setIsSheetOpen(false)}>
      <ShortcutSheet />
    </DialogPanel>
  ) : null;
}

function pressWithModifier(event: KeyboardEvent): boolean {
  if (event.shiftKey || event.altKey) {
    return false;
  }
  if (event.key === "k") {
    togglePalette();
    return true;
  }
  return event.key === "Enter" && submitInFocus();
}

function pressSingle(event: KeyboardEvent): boolean {
  switch (event.key) {
    case "j":
      return stepRow(1);
    case "k":
      return stepRow(-1);
    case "x":
      return tickRow();
    case "t":
      toggleExactTimes();
      return true;
    case "z":
      void takeBack();
      return true;
    case " ":
      return isFree(event.target) && pressKey("space");
    case "/":
      return pressKey("/") || togglePalette();
    default:
      return /^[a-z]$|^Escape$/.test(event.key) && pressKey(event.key.toLowerCase());
  }
}

/** True where the space bar has no meaning of its own but to scroll. */
function isFree(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, summary, input, [role=button], [role=tab]") === null;
}

/** The first Escape leaves the field, so that the next goes back. A dialog closes by itself, and an editor has its own use for it. */
function leaveField(target: EventTarget | null): boolean {
  if (!isCovered() && target instanceof HTMLElement && isTyping(target) && !target.isContentEditable) {
    target.blur();
    return true;
  }
  return false;
}
