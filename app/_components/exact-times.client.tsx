"use client";

import { Clock } from "lucide-react";
import { useSyncExternalStore } from "react";
import { areTimesExact, subscribeToExactTimes, toggleExactTimes } from "./exact-times";

/** Writes every moment of the page out, and back again. */
export function ExactTimes({ className }: { className: string }) {
  const isExact = useSyncExternalStore(subscribeToExactTimes, areTimesExact, () => false);
  return (
    <button
      type="button"
      aria-pressed={isExact}
      data-command={isExact ? "Write times as distances" : "Write times out exactly"}
      onClick={toggleExactTimes}
      className={className}
    >
      <Clock aria-hidden="true" className="text-ink-2" strokeWidth={1.8} />
      Exact times
      <span className="ml-auto text-ink-3 text-small">{isExact ? "on" : "off"}</span>
    </button>
  );
}
