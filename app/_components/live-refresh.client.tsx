"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";
import { Dot } from "./ui/dot";

export type LiveRefreshProps = {
  /** How long until something may have changed; null when nothing is under way. */
  everyMs: number | null;
  /** Said beside the dot. */
  label?: string;
};

/** Reads the page again while something is under way and somebody looks at it. */
export function LiveRefresh({ everyMs, label = "live" }: LiveRefreshProps) {
  const router = useRouter();
  const [isReading, startReading] = useTransition();

  // An effect, because a timer and the tab's visibility live outside of React.
  useEffect(() => {
    if (everyMs === null || isReading) {
      return; // The next one waits for the last: a slow server is not asked faster than it answers.
    }
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") {
        startReading(() => router.refresh());
      }
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, isReading, router]);

  if (everyMs === null) {
    return null;
  }
  return (
    <span className="noscript:hidden inline-flex items-center gap-1.5 text-ink-3 text-small">
      <Dot tone="running" isLive />
      {label}
    </span>
  );
}
