import type { Route } from "next";

/** A page that the palette leads to whatever page is open. */
export type PaletteLink = {
  label: string;
  href: Route;
  /** `do` where the page is for doing one thing: "New automation". */
  group: "do" | "go";
  /** `G M`. */
  keys?: readonly string[];
  /** Other words that find it. */
  words?: string;
};

/** True when every word of the text is in the label or in its other words. */
export function isMatch({ label, words = "" }: { label: string; words?: string | undefined }, text: string): boolean {
  const known = `${label} ${words}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word));
}

/** The name of the model whose page, or a page below it, is open. */
export function modelInPath(pathname: string): string | null {
  const segment = /^\/[^/]+\/models\/([^/]+)/.exec(pathname)?.[1];
  if (segment === undefined || segment === "new") {
    return null;
  }
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // Next hands names over decoded at times, and a name may hold a lone %.
  }
}

/** The text in three parts, the middle one being what was looked for; without it, all in the first. */
export function markedParts(text: string, part: string): [string, string, string] {
  const at = part === "" ? -1 : text.toLowerCase().indexOf(part.toLowerCase());
  return at === -1
    ? [text, "", ""]
    : [text.slice(0, at), text.slice(at, at + part.length), text.slice(at + part.length)];
}
