/** The cookie that keeps a team's columns; its path is the team's. */
export const COLUMNS_COOKIE = "modelwire_columns";
export const COLUMNS_MAX = 6;
const TEXT_MAX = 2_000;

/** Names of metrics as one text for an address or a cookie: a name may hold a comma, so each is encoded. */
export function encodeColumns(names: readonly string[]): string {
  return names
    .slice(0, COLUMNS_MAX)
    .map((name) => encodeURIComponent(name.toWellFormed()))
    .join(",");
}

/** What `encodeColumns` wrote; null for no choice. What somebody else wrote names no metric and is dropped later. */
export function decodeColumns(text: string | undefined): string[] | null {
  if (text === undefined || text.length > TEXT_MAX) {
    return null;
  }
  return text.split(",").filter(Boolean).slice(0, COLUMNS_MAX).map(decoded);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
