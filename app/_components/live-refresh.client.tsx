"use client";

import { useParams, useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import type { LivePart } from "@/lib/core/live";
import { formatCount } from "./format";
import { openFeed } from "./live-feed";
import { Button } from "./ui/button";
import { Dot } from "./ui/dot";
import { Kbd } from "./ui/kbd";

export type LiveRefreshProps = {
  /** How long until something may have changed, for while there is no stream; null when nothing is under way. */
  everyMs: number | null;
  /** What of the team the page shows. */
  parts?: readonly LivePart[];
  /** True for a list whose new rows wait once it is scrolled, or held by Space. */
  canHold?: boolean;
  /** Said beside the dot while it is live. */
  label?: string;
};

/** Of a team that is busy all the time a page is read again so often at most. */
const READ_EVERY_MS = 1_500;
const AWAY_READ_MS = 30_000;
const LIVE_READ_MS = 15_000;
const SCROLLED_PX = 160;

/** Reads the page again, in place, when what it shows has changed and somebody looks at it. */
export function LiveRefresh({
  everyMs,
  parts = ["registry", "deliveries"],
  canHold = false,
  label = "Live",
}: LiveRefreshProps) {
  const router = useRouter();
  const { team } = useParams<{ team: string }>();
  const [feed, setFeed] = useState<"opening" | "live" | "away">("opening");
  const [isHeld, setIsHeld] = useState(false);
  const [made, setMade] = useState(0);
  const [isReading, startReading] = useTransition();
  const wish = parts.join(" ");
  const held = useRef(false);
  const latest = useRef({ canHold, wish, everyMs });
  latest.current = { canHold, wish, everyMs };

  const read = useRef(() => {});
  read.current = () => startReading(() => router.refresh());
  const reading = useRef(false);
  reading.current = isReading;

  // An effect, because the stream and the tab's visibility live outside of React.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let readAt = 0;

    function readSoon(): void {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          if (held.current) {
            return; // It was held since: letting go reads.
          }
          if (reading.current) {
            readSoon(); // The next one waits for the last: a slow server is not asked faster than it answers.
            return;
          }
          readAt = Date.now();
          read.current();
        },
        Math.max(0, readAt + READ_EVERY_MS - Date.now()),
      );
    }

    let isFirst = true;
    function onStart(): void {
      // Between the page and its stream something may have ended that was under way; after a gap, anything.
      if (!isFirst || latest.current.everyMs !== null) {
        readSoon();
      }
      isFirst = false;
    }

    const listener = {
      onStart,
      onLive: (isBack: boolean) => setFeed(isBack ? "live" : "away"),
      onChange: (change: { parts: string[]; made: number }) => {
        if (!change.parts.some((part) => latest.current.wish.split(" ").includes(part))) {
          return;
        }
        const waits = latest.current.canHold && (held.current || window.scrollY > SCROLLED_PX);
        if (waits && change.made > 0) {
          setMade((count) => count + change.made);
        } else if (!held.current) {
          readSoon();
        }
      },
    };
    const url = liveUrl(team);
    let open = document.visibilityState === "visible" ? openFeed(url, listener) : null;

    function onVisibility(): void {
      if (document.visibilityState === "visible") {
        open ??= openFeed(url, listener);
        if (!held.current) {
          readSoon(); // Nobody told what happened meanwhile.
        }
      } else {
        open?.close();
        open = null;
      }
    }

    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      open?.close();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [team]);

  // An effect, because a timer lives outside of React. Without a stream the page is asked for as before there were any; with
  // one, from time to time while something is under way, for a mark may miss what happens in the midst of a long queue.
  const pollMs = pollMsOf(feed, everyMs);
  useEffect(() => {
    if (pollMs === null) {
      return;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && !held.current && !reading.current) {
        read.current();
      }
    }, pollMs);
    return () => clearInterval(timer);
  }, [pollMs]);

  function hold(): void {
    held.current = !held.current;
    setIsHeld(held.current);
    if (!held.current) {
      setMade(0);
      read.current();
    }
  }

  function show(): void {
    held.current = false;
    setIsHeld(false);
    setMade(0);
    window.scrollTo({ top: 0 });
    read.current();
  }

  // What was asked for before it was held still comes: only then it stands.
  const words = isHeld && !isReading ? "Held" : label;
  const isAway = feed === "away";
  return (
    <span className="noscript:hidden inline-flex items-center gap-2 text-ink-3 text-small">
      {made > 0 ? (
        <Button size="small" onClick={show}>
          {formatCount(made)} new
        </Button>
      ) : null}
      <span className="inline-flex items-center gap-1.5">
        <Dot tone={isAway || isHeld ? "neutral" : "running"} isLive={!isAway && !isHeld} />
        {isAway ? "Not live, trying again" : words}
      </span>
      {canHold ? (
        <Button
          look="ghost"
          size="small"
          data-key="space"
          aria-pressed={isHeld}
          onClick={hold}
          className="max-lg:hidden"
        >
          {isHeld ? "Let it go on" : "Hold the list still"}
          <Kbd>Space</Kbd>
        </Button>
      ) : null}
    </span>
  );
}

function pollMsOf(feed: "opening" | "live" | "away", everyMs: number | null): number | null {
  if (feed === "away") {
    return everyMs ?? AWAY_READ_MS;
  }
  return feed === "live" ? everyMs && Math.max(everyMs, LIVE_READ_MS) : everyMs;
}

/** The team's name comes as the address has it, or decoded already: what is no valid encoding is the name. */
function liveUrl(team: string): string {
  try {
    return `/${encodeURIComponent(decodeURIComponent(team))}/live`;
  } catch {
    return `/${encodeURIComponent(team)}/live`;
  }
}
