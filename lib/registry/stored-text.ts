/**
 * PostgreSQL's text holds every character but NUL. A name that has one, out of `%00` in a URL, exists nowhere; asking
 * the database for it would be an error instead of a "not found".
 */
export function isStorable(text: string): boolean {
  return !text.includes("\u0000");
}

/** What the audit log calls a target, `fraud-detector:production`, also when a hostile caller made up the parts. */
export function targetName(...parts: readonly string[]): string {
  return parts.join(":").replaceAll("\u0000", "\uFFFD");
}
