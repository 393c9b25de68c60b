/**
 * A LIKE pattern that means the same on every database and never fails: `\%`, `\_` and `\\` stand for the second
 * character, any other backslash, also the last one, for itself. PostgreSQL would drop or refuse such a one.
 */
export function likePattern(written: string): string {
  return written.replace(/\\([%_\\])?/g, (_, escaped: string | undefined) => `\\${escaped ?? "\\"}`);
}
