"use client";

import { ArrowDownToLine, Download, Search, WrapText } from "lucide-react";
import type { Route } from "next";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { formatBytes, formatPlural } from "@/app/_components/format";
import { useZone } from "@/app/_components/time.client";
import { Button, buttonClass } from "@/app/_components/ui/button";
import { Dot } from "@/app/_components/ui/dot";
import { FilterInput } from "@/app/_components/ui/filter-input";
import { Kbd } from "@/app/_components/ui/kbd";
import { LogBlock } from "./log-block.client";
import { blocksOf, type LogPage, linesWith } from "./log-lines";
import { type LogFeed, useLog } from "./use-log.client";

export type LogViewProps = {
  /** Where lines from a number on are answered, and where the whole is downloaded. */
  linesUrl: Route;
  downloadUrl: Route;
  given: LogPage;
  bytes: number;
  keptDays: number;
};

/** Nearer to its end than this a log counts as seen to the end. */
const AT_END_PX = 24;

/** What a run wrote: the end first, followed while it is written, with a search and the whole as a file. */
export function LogView({ linesUrl, downloadUrl, given, bytes, keptDays }: LogViewProps) {
  const log = useLog(linesUrl, given);
  const zone = useZone();
  const [words, setWords] = useState("");
  const [current, setCurrent] = useState<number | null>(null);
  const [isWrapped, setIsWrapped] = useState(false);
  const view = useFollowedView();
  const found = linesWith(log.held, words);

  function look(next: string): void {
    setWords(next);
    setCurrent(null);
    if (next !== "") {
      void log.loadEarlier(true); // A search through the last lines alone would say that nothing is there.
    }
  }

  function step(event: KeyboardEvent): void {
    if (event.key !== "Enter" || found.length === 0) {
      return;
    }
    event.preventDefault();
    const next = nextFound(found, current, event.shiftKey);
    setCurrent(next);
    view.goTo(next);
  }

  return (
    <section
      aria-labelledby="log"
      className="min-w-0 overflow-hidden rounded-panel border border-line bg-canvas dark:bg-sunken"
    >
      <div className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 border-line border-b bg-surface py-1 pr-2 pl-3.5">
        <h2 id="log" className="font-semibold">
          Log
        </h2>
        <FeedMark feed={log.feed} />
        <div className="ml-auto flex min-w-0 flex-wrap items-center gap-1 max-sm:ml-0 max-sm:w-full">
          <FilterInput
            label="Search the log"
            icon={<Search aria-hidden="true" />}
            end={
              words === "" ? null : (
                <span role="status" className="bg-surface pl-1 text-ink-3 text-small dark:bg-sunken">
                  {formatPlural(found.length, "line")}
                </span>
              )
            }
            value={words}
            onChange={(event) => look(event.currentTarget.value)}
            onKeyDown={step}
            title="Enter goes to the next line, Shift and Enter to the one before."
            data-key="/"
            className="noscript:hidden w-56 max-sm:w-full [&_input]:pr-20"
          />
          <Button
            look="ghost"
            size="small"
            data-key="f"
            data-command="Follow the log"
            aria-pressed={view.isFollowing}
            onClick={view.toggle}
            className="noscript:hidden aria-pressed:bg-sunken aria-pressed:text-ink"
          >
            <ArrowDownToLine aria-hidden="true" />
            Follow <Kbd>F</Kbd>
          </Button>
          <Button
            look="ghost"
            size="small"
            aria-pressed={isWrapped}
            onClick={() => setIsWrapped(!isWrapped)}
            className="noscript:hidden aria-pressed:bg-sunken aria-pressed:text-ink"
          >
            <WrapText aria-hidden="true" />
            Wrap
          </Button>
          <a
            href={downloadUrl}
            download
            aria-label="Download the log"
            title="Download the log"
            data-key="d"
            className={buttonClass({ look: "ghost", size: "small", square: true })}
          >
            <Download aria-hidden="true" />
          </a>
        </div>
      </div>
      <div
        ref={view.frame}
        role="log"
        aria-live="off"
        aria-label="What the run wrote"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        onScroll={view.onScroll}
        className="max-h-[min(640px,70vh)] min-h-48 overflow-auto py-2 font-mono text-small leading-[19px] tracking-[-.005em] -outline-offset-2"
      >
        <div ref={view.content} className={isWrapped ? undefined : "w-max min-w-full"}>
          {log.held.first > 0 ? <Earlier count={log.held.first} onLoad={() => void log.loadEarlier()} /> : null}
          {blocksOf(log.held).map(({ start, lines }) => (
            <LogBlock
              key={start}
              start={start}
              lines={lines}
              words={words}
              current={current}
              isWrapped={isWrapped}
              zone={zone}
            />
          ))}
          {log.held.lines.length === 0 ? <p className="px-3.5 text-ink-3">{NOTHING_YET[log.feed]}</p> : null}
          {log.isCut ? (
            <p className="mt-1 border-caution-line border-y bg-caution-soft px-3.5 py-1 font-sans text-caution">
              The log is cut: lines are missing here. It was longer than what is kept, or its agent was lost before it
              had sent them all.
            </p>
          ) : null}
        </div>
      </div>
      <p className="flex min-h-[34px] items-center border-line border-t bg-surface px-3.5 py-1 text-ink-3 text-small tabular-nums">
        {formatPlural(log.held.first + log.held.lines.length, "line")}, {formatBytes(bytes)}. Kept for {keptDays} days
        after its end.
      </p>
    </section>
  );
}

