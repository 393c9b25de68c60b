"use client";

import { useSyncExternalStore } from "react";

/** What the modifier is called on this machine's keyboard. */
export function useModifier(): "⌘" | "Ctrl" {
  return useSyncExternalStore(
    subscribeToNothing,
    () => (/mac|iphone|ipad/i.test(navigator.platform) ? "⌘" : "Ctrl"),
    () => "⌘",
  );
}

function subscribeToNothing(): () => void {
  return () => {};
}
