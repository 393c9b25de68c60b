import type * as z from "zod";

/** Words for what zod would say in its own; a message that a schema brings goes before this. */
export function sayIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type") {
    return issue.input === undefined ? "This is required." : `Give ${NOUNS[issue.expected] ?? issue.expected}.`;
  }
  if (issue.code === "invalid_value") {
    return `Use one of: ${issue.values.map(String).join(", ")}.`;
  }
  if (issue.code === "too_big") {
    return `Use at most ${issue.maximum}${unitOf(issue.origin)}.`;
  }
  if (issue.code === "too_small") {
    return `Use at least ${issue.minimum}${unitOf(issue.origin)}.`;
  }
  if (issue.code === "invalid_format") {
    return `Give ${FORMATS[issue.format] ?? "text of the documented form"}.`;
  }
  return issue.code === "invalid_union" ? "This is none of the documented forms." : undefined;
}

function unitOf(origin: string): string {
  return { string: " characters", array: " entries" }[origin] ?? "";
}

const NOUNS: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  object: "an object",
  array: "an array",
  record: "an object",
  null: "null",
};

const FORMATS: Readonly<Record<string, string>> = {
  datetime: "a time as ISO 8601 writes it, with its offset: 2026-05-01T12:00:00Z",
  url: "an http or https URL",
};
