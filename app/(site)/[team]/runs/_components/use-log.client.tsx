"use client";

import { useEffect, useRef, useState } from "react";
import { type HeldLog, joined, type LogPage } from "./log-lines";

const LOOK_EVERY_MS = 1_000;
const AFTER_FAULT_MS = 5_000;
/** Lines that one answer brings, at the most. */
const STEP_LINES = 2_000;

export type LogFeed = "live" | "away" | "over";

export type Log = {
  held: HeldLog;
  isCut: boolean;
  feed: LogFeed;
  /** Fetches what comes before the lines that are held; with `all`, to the beginning. */
  loadEarlier(all?: boolean): Promise<void>;
};

/** The log from what the page came with: on towards its end while the run goes on and somebody looks, and back on demand. */
export function useLog(url: string, given: LogPage): Log {
  const [held, setHeld] = useState<HeldLog>(given);
  const [isCut, setIsCut] = useState(given.isCut);
  const [feed, setFeed] = useState<LogFeed>(given.isOver ? "over" : "live");
  const end = useRef(given.first + given.lines.length);
  const first = useRef(given.first);

  function take(page: LogPage): void {
    setHeld((before) => joined(before, page));
    setIsCut(page.isCut);
    first.current = Math.min(first.current, page.first);
    end.current = Math.max(end.current, page.first + page.lines.length);
  }

  const taking = useRef(take);
  taking.current = take;
  const [isComplete] = useState(given.isOver && !given.hasMore);

  // An effect, because a log is followed by timers and by whether the tab is seen, which live outside of React.
  useEffect(() => {
    if (isComplete) {
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;

    async function follow(): Promise<void> {
      timer = undefined;
      const page = await fetchLines(url, end.current);
      if (isGone) {
        return;
      }
      if (page === null) {
        setFeed("away");
        again(AFTER_FAULT_MS);
        return;
      }
      taking.current(page);
      const afterMs = nextLookMs(page);
      setFeed(afterMs === null ? "over" : "live");
      if (afterMs !== null) {
        again(afterMs);
      }
    }

    function again(afterMs: number): void {
      if (document.visibilityState === "visible") {
        timer = setTimeout(() => void follow(), afterMs);
      }
    }

    function onVisibility(): void {
      clearTimeout(timer);
      again(0);
    }

    again(LOOK_EVERY_MS);
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      isGone = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [url, isComplete]);

  async function loadEarlier(all = false): Promise<void> {
    do {
      const from = Math.max(0, first.current - STEP_LINES);
      const page = first.current > 0 ? await fetchLines(url, from, first.current - from) : null;
      if (page === null || page.lines.length === 0) {
        return;
      }
      take(page);
    } while (all && first.current > 0);
  }

  return { held, isCut, feed, loadEarlier };
}

/** At once where more is there already; null where nothing comes any more. */
function nextLookMs({ hasMore, isOver }: LogPage): number | null {
  if (hasMore) {
    return 0;
  }
  return isOver ? null : LOOK_EVERY_MS;
}

async function fetchLines(url: string, from: number, limit = STEP_LINES): Promise<LogPage | null> {
  try {
    const answer = await fetch(`${url}?${new URLSearchParams({ from: String(from), limit: String(limit) })}`, {
      headers: { accept: "application/json" },
    });
    return answer.ok ? ((await answer.json()) as LogPage) : null; // Ours: only the route beside the page answers it.
  } catch {
    return null;
  }
}