const NOTHING_YET = {
  live: "Nothing was written yet.",
  away: "Nothing was written yet.",
  over: "It ended without writing anything.",
} as const satisfies Record<LogFeed, string>;

function FeedMark({ feed }: { feed: LogFeed }) {
  if (feed === "over") {
    return <span className="text-ink-3 text-small">complete</span>;
  }
  return (
    <span className="noscript:hidden inline-flex items-center gap-1.5 text-ink-3 text-small">
      {feed === "live" ? "live" : "not live, trying again"}
      <Dot tone={feed === "live" ? "running" : "neutral"} isLive={feed === "live"} />
    </span>
  );
}

function Earlier({ count, onLoad }: { count: number; onLoad: () => void }) {
  return (
    <p className="flex items-center gap-2 px-3.5 pb-1 font-sans text-ink-3">
      {formatPlural(count, "earlier line")}
      <Button size="small" onClick={onLoad} className="noscript:hidden">
        Show earlier lines
      </Button>
      <span className="hidden noscript:inline">are in the download.</span>
    </p>
  );
}

/** The next one below or above, and round. */
function nextFound(found: readonly number[], current: number | null, isBack: boolean): number {
  const [first = 0] = found;
  const last = found.at(-1) ?? first;
  if (isBack) {
    return found.findLast((line) => current === null || line < current) ?? last;
  }
  return found.find((line) => current === null || line > current) ?? first;
}

/** The frame that scrolls: it stays at the end while that is followed, and stands still once somebody scrolls back. */
function useFollowedView() {
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [isFollowing, setIsFollowing] = useState(true);
  const following = useRef(true);
  const lastTop = useRef(0);

  function follow(wish: boolean): void {
    following.current = wish;
    setIsFollowing(wish);
  }

  function toEnd(): void {
    if (frame.current && following.current) {
      frame.current.scrollTop = frame.current.scrollHeight;
    }
  }

  const toEndNow = useRef(toEnd);
  toEndNow.current = toEnd;

  // An effect, because only the browser knows how high lines become.
  useEffect(() => {
    const watcher = new ResizeObserver(() => toEndNow.current());
    if (content.current) {
      watcher.observe(content.current);
    }
    return () => watcher.disconnect();
  }, []);

  return {
    frame,
    content,
    isFollowing,
    toggle() {
      follow(!following.current);
      toEnd();
    },
    onScroll() {
      const place = frame.current;
      if (!place) {
        return;
      }
      const isAtEnd = place.scrollHeight - place.scrollTop - place.clientHeight < AT_END_PX;
      if (place.scrollTop < lastTop.current && !isAtEnd) {
        follow(false);
      } else if (place.scrollTop > lastTop.current && isAtEnd) {
        follow(true);
      }
      lastTop.current = place.scrollTop;
    },
    /** First to where its block is, which then has its lines. */
    goTo(line: number) {
      follow(false);
      const lineIn = () => frame.current?.querySelector(`[data-line="${line}"]`);
      const blocks = [...(frame.current?.querySelectorAll<HTMLElement>("[data-block]") ?? [])];
      blocks.findLast((block) => Number(block.dataset.block) <= line)?.scrollIntoView({ block: "nearest" });
      const watcher = new MutationObserver(settle);
      function settle(): void {
        const found = lineIn();
        if (found) {
          watcher.disconnect();
          found.scrollIntoView({ block: "center" });
        }
      }
      if (content.current) {
        watcher.observe(content.current, { childList: true, subtree: true });
      }
      settle();
    },
  };
}
