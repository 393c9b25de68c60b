import type { LogLine } from "@/lib/core/launch-run";
import { type AnsiPiece, plainOf } from "./ansi";

/** What the route beside the page answers: lines from `first` on, counted from 0, and how the log stands. */
export type LogPage = {
  first: number;
  lines: readonly LogLine[];
  /** Lines come after these already now. */
  hasMore: boolean;
  isCut: boolean;
  /** Nothing more comes. */
  isOver: boolean;
};

/** The lines that the browser holds: one whole stretch of the log. */
export type HeldLog = { first: number; lines: readonly LogLine[] };

export const BLOCK_LINES = 100;

export type LogBlock = { start: number; lines: readonly LogLine[] };

/** Adds what was fetched at the end or at the beginning. What does not touch, or is there already, adds nothing. */
export function joined(held: HeldLog, { first, lines }: Pick<LogPage, "first" | "lines">): HeldLog {
  const end = held.first + held.lines.length;
  if (held.lines.length === 0) {
    return { first, lines };
  }
  if (first <= end && first + lines.length > end && first >= held.first) {
    return { first: held.first, lines: [...held.lines, ...lines.slice(end - first)] };
  }
  if (first < held.first && first + lines.length >= held.first) {
    return { first, lines: [...lines.slice(0, held.first - first), ...held.lines] };
  }
  return held;
}

/** Cut where the numbers of lines are whole multiples, so that a block stays what it is when others come before it. */
export function blocksOf({ first, lines }: HeldLog): LogBlock[] {
  const blocks: LogBlock[] = [];
  let at = 0;
  while (at < lines.length) {
    const start = first + at;
    const count = BLOCK_LINES - (start % BLOCK_LINES);
    blocks.push({ start, lines: lines.slice(at, at + count) });
    at += count;
  }
  return blocks;
}

/** The numbers of the lines in which the words stand, whatever their case. */
export function linesWith({ first, lines }: HeldLog, words: string): number[] {
  const wanted = words.toLowerCase();
  if (wanted === "") {
    return [];
  }
  return lines.flatMap(({ text }, place) => (plainOf(text).toLowerCase().includes(wanted) ? [first + place] : []));
}

export type MarkedPiece = AnsiPiece & { isFound: boolean };

/** The pieces of a line, cut where the words that are looked for begin and end. */
export function marked(pieces: readonly AnsiPiece[], words: string): MarkedPiece[] {
  const places = placesOf(pieces.map(({ text }) => text).join(""), words);
  let from = 0;
  return pieces.flatMap((piece) => {
    const start = from;
    from += piece.text.length;
    return cut(piece, start, places);
  });
}

type Place = { from: number; to: number };

function cut(piece: AnsiPiece, start: number, places: readonly Place[]): MarkedPiece[] {
  const end = start + piece.text.length;
  const parts: MarkedPiece[] = [];
  let at = start;
  for (const place of places.filter(({ from, to }) => from < end && to > start)) {
    const from = Math.max(place.from, start);
    const to = Math.min(place.to, end);
    parts.push({ ...piece, text: piece.text.slice(at - start, from - start), isFound: false });
    parts.push({ ...piece, text: piece.text.slice(from - start, to - start), isFound: true });
    at = to;
  }
  parts.push({ ...piece, text: piece.text.slice(at - start), isFound: false });
  return parts.filter(({ text }) => text !== "");
}

function placesOf(text: string, words: string): Place[] {
  const wanted = words.toLowerCase();
  const low = text.toLowerCase();
  const places: Place[] = [];
  // A few letters are longer in lower case: then places of the one are not those of the other.
  if (wanted === "" || low.length !== text.length) {
    return places;
  }
  for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + wanted.length)) {
    places.push({ from: at, to: at + wanted.length });
  }
  return places;
}
