import type { Route } from "next";
import type { FoundEntry } from "./found";

const RECENT_MAX = 5;
const KINDS: readonly string[] = ["model", "version", "automation"] satisfies FoundEntry["kind"][];

/** What was opened by the palette lately in this browser, newest first. */
export function readRecent(team: string): FoundEntry[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(team)) ?? "[]");
    return Array.isArray(kept) ? kept.flatMap((entry) => entryOf(entry, team)).slice(0, RECENT_MAX) : [];
  } catch {
    return []; // Storage may be forbidden, or hold what another version of us wrote.
  }
}

export function keepRecent(team: string, entry: FoundEntry): void {
  try {
    const others = readRecent(team).filter(({ href }) => href !== entry.href);
    localStorage.setItem(keyOf(team), JSON.stringify([entry, ...others].slice(0, RECENT_MAX)));
  } catch {
    // Without storage nothing is recent.
  }
}

/** Whatever else may write there: only addresses of the team are gone to. */
function entryOf(kept: unknown, team: string): FoundEntry[] {
  if (typeof kept !== "object" || kept === null) {
    return [];
  }
  const { kind, href, name, detail, model } = kept as Record<string, unknown>;
  const isOurs =
    typeof kind === "string" &&
    KINDS.includes(kind) &&
    typeof href === "string" &&
    href.startsWith(`/${encodeURIComponent(team)}/`) &&
    typeof name === "string";
  return isOurs
    ? [
        {
          kind: kind as FoundEntry["kind"],
          href: href as Route,
          name,
          detail: typeof detail === "string" ? detail : "",
          model: typeof model === "string" ? model : null,
        },
      ]
    : [];
}

function keyOf(team: string): string {
  return `modelwire.recent.${team}`;
}
