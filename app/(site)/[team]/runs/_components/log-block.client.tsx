"use client";

import { memo, useEffect, useRef, useState } from "react";
import { formatClock, formatInstant } from "@/app/_components/time-format";
import { classNames } from "@/app/_components/ui/class-names";
import type { LogLine, LogStream } from "@/lib/core/launch-run";
import { type AnsiColor, type AnsiPiece, ansiPieces } from "./ansi";
import { type MarkedPiece, marked } from "./log-lines";

const LINE_PX = 19;
/** So far outside of what is seen lines are made ready. */
const AHEAD_PX = 800;

const INK = {
  black: "text-ink-3",
  red: "text-critical",
  green: "text-positive",
  yellow: "text-caution",
  blue: "text-accent",
  magenta: "text-accent",
  cyan: "text-running",
  white: "text-ink",
} as const satisfies Record<AnsiColor, string>;

/** On a soft ground only its own ink is sure to be read. */
const GROUND = {
  black: "bg-ink text-on-ink",
  red: "bg-critical-soft text-critical",
  green: "bg-positive-soft text-positive",
  yellow: "bg-caution-soft text-caution",
  blue: "bg-accent-soft text-accent",
  magenta: "bg-accent-soft text-accent",
  cyan: "bg-running-soft text-running",
  white: "bg-sunken text-ink",
} as const satisfies Record<AnsiColor, string>;

/** Said beside a line that the program did not write to its output: a colour alone would not tell. */
const STREAM_WORD = { out: "", err: "err", agent: "agent" } as const satisfies Record<LogStream, string>;

export type LogBlockProps = {
  /** The number of its first line, from 0. */
  start: number;
  lines: readonly LogLine[];
  words: string;
  /** The line that was gone to last. */
  current: number | null;
  isWrapped: boolean;
  zone: string;
};

/** A hundred lines, which are there while they are near to what is seen, and a space of their height while they are not. */
export const LogBlock = memo(Block, isSameBlock);

function Block({ start, lines, words, current, isWrapped, zone }: LogBlockProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(true);
  const height = useRef(0);

  // An effect, because what is seen is the browser's to say.
  useEffect(() => {
    const place = frame.current;
    if (!place) {
      return;
    }
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry && !entry.isIntersecting) {
          height.current = entry.boundingClientRect.height;
        }
        setIsNear(entry?.isIntersecting ?? true);
      },
      { root: place.closest("[role=log]"), rootMargin: `${AHEAD_PX}px 0px` },
    );
    watcher.observe(place);
    return () => watcher.disconnect();
  }, []);

  return (
    <div
      ref={frame}
      data-block={start}
      style={isNear ? undefined : { height: height.current || lines.length * LINE_PX }}
    >
      {isNear
        ? lines.map((line, place) => (
            <Line
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number.
              key={place}
              line={line}
              number={start + place}
              words={words}
              isCurrent={start + place === current}
              isWrapped={isWrapped}
              zone={zone}
            />
          ))
        : null}
    </div>
  );
}

/** Lines never change, they only become more. */
function isSameBlock(before: LogBlockProps, now: LogBlockProps): boolean {
  const end = now.start + now.lines.length;
  const isIn = (line: number | null) => line !== null && line >= now.start && line < end;
  return (
    before.start === now.start &&
    before.lines.length === now.lines.length &&
    before.words === now.words &&
    before.isWrapped === now.isWrapped &&
    before.zone === now.zone &&
    (before.current === now.current || !(isIn(before.current) || isIn(now.current)))
  );
}

type LineProps = {
  line: LogLine;
  number: number;
  words: string;
  isCurrent: boolean;
  isWrapped: boolean;
  zone: string;
};

function Line({ line, number, words, isCurrent, isWrapped, zone }: LineProps) {
  const at = new Date(line.at);
  const stream = STREAM_WORD[line.stream];
  return (
    <div
      data-line={number}
      className={classNames(
        "flex min-h-[19px] pr-3.5 pl-1 hover:bg-hover",
        line.stream === "err" && "shadow-[inset_2px_0_0_var(--caution-mark)]",
        isCurrent && "bg-selected hover:bg-selected",
      )}
    >
      <span className="w-[5ch] shrink-0 select-none text-right text-ink-3">{number + 1}</span>
      <time
        dateTime={at.toISOString()}
        title={formatInstant(at, zone)}
        className="w-[14ch] shrink-0 select-none pl-[1.5ch] text-ink-3 max-sm:hidden"
      >
        {formatClock(at, zone)}.{String(at.getUTCMilliseconds()).padStart(3, "0")}
      </time>
      <span className="w-[6.5ch] shrink-0 select-none pl-[1ch] text-ink-3">{stream}</span>
      <span
        className={classNames(
          "min-w-0 [tab-size:8] [unicode-bidi:plaintext]",
          isWrapped ? "whitespace-pre-wrap break-all" : "whitespace-pre",
          line.stream === "agent" && "text-ink-2",
        )}
      >
        {marked(ansiPieces(line.text), words).map((piece, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's pieces are known by their place.
          <Piece key={place} piece={piece} />
        ))}
        {"\n"}
      </span>
    </div>
  );
}

function Piece({ piece }: { piece: MarkedPiece }) {
  if (piece.isFound) {
    return (
      <mark className="rounded-[2px] bg-caution-soft text-caution outline-1 outline-caution-line">{piece.text}</mark>
    );
  }
  const look = lookOf(piece);
  return look ? <span className={look}>{piece.text}</span> : piece.text;
}

function lookOf({ color, ground, ...piece }: AnsiPiece): string {
  return classNames(
    ground === null && color !== null && INK[color],
    ground !== null && GROUND[ground],
    ground === null && color === null && piece.isDim && "text-ink-3",
    piece.isBold && "font-semibold",
    piece.isItalic && "italic",
    piece.isUnderlined && "underline",
    piece.isStruck && "line-through",
  );
}
