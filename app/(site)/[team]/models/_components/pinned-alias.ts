/** The protected alias that has a column of its own: `production`, or else the first by name; null where none is protected. */
export function pinnedAlias(protectedNames: ReadonlySet<string>): string | null {
  return protectedNames.has("production") ? "production" : ([...protectedNames].sort()[0] ?? null);
}
